"""The order of a table's rows: the document's, whatever order the records came in.

Rows that belong to rows of another table follow the order of that table. Elsewhere ids hold numbers of
unequal length (`W9`, `W10`), so text is compared with its numbers padded.
"""

from __future__ import annotations

from collections.abc import Mapping
from graphlib import TopologicalSorter
from typing import Any, Literal

import pyarrow as pa
import pyarrow.compute as pc

from warehouse.contract import Column, Table

DIGITS = 18


def in_order_of_reference(tables: Mapping[str, Table]) -> list[Table]:
    """Put each table after those that it references; otherwise as in the contract."""
    graph = {
        name: [
            column.references[0]
            for column in table.columns
            if column.references and column.references[0] != name
        ]
        for name, table in tables.items()
    }
    return [tables[name] for name in TopologicalSorter(graph).static_order()]


def order_columns(table: Table) -> tuple[str, ...]:
    """Return the columns that a table is sorted by.

    What its contract says; else its key, but where an ordinal beside the key says the position in something, then
    what it counts within, and the ordinal.
    """
    if table.sorted_by:
        return (*table.sorted_by, *table.key)
    for column in table.columns:
        if column.within is not None and column.name not in table.key:
            return (column.within, column.name, *table.key)
    return table.key


def padded(texts: pa.Array[Any]) -> pa.Array[Any]:
    """Pad every run of ASCII digits to 18, so that comparing the texts compares the numbers in them."""
    zeros = pc.replace_substring_regex(texts, "([0-9]+)", "0" * DIGITS + r"\1")
    return pc.replace_substring_regex(zeros, f"[0-9]*([0-9]{{{DIGITS}}})", r"\1")


def _sort_key(column: Column, values: pa.Array[Any], ordered: Mapping[str, pa.Table]) -> pa.Array[Any]:
    """Return numbers that sort like the values of a column."""
    if column.references and column.references[0] in ordered:
        others = ordered[column.references[0]][column.references[1]]
        return pc.index_in(values, value_set=others.combine_chunks())
    if not pa.types.is_string(values.type):
        return values
    encoded = values.dictionary_encode()
    return pc.rank(padded(encoded.dictionary)).take(encoded.indices)


def in_order(table: Table, rows: pa.Table, ordered: Mapping[str, pa.Table]) -> pa.Table:
    """Sort the rows of a table.

    Args:
        table: its contract.
        rows: its rows.
        ordered: other tables by name, sorted already; rows follow the order of those that they reference.
    """
    names = order_columns(table)
    columns = {name: rows[name].combine_chunks() for name in names}
    only_for_ties = () if names == table.key else table.key
    keys = [
        values if name in only_for_ties else _sort_key(table.column(name), values, ordered)
        for name, values in columns.items()
    ]
    order: list[tuple[str, Literal["ascending"]]] = [(name, "ascending") for name in names]
    return rows.take(pc.sort_indices(pa.Table.from_arrays(keys, names=list(names)), sort_keys=order))


def all_in_order(tables: Mapping[str, pa.Table], contracts: Mapping[str, Table]) -> dict[str, pa.Table]:
    """Sort the rows of every table of a contract; the tables come in the order of the contract."""
    ordered: dict[str, pa.Table] = {}
    for table in in_order_of_reference(contracts):
        ordered[table.name] = in_order(table, tables[table.name], ordered)
    return {name: ordered[name] for name in contracts}
