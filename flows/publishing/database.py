"""Arrow tables to one DuckDB file: tables with their keys and comments, views and macros.

DuckDB adds no data: every table is the Arrow table of the same name, every view a file of `warehouse/sql`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pyarrow as pa

from flows.errors import AnpoError
from flows.publishing.writing import system_error
from flows.tables.order import in_order_of_reference
from flows.tables.parts import Parts, Rows
from warehouse.contract import Column, Table, contract
from warehouse.views import View, views

FORMAT = "STORAGE_VERSION 'v1.2.0', BLOCK_SIZE 16384"
"""Of the file, whichever DuckDB writes it: 1.2 and every later one opens it. With blocks of the default size
the many small tables, and the index of each key, would take 256 KiB each."""

SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "memory_limit": "640MB",
}
"""Of the DuckDB that builds the file; what does not fit into memory lies beside the file."""

UNWRITTEN = (duckdb.IOException, duckdb.TransactionException, duckdb.FatalException)
"""What DuckDB raises when its file cannot be written: at once, in a commit, or after a failed commit."""


class ConstraintError(AnpoError):
    """The data break a key, a foreign key or a bound of the contract."""


def literal(text: str) -> str:
    """Quote a text for SQL."""
    return "'" + text.replace("'", "''") + "'"


def _checks(column: Column) -> Iterator[str]:
    name = f'"{column.name}"'
    if column.values:
        allowed = ", ".join(literal(value) for value in column.values)
        is_list = column.duckdb.endswith("[]")
        yield f"list_has_all([{allowed}], {name})" if is_list else f"{name} IN ({allowed})"
    if column.pattern is not None:
        yield f"regexp_full_match({name}, {literal(column.pattern)})"
    if column.type == "string" and not column.may_be_empty and not column.values:
        yield f"{name} <> ''"
    if column.minimum is not None:
        yield f"{name} >= {column.minimum}"
    if column.maximum is not None:
        yield f"{name} <= {column.maximum}"


def create_table(table: Table, *, constrained: bool = True) -> str:
    """Return the CREATE TABLE of a table.

    Args:
        table: its contract.
        constrained: whether keys, foreign keys, NOT NULL and bounds are declared.
    """
    parts = []
    for column in table.columns:
        part = f'"{column.name}" {column.duckdb}'
        if constrained:
            part += "" if column.nullable else " NOT NULL"
            part += "".join(f" CHECK ({check})" for check in _checks(column))
        parts.append(part)
    if constrained:
        parts.append("PRIMARY KEY (" + ", ".join(f'"{name}"' for name in table.key) + ")")
        parts += [
            f'FOREIGN KEY ("{column.name}") REFERENCES "{column.references[0]}" ("{column.references[1]}")'
            for column in table.columns
            if column.references
        ]
    return f'CREATE TABLE "{table.name}" (\n    ' + ",\n    ".join(parts) + "\n)"


def comments(table: Table) -> Iterator[str]:
    """Yield the COMMENT statements of a table and its columns."""
    yield f'COMMENT ON TABLE "{table.name}" IS {literal(table.grain)}'
    for column in table.columns:
        yield f'COMMENT ON COLUMN "{table.name}"."{column.name}" IS {literal(column.description)}'


def view_comments(view: View) -> Iterator[str]:
    """Yield the COMMENT statements of a view or macro.

    The columns of a macro cannot bear one, so that they stand in its own.
    """
    text = view.description
    if view.kind == "VIEW":
        for name, description in view.columns.items():
            yield f'COMMENT ON COLUMN "{view.name}"."{name}" IS {literal(description)}'
    else:
        text += "".join(f"\n{name}: {description}" for name, description in view.columns.items())
    yield f'COMMENT ON {view.kind} "{view.name}" IS {literal(text)}'


def parents_first(ids: Sequence[str | None], parents: Sequence[str | None]) -> list[list[int]]:
    """Cut the rows of a tree into runs in which no row's parent is in its own run.

    DuckDB checks a reference to the same table against what earlier statements have inserted. Rows stay in
    their order as far as parents stand before children; a child that stands before its parent waits for it.

    Returns:
        Row numbers by run. Rows whose parent is nowhere, or that are their own ancestors, make the last run.
    """
    runs: list[list[int]] = [[]]
    placed: set[str | None] = {None}
    in_run: set[str | None] = set()
    waiting = list(range(len(ids)))
    while waiting:
        left: list[int] = []
        for row in waiting:
            if parents[row] in in_run:
                placed |= in_run
                in_run = set()
                runs.append([])
            if parents[row] in placed:
                in_run.add(ids[row])
                runs[-1].append(row)
            else:
                left.append(row)
        if len(left) == len(waiting):
            return [*runs, left]
        waiting = left
    return runs


def _insert_parts(connection: duckdb.DuckDBPyConnection, table: Table, parts: Parts) -> None:
    """Insert the rows of a table that lies in files; DuckDB reads them itself."""
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    insert = f'INSERT INTO "{table.name}" ({names}) SELECT {names} FROM read_parquet($files)'  # noqa: S608 - the contract's names
    connection.execute(insert, {"files": [str(file) for file in parts.files]})


def _insert(connection: duckdb.DuckDBPyConnection, table: Table, rows: Rows) -> None:
    if isinstance(rows, Parts):
        _insert_parts(connection, table, rows)
        return
    own = [column.name for column in table.columns if column.references == (table.name, table.key[0])]
    pieces = [rows] if len(rows) else []
    if own and pieces:
        runs = parents_first(rows[table.key[0]].to_pylist(), rows[own[0]].to_pylist())
        pieces = [rows.take(pa.array(run, pa.int64())) for run in runs]
    names = ", ".join(f'"{name}"' for name in rows.column_names)
    for piece in pieces:
        connection.register("arrow_rows", piece)
        insert = f'INSERT INTO "{table.name}" ({names}) SELECT {names} FROM arrow_rows'  # noqa: S608 - the contract's names
        connection.execute(insert)
        connection.unregister("arrow_rows")


def indexes(table: Table) -> Iterator[str]:
    """Yield the CREATE INDEX and COMMENT statements of a table's indexes."""
    for column in table.index:
        name = f'"{table.name}_{column}"'
        yield f'CREATE INDEX {name} ON "{table.name}" ("{column}")'
        yield f"COMMENT ON INDEX {name} IS {literal(f'Look-ups by {table.name}.{column}.')}"


