"""The text of the Guidelines, as a converter made Markdown of it, to guideline items and the appendix' items.

The converter lost what was no ordinary character: the numbers of the chapters, small Roman numerals, bullets;
it left page breaks in the middle of sentences.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from flows.documents.lines import Line, breaks_off, is_phrase
from flows.documents.markdown_lines import Row, read_markdown
from flows.documents.outline import Entry, Style, begins_list, outline, rejoin
from flows.documents.repair import Repair
from flows.documents.source_text import SourceText
from flows.errors import InputError
from flows.japanese.numbering import BRACKETED_ROMAN, DIGIT, ROMAN_NUMBER, write_marker
from flows.japanese.widths import fold
from flows.records.extraction import Extraction
from flows.records.guidelines.cooperation_items import TITLE, Appendix, add_cooperation_items, read_appendix
from flows.records.guidelines.guideline_items import Draft, add_items, ignore_free
from flows.records.guidelines.outlined_items import draft
from flows.records.guidelines.repairs import Repairs, load_repairs

KIND = "guidelines"
SUBJECT = re.compile("指針|ガイドライン")
DATE = re.compile("(?:[0-9]{4}|(?:昭和|平成|令和)(?:元|[0-9一二三四五六七八九十]+))年[^。、]*日")


def read_guidelines(document: SourceText, edition: str) -> Extraction:
    """Read the Guidelines of one edition.

    Args:
        document: the text in Markdown; the appendix, if there is one, as tab-separated rows at its end.
        edition: the edition that the document is.

    Returns:
        `guideline_items`, `cooperation_items` (none without an appendix) and `corrections`.

    Raises:
        InputError: the document is not of this kind, or has a line, marker or row that no rule reads.
    """
    reviewed = load_repairs(KIND)
    markdown = read_markdown(document)
    lines, rows = _divided(document, markdown.parts)
    style = Style(document.path, gapless=False, unmarked_chapters=True)
    front, body = _front_matter(document, lines[:-1] if rows else lines, style)
    entries = outline(rejoin(body, style, breaks_off), style)
    drafts = [*front, *_chapters_restored(entries, [draft(entry, reviewed) for entry in entries])]
    appendix = Appendix()
    if rows:
        headings = [each.text_corrected or each.text.text for each in drafts if each.is_heading]
        drafts.append(_appendix_title(document, lines[-1], reviewed))
        appendix = read_appendix(rows, document, headings, reviewed)

    extraction = Extraction(document)
    items = add_items(extraction, edition, [*drafts, *appendix.drafts])
    add_cooperation_items(extraction, appendix, items[len(drafts) :])
    ignore_free(extraction, [*markdown.ignored, *appendix.ignored])
    return extraction


def _divided(document: SourceText, parts: Sequence[Line | Row]) -> tuple[list[Line], list[Row]]:
    """Divide a document into the lines of its body and the rows of its appendix.

    Raises:
        InputError: it has no line at all, or text stands among or after the rows.
    """
    lines = [part for part in parts if isinstance(part, Line)]
    rows = [part for part in parts if isinstance(part, Row)]
    if not lines:
        raise InputError(document.path, "", "has no text", "Name a text of the Guidelines.")
    after = [part for part in parts[len(lines) :] if isinstance(part, Line)]
    if after:
        raise InputError(
            document.path,
            after[0].place,
            f"text stands behind the beginning of a table: {after[0].text.text[:40]!r}",
            "The table of the appendix is the last thing in the Guidelines; mend the line, or the tabs before it.",
        )
    return lines, rows


def _appendix_title(document: SourceText, line: Line, reviewed: Repairs) -> Draft:
    """Turn the line above the table into the chapter that the appendix is.

    Raises:
        InputError: it is not the title of an appendix.
    """
    marker = TITLE.match(line.text.text)
    if not marker or not line.text[marker.end() :].strip():
        raise InputError(
            document.path,
            line.place,
            f"a table follows, but this is no title of an appendix (別表): {line.text.text[:40]!r}",
            "Restore the title.",
        )
    rest = line.text[marker.end() :]
    text = rest.strip()
    entry = Entry(
        level=1,
        form=None,
        marker=line.text[: marker.end()],
        gap=rest[: len(rest) - len(text)],
        text=text,
        is_heading=True,
        marker_repair=None,
        place=line.place,
    )
    return draft(entry, reviewed)


def _front_matter(
    document: SourceText, lines: Sequence[Line], style: Style
) -> tuple[list[Draft], list[Line]]:
    """Take title and date from what stands above the first chapter.

    Raises:
        InputError: the title does not name the Guidelines, or there is no chapter.
    """
    if not SUBJECT.search(lines[0].text.text):
        raise InputError(
            document.path,
            lines[0].place,
            f"is not the title of Guidelines: {lines[0].text.text[:40]!r}",
            "Name the kind of document that this is.",
        )
    for index, (line, after) in enumerate(pairwise(lines[1:]), start=1):
        if DATE.fullmatch(fold(line.text.text)):
            continue
        if begins_list(line, style) or (
            is_phrase(line.text.text) and (begins_list(after, style) or not is_phrase(after.text.text))
        ):
            front = [Draft(0, "note", each.text, is_heading=each is lines[0]) for each in lines[:index]]
            return front, list(lines[index:])
    raise InputError(document.path, "", "has no chapter with text under it", "Name a text of the Guidelines.")


def _chapters_restored(entries: Sequence[Entry], drafts: Sequence[Draft]) -> list[Draft]:
    """Restore the numbers of chapters where all are lost.

    Chapters without any number over sections that are numbered 1, 2, 3 anew in each of them had numbers of
    their own rank; the Guidelines write Roman ones.
    """
    chapters = [entry for entry in entries if entry.level == 1 and entry.is_heading]
    numbered = any(entry.form == DIGIT for entry in entries)
    if any(chapter.form for chapter in chapters) or not numbered:
        return list(drafts)
    emptied = any(entry.form == BRACKETED_ROMAN and entry.marker_repair for entry in entries)
    restored: list[Draft] = []
    number = 0
    for entry, each in zip(entries, drafts, strict=True):
        if entry.level > 1 or not entry.is_heading:
            restored.append(each)
            continue
        number += 1
        numeral = write_marker(ROMAN_NUMBER, number, "")
        repair = Repair(
            "",
            numeral,
            "numeral lost in conversion",
            f"Heading {number} of {len(chapters)} above the ranks 1, (1), (イ), each of which is numbered and begins"
            " anew under it; the Guidelines number their chapters with Roman numerals"
            + (", and the small ones of this document are lost as well." if emptied else "."),
        )
        restored.append(replace(each, marker_corrected=numeral, repairs=(repair, *each.repairs)))
    return restored
