"""The White Paper's outline of the Guidelines (図表 日米防衛協力のための指針の概要) to guideline items.

A table of two columns: the chapter, and its outline in one cell, whose lines are items. Where the file was
flattened, the breaks between these lines have become spaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from flows.documents.csv_table import CsvTable, Record, TableForm, read_table
from flows.documents.lines import Line, ends_in_particle
from flows.documents.located import Located
from flows.documents.outline import Entry, Style, outline, rejoin
from flows.documents.repair import Repair
from flows.documents.source_text import SourceText
from flows.errors import InputError
from flows.japanese.enumeration import document_alphabet, terms
from flows.japanese.markers import CIRCLED, Alphabet, Label, decayed, repair_evidence, restored
from flows.japanese.numbering import CHAPTER, DIGIT, markers_at
from flows.japanese.widths import fold
from flows.records.extraction import Extraction
from flows.records.guidelines.guideline_items import Draft, add_items, ignore_free
from flows.records.guidelines.outlined_items import draft
from flows.records.guidelines.repairs import Repairs, load_repairs, mend

KIND = "white-paper-outline"

FIGURE = re.compile(r"^(?:図表|資料)\s*([T-X])(?=-[0-9])")
"""A figure number whose part, in one Roman numeral, lost the first byte of its CP932 code."""

FAULTS = {
    Alphabet.LETTERS: "lead byte lost",
    Alphabet.DIGITS: "circled number written as digit",
}
"""What became of circled numbers."""


def _is_chapter(text: str) -> bool:
    return any(marker.form == CHAPTER for marker in markers_at(text))


FORM = TableForm(
    title="the outline of the Guidelines",
    columns=("項目", "概要"),
    is_first=_is_chapter,
    is_last=lambda text: not _is_chapter(text),
    padded=True,
)


def read_outline(document: SourceText, edition: str) -> Extraction:
    """Read the outline of one edition of the Guidelines.

    Args:
        document: the table as CSV, published or flattened.
        edition: the edition that it sums up.

    Returns:
        `guideline_items` and `corrections`.

    Raises:
        InputError: the table is not of this kind, or has a line or marker that no rule reads.
    """
    reviewed = load_repairs(KIND)
    table = read_table(document, FORM)
    alphabet = document_alphabet("".join(record.cells[1].text for record in table.records))
    style = Style(document.path, gapless=True, unmarked_chapters=False)
    lines = [line for record in table.records for line in _record_lines(table, record)]
    drafts = _heads_of_table(table)
    for entry in outline(rejoin(lines, style, ends_in_particle), style):
        item = _digit_restored(entry, draft(entry, reviewed), alphabet)
        drafts += [item, *_terms(document, entry, alphabet, reviewed)]

    extraction = Extraction(document)
    add_items(extraction, edition, drafts)
    _ignore_rest(extraction, table)
    return extraction


def _heads_of_table(table: CsvTable) -> list[Draft]:
    """Return the title and the column heads: notes, of which the title heads the whole."""
    text = table.document.text
    names = [name for name in table.header if name]
    header = Located.whole(text[names[0].start : names[-1].end], names[0].start)
    heads = [Draft(0, "note", header)]
    if table.title:
        repairs = _title_repairs(table.title.text)
        corrected = mend(table.title.text, repairs) if repairs else None
        title = Draft(
            0, "note", table.title, is_heading=True, text_corrected=corrected, repairs=tuple(repairs)
        )
        heads.insert(0, title)
    return heads


def _title_repairs(title: str) -> list[Repair]:
    """Restore the Roman numeral of the part in a figure's number: 図表V-2-1-2 is 図表Ⅲ-2-1-2."""
    match = FIGURE.match(fold(title))
    numeral = restored(match[1]) if match else None
    if not match or not numeral:
        return []
    code = numeral.encode("cp932").hex().upper()
    return [
        Repair(
            title[: match.end()],
            title[: match.start(1)] + numeral,
            "lead byte lost",
            f"The White Paper numbers its parts with Roman numerals of one character; {numeral} is 0x{code} in CP932,"
            f" and its second byte alone is {decayed(numeral)}.",
        )
    ]


