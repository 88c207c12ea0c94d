"""The gate as a whole: Great Expectations judges the small warehouse, and every expectation can fail."""

from __future__ import annotations

import datetime as dt
import importlib
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from expectations.derived import derived
from expectations.expected import Expected, Where
from expectations.rules import written
from expectations.suites import domain, structure, suite
from tests.small_warehouse import small_database, small_tables
from warehouse.contract import Column, Table, contract
from warehouse.gate_result import Failure

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore:module 'sre_(constants|parse)' is deprecated:DeprecationWarning"),
]

Row = dict[str, Any]


@pytest.fixture(scope="module")
def gate() -> ModuleType:
    """The gate; it is loaded here, for loading Great Expectations takes seconds."""
    return importlib.import_module("expectations.gate")


@pytest.fixture
def tables() -> dict[str, pa.Table]:
    return small_tables()


@pytest.fixture
def database(tables: dict[str, pa.Table]) -> Iterator[duckdb.DuckDBPyConnection]:
    with small_database(tables) as connection:
        yield connection


def judged(gate: ModuleType, name: str, rows: list[Row], expected: list[Expected]) -> dict[str, int]:
    """Judge rows of a table, which may have what the schema forbids: the number of failures by rule."""
    table = contract()[name]
    loose = pa.schema([field.with_nullable(True) for field in table.schema])
    frame = gate.frame(pa.Table.from_pylist(rows, schema=loose))
    verdict = gate.Judge().judge(gate.Suite(name, "", ""), frame, expected, table.key)
    assert verdict.evaluated == len(expected)
    return {failure.rule: failure.count for failure in verdict.failures}


def wrong(column: Column) -> Any:
    """A value that no rule of the contract on this column allows."""
    if column.type in {"int32", "int64"}:
        return -1 if column.minimum is not None else 2**31 - 1
    if column.pattern is not None:
        return {"^[0-9]+(_[0-9]+)*$": "８４", "^[①-⑳]$": "㉑"}.get(column.pattern, "誤\n")
    return "unknown"


def broken_rows(table: Table, row: Row) -> list[Row]:
    """A valid row, the same again, and for each column one row that breaks everything asked of it."""
    rows = [row, dict(row)]
    for column in table.columns:
        if column.values or column.pattern or column.minimum is not None or column.maximum is not None:
            rows.append(row | {column.name: wrong(column)})
        if not column.nullable:
            rows.append(row | {column.name: None})
    return rows


@pytest.mark.parametrize("name", contract())
def test_every_expectation_from_the_contract_can_fail(
    gate: ModuleType, tables: dict[str, pa.Table], name: str
) -> None:
    table = contract()[name]
    expected = [one for one in structure(table) if one.rule != f"{name}.not_empty"]
    found = judged(gate, name, broken_rows(table, tables[name].to_pylist()[0]), expected)
    assert set(found) == {one.rule for one in expected}
    assert found[f"{name}.not_null"] == sum(not column.nullable for column in table.columns)


def test_a_table_that_the_documents_fill_must_not_be_empty(gate: ModuleType) -> None:
    for name, table in contract().items():
        (*expected,) = (one for one in structure(table) if one.rule == f"{name}.not_empty")
        assert set(judged(gate, name, [], expected)) == {one.rule for one in expected}


DOMAIN_BREAKS: dict[str, Row] = {
    "approvals.ordering_authority_is_stated": {"kind": "other", "value": "required"},
    "approvals.diet_approval_is_graded": {"kind": "diet_approval", "value": "as_needed"},
    "approvals.cabinet_decision_is_graded": {"kind": "cabinet_decision", "value": "required_after"},
    "approvals.ordering_authority_is_named": {"kind": "ordering_authority", "authority": None},
    "approvals.only_an_order_has_an_authority": {"kind": "cabinet_decision", "authority": "防衛大臣"},
    "approvals.prior_approval_has_no_deadline": {"value": "required_prior", "deadline_days": 20},
    "approvals.only_a_later_approval_has_a_deadline": {"value": "not_required", "deadline_days": 20},
    "guideline_items.heading_kinds_head": {"kind": "section", "is_heading": False},
    "citations.unresolved_has_a_reason": {"status": "unresolved", "reason": None},
    "citations.resolved_needs_no_reason": {"status": "resolved", "reason": "law_not_loaded"},
    "citations.resolved_names_its_law": {"status": "resolved", "target_law_id": None},
}
"""For every rule of `domain.toml`, what breaks it in a row."""


