"""Every view and macro of `warehouse/sql` on a tiny warehouse."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.documents.located import Located, Span, cut
from flows.publishing.database import write_database
from flows.publishing.publish import complete
from tests import tiny
from warehouse.contract import contract
from warehouse.views import HERE, parse, views


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    path = tmp_path_factory.mktemp("database") / "anpo.duckdb"
    write_database(path, complete(tiny.tables(), tiny.TEXTS))
    with duckdb.connect(str(path), read_only=True) as connection:
        yield connection


def rows(database: duckdb.DuckDBPyConnection, query: str) -> list[dict[str, Any]]:
    return database.sql(query).to_arrow_table().to_pylist()


def test_each_sql_file_creates_what_its_name_says() -> None:
    names = {path.stem for path in HERE.glob("*.sql")}
    assert names | {"row_locations", "table_sources"} == {view.name for view in views()}
    for view in views():
        assert view.kind == "MACRO" or view.columns, f"{view.name} describes no columns"


@pytest.mark.parametrize(
    "text",
    [
        "CREATE VIEW one AS SELECT 1",
        "-- About.\nCREATE VIEW two AS SELECT 1",
        "-- About.\nDROP TABLE laws",
        "-- column: only a column\nCREATE VIEW one AS SELECT 1",
        "",
    ],
)
def test_a_sql_file_without_comment_or_of_another_name_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="a comment and CREATE VIEW or CREATE MACRO one are expected"):
        parse("one", text)


def test_a_sql_file_is_read_with_its_comment_columns_and_parameters() -> None:
    view = parse(
        "one", "-- One row per\n-- thing.\n-- a: First.\nCREATE MACRO one(x, y) AS TABLE\n  SELECT 1 AS a;"
    )
    assert (view.kind, view.parameters, view.signature) == ("MACRO TABLE", ("x", "y"), "one(x, y)")
    assert (view.description, view.columns) == ("One row per thing.", {"a": "First."})


def test_views_come_after_what_they_use() -> None:
    names = [view.name for view in views()]
    for used, user in (
        ("row_locations", "trace"),
        ("sub_spans", "row_locations"),
        ("span_length", "sub_spans"),
    ):
        assert names.index(used) < names.index(user)


def test_action_matrix(database: duckdb.DuckDBPyConnection) -> None:
    assert rows(database, "FROM action_matrix") == [
        {
            "action_id": "actions/01",
            "ordinal": 1,
            "name": "防衛出動",
            "ordering_authorities": ["内閣総理大臣"],
            "diet_approval": ["required_prior_in_principle"],
            "diet_approval_text": "必要(原則として事前承認)",
            "cabinet_decision": ["required"],
            "cabinet_decision_text": "閣議決定:必要",
            "weapon_use_types": ["use_of_force"],
            "legal_bases": ["自衛隊法第76条"],
            "basis_changed_since": None,
            "basis_changes": [],
        },
        {
            "action_id": "actions/02",
            "ordinal": 2,
            "name": "後方支援活動",
            "ordering_authorities": ["防衛大臣"],
            "diet_approval": ["required_prior"],
            "diet_approval_text": "必要(事前)",
            "cabinet_decision": [],
            "cabinet_decision_text": None,
            "weapon_use_types": ["self_preservation"],
            "legal_bases": ["自衛隊法第84条の5"],
            "basis_changed_since": None,
            "basis_changes": [],
        },
    ]


def test_article_label(database: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT article_label(a) AS label FROM (VALUES ('76'), ('84_5'), ('10_2_3'), (NULL)) t(a)"
    assert [row["label"] for row in rows(database, query)] == ["第76条", "第84条の5", "第10条の2の3", None]


def test_guideline_topic_texts_go_down_to_other_topics_but_not_into_sentences(
    database: duckdb.DuckDBPyConnection,
) -> None:
    query = "SELECT topic, edition, position, item_id, marker, text, is_aligned FROM guideline_topic_texts"
    assert [tuple(row.values()) for row in rows(database, query)] == [
        ("purpose", "1997", 1, "guidelines/001", "I", "指針の目的", True),
        ("purpose", "1997", 2, "guidelines/002", "", "平素から緊密な協力関係を構築する。", False),
        ("purpose", "2015", 1, "guidelines/005", "第1章", "目的及び範囲", True),
        ("purpose", "2015", 2, "guidelines/006", "", "切れ目のない協力", False),
        ("training", "1997", 1, "guidelines/003", "- 1", "共同訓練", True),
    ]


def test_what_a_review_says_of_an_edition_comes_after_its_own_text(tmp_path: Path) -> None:
    found = tiny.rows()
    source = found["sources"][1] | {"source_id": "a-review", "kind": "guidelines-review"}
    item = found["guideline_items"][0] | {"item_id": "a-review/001", "source_id": "a-review", "ordinal": 1}
    item |= {"edition": "2015", "parent_item_id": None, "kind": "paragraph", "text": "目的は同じ。"}
    aligned = {"topic": "purpose", "edition": "2015", "item_id": "a-review/001", "reason": "同旨"}
    changed = {
        "sources": [*found["sources"], source],
        "guideline_items": [*found["guideline_items"], item],
        "guideline_topic_items": [*found["guideline_topic_items"], aligned],
    }
    write_database(tmp_path / "anpo.duckdb", complete(tiny.tables(changed=changed), tiny.TEXTS))
    with duckdb.connect(str(tmp_path / "anpo.duckdb"), read_only=True) as connection:
        texts = connection.sql("SELECT text FROM guideline_topic_texts WHERE edition = '2015'").fetchall()
    assert texts == [("目的及び範囲",), ("切れ目のない協力",), ("目的は同じ。",)]


@pytest.mark.parametrize("topic", ["purpose", "目的 1"])
def test_guideline_compare_puts_editions_side_by_side(
    database: duckdb.DuckDBPyConnection, topic: str
) -> None:
    assert [tuple(row.values()) for row in rows(database, f"FROM guideline_compare('{topic}')")] == [
        (1, None, "I 指針の目的", "第1章 目的及び範囲", None),
        (2, None, "平素から緊密な協力関係を構築する。", "切れ目のない協力", None),
    ]


def test_guideline_compare_leaves_the_shorter_edition_empty(database: duckdb.DuckDBPyConnection) -> None:
    assert [tuple(row.values()) for row in rows(database, "FROM guideline_compare('training')")] == [
        (1, None, "- 1 共同訓練", None, None)
    ]


@pytest.mark.parametrize(
    "law", [tiny.IMPACT_LAW, "平成十一年法律第六十号", "重要影響事態法 1", "重要影響事態安全確保法"]
)
def test_law_as_of_finds_a_law_by_any_of_its_names(database: duckdb.DuckDBPyConnection, law: str) -> None:
    found = rows(database, f"FROM law_as_of('{law}', DATE '2026-02-01')")
    assert [row["elm"] for row in found] == ["MainProvision-Article_4", tiny.PARAGRAPH]


def test_law_as_of_asks_for_the_day(database: duckdb.DuckDBPyConnection) -> None:
    assert len(rows(database, f"FROM law_as_of('{tiny.IMPACT_LAW}', DATE '2021-09-01')")) == 2
    with pytest.raises(duckdb.InvalidInputException, match="loaded from 2021-09-01 on"):
        rows(database, f"FROM law_as_of('{tiny.IMPACT_LAW}', DATE '2021-08-31')")


def test_every_row_of_a_source_has_its_place(database: duckdb.DuckDBPyConnection) -> None:
    found = rows(database, "FROM row_locations")
    counted = {name: len(rows) for name, rows in tiny.rows().items()} | {"source_texts": len(tiny.TEXTS)}
    without_source = {"guideline_editions", "guideline_topics"}
    for name in contract():
        places = [row for row in found if row["table_name"] == name]
        assert len(places) == (0 if name in without_source else counted.get(name, 0)), name
        assert len({row["row_id"] for row in places}) == len(places)


def trace(database: duckdb.DuckDBPyConnection, table: str, row_id: str) -> dict[str, Any]:
    (found,) = rows(database, f"FROM trace('{table}', '{row_id}')")
    return found


def test_trace_gives_the_source_its_hash_the_spans_and_the_text(database: duckdb.DuckDBPyConnection) -> None:
    found = trace(database, "weapon_use_conditions", "actions/02/W1")
    condition = tiny.rows()["weapon_use_conditions"][1]
    source = tiny.rows()["sources"][0]
    assert found == {
        "source_id": "actions",
        "title": source["title"],
        "publisher": source["publisher"],
        "file": "actions.txt",
        "sha256": source["sha256"],
        "spans": condition["spans"],
        "elm": None,
        "via": None,
        "text": condition["text"],
    }


@pytest.mark.parametrize(
    ("table", "row_id", "place"),
    [
        ("action_legal_bases", "actions/02|1", ("自衛隊法第84条の5", None, None)),
        ("guideline_topic_items", "purpose|guidelines/001", ("指針の目的", "guideline_items", None)),
        ("sentences", f"{tiny.REVISION}/{tiny.PARAGRAPH}|1", (tiny.SENTENCE, None, tiny.PARAGRAPH)),
        ("citations", f"{tiny.REVISION}/{tiny.PARAGRAPH}/c1", ("前条", "provisions", tiny.PARAGRAPH)),
        ("ignored_spans", "guidelines|7|8", ("\n", None, None)),
        ("provisions", f"{tiny.REVISION}/MainProvision-Article_4", (None, None, "MainProvision-Article_4")),
        ("law_revisions", tiny.REVISION, (None, None, None)),
        ("sources", "law", (None, None, None)),
    ],
)
def test_trace_finds_rows_of_every_kind(
    database: duckdb.DuckDBPyConnection,
    table: str,
    row_id: str,
    place: tuple[str | None, str | None, str | None],
) -> None:
    found = trace(database, table, row_id)
    assert (found["text"], found["via"], found["elm"]) == place


def test_trace_of_what_is_not_there_has_no_rows(database: duckdb.DuckDBPyConnection) -> None:
    assert rows(database, "FROM trace('actions', 'actions/99')") == []
    assert rows(database, "FROM trace('nowhere', 'actions/01')") == []


@given(st.data())
def test_spans_are_cut_and_divided_as_in_python(
    database: duckdb.DuckDBPyConnection, data: st.DataObject
) -> None:
    text = data.draw(st.text("aあ①𠮷か゛\n👩‍🚀", min_size=1, max_size=30))
    at = data.draw(st.permutations(range(len(text))).map(lambda order: order[: max(1, len(text) // 2)]))
    whole = Located("".join(text[offset] for offset in at), list(at))
    first = data.draw(st.integers(0, len(whole)))
    last = data.draw(st.integers(first, len(whole)))
    query = """
        SELECT cut_spans($text, $spans) AS whole, span_length($spans) AS length,
               sub_spans($spans, $first, $last) AS part,
               cut_spans($text, sub_spans($spans, $first, $last)) AS part_text
    """
    spans = [{"start": span.start, "end": span.end} for span in whole.spans()]
    (found,) = database.execute(
        query.replace("$spans", 'CAST($spans AS STRUCT("start" INTEGER, "end" INTEGER)[])'),
        {"text": text, "spans": spans, "first": first, "last": last},
    ).fetchall()
    assert found[:2] == (whole.text, len(whole))
    part = [Span(span["start"], span["end"]) for span in found[2]]
    assert cut(text, part) == whole.text[first:last] == found[3]
