"""How one reference phrase continues another: 「第一項及び」, 「第三条から」, 「第三条（…）、」."""

from __future__ import annotations

from dataclasses import dataclass

from flows.japanese.bracket_pairs import closing
from flows.records.laws.found import Found

_AND = ("及び", "又は", "並びに", "若しくは", "及", "又", "並", "若")
_AND_IN_KATAKANA = ("及ビ", "又ハ", "並ニ", "竝ニ", "若ハ", "若クハ")
_BETWEEN = (
    "",
    "、",
    "と",
    "と、",
    *(f"{comma}{word}" for comma in ("", "、") for word in (*_AND, *_AND_IN_KATAKANA)),
)
_UNTIL = {"から": "まで", "より": "まで", "ヨリ": "迄", "カラ": "マデ"}
_THROUGH = ("乃至", "ないし")
_JOINS = frozenset(
    {
        *_UNTIL,
        *_THROUGH,
        *_BETWEEN,
        *(f"{rule}{words}" for words in _BETWEEN if words for rule in ("の規定", "ノ規定")),
    }
)
"""What stands between two phrases of which the second continues the first; brackets do not count."""


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
        return self.found is not None and self.gap + text[self.end : start] in _JOINS

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
