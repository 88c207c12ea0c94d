"""Arrow tables as the small pandas frames that Great Expectations judges."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from warehouse.contract import contract

INTEGERS = {
    pa.int32(): pd.Int32Dtype(),
    pa.int64(): pd.Int64Dtype(),
    pa.bool_(): pd.BooleanDtype(),
}
"""Types that can miss a value without turning into floats or objects."""


class Rows(Protocol):
    """The rows of a table, in memory or in files: the gate asks for their shape and number, the rest of a database."""

    @property
    def schema(self) -> pa.Schema:
        """The Arrow schema."""

    @property
    def num_rows(self) -> int:
        """How many there are."""


def frame(table: pa.Table) -> pd.DataFrame:
    """Return a table as a frame; a list is there as the number of its elements, all that is asked of it here."""
    columns = [
        pc.list_value_length(column) if pa.types.is_list(column.type) else column for column in table.columns
    ]
    return pa.table(columns, names=table.column_names).to_pandas(types_mapper=INTEGERS.get)


def _field(field: pa.Field[Any]) -> str:
    return f"{field.name} {_type(field.type)}{'' if field.nullable else ' not null'}"


def _type(found: pa.DataType) -> str:
    """Say a type; the elements of a list have no name, though Parquet and Arrow each give them one."""
    if not pa.types.is_list(found):
        return str(found)
    element = found.value_field
    return f"list<{element.type}{'' if element.nullable else ' not null'}>"


def shape(tables: Mapping[str, Rows]) -> pd.DataFrame:
    """Return a frame with a row per place of a column: what the contract says of it, and what is there.

    Columns: `table`, `place` (from 1), `contract` and `found` (name, Arrow type, `not null`; `nothing` where
    there is none).
    """
    promised = contract()
    rows: list[tuple[str, int, str, str]] = []
    for name in [*promised, *(name for name in tables if name not in promised)]:
        wanted = [*map(_field, promised[name].schema)] if name in promised else []
        found = [*map(_field, tables[name].schema)] if name in tables else []
        longest = max(len(wanted), len(found))
        wanted += ["nothing"] * (longest - len(wanted))
        found += ["nothing"] * (longest - len(found))
        rows += [
            (name, place, said, seen) for place, (said, seen) in enumerate(zip(wanted, found, strict=True), 1)
        ]
    return pd.DataFrame(rows, columns=["table", "place", "contract", "found"])


def counts(arrow: Mapping[str, int], database: Mapping[str, int]) -> pd.DataFrame:
    """Return a frame with a row per table: how many rows Arrow and the database hold (-1: no such table)."""
    names = [*arrow, *(name for name in database if name not in arrow)]
    rows = [(name, arrow.get(name, -1), database.get(name, -1)) for name in names]
    return pd.DataFrame(rows, columns=["table", "rows_in_arrow", "rows_in_database"])


def counter_example_frame(found: Mapping[str, Sequence[str]]) -> pd.DataFrame:
    """Return a frame with a column per rule that holds its counter-examples, and nothing where there are none."""
    rows = max(1, *(len(examples) for examples in found.values()))
    return pd.DataFrame(
        {
            rule: pd.Series([*examples] + [None] * (rows - len(examples)), dtype="str")
            for rule, examples in found.items()
        }
    )
