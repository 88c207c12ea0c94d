"""Where lines of Japanese end: at any character, but no line begins with 、 or ends with （ (行頭・行末禁則, JIS X 4051)."""

from __future__ import annotations

import unicodedata

NOT_AT_START = frozenset(
    "、。，．・：；？！‐ー々ゝゞヽヾ）〕］｝〉》」』】’”),.:;?!]}〜～ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ"
)
NOT_AT_END = frozenset("（〔［｛〈《「『【‘“([{")


def width(text: str) -> int:
    """Return the columns of a terminal that a text takes: two for each character of full width."""
    return sum(map(_columns, text))


def _columns(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def breaks(text: str, columns: int, first: int | None = None) -> list[int]:
    """Return where lines begin, the first left out, so that each takes no more columns.

    Latin words and numbers stay whole where they fit on a line. A line that can end nowhere else ends where it is
    full.

    Args:
        text: the text, without line breaks.
        columns: at least 2.
        first: columns of the first line, where they are others.
    """
    found: list[int] = []
    start = 0
    room = columns if first is None else first
    while width(text[start:]) > room:
        end = start
        taken = 0
        while taken + _columns(text[end]) <= room:
            taken += _columns(text[end])
            end += 1
        room = columns
        best = next((at for at in range(end, start, -1) if _may_begin(text, at)), end)
        found.append(best)
        start = best
    return found


def _may_begin(text: str, at: int) -> bool:
    """Whether a line may begin at an offset."""
    before, after = text[at - 1], text[at]
    if after in NOT_AT_START or before in NOT_AT_END or unicodedata.combining(after):
        return False
    return not (_is_latin(before) and _is_latin(after))


def _is_latin(char: str) -> bool:
    return char.isascii() and not char.isspace()
