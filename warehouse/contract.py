"""The contract: the only place where a schema is written.

`contract/*.toml` says for each table its grain, key and columns. The Arrow schema, the DuckDB tables with
their comments, the structural expectations and the data dictionary are all derived from what is read here.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa

HERE = Path(__file__).parent / "contract"

SPAN = pa.struct([pa.field("start", pa.int32(), nullable=False), pa.field("end", pa.int32(), nullable=False)])

EDIT = pa.struct([pa.field("op", pa.string(), nullable=False), pa.field("text", pa.string(), nullable=False)])


def _list(of: pa.DataType) -> pa.DataType:
    """Return the type of lists; their items are called as Parquet calls them, so that they read back the same."""
    return pa.list_(pa.field("element", of))


TYPES: dict[str, tuple[pa.DataType, str]] = {
    "string": (pa.string(), "VARCHAR"),
    "bool": (pa.bool_(), "BOOLEAN"),
    "int32": (pa.int32(), "INTEGER"),
    "int64": (pa.int64(), "BIGINT"),
    "double": (pa.float64(), "DOUBLE"),
    "date": (pa.date32(), "DATE"),
    "list<string>": (_list(pa.string()), "VARCHAR[]"),
    "list<int32>": (_list(pa.int32()), "INTEGER[]"),
    "spans": (_list(SPAN), 'STRUCT("start" INTEGER, "end" INTEGER)[]'),
    "edits": (_list(EDIT), 'STRUCT("op" VARCHAR, "text" VARCHAR)[]'),
}
"""Arrow and DuckDB type of each type name used in the contract."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table's contract.

    Args:
        name: the column.
        type: a key of `TYPES`.
        nullable: whether a value may be missing (`?` behind the type).
        description: what the value means, with its unit or form.
        values: the values allowed; empty where any is.
        pattern: a regular expression that every value matches whole.
        references: `(table, column)` that every value must be found in.
        minimum, maximum: bounds of a number.
        verbatim: the column of spans that, cut out of the source and joined, give this text (a line break in
            the source is one space in the text).
        within: on an ordinal, the column within one value of which it counts 1, 2, 3 without a gap.
        may_be_empty: whether a text may be of no characters; elsewhere what is missing is null.
    """

    name: str
    type: str
    nullable: bool
    description: str
    values: tuple[str, ...] = ()
    pattern: str | None = None
    references: tuple[str, str] | None = None
    minimum: int | None = None
    maximum: int | None = None
    verbatim: str | None = None
    within: str | None = None
    may_be_empty: bool = False

    @property
    def arrow(self) -> pa.Field[Any]:
        """The Arrow field."""
        return pa.field(self.name, TYPES[self.type][0], nullable=self.nullable)

    @property
    def duckdb(self) -> str:
        """The DuckDB type."""
        return TYPES[self.type][1]


@dataclass(frozen=True, slots=True)
class Table:
    """The contract of one table: its grain in a sentence, its key, its columns in order.

    A table `may_be_empty` where a document of its kind may well have nothing of what it holds. One that is `large`
    can have more rows than fit into memory: it is handed on as files, the database declares no keys for it, and
    the gate asks everything of it in SQL. Rows are `sorted_by` these columns, where neither the key nor an ordinal
    says their order. Each column of `index` gets an index of its own in the database: DuckDB's look-ups use no other.
    """

    name: str
    section: str
    grain: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    may_be_empty: bool = False
    large: bool = False
    sorted_by: tuple[str, ...] = ()
    index: tuple[str, ...] = ()

    @property
    def schema(self) -> pa.Schema:
        """The Arrow schema."""
        return pa.schema([column.arrow for column in self.columns])

    def column(self, name: str) -> Column:
        """Return the column of that name."""
        return next(column for column in self.columns if column.name == name)


def _column(name: str, entry: dict[str, Any]) -> Column:
    entry = dict(entry)
    type_name = entry.pop("type")
    table, _, column = entry.pop("references", "").partition(".")
    result = Column(
        name=name,
        type=type_name.removesuffix("?"),
        nullable=type_name.endswith("?"),
        description=entry.pop("description"),
        values=tuple(entry.pop("values", ())),
        pattern=entry.pop("pattern", None),
        references=(table, column) if table else None,
        minimum=entry.pop("min", None),
        maximum=entry.pop("max", None),
        verbatim=entry.pop("verbatim", None),
        within=entry.pop("within", None),
        may_be_empty=entry.pop("may_be_empty", False),
    )
    if entry or result.type not in TYPES:
        raise ValueError(f"contract of column {name}: not understood: {entry or type_name}")
    return result


@cache
def contract() -> dict[str, Table]:
    """Read the contract of every table, sections and tables in the order of their files."""
    tables: dict[str, Table] = {}
    for section in ("sources", "actions", "guidelines", "laws", "search"):
        for name, entry in tomllib.loads((HERE / f"{section}.toml").read_text("utf-8")).items():
            columns = tuple(_column(column, spec) for column, spec in entry["columns"].items())
            tables[name] = Table(
                name,
                section,
                entry["grain"],
                tuple(entry["key"]),
                columns,
                entry.get("may_be_empty", False),
                entry.get("large", False),
                tuple(entry.get("sorted_by", ())),
                tuple(entry.get("index", ())),
            )
    return tables
