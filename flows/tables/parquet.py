"""Parquet with the options of the warehouse: the same rows give the same bytes."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

ROW_GROUP = 122_880
"""Rows; DuckDB's own size, which it reads in parallel."""


def write_table(table: pa.Table, path: Path) -> None:
    """Write a table as one Parquet file.

    Raises:
        OSError: it cannot be written.
        pyarrow.ArrowInvalid: a value is missing where none may be.
    """
    pq.write_table(
        table,
        path,
        compression="zstd",
        compression_level=3,
        row_group_size=ROW_GROUP,
        version="2.6",
        store_schema=True,
    )