def test_every_domain_rule_has_a_case_that_breaks_it() -> None:
    assert set(DOMAIN_BREAKS) == {rule.rule for rule in domain()}


@pytest.mark.parametrize("rule", DOMAIN_BREAKS)
def test_a_domain_rule_finds_what_breaks_it(gate: ModuleType, tables: dict[str, pa.Table], rule: str) -> None:
    name = rule.partition(".")[0]
    rows = tables[name].to_pylist()
    expected = [one for one in domain() if one.rule == rule]
    assert judged(gate, name, rows, expected) == {}
    assert judged(gate, name, [*rows, rows[0] | DOMAIN_BREAKS[rule]], expected) == {rule: 1}


def test_a_valid_warehouse_passes(gate: ModuleType, tables: dict[str, pa.Table], tmp_path: Path) -> None:
    path = tmp_path / "staged.duckdb"
    with duckdb.connect(path) as connection:
        for name, table in tables.items():
            connection.register("arrow", table)
            connection.execute(f'CREATE TABLE "{name}" AS FROM arrow')
    result = gate.run_gate(tables, path, tmp_path / "docs")
    of_tables = sum(len(suite(name)) for name in contract())
    assert result.success
    assert result.failures == []
    assert result.evaluated == 2 + of_tables + len(derived()) + len(written())
    assert (tmp_path / "docs" / "index.html").is_file()


def test_nothing_is_asked_of_a_table_that_may_be_empty_and_is(
    gate: ModuleType, tables: dict[str, pa.Table], tmp_path: Path
) -> None:
    tables["substitutions"] = tables["substitutions"].slice(0, 0)
    with small_database(tables) as database:
        result = gate.run_gate(tables, database, tmp_path)
    rules = [rule for rule in (*derived(), *written()) if rule.table != "substitutions"]
    of_tables = sum(len(suite(name)) for name in contract() if name != "substitutions")
    assert result.success
    assert result.evaluated == 2 + of_tables + len(rules)
    assert "nothing to ask" in (tmp_path / "validations" / "substitutions.html").read_text("utf-8")


@pytest.fixture(scope="module")
def failures(gate: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Failure]:
    """What the gate says of a build with several things wrong, by rule."""
    tables = small_tables()
    with small_database(tables) as database:
        database.execute("UPDATE weapon_use_conditions SET type = 'use_of_force' WHERE ground_label = '②'")
        database.execute("UPDATE guideline_items SET text = text || ' '")
        database.execute("UPDATE laws SET law_type = 'Law' WHERE title = '自衛隊法'")
        for name in ("weapon_use_conditions", "guideline_items", "laws"):
            tables[name] = database.table(name).to_arrow_table().cast(contract()[name].schema)
        result = gate.run_gate(tables, database, tmp_path_factory.mktemp("docs"))
    assert not result.success
    return {failure.rule: failure for failure in result.failures}


def test_a_failure_says_which_rows_and_why(failures: dict[str, Failure]) -> None:
    force = failures["weapon_use_conditions.force_only_in_defense"]
    assert force.table == "weapon_use_conditions"
    assert "防衛出動" in force.reason
    assert force.rows == ["condition_id actions/02/W2-②, name 警護出動, text 施設を防護する場合"]
    assert force.count == 1
    assert "警護出動" in str(force)


def test_many_counter_examples_are_counted_and_five_shown(failures: dict[str, Failure]) -> None:
    trimmed = failures["guideline_items.text_is_trimmed"]
    assert (trimmed.count, len(trimmed.rows)) == (10, 5)
    assert str(trimmed).endswith("and 5 more")


def test_a_row_that_breaks_a_column_is_named_by_its_key(failures: dict[str, Failure]) -> None:
    assert failures["laws.law_type.in_set"].rows == ["law_id 329AC0000000165, law_type Law"]


