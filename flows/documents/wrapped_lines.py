"""Text taken from a PDF: its wrapped lines to paragraphs, page breaks and interrupting boxes undone.

In such a text, as the PDF of a word processor yields it, every line of the page is a line of its own and an
empty one follows it. Four signs are left of the layout:

- the last line of a paragraph ends in a space, a line that was wrapped does not;
- the first line of a paragraph may be indented by a space;
- the last line of a page has no empty line after it, and the first line of the next page begins with one more
  space (or a form feed);
- a line of nothing but spaces is an empty paragraph, which sets apart what follows.

A box that the author put on the page may interrupt a sentence: a full line breaks off, the items of the box
follow, and the first line after them that begins no item continues the sentence.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import Enum

from flows.documents.located import Located
from flows.documents.source_text import SourceText
from flows.errors import InputError

FULL = 0.75
"""Share of the widest line from which on a line counts as full. The lines of a justified page fill nine tenths
and more of it; a heading or a label that merely lost the space at its end rarely comes near."""


class Beginning(Enum):
    """What a line begins with, as far as the layout is concerned.

    `ITEM` is a marker that begins a paragraph, `DIVISION` one of a rank that no box contains, `STRANGE` what
    looks like a marker and is not known as one, `TEXT` anything else.
    """

    TEXT = "text"
    ITEM = "item"
    DIVISION = "division"
    STRANGE = "strange"


MARKED = (Beginning.ITEM, Beginning.DIVISION)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the page: running text, a heading, an item of a list, a label.

    Args:
        text: without indentation and the space at its end; wrapped lines are joined.
        line: number of its first line in the source, from 1.
        indent: how many spaces stand before it, those of a page break not counted.
        set_apart: whether an empty paragraph stands before it.
        boxed: whether it stands in a box that interrupts another paragraph.
    """

    text: Located
    line: int
    indent: int
    set_apart: bool
    boxed: bool = False


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the page; `ended` tells whether it carries the sign that its paragraph ends."""

    text: Located
    number: int
    indent: int
    page_top: bool
    set_apart: bool
    ended: bool

    @property
    def width(self) -> int:
        """Width in cells, of which a Japanese character takes two."""
        return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in self.text.text)


@dataclass(slots=True)
class _Draft:
    """Lines that were joined; `broken_off` where the paragraph stops at a full line without an end."""

    lines: list[_Line]
    broken_off: bool = False
    boxed: bool = False

    def paragraph(self) -> Paragraph:
        first = self.lines[0]
        text = Located.join(line.text for line in self.lines)
        return Paragraph(text, first.number, first.indent, first.set_apart, self.boxed)


def paragraphs(document: SourceText, beginning: Callable[[str], Beginning]) -> list[Paragraph]:
    """Read the paragraphs of a text taken from a PDF, in the order in which they begin.

    Args:
        document: the text.
        beginning: what a line begins with.

    Raises:
        InputError: no line ends in a space, so that nothing shows where paragraphs end; or a paragraph breaks
            off and nothing continues it.
    """
    lines = _page_lines(document.text)
    if lines and not any(line.ended for line in lines):
        raise InputError(
            document.path,
            f"line {lines[0].number}",
            "no line ends in a space, the sign by which a paragraph's last line is told from a wrapped one",
            "Take the text from the PDF again with trailing spaces kept.",
        )
    drafts = _join_wrapped(lines, beginning)
    return [draft.paragraph() for draft in _resume(document, drafts, beginning)]


def _page_lines(text: str) -> list[_Line]:
    """Return the lines that are not empty, with what stands around them as signs."""
    numbered = list(_numbered(text))
    filled = [index for index, (_, line) in enumerate(numbered) if line.text.strip()]
    followed = sum(index + 1 < len(numbered) and not numbered[index + 1][1] for index in filled)
    double_spaced = 2 * followed > len(filled)
    lines: list[_Line] = []
    set_apart = False
    for index, (number, line) in enumerate(numbered):
        if not line.text.strip():
            set_apart = set_apart or bool(line)
            continue
        indent = len(line) - len(line.text.lstrip())
        after_line = index > 0 and bool(numbered[index - 1][1].text.strip())
        new_page = line.text.startswith("\f") or (after_line and double_spaced) or index == 0
        page_top = new_page and indent > 0
        lines.append(
            _Line(
                text=line.strip(),
                number=number,
                indent=indent - page_top,
                page_top=page_top,
                set_apart=set_apart,
                ended=line.text[-1].isspace(),
            )
        )
        set_apart = False
    return lines


def _numbered(text: str) -> Iterable[tuple[int, Located]]:
    """Yield every line with its number from 1 and without its end, LF or CRLF."""
    whole = Located.whole(text)
    start = 0
    for number, line in enumerate(text.split("\n"), start=1):
        yield number, whole[start : start + len(line.removesuffix("\r"))]
        start += len(line) + 1


def _join_wrapped(lines: list[_Line], beginning: Callable[[str], Beginning]) -> list[_Draft]:
    """Join each wrapped line with those that continue it."""
    widest = max((line.width for line in lines), default=0)
    drafts: list[_Draft] = []
    for line in lines:
        last = drafts[-1].lines[-1] if drafts else None
        if last is None or last.ended:
            drafts.append(_Draft([line]))
        elif line.indent or beginning(line.text.text) in MARKED:
            drafts[-1].broken_off = last.width >= FULL * widest and last.text[-1] not in "。」"
            drafts.append(_Draft([line]))
        else:
            drafts[-1].lines.append(line)
    return drafts


def _resume(
    document: SourceText, drafts: list[_Draft], beginning: Callable[[str], Beginning]
) -> list[_Draft]:
    """Continue each paragraph that breaks off with the line after the box that interrupts it."""
    resumed: list[_Draft] = []
    pending = list(reversed(drafts))
    while pending:
        draft = pending.pop()
        resumed.append(draft)
        while draft.broken_off:
            box: list[_Draft] = []
            while pending and _first(pending[-1], beginning) in (Beginning.ITEM, Beginning.STRANGE):
                box.append(replace(pending.pop(), boxed=True))
            if not pending or _first(pending[-1], beginning) is Beginning.DIVISION:
                raise InputError(
                    document.path,
                    f"line {draft.lines[-1].number}: {draft.lines[-1].text.text[-30:]!r}",
                    "the paragraph breaks off at the end of a full line, and no later line continues it",
                    "Complete the text, or end the line with a space if the paragraph ends here.",
                )
            rest = pending.pop()
            draft.lines += rest.lines
            draft.broken_off = rest.broken_off
            resumed += box
    return resumed


def _first(draft: _Draft, beginning: Callable[[str], Beginning]) -> Beginning:
    return beginning(draft.lines[0].text.text)
