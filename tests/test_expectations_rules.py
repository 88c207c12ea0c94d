"""Rules in SQL: on a small valid warehouse no rule finds a counter-example, and each has a case that breaks it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from expectations.asking import counter_examples, find
from expectations.derived import derived
from expectations.rules import FOLDER, SHOWN, Rule, in_words, of_rows, read_rule, written
from tests import law_rule_breaks, rule_breaks
from tests.small_warehouse import small_database, small_tables
from warehouse.contract import Column, contract

BREAKS = rule_breaks.BREAKS | law_rule_breaks.BREAKS
ALSO_BREAKS = [*rule_breaks.ALSO_BREAKS, *law_rule_breaks.ALSO_BREAKS]
RULES = {rule.rule: rule for rule in (*derived(), *written())}


@pytest.fixture(scope="module")
def warehouse() -> Iterator[duckdb.DuckDBPyConnection]:
    with small_database(small_tables()) as connection:
        yield connection


@pytest.fixture
def database(warehouse: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    """The small warehouse, whole again after each test."""
    warehouse.execute("BEGIN")
    yield warehouse
    warehouse.execute("ROLLBACK")


def broken(database: duckdb.DuckDBPyConnection, rule: str, change: str) -> list[str]:
    """Make a change and return the counter-examples that a rule finds then."""
    database.execute(change)
    return counter_examples(database, RULES[rule]).rows


def _columns(kind: str) -> list[tuple[str, Column]]:
    """The columns of the contract that have a rule of a kind of their own."""
    return [
        (table.name, column)
        for table in contract().values()
        for column in table.columns
        if f"{table.name}.{column.name}.{kind}" in RULES
    ]


def _names(columns: list[tuple[str, Column]]) -> list[str]:
    return [f"{table}.{column.name}" for table, column in columns]


def test_every_table_of_the_small_warehouse_has_rows() -> None:
    assert [name for name, table in small_tables().items() if not table.num_rows] == []


@pytest.mark.parametrize("rule", RULES)
def test_a_valid_warehouse_breaks_no_rule(database: duckdb.DuckDBPyConnection, rule: str) -> None:
    assert counter_examples(database, RULES[rule]).rows == []


@pytest.mark.parametrize("rule", BREAKS)
def test_a_rule_finds_its_counter_example(database: duckdb.DuckDBPyConnection, rule: str) -> None:
    assert broken(database, rule, BREAKS[rule])


@pytest.mark.parametrize(("rule", "change"), ALSO_BREAKS)
def test_a_rule_finds_each_kind_of_counter_example(
    database: duckdb.DuckDBPyConnection, rule: str, change: str
) -> None:
    assert broken(database, rule, change)


def test_every_rule_has_a_case_that_breaks_it() -> None:
    kinds = ["references", "consecutive", "elements", "in_set", "in_source", "verbatim"]
    derived_cases = {f"{name}.{kind}" for kind in kinds for name in _names(_columns(kind))}
    blank_cases = {f"{table}.not_blank" for table, _ in TEXTS}
    assert set(RULES) == set(BREAKS) | derived_cases | blank_cases


@pytest.mark.parametrize(("table", "column"), _columns("references"), ids=_names(_columns("references")))
def test_a_foreign_key_without_its_row_is_found(
    database: duckdb.DuckDBPyConnection, table: str, column: Column
) -> None:
    change = f'UPDATE "{table}" SET "{column.name}" = \'nowhere\' WHERE rowid = 0'
    (found,) = broken(database, f"{table}.{column.name}.references", change)
    assert found.endswith("nowhere")


@pytest.mark.parametrize(("table", "column"), _columns("consecutive"), ids=_names(_columns("consecutive")))
def test_a_gap_in_a_count_is_found(database: duckdb.DuckDBPyConnection, table: str, column: Column) -> None:
    change = f'UPDATE "{table}" SET "{column.name}" = 900 WHERE rowid = 0'
    assert broken(database, f"{table}.{column.name}.consecutive", change)


@pytest.mark.parametrize("element", ["NULL", "''"])
@pytest.mark.parametrize(("table", "column"), _columns("elements"), ids=_names(_columns("elements")))
def test_a_missing_list_element_is_found(
    database: duckdb.DuckDBPyConnection, table: str, column: Column, element: str
) -> None:
    change = f'UPDATE "{table}" SET "{column.name}" = [{element}] WHERE rowid = 0'
    assert broken(database, f"{table}.{column.name}.elements", change)


@pytest.mark.parametrize(("table", "column"), _columns("in_set"), ids=_names(_columns("in_set")))
def test_an_unknown_list_element_is_found(
    database: duckdb.DuckDBPyConnection, table: str, column: Column
) -> None:
    change = f'UPDATE "{table}" SET "{column.name}" = [\'名誉\'] WHERE rowid = 0'
    assert broken(database, f"{table}.{column.name}.in_set", change)


TEXTS = [
    (table.name, column)
    for table in contract().values()
    for column in table.columns
    if column.type == "string" and not column.may_be_empty
]


@pytest.mark.parametrize(("table", "column"), TEXTS, ids=_names(TEXTS))
def test_a_text_of_no_characters_is_found(
    database: duckdb.DuckDBPyConnection, table: str, column: Column
) -> None:
    change = f'UPDATE "{table}" SET "{column.name}" = \'\' WHERE rowid = 0'
    assert any(row.endswith(f"empty {column.name}") for row in broken(database, f"{table}.not_blank", change))


@pytest.mark.parametrize(
    "spans",
    [
        "[{'start': -1, 'end': 1}]",
        "[{'start': 3, 'end': 3}]",
        "[{'start': 0, 'end': 100000}]",
        "[{'start': 2, 'end': 4}, {'start': 0, 'end': 3}]",
        "[NULL]",
    ],
    ids=["negative", "nothing", "behind the end", "overlapping", "missing"],
)
@pytest.mark.parametrize(("table", "column"), _columns("in_source"), ids=_names(_columns("in_source")))
def test_a_span_outside_its_source_is_found(
    database: duckdb.DuckDBPyConnection, table: str, column: Column, spans: str
) -> None:
    change = f'UPDATE "{table}" SET "{column.name}" = {spans} WHERE rowid = 0'
    assert broken(database, f"{table}.{column.name}.in_source", change)


@pytest.mark.parametrize(("table", "column"), _columns("verbatim"), ids=_names(_columns("verbatim")))
def test_a_text_that_is_not_the_source_s_is_found(
    database: duckdb.DuckDBPyConnection, table: str, column: Column
) -> None:
    change = (
        f'UPDATE "{table}" SET "{column.name}" = "{column.name}" || \'々\' WHERE len("{column.verbatim}") > 0'
    )
    assert broken(database, f"{table}.{column.name}.verbatim", change)


def test_a_line_break_of_the_source_is_one_space_in_the_text(database: duckdb.DuckDBPyConnection) -> None:
    at = small_tables()["powers"]["spans"][0].as_py()[0]["start"]
    database.execute(
        "UPDATE source_texts SET text = concat(text[:?], chr(13), chr(10), text[? + 3:]) WHERE source_id = 'actions'",
        [at, at],
    )
    database.execute("UPDATE powers SET text = ' ' || text[3:]")
    assert counter_examples(database, RULES["powers.text.verbatim"]).rows == []


def test_lost_characters_are_shown_where_they_stand(database: duckdb.DuckDBPyConnection) -> None:
    (found,) = broken(
        database,
        "coverage.nothing_is_lost",
        "DELETE FROM ignored_spans WHERE source_id = 'list' AND start = 0",
    )
    assert found == 'source_id list, from 0, to 2, text ["'


def test_a_lost_end_of_a_text_is_found(database: duckdb.DuckDBPyConnection) -> None:
    found = broken(
        database,
        "coverage.nothing_is_lost",
        "UPDATE source_texts SET text = text || '末尾' WHERE source_id = 'law'",
    )
    assert [row.partition("text ")[2] for row in found] == ["末尾"]


@pytest.mark.parametrize("article", ["2", "3"])
def test_a_provision_inside_a_range_that_is_applied_is_cited(
    database: duckdb.DuckDBPyConnection, article: str
) -> None:
    database.execute(
        "UPDATE applied_provisions SET citation_id = provision_id || '/c2', target_elm = ?",
        [f"MainProvision-Article_{article}"],
    )
    assert counter_examples(database, RULES["applied_provisions.is_what_is_cited"]).rows == []


def test_rules_have_reasons_and_names_of_their_own() -> None:
    assert len(RULES) == len(derived()) + len(written())
    assert [rule.rule for rule in RULES.values() if not rule.rule.startswith(f"{rule.table}.")] == []
    assert [rule.rule for rule in written() if not rule.reason.endswith(".") or len(rule.reason) < 30] == []


def test_every_file_in_the_folder_is_a_rule() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {f"{rule.rule}.sql" for rule in written()}


@pytest.mark.parametrize(
    ("name", "text"),
    [("nothing.known.sql", "-- A reason.\nSELECT 1"), ("actions.without_reason.sql", "SELECT 1")],
)
def test_a_rule_without_table_or_reason_is_refused(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    with pytest.raises(ValueError, match=name):
        read_rule(path)


OF_ROWS = [rule for rule in BREAKS if of_rows(RULES[rule].sql)]


def test_rules_on_rows_of_large_tables_share_their_scans() -> None:
    relations = {
        relation for rule in RULES.values() if (judged := of_rows(rule.sql)) for relation in judged[:1]
    }
    assert "citations t LEFT JOIN provisions o ON o.provision_id = t.provision_id" in relations
    assert {of_rows(RULES[rule].sql) is None for rule in ("provisions.id_form", "citations.id_form")} == {
        False
    }


@pytest.mark.parametrize("rule", OF_ROWS)
def test_one_scan_finds_what_each_rule_finds(database: duckdb.DuckDBPyConnection, rule: str) -> None:
    database.execute(BREAKS[rule])
    members = [RULES[other] for other in OF_ROWS]
    found = find(database, members)
    assert found[rule].total
    assert found == {other.rule: counter_examples(database, other) for other in members}


@pytest.mark.parametrize(
    ("sql", "judged"),
    [
        ("SELECT t.a FROM x t\nWHERE NOT (t.a = ')')", ("x t", "(t.a = ')')")),
        (
            'SELECT t.a, f(t.b) AS c\n FROM "x" t\n JOIN y USING (a) WHERE NOT (a)',
            ("x t JOIN y USING (a)", "(a)"),
        ),
        ("SELECT a FROM x WHERE NOT (a) AND (b)", None),
        ("SELECT a FROM (SELECT a FROM y) t WHERE NOT (a)", None),
        ("SELECT a FROM x WHERE a", None),
        ("WITH y AS (FROM z) SELECT a FROM y WHERE NOT (a)", None),
    ],
)
def test_a_rule_on_rows_is_known_by_its_form(sql: str, judged: tuple[str, str] | None) -> None:
    assert of_rows(sql) == judged


def test_counter_examples_are_counted_and_the_first_shown(database: duckdb.DuckDBPyConnection) -> None:
    rule = Rule("laws.x", "laws", "structure", "A reason.", "SELECT range AS n FROM range(25000)")
    assert counter_examples(database, rule) == (25000, [f"n {n}" for n in range(SHOWN)])


def test_counter_examples_are_said_in_words() -> None:
    row = [("action_id", "資料10/01"), ("scope", None), ("text", "第一行\n第二行"), ("long", "長" * 100)]
    assert in_words(row) == f"action_id 資料10/01, text 第一行⏎第二行, long {'長' * 79}…"
