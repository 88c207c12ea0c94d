"""How one reference phrase continues another: 「第一項及び」, 「第三条から」, 「第三条（…）、」."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flows.japanese.bracket_pairs import closing
from flows.records.laws.found import Found

_JOIN = re.compile(
    "(?:の規定)?(?:、?(?:及び|又は|並びに|若しくは|及|又|並|若|及ビ|又ハ|並ニ|竝ニ|若ハ|若クハ)|と?、|と)|"
)
"""What stands between two phrases of which the second continues the first; brackets do not count."""

_UNTIL = {"から": "まで", "より": "まで", "ヨリ": "迄", "カラ": "マデ"}
_THROUGH = ("乃至", "ないし")


@dataclass(slots=True)
class Joint:
    """The place behind the last phrase.

    Args:
        found: the phrase; None where nothing can be continued.
        end: offset in the sentence from which the words before the next phrase count.
        gap: what already stands between: what was said before a bracket.
    """

    found: Found | None = None
    end: int = 0
    gap: str = ""

    def words(self, text: str, start: int) -> str:
        """Return what stands between the phrase and `start`, without brackets."""
        return self.gap + text[self.end : start]

    def joins(self, text: str, start: int) -> bool:
        """Whether a phrase that begins at `start` continues the one before."""
        if self.found is None:
            return False
        words = self.words(text, start)
        return words in _UNTIL or words in _THROUGH or _JOIN.fullmatch(words) is not None

    def range_end(self, text: str, start: int, end: int) -> int:
        """Return where a range ends whose last phrase is `text[start:end]`; 0 where it is none.

        Its まで may stand behind a bracket: 「第三条から第五条（第二項を除く。）まで」.
        """
        words = self.words(text, start) if self.found else ""
        if words in _THROUGH:
            return end
        until = _UNTIL.get(words)
        if until is None:
            return 0
        for place in (end, closing(text, end)):
            if place and text.startswith(until, place):
                return place + len(until)
        return 0
