"""The gate: nothing is published that does not pass here.

First the shape of the tables, without which nothing else can be asked; then each table by itself; then the
rules over several tables. These, and all that is asked of large tables, DuckDB runs and Great Expectations judges by
their counter-examples.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path

import duckdb
import pyarrow as pa

from expectations.asking import find, opened
from expectations.data_docs import write_data_docs
from expectations.derived import derived
from expectations.expected import Expected
from expectations.frames import Rows, counter_example_frame, counts, frame, shape
from expectations.judge import Judge, Suite, Verdict
from expectations.large import large_rules
from expectations.rules import Found, Rule, written
from expectations.suites import suite
from warehouse.contract import contract
from warehouse.gate_result import GateResult

SECTIONS = {
    "sources": "sources and lineage",
    "actions": "actions of the Self-Defense Forces",
    "guidelines": "guidelines",
    "laws": "laws",
    "search": "full-text search",
}
"""The sections of the contract in words."""

SHAPE_GROUP, DERIVED_GROUP, WRITTEN_GROUP = "Shape", "Rules from the contract", "Rules of the domain"

PAGES = {
    suite.name: suite
    for suite in (
        Suite("structure", DERIVED_GROUP, "Texts, lists and counts inside each table"),
        Suite("references", DERIVED_GROUP, "Every foreign key finds its row"),
        Suite("provenance", DERIVED_GROUP, "Every row stands in its source, and no character is lost"),
        *(
            Suite(f"rules_{section}", WRITTEN_GROUP, f"What must hold across columns and tables: {words}")
            for section, words in SECTIONS.items()
        ),
    )
}
"""The suites whose rows are the counter-examples of rules, in the order of the Data Docs."""

SHAPE = [
    Expected(
        "shape.columns",
        "shape",
        "ExpectColumnPairValuesToBeEqual",
        {"column_A": "contract", "column_B": "found"},
        "Every table has the columns of its contract, in their order, with their types and nothing else.",
    ),
]

COUNTS = [
    Expected(
        "shape.rows",
        "shape",
        "ExpectColumnPairValuesToBeEqual",
        {"column_A": "rows_in_arrow", "column_B": "rows_in_database"},
        "The database holds the very rows that go into the Parquet files.",
    ),
]


def _shape(
    judge: Judge, tables: Mapping[str, Rows], database: duckdb.DuckDBPyConnection
) -> Iterator[Verdict]:
    columns = Suite(
        "columns", SHAPE_GROUP, "The columns of every table, as the contract has them and as they are."
    )
    yield judge.judge(columns, shape(tables), SHAPE, ["table", "place"])
    there = {name for (name,) in database.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    names = [name for name in contract() if name in there]
    found = {name: database.table(f'"{name}"').count("*").fetchall()[0][0] for name in names}
    arrow = {name: rows.num_rows for name, rows in tables.items()}
    rows = Suite("rows", SHAPE_GROUP, "How many rows every table has, in Arrow and in the database.")
    yield judge.judge(rows, counts(arrow, found), COUNTS, ["table"])


def _nothing_to_ask(name: str, tables: Mapping[str, Rows]) -> bool:
    """Tell whether a table is empty and may be: what is asked of no rows cannot fail, and proves nothing."""
    return contract()[name].may_be_empty and not tables[name].num_rows


def _in_memory(name: str, rows: Rows) -> pa.Table:
    """Return a table that is small.

    Raises:
        TypeError: it lies in files, which its contract does not allow.
    """
    if not isinstance(rows, pa.Table):
        raise TypeError(f"{name} is in files, but its contract does not say that it is large")
    return rows


def _no_counter_example(rule: Rule) -> Expected:
    subject = rule.table if rule.subject is None else rule.subject
    return Expected(
        rule.rule,
        rule.table,
        "ExpectColumnValuesToBeNull",
        {"column": rule.rule},
        rule.reason,
        sql=rule.sql,
        subject=subject,
    )


def _found(judge: Judge, suite: Suite, rules: list[Rule], found: Mapping[str, Found]) -> Verdict:
    """Judge rules by what a database found against them."""
    frame = counter_example_frame({rule.rule: found[rule.rule].rows for rule in rules})
    return judge.judge(suite, frame, map(_no_counter_example, rules)).counted(found)


def verdicts(tables: Mapping[str, Rows], database: duckdb.DuckDBPyConnection) -> list[Verdict]:
    """Judge everything; where the shape is wrong, only that, for no other question can be asked then."""
    judge = Judge()
    verdicts = list(_shape(judge, tables, database))
    if any(verdict.failures for verdict in verdicts):
        return verdicts
    filled = [table for name, table in contract().items() if not _nothing_to_ask(name, tables)]
    of_large = {table.name: large_rules(table) for table in filled if table.large}
    of_several = [rule for rule in (*derived(), *written()) if not _nothing_to_ask(rule.table, tables)]
    found = find(database, [*chain.from_iterable(of_large.values()), *of_several])
    for name, table in contract().items():
        named = Suite(name, f"Tables: {SECTIONS[table.section]}", table.grain)
        if table not in filled:
            verdicts.append(Verdict(named, [], []))
        elif table.large:
            verdicts.append(_found(judge, named, of_large[name], found))
        else:
            rows = frame(_in_memory(name, tables[name]))
            verdicts.append(judge.judge(named, rows, suite(name), table.key))
    for page, about in PAGES.items():
        members = [rule for rule in of_several if rule.page == page]
        if members:
            verdicts.append(_found(judge, about, members, found))
    return verdicts


def run_gate(
    tables: Mapping[str, Rows], database: Path | duckdb.DuckDBPyConnection, docs: Path
) -> GateResult:
    """Validate a staged build and write its Data Docs, whether it passes or not.

    Args:
        tables: every table of the contract, by name: in memory, or in files where the contract says that it is
            large. What is asked of a large table is asked of the database.
        database: the staged DuckDB file (opened read-only) or a connection to it; it holds the same tables.
        docs: the folder for the Data Docs; `index.html` is their first page.

    Returns:
        Whether the build may be published, and what is against it.
    """
    if isinstance(database, Path):
        with opened(database) as connection:
            found = verdicts(tables, connection)
    else:
        found = verdicts(tables, database)
    write_data_docs(found, docs)
    failures = [failure for verdict in found for failure in verdict.failures]
    return GateResult(not failures, sum(verdict.evaluated for verdict in found), failures)
