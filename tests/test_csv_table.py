from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.documents.csv_table import CsvTable, TableForm, read_table
from flows.documents.located import Located, cut, gaps
from flows.documents.source_text import SourceText
from flows.errors import InputError

FORM = TableForm(
    title="a table of fruit",
    columns=["名", "色", "味"],
    is_first=lambda text: bool(re.fullmatch(r"果物[^。]*", text)),
    is_last=lambda text: text in ("", "―") or text.endswith("。"),
)
HEADER = ["名", "色", "味"]
PADDED = TableForm("a padded table", ["名", "色"], FORM.is_first, lambda text: text == "", padded=True)


def table(text: str, form: TableForm = FORM) -> CsvTable:
    return read_table(SourceText("fruit", Path("fruit.csv"), text, "utf-8"), form)


def contents(found: CsvTable) -> list[list[str]]:
    return [[str(cell) for cell in record.cells] for record in found.records]


def unaccounted(found: CsvTable) -> list[tuple[int, int]]:
    cells: list[Located] = [
        found.title,
        *found.header,
        *(cell for each in found.records for cell in each.cells),
    ]
    held = [span for cell in cells for span in cell.spans()]
    return list(gaps([*held, *(span for span, _ in found.syntax)], len(found.document.text)))


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("題,,\n名,色,味\n果物りんご,赤,甘い。\n", [["果物りんご", "赤", "甘い。"]]),
        ("題,,\r\n名,色,味\r\n果物りんご,赤,甘い。", [["果物りんご", "赤", "甘い。"]]),
        ("題,,\r名,色,味\r果物りんご,赤,\r", [["果物りんご", "赤", ""]]),
        ("名,色,味\n果物りんご,赤,甘い。", [["果物りんご", "赤", "甘い。"]]),
        ("題,, 名,色,味 果物りんご,赤,甘い。", [["果物りんご", "赤", "甘い。"]]),
        ("名,色,味 果物りんご,赤,甘い。\n", [["果物りんご", "赤", "甘い。"]]),
        ("題,, 名,色,味 果物りんご,, 果物なし,―,―", [["果物りんご", "", ""], ["果物なし", "―", "―"]]),
        (
            '題,, 名,色,味 果物A,"赤,黄","甘。 酸。" 果物B,,',
            [["果物A", "赤,黄", "甘。 酸。"], ["果物B", "", ""]],
        ),
        (
            '題,, 名,色,味 果物A,赤,甘。 酸。 "果物B (梨)",,',
            [["果物A", "赤", "甘。 酸。"], ["果物B (梨)", "", ""]],
        ),
        ('題,, 名,色,味 果物A,赤,"" "果物B",,', [["果物A", "赤", ""], ["果物B", "", ""]]),
        ('題,, 名,色,味 果物A,"""赤""",', [["果物A", '"赤"', ""]]),
        ('名,色,味\n果物A,"赤\n黄","甘\r\n酸。"\n', [["果物A", "赤 黄", "甘 酸。"]]),
        ('名,色,味\n果物A,"\n赤 ", 甘。\n', [["果物A", "赤", "甘。"]]),
        ("名,色,味\n\n果物A,,\n,,\n \n", [["果物A", "", ""]]),
        (" 名 , 色,味\n果物A,,", [["果物A", "", ""]]),
    ],
)
def test_forms_of_a_table(text: str, rows: list[list[str]]) -> None:
    found = table(text)
    assert contents(found) == rows
    assert [record.number for record in found.records] == list(range(1, len(rows) + 1))
    assert unaccounted(found) == []


def test_white_space_and_width_do_not_count_in_a_header() -> None:
    form = TableForm("t", ["区分(1)", "色"], FORM.is_first, FORM.is_last)
    assert contents(table("区　分（１）,色\n果物A,赤", form)) == [["果物A", "赤"]]


def test_the_title_is_kept() -> None:
    assert str(table("果物の表,,\n名,色,味\n果物A,,").title) == "果物の表"
    assert str(table("名,色,味\n果物A,,").title) == ""


def test_columns_without_a_name_may_follow_where_the_form_says_so() -> None:
    assert contents(table("題,,, 名,色,, 果物A,赤,, 果物B,青,,", PADDED)) == [
        ["果物A", "赤", "", ""],
        ["果物B", "青", "", ""],
    ]
    assert contents(table("題,,,\n名,色,,\n果物A,赤,,\n", PADDED)) == [["果物A", "赤", "", ""]]
    with pytest.raises(InputError, match="a column without a name holds 「丸い」"):
        table("題,,,\n名,色,,\n果物A,赤,,丸い\n", PADDED)


