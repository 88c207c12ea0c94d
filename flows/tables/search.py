"""The index of full-text search: made from the other tables, in DuckDB, which spills to disk."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pyarrow as pa

from flows.tables.parts import Parts, Rows
from warehouse.contract import contract
from warehouse.views import View, views

MEMORY = "1GB"
"""What DuckDB may hold in memory."""

TABLE = "search_terms"
TEXTS = "searchable"
"""The view that says which texts are looked through."""

MACROS = ("search_runs", "search_fold")
"""What the index is made with, beside the texts."""

SQL = (Path(__file__).parent / f"{TABLE}.sql").read_text("utf-8")


def search_terms(tables: Mapping[str, Rows]) -> pa.Table:
    """Return the index of the texts in some tables.

    Args:
        tables: the tables of the contract that `searchable` looks through, each in the order in which it is published.
    """
    searched = [name for name in contract()[TABLE].column("table_name").values if name in tables]
    with TemporaryDirectory() as spill:
        settings: dict[str, str | bool | int | float | list[str]] = {
            "memory_limit": MEMORY,
            "temp_directory": spill,
        }
        with duckdb.connect(config=settings) as connection:
            for name in searched:
                _offer(connection, name, tables[name])
            for view in _needed():
                connection.execute(view.sql)
            return connection.sql(SQL).to_arrow_table().cast(contract()[TABLE].schema)


def _needed() -> list[View]:
    """Return the view and the macros of the warehouse that make the index, in the order of use."""
    needed = {TEXTS, *MACROS}
    for view in reversed(views()):
        if view.name in needed:
            needed |= {other.name for other in views() if f"{other.name}(" in view.sql}
    return [view for view in views() if view.name in needed]


def _offer(connection: duckdb.DuckDBPyConnection, name: str, rows: Rows) -> None:
    """Let a connection ask a table, with the positions of its rows as `rowid`."""
    if isinstance(rows, pa.Table):
        connection.register("arrow_rows", rows)
        connection.execute(f'CREATE TABLE "{name}" AS FROM arrow_rows')
        connection.unregister("arrow_rows")
        return
    connection.register("file_begins", _begins(rows))
    connection.execute(f'CREATE TABLE "{name} begins" AS FROM file_begins')
    connection.unregister("file_begins")
    files = ", ".join(f"'{file}'" for file in rows.files)
    connection.execute(
        f'CREATE VIEW "{name}" AS SELECT found.*, found.file_row_number + file.begins AS rowid '  # noqa: S608 - the contract's names
        f"FROM read_parquet([{files}], filename = true, file_row_number = true) found "
        f'JOIN "{name} begins" file ON file.filename = found.filename'
    )


def _begins(parts: Parts) -> pa.Table:
    """Return the number of rows before each file of a table."""
    begins = [0]
    for file in parts.files:
        begins.append(begins[-1] + Parts.of([file]).num_rows)
    names = [str(file) for file in parts.files]
    return pa.table({"filename": names, "begins": pa.array(begins[:-1], pa.int64())})
