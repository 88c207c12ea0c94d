"""What is expected of a large table by itself, as rules in SQL: no frame is made of it.

The expectations are those that every table has (`expectations.suites`); here each becomes the query that looks for
its counter-examples. Great Expectations judges what these find, as it does with the rules over several tables.
"""

# ruff: noqa: S608 - every name and value that goes into the SQL is the contract's own.

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from expectations.expected import Expected
from expectations.row_rules import column, key, literal, names_where, row_rule
from expectations.rules import Rule
from expectations.suites import suite
from warehouse.contract import Table


def _in_set(arguments: dict[str, Any]) -> str:
    return f"{column(arguments['column'])} IN ({', '.join(map(literal, arguments['value_set']))})"


def _regex(arguments: dict[str, Any]) -> str:
    pattern = arguments["regex"].removeprefix(r"\A").removesuffix(r"\Z")
    return f"regexp_full_match({column(arguments['column'])}, {literal(pattern)})"


def _between(arguments: dict[str, Any]) -> str:
    name = column(arguments["column"])
    bounds = ((">=", arguments.get("min_value")), ("<=", arguments.get("max_value")))
    return " AND ".join(f"{name} {sign} {literal(value)}" for sign, value in bounds if value is not None)


def _all_filled(arguments: dict[str, Any]) -> str:
    return " AND ".join(f"{column(name)} IS NOT NULL" for name in arguments["column_list"])


CONDITIONS: dict[str, Callable[[dict[str, Any]], str]] = {
    "ExpectColumnValuesToBeInSet": _in_set,
    "ExpectColumnValuesToMatchRegex": _regex,
    "ExpectColumnValuesToBeBetween": _between,
    "ExpectColumnValuesToBeNull": lambda arguments: f"{column(arguments['column'])} IS NULL",
    "ExpectColumnValuesToNotBeNull": lambda arguments: f"{column(arguments['column'])} IS NOT NULL",
    "ExpectColumnsToNotBeNull": _all_filled,
}
"""What must hold of a row, by the class in Great Expectations."""


def _condition(expected: Expected) -> str:
    """Return what must hold of a row.

    Raises:
        TypeError: of a large table, this is not asked.
    """
    if expected.kind not in CONDITIONS:
        raise TypeError(f"{expected.rule}: {expected.kind} has no form in SQL; add it to CONDITIONS")
    condition = CONDITIONS[expected.kind](dict(expected.arguments))
    if expected.where is None:
        return condition
    values = ", ".join(map(literal, expected.where.values))
    return f"{column(expected.where.column)} NOT IN ({values}) OR ({condition})"


def _shown(expected: Expected) -> str:
    """Return what is shown of a row that breaks an expectation: what is missing, or else the values asked of."""
    arguments = expected.arguments
    if "column_list" in arguments:
        return f"{names_where(arguments['column_list'], 'IS NULL')} AS missing"
    names = [expected.where.column] if expected.where else []
    return ", ".join(map(column, dict.fromkeys([*names, arguments["column"]])))


def _not_empty(table: Table, expected: Expected) -> Rule:
    least = expected.arguments["min_value"]
    sql = f'SELECT count(*) AS rows FROM "{table.name}" HAVING count(*) < {least}'
    return Rule(expected.rule, table.name, table.name, expected.reason, sql, subject="")


def _unique(table: Table, expected: Expected) -> Rule:
    sql = f'SELECT {key(table)}, count(*) AS rows\nFROM "{table.name}" t\nGROUP BY {key(table)} HAVING count(*) > 1'
    return Rule(expected.rule, table.name, table.name, expected.reason, sql, subject="")


OF_A_TABLE: dict[str, Callable[[Table, Expected], Rule]] = {
    "ExpectTableRowCountToBeBetween": _not_empty,
    "ExpectColumnValuesToBeUnique": _unique,
    "ExpectCompoundColumnsToBeUnique": _unique,
}
"""What is asked of all rows together, by the class in Great Expectations."""


def _rule(table: Table, expected: Expected) -> Rule:
    if expected.kind in OF_A_TABLE:
        return OF_A_TABLE[expected.kind](table, expected)
    return row_rule(
        rule=expected.rule,
        table=table,
        page=table.name,
        reason=expected.reason,
        condition=_condition(expected),
        shown=_shown(expected),
        subject=expected.arguments.get("column", ""),
    )


def large_rules(table: Table) -> list[Rule]:
    """Return what is expected of a table by itself, each as a query for its counter-examples."""
    return [_rule(table, expected) for expected in suite(table.name)]
