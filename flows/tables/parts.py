"""A table that is too large for memory: Parquet files whose rows follow each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import pyarrow as pa
import pyarrow.parquet as pq


@dataclass(frozen=True, slots=True)
class Parts:
    """The files of one table, in order.

    Args:
        files: Parquet files of one schema; at least one.
        num_rows: rows of all of them.
    """

    files: tuple[Path, ...]
    num_rows: int

    @classmethod
    def of(cls, files: Sequence[Path]) -> Parts:
        """Count the rows of files."""
        return cls(tuple(files), sum(pq.read_metadata(file).num_rows for file in files))

    @property
    def schema(self) -> pa.Schema:
        """The Arrow schema, as the first file has it."""
        return pq.read_schema(self.files[0])

    @property
    def bytes(self) -> int:
        """Size of all files."""
        return sum(file.stat().st_size for file in self.files)

    def read(self) -> pa.Table:
        """Read all rows; only for tables that are known to be small."""
        return pa.concat_tables([pq.read_table(file) for file in self.files])


Rows: TypeAlias = pa.Table | Parts
"""The rows of one table, in memory or in files."""
