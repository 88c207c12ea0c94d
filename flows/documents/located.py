"""Text whose every character knows where in its source it stands.

Offsets are Unicode code points of the decoded source, half-open, as the contract's rule on provenance
asks: cutting the spans out of the source and joining them gives the text again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, overload

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


class Span(NamedTuple):
    """A half-open range of code points in one source."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Located:
    """A piece of text and the source offset of each of its characters.

    Args:
        text: the characters.
        at: the source offset of each character, strictly increasing unless pieces of the source were put
            into another order (a box that interrupts a sentence).
    """

    text: str
    at: Sequence[int]

    def __post_init__(self) -> None:
        if len(self.text) != len(self.at):
            raise ValueError(f"{len(self.text)} characters but {len(self.at)} offsets")

    @classmethod
    def whole(cls, text: str, start: int = 0) -> Located:
        """Take `text` as a stretch of a source that begins at offset `start`."""
        return cls(text, range(start, start + len(text)))

    @classmethod
    def join(cls, pieces: Iterable[Located]) -> Located:
        """Put pieces after each other, as when the lines of a wrapped paragraph are rejoined."""
        given = [piece for piece in pieces if piece.text]
        if len(given) == 1:
            return given[0]
        if given and (at := _one_stretch(given)) is not None:
            return cls("".join([piece.text for piece in given]), at)
        text: list[str] = []
        offsets: list[int] = []
        for piece in given:
            text.append(piece.text)
            offsets.extend(piece.at)
        return cls("".join(text), offsets)

    def __len__(self) -> int:
        return len(self.text)

    def __bool__(self) -> bool:
        return bool(self.text)

    def __str__(self) -> str:
        return self.text

    @overload
    def __getitem__(self, key: slice) -> Located: ...
    @overload
    def __getitem__(self, key: int) -> str: ...
    def __getitem__(self, key: slice | int) -> Located | str:
        if isinstance(key, int):
            return self.text[key]
        return Located(self.text[key], self.at[key])

    @property
    def start(self) -> int:
        """Source offset of the first character."""
        return self.at[0]

    @property
    def end(self) -> int:
        """Source offset after the last character."""
        return self.at[-1] + 1

    def spans(self) -> list[Span]:
        """The source ranges whose characters, cut out and joined, are this text."""
        spans: list[Span] = []
        if isinstance(self.at, range) and self.at.step == 1:
            return [Span(self.at.start, self.at.stop)] if self.at else []
        for offset in self.at:
            if spans and spans[-1].end == offset:
                spans[-1] = Span(spans[-1].start, offset + 1)
            else:
                spans.append(Span(offset, offset + 1))
        return spans

    def strip(self, chars: str | None = None) -> Located:
        """Drop white space (or `chars`) at both ends, like `str.strip`."""
        left = len(self.text) - len(self.text.lstrip(chars))
        right = len(self.text.rstrip(chars))
        return self[left : max(left, right)]

    def removeprefix(self, prefix: str) -> Located:
        """Drop `prefix` where the text begins with it."""
        return self[len(prefix) :] if self.text.startswith(prefix) else self

    def removesuffix(self, suffix: str) -> Located:
        """Drop `suffix` where the text ends with it."""
        return self[: len(self) - len(suffix)] if suffix and self.text.endswith(suffix) else self

    def partition(self, separator: str) -> tuple[Located, Located, Located]:
        """Split at the first `separator`, like `str.partition`."""
        index = self.text.find(separator)
        if index < 0:
            return self, self[len(self) :], self[len(self) :]
        end = index + len(separator)
        return self[:index], self[index:end], self[end:]

    def group(self, match: re.Match[str], group: int | str = 0) -> Located | None:
        """Return the part that a group of a match on `self.text` covers; None if it took no part."""
        if match.start(group) < 0:
            return None
        return self[match.start(group) : match.end(group)]

    def split(self, pattern: str | re.Pattern[str]) -> Iterator[Located]:
        """Yield the parts between matches of `pattern`."""
        last = 0
        for match in re.finditer(pattern, self.text):
            yield self[last : match.start()]
            last = match.end()
        yield self[last:]


def _one_stretch(pieces: Sequence[Located]) -> range | None:
    """Return the offsets of pieces that directly follow each other in the source; None where they do not."""
    start = end = -1
    for piece in pieces:
        at = piece.at
        if not isinstance(at, range) or at.step != 1 or (end >= 0 and at.start != end):
            return None
        start = at.start if end < 0 else start
        end = at.stop
    return range(start, end)


def cut(source: str, spans: Iterable[Span | tuple[int, int]]) -> str:
    """Cut the spans out of the source and join them: the verbatim text behind a row."""
    return "".join(source[start:end] for start, end in spans)


def merge(spans: Iterable[Span | tuple[int, int]]) -> list[Span]:
    """Sort spans and unite those that touch or overlap."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(end, merged[-1].end))
        elif start < end:
            merged.append(Span(start, end))
    return merged


def gaps(spans: Iterable[Span | tuple[int, int]], length: int) -> list[Span]:
    """Return the ranges of a source of `length` characters that no span covers."""
    found: list[Span] = []
    reached = 0
    for start, end in merge(spans):
        if start > reached:
            found.append(Span(reached, start))
        reached = max(reached, end)
    if reached < length:
        found.append(Span(reached, length))
    return found
