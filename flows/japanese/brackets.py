"""Brackets in Japanese text, of either width, and what stands between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flows.japanese.widths import fold


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text, `text[start:end]`: a round bracket with all it holds, or what stands between two."""

    start: int
    end: int
    bracketed: bool


def runs(text: str) -> Iterator[Run]:
    """Cut a text into round brackets of the outermost level and the stretches between them.

    Raises:
        ValueError: a bracket is not closed, or closed without having been opened.
    """
    start = depth = 0
    for index, char in enumerate(fold(text)):
        if char == "(":
            if depth == 0 and start < index:
                yield Run(start, index, bracketed=False)
            start, depth = (index if depth == 0 else start), depth + 1
        elif char == ")":
            depth -= 1
            if depth < 0:
                raise ValueError(f"a bracket is closed that was not opened: {text[start : index + 1]}")
            if depth == 0:
                yield Run(start, index + 1, bracketed=True)
                start = index + 1
    if depth:
        raise ValueError(f"a bracket is not closed: {text[start:]}")
    if start < len(text):
        yield Run(start, len(text), bracketed=False)
