"""The gate: nothing is published that does not pass here.

First the shape of the tables, without which nothing else can be asked; then each table by itself; then the
rules over several tables, which DuckDB runs and Great Expectations judges by their counter-examples.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import duckdb
import pyarrow as pa

from expectations.data_docs import write_data_docs
from expectations.derived import derived
from expectations.expected import Expected
from expectations.frames import counter_example_frame, counts, frame, shape
from expectations.judge import Judge, Verdict
from expectations.rules import Rule, counter_examples, written
from expectations.suites import suite
from warehouse.contract import contract
from warehouse.gate_result import GateResult

PAGES = {
    "structure": "Texts, lists and counts inside each table",
    "references": "Foreign keys",
    "provenance": "Where every row stands in its source",
    "rules_sources": "Rules over several tables: sources and lineage",
    "rules_actions": "Rules over several tables: actions of the Self-Defense Forces",
    "rules_guidelines": "Rules over several tables: guidelines",
    "rules_laws": "Rules over several tables: laws",
}
"""Pages of counter-examples and what they say, in the order of the Data Docs."""

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
    judge: Judge, tables: Mapping[str, pa.Table], database: duckdb.DuckDBPyConnection
) -> Iterator[Verdict]:
    yield judge.judge(
        "shape", "Tables and columns against the contract", shape(tables), SHAPE, ["table", "place"]
    )
    names = [name for (name,) in database.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
    found = {name: database.table(f'"{name}"').count("*").fetchall()[0][0] for name in names}
    arrow = {name: table.num_rows for name, table in tables.items()}
    yield judge.judge("rows", "Rows in Arrow and in the database", counts(arrow, found), COUNTS, ["table"])


def _tables(judge: Judge, tables: Mapping[str, pa.Table]) -> Iterator[Verdict]:
    for name, table in contract().items():
        yield judge.judge(name, table.grain, frame(tables[name]), suite(name), table.key)


def _no_counter_example(rule: Rule) -> Expected:
    return Expected(rule.rule, rule.table, "ExpectColumnValuesToBeNull", {"column": rule.rule}, rule.reason)


def _rules(judge: Judge, rules: Iterable[Rule], database: duckdb.DuckDBPyConnection) -> Iterator[Verdict]:
    by_page: dict[str, list[Rule]] = {page: [] for page in PAGES}
    for rule in rules:
        by_page[rule.page].append(rule)
    for page, rules_of_page in by_page.items():
        if rules_of_page:
            found = {rule.rule: counter_examples(database, rule) for rule in rules_of_page}
            yield judge.judge(
                page, PAGES[page], counter_example_frame(found), map(_no_counter_example, rules_of_page)
            )


def verdicts(tables: Mapping[str, pa.Table], database: duckdb.DuckDBPyConnection) -> list[Verdict]:
    """Judge everything; where the shape is wrong, only that, for no other question can be asked then."""
    judge = Judge()
    found = list(_shape(judge, tables, database))
    if not any(verdict.failures for verdict in found):
        found += _tables(judge, tables)
        found += _rules(judge, [*derived(), *written()], database)
    return found


def run_gate(
    tables: Mapping[str, pa.Table], database: Path | duckdb.DuckDBPyConnection, docs: Path
) -> GateResult:
    """Validate a staged build and write its Data Docs, whether it passes or not.

    Args:
        tables: every table of the contract, by name.
        database: the staged DuckDB file (opened read-only) or a connection to it; it holds the same tables.
        docs: the folder for the Data Docs; `index.html` is their first page.

    Returns:
        Whether the build may be published, and what is against it.
    """
    if isinstance(database, Path):
        with duckdb.connect(database, read_only=True) as connection:
            found = verdicts(tables, connection)
    else:
        found = verdicts(tables, database)
    write_data_docs(found, docs)
    failures = [failure for verdict in found for failure in verdict.failures]
    return GateResult(not failures, sum(verdict.evaluated for verdict in found), failures)
