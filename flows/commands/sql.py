"""`anpo sql`: ask the warehouse a question, print the answer."""

from __future__ import annotations

import csv
import datetime as dt
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb
from rich.table import Table
from rich.text import Text

from flows.commands.terminal import console
from flows.counts import counted
from flows.errors import AnpoError
from warehouse.reading import WarehouseError, connect

NUMERIC = {"BIGINT", "INTEGER", "HUGEINT", "DOUBLE", "FLOAT", "SMALLINT", "TINYINT", "UBIGINT", "UINTEGER"}


def open_warehouse(warehouse: Path) -> duckdb.DuckDBPyConnection:
    """Open the published database read-only.

    Raises:
        AnpoError: there is none.
    """
    try:
        return connect(warehouse / "anpo.duckdb")
    except WarehouseError as error:
        raise AnpoError(str(error)) from None


def sql(query: str, output_format: str, warehouse: Path) -> None:
    """Run a query and print its answer as a table, CSV, JSON or Parquet.

    Raises:
        AnpoError: see `print_answer`.
    """
    print_answer(query, output_format, warehouse)


def print_answer(
    query: str, output_format: str, warehouse: Path, values: Mapping[str, str] | None = None
) -> None:
    """Run a query and print its answer as a table, CSV, JSON or Parquet.

    Args:
        query: the query; it may have `$name` for each of the values.
        output_format: table, csv, json or parquet.
        warehouse: folder of the warehouse.
        values: values by name.

    Raises:
        AnpoError: there is no warehouse, the query fails, or Parquet would go to a terminal.
    """
    with open_warehouse(warehouse) as connection:
        try:
            relation = connection.sql(query, params=dict(values) if values else None)
            if relation is None:
                raise AnpoError(
                    "the statement has no answer to show: ask with SELECT, FROM, DESCRIBE or SHOW"
                )
            match output_format:
                case "table":
                    print_table(relation)
                case "csv":
                    print_csv(relation)
                case "json":
                    print_json(relation)
                case _:
                    print_parquet(relation)
        except duckdb.Error as error:
            raise AnpoError(f"the query failed: {error}") from None


def _cell(value: Any) -> Text:
    if value is None:
        return Text("NULL", style="dim")
    if isinstance(value, list | dict):
        return Text(json.dumps(value, ensure_ascii=False, default=str))
    return Text(str(value))


def print_table(relation: duckdb.DuckDBPyRelation) -> None:
    """Print rows in columns that line up for full-width characters and fit the terminal."""
    out = console()
    table = Table(header_style="bold", show_lines=False)
    for name, kind in zip(relation.columns, relation.types, strict=True):
        table.add_column(Text(name), justify="right" if str(kind) in NUMERIC else "left", overflow="fold")
    rows = relation.fetchall()
    for row in rows:
        table.add_row(*(_cell(value) for value in row))
    out.print(table)
    out.print(counted(len(rows), "row"), style="dim", highlight=False)


def _plain(value: Any) -> Any:
    if isinstance(value, dt.date | dt.datetime):
        return value.isoformat()
    return value


def print_csv(relation: duckdb.DuckDBPyRelation) -> None:
    """Print CSV (UTF-8, lines ending in LF); lists and structs as JSON, missing values as empty fields."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(relation.columns)
    while rows := relation.fetchmany(10_000):
        writer.writerows(
            [
                json.dumps(value, ensure_ascii=False, default=str)
                if isinstance(value, list | dict)
                else _plain(value)
                for value in row
            ]
            for row in rows
        )


def print_json(relation: duckdb.DuckDBPyRelation) -> None:
    """Print a JSON array of one object per row; dates in ISO 8601."""
    rows = [dict(zip(relation.columns, row, strict=True)) for row in relation.fetchall()]
    json.dump(rows, sys.stdout, ensure_ascii=False, indent=1, default=_plain)
    sys.stdout.write("\n")


def print_parquet(relation: duckdb.DuckDBPyRelation) -> None:
    """Write a Parquet file to standard output.

    Raises:
        AnpoError: standard output is a terminal.
    """
    if sys.stdout.isatty():
        raise AnpoError("Parquet is not for a terminal: send it to a file with > answer.parquet")
    import pyarrow.parquet as pq  # noqa: PLC0415 - only this format needs it

    pq.write_table(relation.to_arrow_table(), sys.stdout.buffer, compression="zstd")
