"""Records to Arrow: a table's columns, types and order come from its contract, its values from records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa

from warehouse.contract import Table, contract

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def _value(column_type: str, value: Any) -> Any:
    if column_type == "spans":
        return [{"start": start, "end": end} for start, end in value or ()]
    return value


def to_arrow(table: Table, records: Sequence[Any]) -> pa.Table:
    """Turn records into the Arrow table of their contract.

    Args:
        table: the contract.
        records: dataclass instances whose fields are the table's columns.

    Raises:
        TypeError: a record's fields are not the table's columns.
        pyarrow.ArrowInvalid: a value does not fit its column's type.
    """
    names = [column.name for column in table.columns]
    if records and set(type(records[0]).__dataclass_fields__) != set(names):
        fields = set(type(records[0]).__dataclass_fields__)
        raise TypeError(f"{table.name}: record and contract differ in {sorted(fields ^ set(names))}")
    columns = [
        pa.array(
            [_value(column.type, getattr(record, column.name)) for record in records],
            type=column.arrow.type,
        )
        for column in table.columns
    ]
    return pa.Table.from_arrays(columns, schema=table.schema)


def all_tables(records: dict[str, list[Any]], names: Iterable[str]) -> dict[str, pa.Table]:
    """Build the Arrow table of each name; a table without records is empty, not absent."""
    contracts = contract()
    return {name: to_arrow(contracts[name], records.get(name, [])) for name in names}
