"""CSV tables whose every cell knows where in its source it stands.

Two forms of one table are read alike. In the published form records end in line breaks and quoted cells may
hold line breaks. In the flattened form every line break has become a space, so that the last cell of one
record and the first cell of the next share one field, divided by a space; which space it is follows from what
a first and a last cell of the table may look like, and from nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from flows.counts import counted
from flows.documents.csv_cells import Cells, Kind, Token, by_comma, by_line, tokens
from flows.documents.located import Located, Span
from flows.documents.source_text import SourceText
from flows.errors import InputError
from flows.japanese.widths import fold

SHOWN = 80
"""Characters of a cell that a message shows."""


@dataclass(frozen=True, slots=True)
class TableForm:
    """What is known of a kind of table before one is read.

    Args:
        title: what the kind is called, for messages.
        columns: the names in its header; white space and the width of characters do not count.
        is_first: whether a text may be the first cell of a record.
        is_last: whether a text may be the last cell of a record.
        padded: whether further columns, empty and without a name, may follow.
    """

    title: str
    columns: Sequence[str]
    is_first: Callable[[str], bool]
    is_last: Callable[[str], bool]
    padded: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """One record.

    Args:
        number: 1 for the first record below the header.
        cells: one per column, without quotes and outer white space; a line break inside a cell is one space.
    """

    number: int
    cells: list[Located]


@dataclass(frozen=True, slots=True)
class CsvTable:
    """A table.

    Args:
        document: what was read.
        form: the kind of table.
        title: the text above the header; empty where there is none.
        header: the names of the columns as the document spells them.
        records: the records below the header.
        syntax: characters that belong to no cell, and why.
    """

    document: SourceText
    form: TableForm
    title: Located
    header: list[Located]
    records: list[Record]
    syntax: list[tuple[Span, str]]

    def place(self, record: Record, column: int) -> str:
        """Return the address of a cell for messages."""
        return _place(record.number, str(record.cells[0]), self.form.columns[column])


def read_table(document: SourceText, form: TableForm) -> CsvTable:
    """Read a table in its published or flattened form.

    Raises:
        InputError: quotes are unbalanced, the header is another table's, a record has a cell too few or too
            many, or it cannot be told where a flattened record ends.
    """
    return _Reading(document, form).table()


def _place(number: int, first_cell: str, column: str) -> str:
    if number < 1:
        return "header" if number == 0 else "title"
    name = re.split(r"\s*[(,]", fold(first_cell))[0][:SHOWN]
    return f"record {number} ({name}), column {column}"


def _name(text: str) -> str:
    """Return the name of a column as it is compared."""
    return re.sub(r"\s", "", fold(text))


def _shown(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[: SHOWN // 2]}…{text[-SHOWN // 2 :]}"


class _Division(NamedTuple):
    """A field of the flattened form, divided at a space into the last cell of a record and the next first."""

    last: list[Token]
    gap: Span
    first: list[Token]


class _Reading:
    """The reading of one table: `rows` grows from title or header on, `top` of them stand above the records."""

    def __init__(self, document: SourceText, form: TableForm) -> None:
        self.document = document
        self.form = form
        self.cells = Cells(document.text)
        self.rows: list[list[Located]] = []
        self.top = 1
        self.width = len(form.columns)

    def table(self) -> CsvTable:
        found = tokens(self.document.text)
        self.require_balance(found)
        while found and found[-1].kind is Kind.LINE:
            self.cells.ignore(found[-1].start, found.pop().end, "csv_record_delimiter")
        for token in found:
            if token.kind is Kind.COMMA:
                self.cells.ignore(token.start, token.end, "csv_delimiter")
            elif token.kind is Kind.LINE:
                self.cells.ignore(token.start, token.end, "csv_record_delimiter")
        if any(token.kind is Kind.LINE for token in found):
            self.read_lines(by_line(found))
        else:
            self.read_flattened(by_comma(found))
        if len(self.rows) <= self.top:
            raise self.not_this_table("nothing below the first records")
        title, header = ([], self.rows[0]) if self.top == 1 else self.rows[:2]
        records = [Record(number, cells) for number, cells in enumerate(self.rows[self.top :], 1)]
        return CsvTable(
            self.document,
            self.form,
            title[0] if title else Located("", []),
            header,
            records,
            self.cells.syntax,
        )

    def number(self) -> int:
        """Return the number of the record that is being read; 0 is the header, -1 the title."""
        return len(self.rows) - self.top + 1

    def error(self, cells: Sequence[Located], problem: str, remedy: str = "") -> InputError:
        """Return the error for the cell after `cells` of the record that is being read."""
        column = self.form.columns[min(len(cells), len(self.form.columns) - 1)]
        return InputError(
            self.document.path,
            _place(self.number(), str(cells[0]) if cells else "", column),
            problem,
            remedy or "Compare the record with the published table: a comma or a quote was lost or added.",
        )

    def not_this_table(self, found: str) -> InputError:
        expected = ",".join(self.form.columns)
        return InputError(
            self.document.path,
            "header",
            f"is not that of {self.form.title}: found {found}, expected 「{expected}」",
            "Name the kind of document that this is, or teach the reader the changed columns.",
        )

    def require_balance(self, found: Sequence[Token]) -> None:
        for index, token in enumerate(found):
            if token.kind is Kind.STRAY:
                start = (
                    found[index - 1].start if index and found[index - 1].kind is Kind.QUOTED else token.start
                )
                before = [each for each in found[:index] if each.start < start]
                lines = [each.end for each in before if each.kind is Kind.LINE]
                commas = sum(
                    each.kind is Kind.COMMA for each in before if not lines or each.start >= lines[-1]
                )
                record, column = (len(lines), commas) if lines else divmod(commas, max(self.width - 1, 1))
                raise InputError(
                    self.document.path,
                    f"row {record + 1} from the top, cell {column + 1} (character {start})",
                    f"quotes are unbalanced near 「{_shown(self.document.text[start : max(token.end, start + SHOWN)])}」",
                    "Compare the cell with the published table: a quote was lost or added.",
                )

    def set_top(self, first_cell: str, width: int, below: str) -> None:
        """Take the first record as title unless it is the header, and its width as the table's.

        Raises:
            InputError: the table has not as many columns as its kind; `below` is what then stands there.
        """
        self.top = 1 if _name(first_cell) == _name(self.form.columns[0]) else 2
        if self.form.padded:
            self.width = max(width, self.width)
        elif width != self.width:
            raise self.not_this_table(f"{width} columns, 「{below or first_cell}」")

    def is_header(self, names: Sequence[str]) -> bool:
        """Tell whether cells are the names of the columns, then nothing."""
        named = [_name(name) for name in names]
        return named == [*map(_name, self.form.columns), *[""] * (self.width - len(self.form.columns))]

    def add(self, cells: list[Located]) -> None:
        """Add a record.

        Raises:
            InputError: it has not as many cells as the table has columns, or it is not the header where that
                must stand.
        """
        number = self.number()
        if number == 0 and not self.is_header([str(cell) for cell in cells]):
            raise self.not_this_table(f"「{self.joined(map(str, cells))}」")
        if number == -1 and any(cells[1:]):
            raise self.not_this_table(f"「{self.joined(map(str, cells))}」")
        if len(cells) != self.width:
            problem = f"the record has {counted(len(cells), 'cell')} where the table has {self.width} columns"
            raise self.error(cells[: self.width - 1], problem)
        if any(cells[len(self.form.columns) :]):
            raise self.error(cells, f"a column without a name holds 「{_shown(str(cells[-1]))}」")
        self.rows.append(cells)

    def cell(self, pieces: Sequence[Token], before: Sequence[Located]) -> Located:
        """Return the one cell that a field holds.

        Raises:
            InputError: there is text beside a quoted cell.
        """
        text = self.document.text
        filled = [
            piece for piece in pieces if piece.kind is Kind.QUOTED or text[piece.start : piece.end].strip()
        ]
        if len(filled) > 1:
            found = _shown(text[filled[0].start : filled[-1].end])
            raise self.error(before, f"text stands beside a quoted cell: 「{found}」")
        for piece in pieces:
            if piece not in filled:
                self.cells.ignore(piece.start, piece.end, "csv_padding")
        return self.cells.located(filled[0] if filled else None)

    def read_lines(self, lines: Sequence[Sequence[Token]]) -> None:
        """Read records that end in line breaks. A record without any text is no record."""
        for index, line in enumerate(lines):
            fields = by_comma(line)
            if not any(self.cells.plain(piece) for each in fields for piece in each):
                for each in fields:
                    self.cell(each, [])
                continue
            cells: list[Located] = []
            for each in fields:
                cells.append(self.cell(each, cells))
            if not self.rows:
                below = self.joined(map(self.plain, by_comma(lines[index + 1]))) if lines[index + 1 :] else ""
                self.set_top(str(cells[0]), len(cells), below)
            self.add(cells)

    def plain(self, pieces: Sequence[Token]) -> str:
        """Return what a field says, for comparison and messages."""
        return " ".join(self.cells.plain(piece) for piece in pieces).strip()

    def joined(self, cells: Iterable[str]) -> str:
        """Return cells for a message."""
        return _shown(",".join(cells))

    def read_flattened(self, fields: Sequence[Sequence[Token]]) -> None:
        """Read records whose line breaks have become spaces.

        Raises:
            InputError: where one record ends and the next begins cannot be told.
        """
        texts = [self.plain(each) for each in fields]
        titled = _name(texts[0]) != _name(self.form.columns[0])
        first_filled = next((index for index, text in enumerate(texts) if index and text), 0)
        width = first_filled + 1 if titled else self.width
        self.set_top(texts[0], width, self.joined(texts[first_filled : first_filled + width]))
        cells: list[Located] = []
        for index, each in enumerate(fields):
            if len(cells) < self.width - 1 or index == len(fields) - 1:
                cells.append(self.cell(each, cells))
                continue
            last, gap, first = self.divided(each, cells, texts[index + 1])
            self.cells.ignore(*gap, "csv_record_delimiter")
            self.add([*cells, self.cell(last, cells)])
            cells = [self.cell(first, [])]
        self.add(cells)

    def divided(self, pieces: Sequence[Token], before: Sequence[Located], after: str) -> _Division:
        """Divide a field that two records share.

        Raises:
            InputError: no space, or more than one, divides it into a last and a first cell of this table.
        """
        divisions = [division for division in self.divisions(pieces) if self.fits(division)]
        if len(divisions) == 1:
            return divisions[0]
        found = self.plain(pieces)
        if self.number() < 1:
            raise self.not_this_table(f"「{self.joined([*map(str, before), found, after])}」")
        how = f"{len(divisions)} spaces divide" if divisions else "no space divides"
        raise self.error(
            before,
            f"the record must end here and the next one begin, but {how} 「{_shown(found)}」 in this way "
            f"(next cell: 「{_shown(after)}」)",
            f"A record has {self.width} cells: look for a missing or an additional one here or before.",
        )

    def divisions(self, pieces: Sequence[Token]) -> Iterator[_Division]:
        """Yield every division of a field at white space outside quotes."""
        for index, piece in enumerate(pieces):
            if piece.kind is not Kind.BARE:
                continue
            for space in re.finditer(r"\s+", self.document.text[piece.start : piece.end]):
                gap = Span(piece.start + space.start(), piece.start + space.end())
                left, right = Token(Kind.BARE, piece.start, gap.start), Token(Kind.BARE, gap.end, piece.end)
                last = [*pieces[:index], *([left] if left.start < left.end else [])]
                first = [*([right] if right.start < right.end else []), *pieces[index + 1 :]]
                if len(last) <= 1 and len(first) <= 1:
                    yield _Division(last, gap, first)

    def fits(self, division: _Division) -> bool:
        """Tell whether the sides of a division look like a last and a first cell."""
        last, first = self.plain(division.last), self.plain(division.first)
        if self.number() == -1:
            return not last and _name(first) == _name(self.form.columns[0])
        if self.number() == 0:
            names = [*self.form.columns, *[""] * (self.width - len(self.form.columns))]
            return _name(last) == _name(names[-1]) and self.form.is_first(first)
        return self.form.is_last(last) and self.form.is_first(first)