def test_the_address_of_a_cell() -> None:
    found = table("題,,\n名,色,味\n果物りんご(青森),赤,甘い。\n")
    assert found.place(found.records[0], 2) == "record 1 (果物りんご), column 味"


@pytest.mark.parametrize(
    ("text", "place", "problem"),
    [
        ("題,,\n名,色,香\n果物A,,", "header", "名,色,香"),
        ("題,,\n名,色,味,香\n果物A,,,", "header", "名,色,味,香"),
        ("題,,,\n名,色,味,香\n果物A,,,", "header", "4 columns, 「名,色,味,香」"),
        ("題,備考,\n名,色,味\n果物A,,", "header", "題,備考"),
        ("題,, 名,色,味,香 果物A,,,", "header", "名,色,味,香"),
        ("題,, 名,色,香 果物A,,", "header", "名,色,香"),
        ("題,,\n名,色,味\n", "header", "nothing below"),
        ("題,,\n", "header", "expected 「名,色,味」"),
        ("", "header", "expected 「名,色,味」"),
        ("題,,\n名,色,味\n果物A,赤\n", "record 1 (果物A), column 味", "has 2 cells"),
        ("題,,\n名,色,味\n果物A,,\n果物B,赤,甘。,丸い\n", "record 2 (果物B), column 味", "has 4 cells"),
        ("題,, 名,色,味 果物A,赤 果物B,,", "record 1 (果物A), column 味", "no space divides 「」"),
        ("題,, 名,色,味 果物A,赤,甘。,丸い 果物B,,", "record 1 (果物A), column 味", "no space divides 「甘。」"),
        ("題,, 名,色,味 果物A,赤,甘。 果物B,赤", "record 2 (果物B), column 味", "has 2 cells"),
        ('題,,\n名,色,味\n果物A,赤,"甘。\n', "row 3 from the top, cell 3", "unbalanced near 「\"甘。"),
        ('題,,\n名,色,味\n果物A,赤"い",甘。\n', "row 3 from the top, cell 2", "unbalanced"),
        ('題,,\n名,色,味\n果物A,"赤"い,甘。\n', "row 3 from the top, cell 2", "unbalanced"),
        ('題,, 名,色,味 果物A,"赤,甘。 果物B,"青",甘。', "row 3 from the top, cell 2", "unbalanced"),
        ('題,,\n名,色,味\n果物A,"赤" い,甘。\n', "record 1 (果物A), column 色", "beside a quoted cell"),
        ('題,, 名,色,味 果物A,い "赤",甘。', "record 1 (果物A), column 色", "beside a quoted cell"),
    ],
)  # fmt: skip
def test_a_broken_table_stops_at_its_place(text: str, place: str, problem: str) -> None:
    with pytest.raises(InputError) as caught:
        table(text)
    assert caught.value.place.startswith(place)
    assert problem in caught.value.problem


def test_a_record_that_could_end_in_two_places_stops() -> None:
    form = TableForm("t", HEADER, FORM.is_first, bool)
    with pytest.raises(InputError, match="2 spaces divide 「甘い 果物B 果物C」"):
        table("名,色,味 果物A,赤,甘い 果物B 果物C,青,", form)


CELL = st.text('赤,"\n 。', max_size=6)
ROWS = st.lists(
    st.tuples(
        st.text("あい \n(", max_size=5).map(lambda text: f"果物{text}"),
        CELL,
        st.one_of(st.just(""), st.just("―"), CELL.map(lambda text: f"{text}終。")),
    ),
    min_size=1,
    max_size=6,
)


def written(rows: list[tuple[str, str, str]], quoting: int, line_end: str) -> str:
    out = io.StringIO()
    csv.writer(out, quoting=quoting, lineterminator="\n").writerows([["題", "", ""], HEADER, *rows])  # type: ignore[arg-type]
    return out.getvalue().replace("\n", line_end)


@given(ROWS, st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]), st.sampled_from(["\n", "\r\n"]))
def test_what_another_program_writes_is_read_back(
    rows: list[tuple[str, str, str]], quoting: int, line_end: str
) -> None:
    text = written(rows, quoting, line_end)
    found = table(text)
    assert contents(found) == [[cell.replace("\n", " ").strip() for cell in row] for row in rows]
    assert unaccounted(found) == []
    for record in found.records:
        for cell in record.cells:
            assert cut(text, cell.spans()).replace("\n", " ") == str(cell)


@given(ROWS, st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
def test_a_flattened_table_is_read_like_the_published_one(
    rows: list[tuple[str, str, str]], quoting: int
) -> None:
    text = written(rows, quoting, "\n")
    found = table(text.rstrip("\n").replace("\n", " "))
    assert contents(found) == contents(table(text))
    assert unaccounted(found) == []
