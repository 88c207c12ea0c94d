"""The order of a table's rows: the document's, whatever order the records came in.

Ids hold numbers of unequal length (`Article_9`, `Article_10`), so text is compared with its numbers padded.
"""

from __future__ import annotations

from typing import Literal

import pyarrow as pa
import pyarrow.compute as pc

from warehouse.contract import Table

DIGITS = 18


def order_columns(table: Table) -> tuple[str, ...]:
    """Return the columns that a table is sorted by.

    Its key; but where an ordinal beside the key says the position in something, then what it counts within,
    and the ordinal.
    """
    for column in table.columns:
        if column.within is not None and column.name not in table.key:
            return (column.within, column.name, *table.key)
    return table.key


def padded(texts: pa.ChunkedArray[pa.StringScalar]) -> pa.ChunkedArray[pa.StringScalar]:
    """Pad every run of ASCII digits to 18, so that comparing the texts compares the numbers in them."""
    zeros = pc.replace_substring_regex(texts, "([0-9]+)", "0" * DIGITS + r"\1")
    return pc.replace_substring_regex(zeros, f"[0-9]*([0-9]{{{DIGITS}}})", r"\1")


def in_order(table: Table, rows: pa.Table) -> pa.Table:
    """Sort the rows of a table."""
    names = order_columns(table)
    keys = [padded(rows[name]) if pa.types.is_string(rows[name].type) else rows[name] for name in names]
    order: list[tuple[str, Literal["ascending"]]] = [(name, "ascending") for name in names]
    return rows.take(pc.sort_indices(pa.Table.from_arrays(keys, names=list(names)), sort_keys=order))
