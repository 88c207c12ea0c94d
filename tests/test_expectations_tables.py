"""What is expected of single tables, judged by Great Expectations in frames and, as of large tables, in SQL."""

from __future__ import annotations

import datetime as dt
import importlib
from types import ModuleType
from typing import Any

import pyarrow as pa
import pytest

from expectations.asking import find
from expectations.expected import Expected, Where
from expectations.large import large_rules
from expectations.suites import domain, structure, suite
from tests.small_warehouse import small_database, small_tables
from warehouse.contract import Column, Table, contract

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


def loose(name: str, rows: list[Row]) -> pa.Table:
    """Rows of a table, which may have what its schema forbids."""
    schema = pa.schema([field.with_nullable(True) for field in contract()[name].schema])
    return pa.Table.from_pylist(rows, schema=schema)


def judged(gate: ModuleType, name: str, rows: list[Row], expected: list[Expected]) -> dict[str, int]:
    """Judge rows of a table as Great Expectations does by itself: the number of failures by rule."""
    suite = gate.Suite(name, "", "")
    verdict = gate.Judge().judge(suite, gate.frame(loose(name, rows)), expected, contract()[name].key)
    assert verdict.evaluated == len(expected)
    return {failure.rule: failure.count for failure in verdict.failures}


def asked(name: str, rows: list[Row], expected: list[Expected]) -> dict[str, int]:
    """Ask the same of a database, as of a large table: the number of counter-examples by rule."""
    wanted = {one.rule for one in expected}
    rules = [rule for rule in large_rules(contract()[name]) if rule.rule in wanted]
    with small_database({name: loose(name, rows)}) as database:
        found = find(database, rules)
    assert found.keys() == wanted
    return {rule: examples.total for rule, examples in found.items() if examples.total}


def wrong(column: Column) -> Any:
    """A value that no rule of the contract on this column allows."""
    if column.type in {"int32", "int64", "double"}:
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
    rows = broken_rows(table, tables[name].to_pylist()[0])
    found = judged(gate, name, rows, expected)
    assert set(found) == {one.rule for one in expected}
    assert found[f"{name}.not_null"] == sum(not column.nullable for column in table.columns)
    in_sql = asked(name, rows, expected)
    # Great Expectations counts the rows that are not alone, SQL the keys that several have.
    assert in_sql.pop(f"{name}.key") == 1
    assert in_sql == {rule: count for rule, count in found.items() if rule != f"{name}.key"}


def test_a_table_that_the_documents_fill_must_not_be_empty(gate: ModuleType) -> None:
    for name, table in contract().items():
        (*expected,) = (one for one in structure(table) if one.rule == f"{name}.not_empty")
        assert set(judged(gate, name, [], expected)) == {one.rule for one in expected}
        assert asked(name, [], expected) == {one.rule: 1 for one in expected}


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
    "citations.external_is_not_loaded": {"status": "external_unloaded", "reason": "repealed"},
    "citations.unresolved_says_what_is_missing": {"status": "unresolved", "reason": "law_not_loaded"},
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
    assert judged(gate, name, rows, expected) == asked(name, rows, expected) == {}
    broken = [*rows, rows[0] | DOMAIN_BREAKS[rule]]
    assert judged(gate, name, broken, expected) == asked(name, broken, expected) == {rule: 1}


def test_a_missing_value_is_said_to_be_missing(gate: ModuleType) -> None:
    frame = gate.frame(loose("guideline_topics", [{"topic": "sea_lanes", "label": None}]))
    expected = suite("guideline_topics")
    verdict = gate.Judge().judge(gate.Suite("guideline_topics", "", ""), frame, expected, ["topic"])
    (failure,) = verdict.failures
    assert failure.rows == ["topic sea_lanes, label missing"]


def test_an_expectation_that_cannot_be_evaluated_fails(gate: ModuleType) -> None:
    expected = Expected("powers.x", "powers", "ExpectColumnValuesToNotBeNull", {"column": "x"}, "A reason.")
    frame = gate.frame(small_tables()["powers"])
    (failure,) = gate.Judge().judge(gate.Suite("powers", "", ""), frame, [expected]).failures
    assert failure.rule == "powers.x"
    assert failure.rows[0].startswith("could not be evaluated: ")


def test_dates_and_numbers_keep_their_type(gate: ModuleType, tables: dict[str, pa.Table]) -> None:
    frame = gate.frame(tables["law_revisions"])
    assert frame["enforced_on"][0] == dt.date(2016, 3, 29)
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
