from __future__ import annotations

import re
from typing import Any

import pytest

from flows.documents.located import cut
from flows.japanese.widths import fold
from flows.records.extraction import Extraction
from tests.white_paper_forms import (
    FLATTENED,
    LABELS,
    LINE_ENDS,
    all_quoted,
    fields,
    form,
    published,
    read,
)

WIDE = str.maketrans("():", "（）：")


def canonical(extraction: Extraction) -> dict[str, list[dict[str, Any]]]:
    """Return all rows without what belongs to a form: spans, corrections, and decay in verbatim text."""
    tables: dict[str, list[dict[str, Any]]] = {}
    for table, records in extraction.tables.items():
        if table == "corrections":
            continue
        tables[table] = []
        for record in records:
            row = {name: value for name, value in fields(record).items() if not name.endswith("spans")}
            if table == "weapon_use_conditions":
                row["text"] = row.pop("text_corrected") or row["text"]
                row["bullet_text"] = re.sub("[①-④@A-C1-4１-４]", "", row["bullet_text"])
            tables[table].append(row)
    return tables


EXPECTED = canonical(read(FLATTENED))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
@pytest.mark.parametrize("line_ends", LINE_ENDS)
@pytest.mark.parametrize("labels", LABELS)
def test_all_forms_of_the_table_give_the_same_rows(labels: str, line_ends: str, encoding: str) -> None:
    extraction = read(form(labels, line_ends).encode(encoding))
    assert canonical(extraction) == EXPECTED
    assert extraction.unaccounted() == []


@pytest.mark.parametrize("labels", ["letters", "digits", "wide digits"])
def test_a_decayed_form_has_a_correction_for_each_number(labels: str) -> None:
    corrections = read(form(labels)).tables["corrections"]
    assert len(corrections) == 87
    assert {each.before for each in corrections} == set(LABELS[labels])


def test_an_intact_form_has_no_corrections() -> None:
    extraction = read(form("circled", "CRLF"))
    assert extraction.tables["corrections"] == []
    assert {record.text_corrected for record in extraction.tables["weapon_use_conditions"]} == {None}


def test_quotes_around_every_cell_change_nothing() -> None:
    quoted = all_quoted(published())
    assert canonical(read(quoted)) == EXPECTED
    flattened = read(quoted.replace("\n", " "))
    assert canonical(flattened) == EXPECTED
    assert flattened.unaccounted() == []


def test_line_breaks_that_became_two_spaces_each() -> None:
    assert canonical(read(published().replace("\n", "  ")))["actions"][0]["name"] == "防衛出動"
    assert len(canonical(read(published().replace("\n", "  ")))["approvals"]) == 82


def test_full_width_brackets_and_colons_are_read() -> None:
    extraction = read(FLATTENED.translate(WIDE).replace("○ ", "○\u3000"))
    folded = {
        table: [
            {name: fold(value) if isinstance(value, str) else value for name, value in row.items()}
            for row in rows
        ]
        for table, rows in canonical(extraction).items()
    }
    for row in (*folded["weapon_use_conditions"], *EXPECTED["weapon_use_conditions"]):
        row["bullet_text"] = fold(row["bullet_text"])
    assert folded == EXPECTED


def test_a_line_break_inside_a_cell_is_a_space_in_the_text_and_itself_in_the_span() -> None:
    for line_ends in ("LF", "CRLF"):
        text = form("circled", line_ends)
        extraction = read(text)
        request = next(row for row in extraction.tables["approvals"] if "(ただし" in row.text)
        assert request.text.startswith("都道府県知事その他政令で定める者の要請 (ただし、")
        assert cut(text, request.spans).replace("\n", " ") == request.text


def test_a_name_over_two_lines() -> None:
    text = published().replace(
        "後方支援活動等 (自衛隊法第84条の5重要影響事態安全確保法及び船舶検査活動法)",
        '"後方支援活動等\n(自衛隊法第84条の5重要影響事態安全確保法及び船舶検査活動法)"',
    )
    assert canonical(read(text)) == EXPECTED
    assert canonical(read(text.replace("\n", " "))) == EXPECTED


def test_doubled_quotes_are_one() -> None:
    text = FLATTENED.replace("○ 海上保安庁の統制", '○ 海上保安庁の""統制""')
    extraction = read(text)
    power = next(row for row in extraction.tables["powers"] if "統制" in row.text)
    assert power.text == '海上保安庁の"統制"'
    assert cut(text, power.spans) == power.text
    assert extraction.unaccounted() == []


def test_digits_of_the_text_are_no_labels_where_labels_are_digits() -> None:
    extraction = read(form("digits"))
    assert [row.deadline_days for row in extraction.tables["approvals"] if row.deadline_days] == [20]
    assert {row.article for row in extraction.tables["weapon_use_applied_provisions"]} == {"7", "20"}


def test_letters_of_the_text_are_no_labels_where_labels_are_whole() -> None:
    text = form("circled").replace("外国における緊急事態", "A 甲国における緊急事態 B 乙国における緊急事態")
    situations = [row for row in read(text).tables["action_situations"] if "甲国" in row.text]
    assert [(row.label, row.text) for row in situations] == [
        (None, "A 甲国における緊急事態 B 乙国における緊急事態")
    ]


def test_rows_of_empty_cells_below_the_table_are_set_aside() -> None:
    extraction = read(published() + ",,,,\r\n\r\n")
    assert canonical(extraction) == EXPECTED
    assert extraction.unaccounted() == []
