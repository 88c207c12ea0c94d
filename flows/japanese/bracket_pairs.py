"""Brackets and quotation marks of a Japanese sentence: which belong together, and what they hold."""

from __future__ import annotations

import re
from dataclasses import dataclass

_INNERMOST = re.compile("（[^（）]*）")
_IN_BRACKET = re.compile("[（）。]")
_MARKS = re.compile("[（）「」]")
_CLOSES = {"）": "（", "」": "「"}


@dataclass(eq=False, slots=True)
class Bracket:
    """A pair of brackets or quotation marks.

    Args:
        mark: the opening one, （ or 「.
        start: its offset.
        end: offset after the closing one.
        within: the pair that holds this one directly; None at the top.
    """

    mark: str
    start: int
    end: int
    within: Bracket | None

    @property
    def is_quotation(self) -> bool:
        """Whether these are quotation marks."""
        return self.mark == "「"

    @property
    def quoted(self) -> bool:
        """Whether a quotation holds the pair."""
        outer = self.within
        while outer:
            if outer.is_quotation:
                return True
            outer = outer.within
        return False

    def inside(self, text: str) -> str:
        """Return what the pair holds."""
        return text[self.start + 1 : self.end - 1]


def brackets(text: str) -> list[Bracket]:
    """Return the pairs of a text in order of their beginning; a mark without its other half is no pair."""
    stack: list[Bracket] = []
    found: list[Bracket] = []
    for match in _MARKS.finditer(text):
        mark = match[0]
        if mark not in _CLOSES:
            pair = Bracket(mark, match.start(), 0, stack[-1] if stack else None)
            stack.append(pair)
            continue
        if not any(pair.mark == _CLOSES[mark] for pair in stack):
            continue
        while stack[-1].mark != _CLOSES[mark]:
            stack.pop()
        pair = stack.pop()
        pair.end = match.end()
        found.append(pair)
    for pair in found:
        while pair.within and not pair.within.end:
            pair.within = pair.within.within
    return sorted(found, key=lambda pair: pair.start)


def closing(text: str, opening: int, left: str = "（", right: str = "）") -> int:
    """Return the offset after the bracket that opens at `opening`; 0 if none does or it does not close."""
    if not text.startswith(left, opening):
        return 0
    depth = 0
    at = opening
    while at < len(text):
        end = text.find(right, at)
        if end < 0:
            return 0
        depth += text.count(left, at, end) - 1
        at = end + 1
        if depth == 0:
            return at
    return 0


def without_brackets(text: str) -> str:
    """Return a text without what stands in brackets."""
    while True:
        shorter = _INNERMOST.sub("", text)
        if shorter == text:
            return text
        text = shorter


def first_words(text: str, opening: int) -> list[tuple[int, str]]:
    """Return the sentences in a bracket, without brackets in them, each with the offset of its end."""
    end = closing(text, opening) - 1
    found: list[tuple[int, str]] = []
    start = opening + 1
    depth = 0
    for match in _IN_BRACKET.finditer(text[start : max(end, start)]):
        depth += {"（": 1, "）": -1}.get(match[0], 0)
        if match[0] == "。" and depth == 0:
            stop = opening + 1 + match.start()
            found.append((stop, without_brackets(text[start:stop])))
            start = stop + 1
    if start < end:
        found.append((end, without_brackets(text[start:end])))
    return found
