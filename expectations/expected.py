"""One expectation as data: what is expected of which column, and why. No library is needed to read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Where:
    """The rows that an expectation is about: those whose `column` has one of `values`."""

    column: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Expected:
    """One expectation of one table, to be judged by Great Expectations.

    Args:
        rule: its id, unique; the table, then the column where there is one, then what is expected.
        table: the table it is about.
        kind: the class in Great Expectations (`ExpectColumnValuesToBeInSet`).
        arguments: the arguments of that class.
        reason: why it is expected, in a sentence.
        where: the rows it is about; all where None.
        sql: the query whose rows are judged, where they are the counter-examples of a rule.
        subject: where it is judged by counter-examples, what it is about: a column, or a table.
    """

    rule: str
    table: str
    kind: str
    arguments: Mapping[str, Any]
    reason: str
    where: Where | None = None
    sql: str | None = None
    subject: str | None = None
