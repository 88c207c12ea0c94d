"""Markdown as converters make it of official texts: lines, headings run into each other, rows of a table.

What only Markdown or the converter put there (`#`, `**`, line ends) is set aside; a heading set in bold behind
another one on the same line becomes a line of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from flows.documents.lines import Line
from flows.documents.located import Located
from flows.documents.repair import Repair
from flows.documents.source_text import SourceText
from flows.errors import InputError
from flows.japanese.numbering import markers_at

LINE_END = "line_break"
SPACE = "outer_white_space"
SYNTAX = "markdown_syntax"
DELIMITER = "column_delimiter"

_LINK = re.compile(r"\[([^\[\]]+)\]\([^()\s]*\)")
_BOLD = re.compile(r"\*\*(.+?)\*\*")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a tab-separated table; `cells` are without the white space around them."""

    cells: list[Located]
    place: str


@dataclass
class MarkdownText:
    """The lines and table rows of a document in their order, and what was set aside with its reason."""

    parts: list[Line | Row] = field(default_factory=list)
    ignored: list[tuple[Located, str]] = field(default_factory=list)

    def strip(self, piece: Located, reason: str = SPACE) -> Located:
        """Drop white space at both ends and set it aside."""
        left = len(piece) - len(piece.text.lstrip())
        right = max(left, len(piece.text.rstrip()))
        self.ignore(piece[:left], reason)
        self.ignore(piece[right:], reason)
        return piece[left:right]

    def ignore(self, piece: Located, reason: str) -> None:
        """Set a piece aside; an empty one is nothing."""
        if piece:
            self.ignored.append((piece, reason))


def read_markdown(document: SourceText) -> MarkdownText:
    """Divide a document into lines and table rows.

    Raises:
        InputError: bold type is opened and not closed on a line.
    """
    found = MarkdownText()
    whole = Located.whole(document.text)
    start = 0
    for number, match in enumerate(re.finditer(r"\r\n|\r|\n|\Z", document.text), start=1):
        line, place = whole[start : match.start()], f"line {number}"
        found.ignore(whole[match.start() : match.end()], LINE_END)
        start = match.end()
        if "\t" in line.text:
            found.parts.append(Row(list(_cells(line, found)), place))
        elif stripped := found.strip(line):
            if stripped.text.count("**") % 2:
                raise InputError(
                    document.path,
                    place,
                    f"bold type is opened and not closed: {stripped.text[:60]!r}",
                    "Close or remove the ** that stands alone.",
                )
            found.parts.extend(_lines(stripped, place, found))
    return found


def markup_repairs(text: str) -> list[Repair]:
    """Return the repairs that free a text of links and bold type inside it."""
    links = [(match[0], match[1], "link") for match in _LINK.finditer(text)]
    bold = [(match[0], match[1], "bold type") for match in _BOLD.finditer(text)]
    return [
        Repair(
            before,
            after,
            f"{what} of Markdown",
            "Markdown mark-up; the document itself has no such characters.",
        )
        for before, after, what in dict.fromkeys([*links, *bold])
    ]


def _cells(line: Located, found: MarkdownText) -> Iterator[Located]:
    start = 0
    for match in re.finditer("\t", line.text):
        yield found.strip(line[start : match.start()])
        found.ignore(line[match.start() : match.end()], DELIMITER)
        start = match.end()
    yield found.strip(line[start:])


def _lines(line: Located, place: str, found: MarkdownText) -> Iterator[Line]:
    """Yield the one line that a line of Markdown holds, or the headings that were run into one."""
    heading = re.match(r"#{1,6}\s+", line.text)
    if heading:
        found.ignore(line[: heading.end()], SYNTAX)
        line = line[heading.end() :]
    start = 0
    for match in _BOLD.finditer(line.text):
        whole = match.start() == 0 and match.end() == len(line)
        if whole or (match.start() and match.end() == len(line) and markers_at(match[1])):
            before = found.strip(line[start : match.start()])
            if before:
                yield Line(before, place, is_heading=True)
            found.ignore(line[match.start() : match.start(1)], SYNTAX)
            found.ignore(line[match.end(1) : match.end()], SYNTAX)
            yield Line(found.strip(line[match.start(1) : match.end(1)]), place, is_heading=True)
            start = len(line)
    if start < len(line):
        yield Line(line[start:], place, is_heading=heading is not None)
