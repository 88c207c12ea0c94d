"""Every macro and view over laws, on a warehouse of a few tiny laws."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests import tiny_laws
from tests.tiny_laws import ANCIENT, DECREE, DUTIES, FIRST, SAME
from warehouse.views import views

DAY = "DATE '2021-06-01'"
REVISION = {year: f"{FIRST}_{day}" for year, day in ((2019, "20190501_000000000000000"), (2020, "20200401_502AC0000000002"), (2021, "20210401_503AC0000000003"))}  # fmt: skip


@pytest.fixture(scope="module")
def laws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    database = tiny_laws.build(tmp_path_factory.mktemp("laws"))
    with duckdb.connect(str(database), read_only=True) as connection:
        yield connection


def rows(laws: duckdb.DuckDBPyConnection, query: str) -> list[tuple[Any, ...]]:
    return laws.sql(query).fetchall()


def elms(laws: duckdb.DuckDBPyConnection, call: str) -> list[str]:
    return [elm for (elm,) in rows(laws, f"SELECT elm FROM {call}")]


def test_an_article_with_all_below_it_in_order(laws: duckdb.DuckDBPyConnection) -> None:
    found = laws.sql(f"FROM article('甲法', '第一条', {DAY})").to_arrow_table().to_pylist()
    assert [row["elm"].removeprefix("MainProvision-Article_1") for row in found] == [
        "",
        "-Paragraph_1",
        "-Paragraph_1-Item_1",
        "-Paragraph_1-Item_1-Subitem1_1",
        "-Paragraph_1-Item_1-Subitem1_1-Subitem2_1",
        "-Paragraph_1-Item_1-Subitem1_1-Subitem2_2",
    ]
    assert found[0] == {
        "elm": "MainProvision-Article_1",
        "kind": "article",
        "caption": "（目的）",
        "title": "第一条",
        "text": None,
        "law_revision_id": REVISION[2019],
        "valid_from": dt.date(2019, 5, 1),
        "valid_to": None,
    }
    assert (found[-1]["title"], found[-1]["text"]) == ("（２）", "空")


@pytest.mark.parametrize(
    ("address", "count"),
    [
        ("第一条", 6),
        ("1条1項1号イ（２）", 1),
        ("第一条第一号イ", 3),
        ("第三条", 2),
        ("第三条の二", 2),
        ("附則第二項", 1),
        ("SupplProvision[1]-Paragraph_2", 1),
        ("SupplProvision[2]-Article_1", 2),
        ("附則第一条", 0),
        ("別表第一", 4),
        ("AppdxTable[1]", 4),
        ("別表第二", 0),
        ("第二百条", 0),
    ],
)
def test_what_an_address_finds(laws: duckdb.DuckDBPyConnection, address: str, count: int) -> None:
    assert len(rows(laws, f"FROM article('甲法', '{address}', {DAY})")) == count
    assert elms(laws, f"chapter('甲法', '{address}', {DAY})") == elms(
        laws, f"article('甲法', '{address}', {DAY})"
    )


@pytest.mark.parametrize("law", [FIRST, "令和元年法律第九百一号", "甲の措置に関する法律", "甲法"])
def test_a_law_is_asked_for_by_any_of_its_names(laws: duckdb.DuckDBPyConnection, law: str) -> None:
    assert rows(laws, f"SELECT law_id_of('{law}')") == [(FIRST,)]
    assert len(rows(laws, f"FROM article('{law}', '第二条', {DAY})")) == 3
    assert len(rows(laws, f"FROM law_as_of('{law}', {DAY})")) == 29


def test_names_of_a_column_are_looked_up_row_by_row(laws: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT law_id_of(n) FROM (VALUES ('甲法'), ('絞架図式')) t(n)"
    assert rows(laws, query) == [(FIRST,), (ANCIENT,)]


@pytest.mark.parametrize(
    ("day", "duty", "revision", "has_branch"),
    [
        ("2019-05-01", DUTIES[0], 2019, False),
        ("2020-03-31", DUTIES[0], 2019, False),
        ("2020-04-01", DUTIES[0], 2019, True),
        ("2021-03-31", DUTIES[0], 2019, True),
        ("2021-04-01", DUTIES[1], 2021, True),
        ("2999-01-01", DUTIES[1], 2021, True),
    ],
)
def test_the_wording_is_that_of_the_day(
    laws: duckdb.DuckDBPyConnection, day: str, duty: str, revision: int, has_branch: bool
) -> None:
    query = f"SELECT text, law_revision_id FROM article('甲法', '第二条第二項', DATE '{day}')"
    assert rows(laws, query) == [(duty, REVISION[revision])]
    assert bool(rows(laws, f"FROM article('甲法', '第三条の二', DATE '{day}')")) == has_branch
    whole = rows(laws, f"SELECT elm, text, law_revision_id FROM law_as_of('甲法', DATE '{day}')")
    assert ("MainProvision-Article_2-Paragraph_2", duty) in [row[:2] for row in whole]
    assert ("MainProvision-Article_3_2" in [elm for elm, *_ in whole]) == has_branch
    (in_force,) = rows(
        laws,
        f"SELECT law_revision_id FROM law_revisions WHERE law_id = '{FIRST}' AND valid_from <= DATE '{day}' "
        f"AND (valid_to IS NULL OR DATE '{day}' < valid_to)",
    )
    assert {row[2] for row in whole} == set(in_force)


def test_a_day_may_be_a_text(laws: duckdb.DuckDBPyConnection) -> None:
    assert len(rows(laws, "FROM article('甲法', '第二条', '2021-06-01')")) == 3
    with pytest.raises(duckdb.InvalidInputException, match="loaded from 2019-05-01 on"):
        rows(laws, "FROM article('甲法', '第二条', '2018-06-01')")


CALLS = {
    "article": f"article({{law}}, '第一条', {DAY})",
    "chapter": f"chapter({{law}}, '第一章', {DAY})",
    "law_as_of": f"law_as_of({{law}}, {DAY})",
    "provision_history": "provision_history({law}, '第一条')",
    "cites": "cites({law}, '第一条')",
    "cites_whole": "cites({law})",
    "amendment_report": f"amendment_report({{law}}, {DAY})",
}


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
@pytest.mark.parametrize(
    ("law", "said"),
    [
        ("乙法", "law '乙法' is not loaded for .*: law_names has 0 of that name; SELECT name"),
        ("自衛隊法", "law_names has 1 of that name: 329AC0000000165; SELECT name"),
        ("届出規則", f"law_names has 2 of that name: .*{SAME[1]}"),
    ],
)
def test_a_law_that_is_not_loaded_is_an_error(
    laws: duckdb.DuckDBPyConnection, call: str, law: str, said: str
) -> None:
    with pytest.raises(duckdb.InvalidInputException, match=said):
        rows(laws, "FROM " + call.format(law=f"'{law}'"))


@pytest.mark.parametrize("call", ["article", "chapter", "law_as_of", "amendment_report"])
def test_a_day_before_what_is_loaded_is_an_error(laws: duckdb.DuckDBPyConnection, call: str) -> None:
    query = "FROM " + CALLS[call].format(law="'甲法'").replace(DAY, "DATE '2019-04-30'")
    with pytest.raises(
        duckdb.InvalidInputException, match=r"not loaded for 2019-04-30: .* loaded from 2019-05-01 on"
    ):
        rows(laws, query)


@pytest.mark.parametrize("call", ["law_id_of('乙法')", "law_id_of('届出規則')"])
def test_a_name_of_no_law_or_of_several_has_no_id(laws: duckdb.DuckDBPyConnection, call: str) -> None:
    with pytest.raises(duckdb.InvalidInputException, match=r"is not known: law_names has [02] of that name"):
        rows(laws, f"SELECT {call}")


@pytest.mark.parametrize(
    "call", ["article('甲法', '{}', DATE '2021-06-01')", "provision_history('甲法', '{}')"]
)
@pytest.mark.parametrize("address", ["第一", "第一章", "附則", "本則", "第一条ただし書"])
def test_what_is_no_article_says_how_to_ask(laws: duckdb.DuckDBPyConnection, call: str, address: str) -> None:
    with pytest.raises(duckdb.InvalidInputException, match=f"cannot read '{address}' as an article"):
        rows(laws, "FROM " + call.format(address))


@pytest.mark.parametrize("macro", ["chapter('甲法', '第一', DATE '2021-06-01')", "cites('甲法', '第一')", "cited_by('甲法', '第一')"])  # fmt: skip
def test_what_is_no_address_is_an_error(laws: duckdb.DuckDBPyConnection, macro: str) -> None:
    with pytest.raises(duckdb.InvalidInputException, match="cannot read the address '第一'"):
        rows(laws, f"FROM {macro}")


def test_a_chapter_holds_its_articles(laws: duckdb.DuckDBPyConnection) -> None:
    first = elms(laws, f"chapter('甲法', '第一章', {DAY})")
    assert first[:2] == ["MainProvision-Chapter_1", "MainProvision-Article_1"]
    assert first[-1] == "MainProvision-Article_2-Paragraph_2"
    second = elms(laws, f"chapter('甲法', '第二章第一節', {DAY})")
    assert second[0] == "MainProvision-Chapter_2-Section_1"
    assert second[-1] == "MainProvision-Article_3_2-Paragraph_1"
    assert elms(laws, f"chapter('甲法', '第一節', {DAY})") == second
    assert "MainProvision-Article_3_2" not in elms(laws, "chapter('甲法', '第二章', DATE '2019-06-01')")
    assert elms(laws, f"chapter('甲法', '附則', {DAY})") == [
        "SupplProvision[1]",
        "SupplProvision[1]-Paragraph_1",
        "SupplProvision[1]-Paragraph_2",
    ]
    assert len(elms(laws, f"chapter('甲法', '本則', {DAY})")) == 17
    assert elms(laws, f"chapter('甲法', '第九章', {DAY})") == []


def test_history_is_one_row_for_each_wording(laws: duckdb.DuckDBPyConnection) -> None:
    begins, amended = dt.date(2019, 5, 1), dt.date(2021, 4, 1)
    found = rows(laws, "FROM provision_history('甲法', '第二条')")
    assert [row[:4] for row in found] == [
        (REVISION[2019], None, begins, amended),
        (REVISION[2021], found[1][1], amended, None),
    ]
    assert [row[4] for row in found] == [f"（責務）\n第二条\n国は、努める。\n２　{duty}" for duty in DUTIES]
    assert [row[2:4] for row in rows(laws, "FROM provision_history('甲法', '第二条第一項')")] == [
        (begins, None)
    ]
    assert [row[2:4] for row in rows(laws, "FROM provision_history('甲法', '第三条の二')")] == [
        (dt.date(2020, 4, 1), None)
    ]
    assert rows(laws, "FROM provision_history('甲法', '第百条')") == []


def cited(laws: duckdb.DuckDBPyConnection, call: str) -> list[tuple[str, str]]:
    found = rows(laws, f"SELECT law_id, elm FROM {call}")
    short = {FIRST: "甲", DECREE: "令"}
    return [
        (short[law], elm.removeprefix("MainProvision-").removesuffix("-Paragraph_1")) for law, elm in found
    ]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        # In it, as a whole, by ranges that begin before it and end behind it.
        ("第二条", [("甲", "Article_3"), ("甲", "SupplProvision[1]-Paragraph_2"), ("令", "Article_1"), ("令", "Article_2")]),
        ("第二条第二項", [("令", "Article_1")]),
        ("第二条第一項", []),
        ("第一条", [("甲", "Article_3"), ("令", "Article_2")]),
        ("第三条", [("甲", "Article_3_2"), ("甲", "AppdxTable[1]-RelatedArticleNum[1]"), ("令", "Article_2")]),
        ("附則第二項", [("令", "Article_2")]),
        ("SupplProvision[1]-Paragraph_2", [("令", "Article_2")]),
        ("別表第一", [("甲", "Article_3"), ("令", "Article_2")]),
        ("AppdxTable[1]", [("甲", "Article_3"), ("令", "Article_2")]),
        ("第九条", [("令", "Article_3")]),
        ("第一章", [("甲", "Article_3"), ("甲", "SupplProvision[1]-Paragraph_2"), ("令", "Article_1"), ("令", "Article_2")]),
        ("第二百条", []),
    ],
)  # fmt: skip
def test_who_cites_a_provision(
    laws: duckdb.DuckDBPyConnection, address: str, expected: list[tuple[str, str]]
) -> None:
    assert cited(laws, f"cited_by('甲法', '{address}')") == expected


def test_a_citation_comes_with_its_words_and_its_period(laws: duckdb.DuckDBPyConnection) -> None:
    (found,) = laws.sql("FROM cited_by('甲法', '第二条第二項')").to_arrow_table().to_pylist()
    assert found.pop("citation_id").startswith(f"{DECREE}_20190601")
    assert found == {
        "law_id": DECREE,
        "law_title": "甲の措置に関する法律施行令",
        "elm": "MainProvision-Article_1-Paragraph_1",
        "text": "甲の措置に関する法律第二条第二項",
        "form": "absolute",
        "target_elm": "MainProvision-Article_2-Paragraph_2",
        "target_elm_end": None,
        "target_part": None,
        "status": "resolved",
        "reason": None,
        "valid_from": dt.date(2019, 6, 1),
        "valid_to": None,
    }


def test_who_cites_a_law_and_what_it_cites(laws: duckdb.DuckDBPyConnection) -> None:
    whole = cited(laws, "cited_by('甲法')")
    assert len(whole) == rows(laws, f"SELECT count(*) FROM citations WHERE target_law_id = '{FIRST}'")[0][0]
    assert whole[-1] == ("令", "Article_3")
    assert len(rows(laws, "FROM cites('甲の措置に関する法律施行令')")) == 7
    assert rows(laws, "FROM cited_by('自衛隊法')") == []
    with pytest.raises(duckdb.InvalidInputException, match="law_names has 0"):
        rows(laws, "FROM cited_by('乙法')")


def test_what_a_provision_cites_and_why_it_does_not_land(laws: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT text, target_law_id, target_title, target_elm, status, reason FROM cites('甲の措置に関する法律施行令', '第三条')"
    title = "甲の措置に関する法律"
    expected = [
        (f"{title}第九条", FIRST, title, "MainProvision-Article_9", "unresolved", "no_such_provision"),
        (
            "丙に関する法律第五条",
            None,
            "丙に関する法律",
            "MainProvision-Article_5",
            "unresolved",
            "unknown_law",
        ),
        (title, FIRST, title, None, "resolved", None),
    ]
    assert rows(laws, query) == expected
    unresolved = rows(
        laws,
        "SELECT law_id, text, target_law_id, target_title, target_elm, status, reason FROM unresolved_citations",
    )
    assert unresolved == [(DECREE, *row) for row in expected[:2]]
    assert cites_elms(laws, "第一章") == []
    assert cites_elms(laws, "第二章") == [
        "Article_3-Paragraph_1",
        "Article_3-Paragraph_1",
        "Article_3_2-Paragraph_1",
    ]
    assert cites_elms(laws, "附則") == ["SupplProvision[1]-Paragraph_2"]


def cites_elms(laws: duckdb.DuckDBPyConnection, address: str) -> list[str]:
    return [elm.removeprefix("MainProvision-") for elm in elms(laws, f"cites('甲法', '{address}')")]


def test_the_report_marks_what_changed(laws: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT valid_from, change, coalesce(elm_after, elm_before), title, caption, text FROM amendment_report('甲法', DATE '{}')"
    inserted, amended = dt.date(2020, 4, 1), dt.date(2021, 4, 1)
    as_a_whole = (None, None, None, None, None)
    last = (
        amended, "amended", "MainProvision-Article_2-Paragraph_2", "２", None,
        "国民は、〔－二十－〕〔＋十＋〕日以内に協力する。",
    )  # fmt: skip
    assert rows(laws, query.format("2019-05-01")) == [
        (inserted, "added", "MainProvision-Article_3_2", "〔＋第三条の二＋〕", "〔＋（報告）＋〕", None),
        (inserted, "added", "MainProvision-Article_3_2-Paragraph_1", None, None, "〔＋前条の措置を報告する。＋〕"),
        (inserted, *as_a_whole),
        last,
        (amended, *as_a_whole),
    ]  # fmt: skip
    assert rows(laws, query.format("2020-04-02")) == [last, (amended, *as_a_whole)]
    assert rows(laws, query.format("2021-04-02")) == []


def test_look_ups_use_an_index(laws: duckdb.DuckDBPyConnection) -> None:
    """A second condition on the same scan would silently cost the index."""
    (plan,) = laws.sql(f"EXPLAIN ANALYZE FROM article('甲法', '第二条', {DAY})").fetchall()
    assert plan[1].count("Index Scan") == 2
    (plan,) = laws.sql("EXPLAIN ANALYZE FROM cited_by('甲法', '第二条第二項')").fetchall()
    assert "Index Scan" in plan[1]


@pytest.mark.slow
@pytest.mark.parametrize(
    "view", [view for view in views() if view.kind != "VIEW"], ids=lambda view: view.name
)
def test_the_example_of_each_macro_has_an_answer(built: Path, view: Any) -> None:
    assert view.example, f"{view.name} gives no example"
    with duckdb.connect(str(built / "anpo.duckdb"), read_only=True) as warehouse:
        assert warehouse.sql(view.example).fetchall()