def test_a_missing_value_is_said_to_be_missing(gate: ModuleType) -> None:
    rows = [{"topic": "sea_lanes", "label": None}]
    loose = pa.schema([field.with_nullable(True) for field in contract()["guideline_topics"].schema])
    frame = gate.frame(pa.Table.from_pylist(rows, schema=loose))
    expected = suite("guideline_topics")
    verdict = gate.Judge().judge(gate.Suite("guideline_topics", "", ""), frame, expected, ["topic"])
    (failure,) = verdict.failures
    assert failure.rows == ["topic sea_lanes, label missing"]


def _cast(table: pa.Table, column: str, to: pa.DataType) -> pa.Table:
    place = table.schema.get_field_index(column)
    return table.set_column(place, pa.field(column, to, nullable=False), table[column].cast(to))


SHAPES: dict[str, Callable[[dict[str, pa.Table]], dict[str, pa.Table]]] = {
    "a column is missing": lambda tables: {"powers": tables["powers"].drop_columns("text")},
    "a column too many": lambda tables: {"powers": tables["powers"].append_column("note", pa.array([None]))},
    "another order": lambda tables: {"powers": tables["powers"].select(tables["powers"].column_names[::-1])},
    "another type": lambda tables: {"powers": _cast(tables["powers"], "ordinal", pa.int64())},
    "a null allowed": lambda tables: {
        "powers": tables["powers"].cast(pa.schema([f.with_nullable(True) for f in tables["powers"].schema]))
    },
    "a table too many": lambda tables: {"notes": tables["powers"]},
}


@pytest.mark.parametrize("change", SHAPES)
def test_another_shape_is_found_and_nothing_else_is_asked(
    gate: ModuleType,
    tables: dict[str, pa.Table],
    database: duckdb.DuckDBPyConnection,
    tmp_path: Path,
    change: str,
) -> None:
    changed = SHAPES[change](tables)
    result = gate.run_gate({**tables, **changed}, database, tmp_path)
    assert "shape.columns" in {failure.rule for failure in result.failures}
    assert result.evaluated == 2
    rows = next(failure.rows for failure in result.failures if failure.rule == "shape.columns")
    assert all(f"table {name}" in row for name in changed for row in rows)


def test_a_missing_table_is_found(
    gate: ModuleType, tables: dict[str, pa.Table], database: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    del tables["powers"]
    failures = gate.run_gate(tables, database, tmp_path).failures
    assert "found nothing" in failures[0].rows[0]


@pytest.mark.parametrize("change", ["DELETE FROM powers", "DROP TABLE powers"])
def test_a_database_with_other_rows_is_found(
    gate: ModuleType,
    tables: dict[str, pa.Table],
    database: duckdb.DuckDBPyConnection,
    tmp_path: Path,
    change: str,
) -> None:
    database.execute(change)
    (failure,) = gate.run_gate(tables, database, tmp_path).failures
    assert failure.rule == "shape.rows"
    assert "table powers" in failure.rows[0]


def test_an_expectation_that_cannot_be_evaluated_fails(gate: ModuleType) -> None:
    expected = Expected("powers.x", "powers", "ExpectColumnValuesToNotBeNull", {"column": "x"}, "A reason.")
    frame = gate.frame(small_tables()["powers"])
    (failure,) = gate.Judge().judge(gate.Suite("powers", "", ""), frame, [expected]).failures
    assert failure.rule == "powers.x"
    assert failure.rows[0].startswith("could not be evaluated: ")


def test_dates_and_numbers_keep_their_type(gate: ModuleType, tables: dict[str, pa.Table]) -> None:
    frame = gate.frame(tables["law_revisions"])
    assert frame["enforced_on"][0] == dt.date(2021, 9, 1)
    assert str(gate.frame(tables["approvals"])["deadline_days"].dtype) == "Int32"
    assert str(gate.frame(tables["provisions"])["is_deleted"].dtype) == "boolean"


def test_a_condition_limits_the_rows_that_are_asked(gate: ModuleType, tables: dict[str, pa.Table]) -> None:
    expected = Expected(
        "approvals.x",
        "approvals",
        "ExpectColumnValuesToBeInSet",
        {"column": "label", "value_set": ["①"]},
        "A reason.",
        Where("kind", ("ordering_authority",)),
    )
    rows = tables["approvals"].to_pylist()
    assert judged(gate, "approvals", rows, [expected]) == {}
    assert judged(gate, "approvals", [*rows, rows[0] | {"label": "②"}], [expected]) == {"approvals.x": 1}