def _record_lines(table: CsvTable, record: Record) -> Iterator[Line]:
    """Yield the chapter's heading and the lines of its outline."""
    document = table.document
    first, second, *_ = record.cells
    place = table.place(record, 0)
    if not _is_chapter(first.text) or not second:
        raise InputError(
            document.path,
            place,
            f"is not a chapter (第1章 …) with its outline: {first.text[:40]!r}, {second.text[:40]!r}",
            "Restore the cell, or teach the reader this kind of record.",
        )
    yield Line(Located.join(_lines(document, first)), place, is_heading=True)
    for number, line in enumerate(_lines(document, second), start=1):
        yield Line(line, f"{table.place(record, 1)}, line {number}")


def _lines(document: SourceText, cell: Located) -> list[Located]:
    """Divide a cell at its line breaks, or, in a flattened document, at the spaces that they have become.

    Japanese puts no space between words, so that a space is a line break unless Latin letters, digits or a
    marker stand before it, or Latin letters or digits that are no marker behind it.
    """
    flattened = not re.search(r"[\r\n](?=\s*\S)", document.text)
    lines: list[Located] = []
    start = 0
    for space in re.finditer(r"\s+", cell.text):
        breaks = any(document.text[cell.at[index]] in "\r\n" for index in range(space.start(), space.end()))
        line, rest = cell[start : space.start()], cell.text[space.end() :]
        if breaks or (flattened and _may_end(line.text) and _may_begin(rest)):
            lines.append(line.strip())
            start = space.end()
    return [line for line in [*lines, cell[start:].strip()] if line]


def _may_end(line: str) -> bool:
    last = fold(line[-1:])
    is_marker = any(marker.length == len(line) for marker in markers_at(line))
    return not (is_marker or last in CIRCLED or (last.isascii() and last.isalnum()))


def _may_begin(rest: str) -> bool:
    first = fold(rest[:1])
    return bool(markers_at(rest)) or not (first.isascii() and first.isalnum())


def _digit_restored(entry: Entry, item: Draft, alphabet: Alphabet) -> Draft:
    """Restore the circled number of a digit right before its text, in a document that has digits for all."""
    number = int(fold(entry.marker.text).rstrip(".")) if entry.form == DIGIT else 0
    if not 0 < number <= len(CIRCLED) or entry.gap or alphabet is not Alphabet.DIGITS:
        return item
    repair = Repair(
        entry.marker.text,
        CIRCLED[number - 1],
        FAULTS[alphabet],
        "Stands right before its text, without space or dot, as do the digits that stand for the circled numbers"
        " of the enumerations in this document.",
    )
    return replace(item, marker_corrected=repair.after, repairs=(repair, *item.repairs))


def _terms(document: SourceText, entry: Entry, alphabet: Alphabet, reviewed: Repairs) -> Iterator[Draft]:
    """Yield the terms that an entry enumerates; they stay in its text, too.

    Raises:
        InputError: where the last term ends cannot be told.
    """
    try:
        found = terms(entry.text.text, alphabet)
    except ValueError as error:
        raise InputError(
            document.path, entry.place, str(error), "Add the ending to flows/japanese/enumeration.py."
        ) from None
    for term in found:
        marker, text = entry.text[term.label.start : term.label.end], entry.text[term.start : term.end]
        in_marker = _label_repairs(term.label, marker.text, alphabet)
        in_text = reviewed.of(text.text)
        yield Draft(
            level=entry.level + 1,
            kind="enumerated_term",
            text=text,
            marker=marker,
            marker_corrected=term.label.circled if in_marker else None,
            text_corrected=mend(text.text, in_text) if in_text else None,
            repairs=(*in_marker, *in_text),
        )


def _label_repairs(label: Label, found: str, alphabet: Alphabet) -> list[Repair]:
    if fold(found) in CIRCLED:
        return []
    return [Repair(found, label.circled, FAULTS[alphabet], repair_evidence(label, found))]


def _ignore_rest(extraction: Extraction, table: CsvTable) -> None:
    """Set aside what is in no item: the syntax of CSV, and the line breaks inside cells."""
    ignore_free(extraction, table.syntax)
    cells = [cell for record in table.records for cell in record.cells if cell]
    for start, end in extraction.unaccounted():
        within = any(cell.start <= start and end <= cell.end for cell in cells)
        if within and table.document.text[start:end].isspace():
            extraction.ignore((start, end), "line_break_in_cell")