def _fill(connection: duckdb.DuckDBPyConnection, tables: Mapping[str, Rows], *, constrained: bool) -> None:
    contracts = contract()
    connection.execute("BEGIN")
    for table in in_order_of_reference(contracts):
        declared = constrained and not table.large
        connection.execute(";\n".join([create_table(table, constrained=declared), *comments(table)]))
        _insert(connection, table, tables[table.name])
    for view in views():
        connection.execute(";\n".join([view.sql.rstrip(";"), *view_comments(view)]))
    connection.execute("COMMIT")
    # An index is built faster over rows that are there already, and DuckDB builds none over rows not yet committed.
    for table in contracts.values():
        for statement in indexes(table):
            connection.execute(statement)


def write_database(path: Path, tables: Mapping[str, Rows], *, constrained: bool = True) -> None:
    """Write the DuckDB file of a build.

    Args:
        path: the file; it must not exist.
        tables: every table of the contract, as its Arrow schema says.
        constrained: whether keys and bounds are declared. Without them the file takes any rows, so that rules
            can be asked which of them are wrong.

    Raises:
        ConstraintError: the data break a declared key or bound.
        OSError: the file cannot be written.
    """
    with (
        TemporaryDirectory(prefix=".spill-", dir=path.parent) as spill,
        duckdb.connect(":memory:", config=SETTINGS | {"temp_directory": spill}) as connection,
    ):
        try:
            connection.execute(f"ATTACH {literal(str(path))} AS anpo ({FORMAT})")
            connection.execute("USE anpo")
            _fill(connection, tables, constrained=constrained)
            connection.execute("USE memory")
            connection.execute("DETACH anpo")
        except duckdb.ConstraintException as error:
            raise ConstraintError(str(error)) from None
        except UNWRITTEN as error:
            raise system_error(str(error), path) from None
