"""Records to Arrow: a table's columns, types and order come from its contract, its values from records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa

from flows.records.extraction import field_names
from warehouse.contract import Column, Table, contract

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


STRUCTS = {"spans": ("start", "end"), "edits": ("op", "text")}
"""Types whose values are lists of pairs, and the names of the two."""


def _structs(column: Column, values: Sequence[Any]) -> pa.Array[Any]:
    """Turn lists of pairs into lists of structures; law XML has none of them, in millions of rows."""
    pairs: list[list[dict[str, Any]]] = [[]] * len(values)
    if any(values):
        first, second = STRUCTS[column.type]
        pairs = [[{first: one, second: other} for one, other in value or ()] for value in values]
    array: pa.Array[Any] = pa.array(pairs, type=column.arrow.type)
    return array


def to_arrow(table: Table, records: Sequence[Any]) -> pa.Table:
    """Turn records into the Arrow table of their contract.

    Args:
        table: the contract.
        records: named tuples or dataclass instances whose fields are the table's columns.

    Raises:
        TypeError: a record's fields are not the table's columns.
        pyarrow.ArrowInvalid: a value does not fit its column's type.
    """
    names = [column.name for column in table.columns]
    values = _columns(table.name, names, records)
    columns = [
        _structs(column, values[column.name])
        if column.type in STRUCTS
        else pa.array(values[column.name], type=column.arrow.type)
        for column in table.columns
    ]
    return pa.Table.from_arrays(columns, schema=table.schema)


def _columns(table: str, names: Sequence[str], records: Sequence[Any]) -> dict[str, Sequence[Any]]:
    """Turn rows into columns; rows that are tuples are turned all at once."""
    if not records:
        return dict.fromkeys(names, ())
    kind = type(records[0])
    fields = field_names(kind)
    if set(fields) != set(names):
        raise TypeError(f"{table}: record and contract differ in {sorted(set(fields) ^ set(names))}")
    if issubclass(kind, tuple):
        return dict(zip(fields, zip(*records, strict=True), strict=True))
    return {name: [getattr(record, name) for record in records] for name in names}


def all_tables(records: dict[str, list[Any]], names: Iterable[str]) -> dict[str, pa.Table]:
    """Build the Arrow table of each name; a table without records is empty, not absent."""
    contracts = contract()
    return {name: to_arrow(contracts[name], records.get(name, [])) for name in names}
