"""Delimiters, quotes and cells of CSV text, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum, auto

from flows.documents.located import Located, Span

_TOKEN = re.compile(r'(,)|("(?:[^"]|"")*")|(\r\n|\n|\r)|([^",\r\n]+)|(")')


class Kind(Enum):
    """Kinds of token, in the order of the groups of the pattern."""

    COMMA = auto()
    QUOTED = auto()
    LINE = auto()
    BARE = auto()
    STRAY = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A delimiter or a piece of a cell, `text[start:end]`."""

    kind: Kind
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """Cut CSV text into tokens; a quote that neither opens nor closes a cell is a `STRAY` one.

    A quoted piece may touch a delimiter, a line break or a space, nothing else.
    """
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        token = Token(Kind(match.lastindex), match.start(), match.end())
        if found:
            before, after = text[token.start - 1], text[token.start]
            if (token.kind is Kind.QUOTED and not (before in ",\r\n" or before.isspace())) or (
                found[-1].kind is Kind.QUOTED and token.kind is Kind.BARE and not after.isspace()
            ):
                token = Token(Kind.STRAY, token.start, token.end)
        found.append(token)
    return found


def by_comma(pieces: Iterable[Token]) -> list[list[Token]]:
    """Gather tokens between commas into fields; a field is empty, one piece, or several."""
    fields: list[list[Token]] = [[]]
    for token in pieces:
        if token.kind is Kind.COMMA:
            fields.append([])
        else:
            fields[-1].append(token)
    return fields


def by_line(pieces: Iterable[Token]) -> list[list[Token]]:
    """Gather tokens between line breaks outside quotes."""
    lines: list[list[Token]] = [[]]
    for token in pieces:
        if token.kind is Kind.LINE:
            lines.append([])
        else:
            lines[-1].append(token)
    return lines


@dataclass
class Cells:
    """Takes cells out of CSV text and remembers what belongs to none.

    Args:
        text: the source.
        syntax: characters outside every cell, and why.
    """

    text: str
    syntax: list[tuple[Span, str]] = field(default_factory=list)

    def ignore(self, start: int, end: int, reason: str) -> None:
        """Set characters aside."""
        if start < end:
            self.syntax.append((Span(start, end), reason))

    def plain(self, piece: Token) -> str:
        """Return the text of a cell, without noting what is taken off."""
        raw = self.text[piece.start : piece.end]
        return raw[1:-1].replace('""', '"').strip() if piece.kind is Kind.QUOTED else raw.strip()

    def located(self, piece: Token | None) -> Located:
        """Return a cell without quotes and outer white space; a line break inside it is one space."""
        if piece is None:
            return Located("", [])
        start, end = piece.start, piece.end
        if piece.kind is Kind.QUOTED:
            self.ignore(start, start + 1, "csv_quote")
            self.ignore(end - 1, end, "csv_quote")
            start, end = start + 1, end - 1
        raw = self.text[start:end]
        inner = raw.strip()
        if not inner:
            self.ignore(start, end, "csv_padding")
            return Located("", [])
        left = raw.index(inner[0])
        self.ignore(start, start + left, "csv_padding")
        self.ignore(start + left + len(inner), end, "csv_padding")
        return self._content(inner, start + left)

    def _content(self, raw: str, start: int) -> Located:
        """Make doubled quotes single and line breaks spaces."""
        at = list(range(start, start + len(raw)))
        chars = list(raw)
        dropped: set[int] = set()
        for match in re.finditer(r'""|\r\n|\n|\r', raw):
            chars[match.end() - 1] = '"' if match[0] == '""' else " "
            if len(match[0]) == 2:
                dropped.add(match.start())
                reason = "csv_quote" if match[0] == '""' else "csv_line_break"
                self.ignore(start + match.start(), start + match.start() + 1, reason)
        if not dropped:
            return Located("".join(chars), range(start, start + len(raw)))
        kept = [index for index in range(len(raw)) if index not in dropped]
        return Located("".join(chars[index] for index in kept), [at[index] for index in kept])
