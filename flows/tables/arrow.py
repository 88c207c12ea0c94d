"""Records to Arrow: a table's columns, types and order come from its contract, its values from records."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from flows.records.extraction import field_names
from warehouse.contract import Column, Table, contract

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def to_arrow(table: Table, records: Sequence[Any]) -> pa.Table:
    """Turn records into the Arrow table of their contract.

    Args:
        table: the contract.
        records: NamedTuples or dataclass instances, all of one type, whose fields are the table's columns.

    Raises:
        TypeError: a record's fields are not the table's columns.
        pyarrow.ArrowInvalid: a value does not fit its column's type.
    """
    names = tuple(column.name for column in table.columns)
    fields = field_names(records[0]) if records else names
    if set(fields) != set(names):
        raise TypeError(f"{table.name}: record and contract differ in {sorted({*fields} ^ {*names})}")
    is_row = bool(records) and isinstance(records[0], tuple) and fields == names
    rows = records if is_row else map(attrgetter(*names), records)
    values = zip(*rows, strict=True) if records else ((),) * len(names)
    columns = [_array(column, of_column) for column, of_column in zip(table.columns, values, strict=True)]
    return pa.Table.from_arrays(columns, schema=table.schema)


def _array(column: Column, values: Sequence[Any]) -> pa.Array[Any]:
    if column.type == "spans":
        values = [[{"start": start, "end": end} for start, end in value or ()] for value in values]
    array: pa.Array[Any] = pa.array(values, type=column.arrow.type)
    return array


def all_tables(records: dict[str, list[Any]], names: Iterable[str]) -> dict[str, pa.Table]:
    """Build the Arrow table of each name; a table without records is empty, not absent."""
    contracts = contract()
    return {name: to_arrow(contracts[name], records.get(name, [])) for name in names}
