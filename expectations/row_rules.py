"""Rules that judge each row of a table by itself, in SQL over a row `t`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from expectations.rules import Rule
from warehouse.contract import Table


def literal(value: Any) -> str:
    """Write a value in SQL.

    Raises:
        TypeError: it is neither a text, nor a number, nor a truth value.
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    if isinstance(value, int | float):
        return str(value)
    raise TypeError(f"{value!r} has no form in SQL")


def column(name: str) -> str:
    """Write a column of the row that is asked."""
    return f't."{name}"'


def key(table: Table) -> str:
    """Write the columns of the key of the row that is asked."""
    return ", ".join(map(column, table.key))


def names_where(names: Iterable[str], what: str) -> str:
    """Write an expression that names the columns of a row of which something is true, as `IS NULL`."""
    cases = ", ".join(f"CASE WHEN {column(name)} {what} THEN {literal(name)} END" for name in names)
    return f"concat_ws(', ', {cases})"


def row_rule(  # noqa: PLR0913 - named in every call
    *, rule: str, table: Table, page: str, reason: str, condition: str, shown: str, subject: str | None = None
) -> Rule:
    """Make a rule that judges each row by itself.

    Args:
        rule: its id.
        table: the table.
        page: the page of the Data Docs.
        reason: why it holds.
        condition: what must hold of a row, or be unknown.
        shown: what is shown of a row that breaks it, beside its key.
        subject: see `Rule`.
    """
    sql = f'SELECT {key(table)}, {shown}\nFROM "{table.name}" t\nWHERE NOT ({condition})'
    return Rule(rule, table.name, page, reason, sql, subject)
