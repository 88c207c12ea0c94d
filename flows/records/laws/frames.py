"""Brackets and quotations that are open while a sentence is read."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flows.japanese.bracket_pairs import first_words
from flows.records.laws.addresses import Address, cut_above, finest
from flows.records.laws.joints import Joint
from flows.records.laws.mentions import Mention

_PARTS_OF_LAW = "[第前次同〇一二三四五六七八九十百千編章節款目条項号表別附則のァ-ヴ各後段本文ただし書及び又は並びに若しくは、からまで・]"
_BEGINS_WITH_PART = re.compile(f"（{_PARTS_OF_LAW}")
_CUTS_OUT = re.compile(
    f"{_PARTS_OF_LAW}+"
    "(?:(?:これら|その他|[一-龥]{2,8}について)[^。]*)?(?:の規定)?"
    "(?:に係る(?:部分|もの)|に(?:掲げる|規定する|定める)(?:場合|者|もの|部分|事項|規定))?"
    "(?:を除く|に限る|を含む)"
)
"""The first words in a bracket that cuts parts out of what stands before it; for a law, after its number."""


@dataclass(slots=True)
class Frame:
    """What is set aside while a bracket or a quotation is open.

    Args:
        kind: the opening token.
        opened: its offset in the sentence.
        joint: what stood before it.
        mark: length of the trail.
        anchor: the law whose name it explains.
        number_end: where a law number at its beginning ends; -1 without.
        around: what the bracket cuts parts out of (「第十条（第二号を除く。）」); None where it does not.
        around_end: offset at which the words end that cut them out.
    """

    kind: str
    opened: int
    joint: Joint
    mark: int
    anchor: Mention | None
    number_end: int
    around: Address | None = None
    around_end: int = 0

    def cut_out(self, text: str, law: Address | None) -> None:
        """Note what the bracket cuts parts out of: `law`, which it explains, or the phrase that it directly follows."""
        before = self.joint.found if self.joint.end == self.opened and not self.joint.gap else None
        if law is None and (before is None or not _BEGINS_WITH_PART.match(text, self.opened)):
            return
        parts = first_words(text, self.opened)[: 2 if law else 1]
        end = next((end for end, words in parts if _CUTS_OUT.fullmatch(words)), 0)
        if not end:
            return
        self.around_end = end
        if law:
            self.around = law
        elif before and (address := before.meaning.end):
            self.around = cut_above(address, finest(address)) if before.meaning.last else address
