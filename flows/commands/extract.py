"""`anpo extract`: read documents without a card, and show or write the tables they yield."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from rich.console import Console
from rich.table import Table
from rich.text import Text

from flows.commands.terminal import console
from flows.counts import counted
from flows.errors import InputError
from flows.reading import Records, read_files
from flows.tables.arrow import all_tables

SHOWN_COLUMNS = 5
SHOWN_ROWS = 3
LINEAGE = ("coverage", "ignored_spans")
PLUMBING = {"source_id", "law_id", "law_revision_id"}
"""Columns that say the same in every row of one document."""


def extract(kind: str, files: Sequence[Path], output: Path | None, edition: str | None) -> None:
    """Read files of one kind; write their tables as `<table>.parquet` into `output`, or print a summary.

    Raises:
        InputError: a document cannot be read, or the folder cannot be written.
    """
    out = console()
    records = read_files(kind, files, edition)
    tables = all_tables(records.tables, records.tables)
    if output is None:
        print_summary(records, tables, out)
    else:
        replaced = write_tables(tables, output)
        for name, table in tables.items():
            note = "  (replaced)" if name in replaced else ""
            out.print(
                f"{output / name}.parquet  {counted(table.num_rows, 'row')}{note}",
                highlight=False,
                soft_wrap=True,
            )


def write_tables(tables: Mapping[str, pa.Table], output: Path) -> set[str]:
    """Write each table as Parquet into a folder, which is made if need be.

    Returns:
        The tables whose file was there before.

    Raises:
        InputError: the folder cannot be written.
    """
    try:
        output.mkdir(parents=True, exist_ok=True)
        replaced = {name for name in tables if (output / f"{name}.parquet").exists()}
        for name, table in tables.items():
            pq.write_table(table, output / f"{name}.parquet", compression="zstd")
    except OSError as error:
        raise InputError(
            output, "", f"cannot be written: {error.strerror or error}", "Name a folder that can."
        ) from None
    return replaced


def _cell(value: Any) -> Text:
    if value is None:
        return Text("-", style="dim")
    if isinstance(value, list):
        return Text("、".join(str(part) for part in value))
    return Text(str(value))


def _sample(table: pa.Table) -> Table:
    """Return the first rows of a table, with the columns that tell most."""
    columns = [
        column
        for column in table.column_names
        if not column.endswith("spans") and column not in PLUMBING and table[column].null_count < len(table)
    ][:SHOWN_COLUMNS]
    shown = Table()
    for column in columns:
        shown.add_column(column, overflow="ellipsis", no_wrap=True, max_width=48)
    for row in table.slice(0, SHOWN_ROWS).select(columns).to_pylist():
        shown.add_row(*(_cell(row[column]) for column in columns))
    return shown


def print_summary(records: Records, tables: Mapping[str, pa.Table], out: Console) -> None:
    """Print what was found: for each table its rows and a sample, then the coverage of each document."""
    for name, table in tables.items():
        if name not in LINEAGE and table.num_rows:
            out.print(f"{name} ({counted(table.num_rows, 'row')})", style="bold", highlight=False)
            out.print(_sample(table))
            out.print()
    for row in records.tables["coverage"]:
        out.print(
            f"{row.source_id}: {counted(row.characters, 'character')}, {row.covered:,} in rows, "
            f"{row.ignored:,} ignored with a reason, {row.unaccounted} unaccounted for",
            highlight=False,
        )
    out.print("Write them with -o DIR.", style="dim")
