"""What is expected of single tables, before any library judges it."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from expectations.suites import domain, structure, suite, whole
from warehouse.contract import contract


def test_structure_is_the_contract_s() -> None:
    found = {one.rule: one for one in structure(contract()["approvals"])}
    columns = contract()["approvals"].columns
    assert found["approvals.key"].arguments == {"column": "approval_id"}
    assert found["approvals.kind.in_set"].arguments["value_set"] == list(
        contract()["approvals"].column("kind").values
    )
    assert found["approvals.deadline_days.bounds"].arguments["min_value"] == 1
    assert found["approvals.not_null"].arguments["column_list"] == [c.name for c in columns if not c.nullable]
    assert found["approvals.not_empty"].arguments == {"min_value": 1}


def test_a_key_of_several_columns_is_unique_as_a_whole() -> None:
    (key,) = [one for one in structure(contract()["powers"]) if one.rule == "powers.key"]
    assert (key.kind, key.arguments) == (
        "ExpectCompoundColumnsToBeUnique",
        {"column_list": ["action_id", "ordinal"]},
    )


def test_only_the_tables_that_the_contract_names_may_be_empty() -> None:
    asked = {
        one.table
        for table in contract().values()
        for one in structure(table)
        if one.rule.endswith("not_empty")
    }
    assert set(contract()) - asked == {
        "corrections",
        "substitutions",
        "range_targets",
        "provision_changes",
        "impacts",
        "citing_laws",
    }


def test_every_column_with_a_bound_set_or_pattern_is_asked() -> None:
    for table in contract().values():
        rules = {one.rule for one in structure(table)}
        for column in table.columns:
            place = f"{table.name}.{column.name}"
            assert (f"{place}.pattern" in rules) == (column.pattern is not None)
            bounded = column.minimum is not None or column.maximum is not None
            assert (f"{place}.bounds" in rules) == bounded
            assert (f"{place}.in_set" in rules) == (bool(column.values) and column.type != "list<string>")


@pytest.mark.parametrize(
    ("pattern", "whole_value", "other"),
    [
        ("^[0-9]+$", "12", "12\n"),
        ("^[0-9]+$", "12", "１２"),
        ("[0-9]+", "12", "12a"),
        ("a|b", "b", "ab"),
        ("^[0-9]+(_[0-9]+)*$", "84_5", "84_"),
    ],
)
def test_a_pattern_matches_whole_values(pattern: str, whole_value: str, other: str) -> None:
    assert re.search(whole(pattern), whole_value)
    assert not re.search(whole(pattern), other)
    assert re.compile(whole(pattern)).groups == 0


@pytest.mark.parametrize("pattern", [r"^\d+$", r"\w", r"a\b"])
def test_a_pattern_whose_meaning_differs_between_engines_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="engines"):
        whole(pattern)


def test_domain_rules_are_of_tables_and_columns_of_the_contract_and_say_why() -> None:
    for rule in domain():
        columns = {column.name for column in contract()[rule.table].columns}
        assert rule.arguments["column"] in columns
        assert rule.where is None or rule.where.column in columns
        assert rule.reason.endswith(".")
        assert rule in suite(rule.table)


def test_domain_rules_name_only_values_that_the_contract_allows() -> None:
    for rule in domain():
        table = contract()[rule.table]
        for column, values in (
            (table.column(rule.arguments["column"]), rule.arguments.get("value_set", [])),
            *([(table.column(rule.where.column), rule.where.values)] if rule.where else []),
        ):
            assert column.type == "bool" or set(values) <= set(column.values)


def test_every_value_of_an_approval_has_a_kind_that_allows_it() -> None:
    graded = [
        value
        for rule in domain()
        if rule.rule.startswith("approvals.")
        for value in rule.arguments.get("value_set", [])
    ]
    assert set(graded) == set(contract()["approvals"].column("value").values)


def test_rule_ids_are_unique() -> None:
    rules = [one.rule for table in contract() for one in suite(table)]
    assert len(rules) == len(set(rules))


def test_reading_expectations_loads_no_large_library() -> None:
    code = "import sys, expectations.suites, expectations.derived; print([m for m in ('great_expectations', 'pandas', 'pyarrow.compute') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
