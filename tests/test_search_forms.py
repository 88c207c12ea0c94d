"""What searching makes of letters, numbers and paths, beside what Python makes of them; and a search in a tiny warehouse."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.japanese.numerals import kanji
from flows.publishing.database import write_database
from flows.records.laws.labels import label
from tests import tiny


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    path = tmp_path_factory.mktemp("database") / "anpo.duckdb"
    write_database(path, tiny.completed())
    with duckdb.connect(str(path), read_only=True) as connection:
        yield connection


def test_numbers_become_kanji_as_laws_write_them(database: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT range, kanji_numerals('第' || range || '条の' || range || '、') FROM range(1, 10000)"
    wrong = [
        (number, found)
        for number, found in database.execute(query).fetchall()
        if found != f"第{kanji(number)}条の{kanji(number)}、"
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "elm",
    [
        "MainProvision-Article_84_5-Paragraph_1-Item_2",
        "MainProvision-Article_3-Paragraph_10-Item_2_3",
        "MainProvision-Chapter_8-Section_2_2",
        "MainProvision-Part_1",
        "MainProvision-Article_115_27",
        "SupplProvision[1]-Article_2",
        "SupplProvision[7]-Paragraph_2",
        "SupplProvision",
        "MainProvision",
        "AppdxTable[1]",
        "MainProvision-Article_2-Paragraph_1-TableStruct[1]",
    ],
)
def test_a_path_is_written_as_the_commands_write_it(database: duckdb.DuckDBPyConnection, elm: str) -> None:
    assert database.execute("SELECT provision_label(?)", [elm]).fetchall() == [(label(elm, {}),)]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("武器ノ使用（第９５條の２）", "武器使用（第九十五条二）"),
        ("ＰＫＯ協力法", "pko協力法"),
        ("ｶﾞｲﾄﾞﾗｲﾝ", "ガイドライン"),
        ("平成16年法律第112号", "平成十六年法律第百十二号"),
        ("國際聯合ノ平和", "国際連合平和"),
        ("入った者の下", "入つた者下"),
        ("その他のもの", "そ他のもの"),
        ("", ""),
    ],
)
def test_letters_take_one_form(database: duckdb.DuckDBPyConnection, text: str, folded: str) -> None:
    assert database.execute("SELECT search_fold(?)", [text]).fetchall() == [(folded,)]


@given(st.text("國国条の第9５ｶﾞっＡ（、 \n武𠮷", max_size=12))
def test_what_is_folded_stays_so(database: duckdb.DuckDBPyConnection, text: str) -> None:
    ((once, twice),) = database.execute(
        "SELECT f, search_letters(f) FROM (SELECT search_fold(?) AS f)", [text]
    ).fetchall()
    assert once == twice


def test_a_run_of_letters_goes_through_no(database: duckdb.DuckDBPyConnection) -> None:
    found = database.sql("SELECT search_runs('武器の使用について、PKO法及び武器の使用')").fetchall()
    assert sorted(found[0][0]) == ["PKO法及", "武器の使用"]


def test_a_search_in_a_warehouse_of_a_few_rows(database: duckdb.DuckDBPyConnection) -> None:
    def found(query: str) -> list[tuple[str, str]]:
        return database.execute("SELECT kind, row_id FROM search(?)", [query]).fetchall()

    assert found("防衛出動")[0] == ("action", "actions/01")
    assert found("国会の承認 支援活動")
    assert found("防衛出動 共同訓練") == []
    assert found("重要影響事態安全確保法第4条")[0] == (
        "provision",
        f"{tiny.REVISION}/MainProvision-Article_4",
    )
    assert found("重要影響事態安全確保法")[0] == ("law", tiny.IMPACT_LAW)
