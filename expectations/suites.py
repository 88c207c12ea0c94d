"""What is expected of each table by itself: its structure, from the contract, and its domain rules."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from expectations.expected import Expected, Where
from warehouse.contract import Column, Table, contract

DOMAIN = Path(__file__).parent / "domain.toml"


def whole(pattern: str) -> str:
    r"""Return the pattern so that it matches a whole value, the same in every engine.

    In Python `$` also matches before a last line break, and `\d` also full-width digits.

    Raises:
        ValueError: the pattern has a class whose meaning differs between engines.
    """
    if re.search(r"\\[dwsbDWSB]", pattern):
        raise ValueError(f"pattern {pattern}: write [0-9] or the like; such a class differs between engines")
    without_groups = re.sub(r"(?<!\\)\((?!\?)", "(?:", pattern.removeprefix("^").removesuffix("$"))
    return rf"\A(?:{without_groups})\Z"


def _of_column(table: Table, column: Column) -> Iterator[Expected]:
    def expected(what: str, kind: str, reason: str, **arguments: Any) -> Expected:
        rule = f"{table.name}.{column.name}.{what}"
        return Expected(rule, table.name, kind, {"column": column.name, **arguments}, reason)

    meaning = column.description
    if column.values and not column.type.startswith("list"):
        yield expected(
            "in_set",
            "ExpectColumnValuesToBeInSet",
            f"The contract knows no other {column.name}: {meaning}",
            value_set=list(column.values),
        )
    if column.pattern:
        yield expected(
            "pattern",
            "ExpectColumnValuesToMatchRegex",
            f"The contract gives its form: {meaning}",
            regex=whole(column.pattern),
        )
    if column.minimum is not None or column.maximum is not None:
        yield expected(
            "bounds",
            "ExpectColumnValuesToBeBetween",
            f"The contract bounds it: {meaning}",
            min_value=column.minimum,
            max_value=column.maximum,
        )


def _unique(table: Table) -> Expected:
    arguments: dict[str, Any] = {"column_list": list(table.key)}
    kind = "ExpectCompoundColumnsToBeUnique"
    if len(table.key) == 1:
        kind, arguments = "ExpectColumnValuesToBeUnique", {"column": table.key[0]}
    return Expected(
        f"{table.name}.key", table.name, kind, arguments, f"The key tells rows apart. {table.grain}"
    )


def structure(table: Table) -> Iterator[Expected]:
    """Yield what the contract expects of a table by itself: rows, key, nulls, values, patterns, bounds."""
    if not table.may_be_empty:
        yield Expected(
            f"{table.name}.not_empty",
            table.name,
            "ExpectTableRowCountToBeBetween",
            {"min_value": 1},
            f"The documents fill it. {table.grain}",
        )
    yield _unique(table)
    filled = [column.name for column in table.columns if not column.nullable]
    yield Expected(
        f"{table.name}.not_null",
        table.name,
        "ExpectColumnsToNotBeNull",
        {"column_list": filled},
        f"Every row has a value in each of: {', '.join(filled)}.",
    )
    for column in table.columns:
        yield from _of_column(table, column)


@cache
def domain() -> tuple[Expected, ...]:
    """Read the domain rules of single tables from `domain.toml`."""
    rules: list[Expected] = []
    for table, entries in tomllib.loads(DOMAIN.read_text("utf-8")).items():
        for name, fields in entries.items():
            arguments = dict(fields)
            kind, reason = arguments.pop("expect"), arguments.pop("reason")
            where = arguments.pop("where", None)
            rows = Where(where["column"], tuple(where["in"])) if where else None
            rules.append(Expected(f"{table}.{name}", table, kind, arguments, reason, rows))
    return tuple(rules)


def suite(table: str) -> list[Expected]:
    """Return what is expected of a table by itself."""
    return [*structure(contract()[table]), *(rule for rule in domain() if rule.table == table)]
