"""Rules asked of a database: what does not hold, how often, and where.

Tables may be larger than memory: DuckDB does the counting, within bounds, and only the first counter-examples of a
rule are ever seen here.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from expectations.rules import SHOWN, Found, Rule, in_words, of_rows

MEMORY = "512MB"
"""What DuckDB may hold in memory; the rest of a join or a sort goes to the disk."""

CHUNK = 10_000
"""Rows counted at a time."""


@contextmanager
def opened(database: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a database to ask it: read-only, with bounded memory, on all cores; what does not fit lies beside it.

    Raises:
        OSError: the folder of the database cannot be written.
    """
    with TemporaryDirectory(prefix=".spill-", dir=database.parent) as spill:
        settings: dict[str, str | bool | int | float | list[str]] = {
            "memory_limit": MEMORY,
            "threads": len(os.sched_getaffinity(0)),
            "temp_directory": spill,
        }
        with duckdb.connect(database, read_only=True, config=settings) as connection:
            yield connection


def counter_examples(connection: duckdb.DuckDBPyConnection, rule: Rule) -> Found:
    """Run a rule: count the rows that break it, and say the first of them."""
    cursor = connection.execute(rule.sql)
    names = [column[0] for column in cursor.description or ()]
    first = cursor.fetchmany(SHOWN)
    count = len(first)
    while first and (more := len(cursor.fetchmany(CHUNK))):
        count += more
    return Found(count, [in_words(zip(names, row, strict=True)) for row in first])


def _that_hold(
    connection: duckdb.DuckDBPyConnection, relation: str, conditions: Mapping[str, str]
) -> Iterator[str]:
    """Yield those of some rules, each with its condition, that hold of every row of a relation: all in one scan."""
    counts = ", ".join(f"count(*) FILTER (WHERE NOT {condition})" for condition in conditions.values())
    query = f"SELECT {counts} FROM {relation}"  # noqa: S608 - the contract's names and the rules' own words
    (found,) = connection.execute(query).fetchall()
    yield from (rule for rule, count in zip(conditions, found, strict=True) if not count)


def find(connection: duckdb.DuckDBPyConnection, rules: Iterable[Rule]) -> Mapping[str, Found]:
    """Ask rules, and return the counter-examples of each by its id.

    All rules on the single rows of one relation are asked in one scan of it; one by itself only where that finds
    that it does not hold.
    """
    rules = list(rules)
    conditions: dict[str, dict[str, str]] = {}
    for rule in rules:
        if judged := of_rows(rule.sql):
            conditions.setdefault(judged[0], {})[rule.rule] = judged[1]
    hold = {
        rule for relation in conditions for rule in _that_hold(connection, relation, conditions[relation])
    }
    return {
        rule.rule: Found(0, []) if rule.rule in hold else counter_examples(connection, rule) for rule in rules
    }
