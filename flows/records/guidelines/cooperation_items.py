"""The appendix of the Guidelines of 1997: a table of functions with examples of cooperation.

Its columns are 機能及び分野, at two or three depths, and 協力項目例. A cell that is empty on the left means the
one above it; the items of one cell stand after each other, divided by white space.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from flows.documents.lines import ends_in_particle
from flows.documents.located import Located, Span
from flows.documents.markdown_lines import Row
from flows.documents.repair import Repair
from flows.documents.source_text import SourceText
from flows.errors import InputError
from flows.records.extraction import Extraction
from flows.records.guidelines.guideline_items import Draft, GuidelineItem, corrections
from flows.records.guidelines.repairs import Repairs, mend

HEADER = ("機能及び分野", "協力項目例")
TITLE = re.compile(r"[(（]?別表[一二三四五六七八九十0-9０-９]*[)）]?")
"""The marker of an appendix."""

WRAP = "line_wrap"


@dataclass(frozen=True, slots=True)
class CooperationItem:
    """One row of `cooperation_items`; the columns are described in the contract."""

    item_id: str
    source_id: str
    ordinal: int
    category: str
    function: str
    sub_function: str | None
    text: str
    text_raw: str
    spans: list[Span]


@dataclass
class Appendix:
    """The items of an appendix, and what was set aside.

    Args:
        drafts: the items after the appendix' title.
        functions: for each draft that is a cooperation item, by its index, the drafts that head it.
        ignored: white space where a cell was wrapped.
    """

    drafts: list[Draft] = field(default_factory=list)
    functions: dict[int, list[Draft]] = field(default_factory=dict)
    ignored: list[tuple[Located, str]] = field(default_factory=list)


def read_appendix(
    rows: Sequence[Row], document: SourceText, headings: Iterable[str], reviewed: Repairs
) -> Appendix:
    """Read the table of the appendix.

    Args:
        rows: its rows, the header first.
        document: where they stand.
        headings: the headings of the body, which the table repeats.
        reviewed: repairs of documents of this kind.

    Raises:
        InputError: the header is another table's, or a row does not fit it.
    """
    header = [cell for cell in rows[0].cells if cell]
    if tuple(cell.text for cell in header) != HEADER:
        found = ", ".join(cell.text for cell in header)
        raise InputError(
            document.path,
            rows[0].place,
            f"is not the header of the appendix: found 「{found}」, expected 「{', '.join(HEADER)}」",
            "Restore the header, or teach the reader the changed columns.",
        )
    named = Located.whole(document.text[header[0].start : header[-1].end], header[0].start)
    appendix = Appendix([Draft(2, "note", named)])
    table = _Table(document.path, rows[0].cells.index(header[-1]), set(headings), reviewed, appendix)
    for row in rows[1:]:
        table.read(row)
    return appendix


@dataclass
class _Table:
    """The reading of the rows; `above` are the open cells of 機能及び分野.

    Items stand in the column of their name in the header, or, where a function has a third depth, in the next.
    """

    file: Path
    items_from: int
    headings: set[str]
    reviewed: Repairs
    appendix: Appendix
    above: list[Draft] = field(default_factory=list)

    def read(self, row: Row) -> None:
        filled = [column for column, cell in enumerate(row.cells) if cell]
        if not filled:
            return
        first, last = filled[0], filled[-1]
        if (
            last not in (self.items_from, self.items_from + 1)
            or filled != list(range(first, last + 1))
            or first == last
            or first > len(self.above)
        ):
            raise self.error(row, f"has its cells where no function and no items can stand: columns {filled}")
        del self.above[first:]
        cells = [self.pieces(cell) for cell in row.cells[first:last]]
        if first == 0:
            self.restore_category(cells)
        for pieces in cells:
            self.add_function(pieces)
        for item in self.items(row.cells[last]):
            self.add_item(item)

    def error(self, row: Row, problem: str) -> InputError:
        text = " | ".join(cell.text for cell in row.cells)
        return InputError(
            self.file,
            row.place,
            f"the row {problem}: {text[:80]!r}",
            "A tab was lost or added: compare the row with the published table.",
        )

    def pieces(self, cell: Located) -> list[Located]:
        """Divide a cell at its white space, which is set aside."""
        self.appendix.ignored.extend(
            (cell[match.start() : match.end()], WRAP) for match in re.finditer(r"\s+", cell.text)
        )
        return list(cell.split(r"\s+"))

    def restore_category(self, cells: list[list[Located]]) -> None:
        """Give a category the beginning that stands in the cell beside it.

        The categories repeat headings of the body. Where a category is none of them, but is one together with
        the first piece of the neighbouring cell, that piece is its first line.
        """
        category = "".join(piece.text for piece in cells[0])
        if category in self.headings or len(cells) < 2 or len(cells[1]) < 2:
            return
        if cells[1][0].text + category in self.headings:
            cells[0].insert(0, cells[1].pop(0))

    def add_function(self, pieces: Sequence[Located]) -> None:
        text = Located.join(pieces)
        repairs = self.reviewed.of(text.text)
        moved = [
            Repair(
                Located.join(pieces[1:]).text,
                text.text,
                "first line of a cell in the cell beside it",
                f"The body has the heading 「{text.text}」, which the table repeats; its beginning stands before the text of the next cell.",
            )
            for piece, after in pairwise(pieces)
            if piece.start > after.start
        ]
        function = Draft(
            level=2 + len(self.above),
            kind="section",
            text=text,
            is_heading=True,
            text_corrected=mend(text.text, repairs) if repairs else None,
            repairs=(*moved, *repairs),
        )
        self.above.append(function)
        self.appendix.drafts.append(function)

    def items(self, cell: Located) -> Iterator[Located]:
        """Yield the items of a cell: at white space a new one begins, unless the one before cannot end there."""
        item: list[Located] = []
        for piece in self.pieces(cell):
            item.append(piece)
            text = "".join(each.text for each in item)
            if not ends_in_particle(text) and text.count("（") + text.count("(") == text.count(
                "）"
            ) + text.count(")"):
                yield Located.join(item)
                item = []
        if item:
            yield Located.join(item)

    def add_item(self, text: Located) -> None:
        bullet = self.reviewed.lost_markers.get("appendix items")
        repairs = self.reviewed.of(text.text)
        self.appendix.functions[len(self.appendix.drafts)] = list(self.above)
        self.appendix.drafts.append(
            Draft(
                level=2 + len(self.above),
                kind="bullet",
                text=text,
                marker_corrected=bullet.after if bullet else None,
                text_corrected=mend(text.text, repairs) if repairs else None,
                repairs=(*([bullet] if bullet else []), *repairs),
            )
        )


def add_cooperation_items(extraction: Extraction, appendix: Appendix, items: Sequence[GuidelineItem]) -> None:
    """Add the cooperation items of an appendix with their corrections.

    Args:
        extraction: what they are added to.
        appendix: the appendix as read.
        items: the guideline items of its drafts, in the same order.
    """
    extraction.add("cooperation_items")
    for ordinal, (index, functions) in enumerate(appendix.functions.items(), start=1):
        item = items[index]
        category, function, *sub_functions = (each.text_corrected or each.text.text for each in functions)
        record = CooperationItem(
            item_id=item.item_id,
            source_id=item.source_id,
            ordinal=ordinal,
            category=category,
            function=function,
            sub_function=sub_functions[0] if sub_functions else None,
            text=item.text_corrected or item.text,
            text_raw=item.text,
            spans=item.spans,
        )
        extraction.add("cooperation_items", record)
        repairs = [
            repair
            for each in (*functions, appendix.drafts[index])
            for repair in each.repairs
            if repair.before
        ]
        extraction.add(
            "corrections",
            *corrections("cooperation_items", item.item_id, item.source_id, dict.fromkeys(repairs)),
        )
