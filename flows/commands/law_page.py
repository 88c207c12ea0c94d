"""Provisions printed like a law book: captions, numbers, text with hanging indents, tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from flows.japanese.line_breaks import breaks, width

STEP = 2
"""Columns of one step of indent: one character of full width."""

HEADINGS = {"part", "chapter", "section", "subsection", "division", "suppl_provision"}
LEVELS = {"item": 1, "list": 1, "sublist1": 2, "sublist2": 3, "sublist3": 4} | {
    f"subitem{level}": level + 1 for level in range(1, 11)
}
"""Steps that a kind is indented; others are not."""


class Node(NamedTuple):
    """A provision to print.

    Args:
        elm: element path.
        kind: what it is.
        caption, title, text: as in `provisions`.
        cells: of a table its cells: row, column, text.
    """

    elm: str
    kind: str
    caption: str | None
    title: str | None
    text: str | None
    cells: Sequence[tuple[int, int, str]] = ()


def page(nodes: Iterable[Node], columns: int) -> Iterator[RenderableType]:
    """Yield the lines and tables of provisions, in their order.

    Args:
        nodes: each with all below it.
        columns: how wide lines may be.
    """
    article: str | None = None
    for place, node in enumerate(nodes):
        if node.kind in HEADINGS or node.kind.startswith(("appdx", "suppl_provision_appdx")):
            if place:
                yield Text()
            yield from paragraph(
                "", node.title or "", 2 * STEP if node.kind in HEADINGS else 0, columns, "bold"
            )
            continue
        if node.caption:
            yield from paragraph("", node.caption, STEP, columns, "bold")
        if node.kind == "article":
            article = node.title
            continue
        if node.cells:
            yield Padding(cells(node.cells), (0, 0, 0, STEP))
            continue
        title = f"〔{node.title}〕" if node.kind == "fig" and node.title else node.title
        label = "　".join(part for part in (article, title) if part)
        if node.text or label:
            yield from paragraph(label, node.text or "", LEVELS.get(node.kind, 0) * STEP, columns)
        article = None
    if article:
        yield from paragraph(article, "", 0, columns)


def paragraph(label: str, text: str, indent: int, columns: int, style: str = "") -> Iterator[Text]:
    """Yield the lines of one provision: its number, then its text, which hangs one character in.

    Args:
        label: its number; empty where it has none.
        text: its text.
        indent: columns before the first line.
        columns: how wide lines may be.
        style: of the text.
    """
    whole = Text(f"{label}　" if label and text else label, style="bold")
    whole.append(text, style=style)
    hang = indent + (STEP if label or not style else 0)
    hang += STEP if 0 < width(label) <= STEP and indent else 0
    starts = breaks(whole.plain, max(columns - hang, STEP), max(columns - indent, STEP))
    for at, line in enumerate(whole.divide(starts)):
        yield Text(" " * (hang if at else indent)) + line


def cells(found: Sequence[tuple[int, int, str]]) -> Table:
    """Return a table of a law; sentences of one cell stand below each other."""
    grid: dict[int, dict[int, str]] = {}
    for (row, column), parts in groupby(found, key=itemgetter(0, 1)):
        grid.setdefault(row, {})[column] = "\n".join(text for *_, text in parts)
    shown = Table(show_header=False, show_lines=True)
    last = max(column for row in grid.values() for column in row)
    for _ in range(last):
        shown.add_column(overflow="fold")
    for row in grid.values():
        shown.add_row(*(Text(row.get(column, "")) for column in range(1, last + 1)))
    return shown


def facts(pairs: Iterable[tuple[str, Any]]) -> Iterator[Text]:
    """Yield a line for each named fact; what is not known is left out."""
    for name, value in pairs:
        if value:
            yield Text.assemble((f"{name:>9}", "bold"), f"  {value}")
