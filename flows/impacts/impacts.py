"""What each amendment touches elsewhere in the warehouse: the table `impacts`.

It is asked of all other tables, when the citations are resolved: for every provision that a revision changed, which
rows mean it, and which mean those. Joins in DuckDB, which spills to the disk; where nothing changed nothing is asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from flows.impacts.wording import Dependent, path, places, reason, short_name
from flows.records.laws.labels import Named
from flows.tables.parquet import write_table
from flows.tables.parts import Parts, Rows
from warehouse.contract import contract

HERE = Path(__file__).parent
MEMORY = "768MB"
"""What DuckDB may hold in memory."""

STEPS = 3
"""Steps from a change that are followed."""

BATCH = 50_000
"""Rows that are put into words at a time."""

ASKED = (
    "action_legal_bases",
    "actions",
    "applied_provisions",
    "approvals",
    "citations",
    "defined_terms",
    "guideline_consequences",
    "guideline_editions",
    "law_revisions",
    "laws",
    "provision_changes",
    "provisions",
    "range_targets",
    "sources",
    "substitutions",
    "weapon_use_applied_provisions",
    "weapon_use_conditions",
)
"""Tables that are asked."""

RELATIONS = ("same", "inside", "around", "range", "new_in_range", "term", "law")
"""Ways to mean what changed, the closest first."""

TABLES = (
    "action_legal_bases",
    "approvals",
    "weapon_use_applied_provisions",
    "weapon_use_conditions",
    "substitutions",
    "applied_provisions",
    "citations",
    "provisions",
    "guideline_consequences",
)
"""Tables with rows that depend on provisions, in the order in which equally close ones are listed."""


def _sql(name: str) -> str:
    return (HERE / f"{name}.sql").read_text("utf-8")


def impacts(tables: Mapping[str, Rows], out: Path) -> Parts:
    """Find what every amendment touches.

    Args:
        tables: the other tables of the contract.
        out: folder for the files of the table; it must not exist.

    Raises:
        OSError: the folder cannot be written.
    """
    out.mkdir()
    files: list[Path] = []
    if tables["provision_changes"].num_rows:
        config: dict[str, str | bool | int | float | list[str]] = {
            "memory_limit": MEMORY,
            "temp_directory": str(out / "spill"),
        }
        with duckdb.connect(config=config) as connection:
            _trace(connection, tables)
            for rows in _in_words(connection):
                files.append(out / f"{len(files):04}.parquet")
                write_table(rows, files[-1])
    if not files:
        files.append(out / "0000.parquet")
        write_table(contract()["impacts"].schema.empty_table(), files[0])
    return Parts.of(files)


def _trace(connection: duckdb.DuckDBPyConnection, tables: Mapping[str, Rows]) -> None:
    """Fill the table `dependent`."""
    for name in ASKED:
        _offer(connection, name, tables[name])
    for macro, values in (("rank_of", RELATIONS), ("table_rank", TABLES)):
        connection.execute(f"CREATE TEMP MACRO {macro}(name) AS list_position({list(values)}, name)")
    connection.execute(_sql("changed"))
    connection.execute(_sql("citing"))
    for step in range(2, STEPS + 1):
        connection.execute(_sql("further"), {"step": step})
    connection.execute(_sql("terms"))
    connection.execute(_sql("dependents"), {"steps": STEPS})


def _offer(connection: duckdb.DuckDBPyConnection, name: str, rows: Rows) -> None:
    """Let a table be asked by its name."""
    if isinstance(rows, Parts):
        connection.from_parquet([str(file) for file in rows.files]).create_view(name)
    else:
        connection.register(name, rows)


def _in_words(connection: duckdb.DuckDBPyConnection) -> Iterator[pa.Table]:
    """Yield the rows of the table, batch by batch."""
    call = places(dict(_law_names(connection)), _node_names(connection))
    schema = contract()["impacts"].schema
    for batch in connection.execute(_sql("ranked")).to_arrow_reader(BATCH):
        rows = pa.Table.from_batches([batch]).rename_columns({"way": "path_elms"})
        asked = (rows["path_elms" if name == "way" else name].to_pylist() for name in Dependent._fields)
        dependents = [Dependent(*values) for values in zip(*asked, strict=True)]
        rows = rows.append_column("path", pa.array([path(row, call) for row in dependents], pa.string()))
        rows = rows.append_column("reason", pa.array([reason(row) for row in dependents], pa.string()))
        columns = [rows[field.name].cast(field.type) for field in schema]
        yield pa.Table.from_arrays(columns, schema=schema)


def _law_names(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, str]]:
    found = connection.execute("SELECT law_id, title, abbreviations FROM laws WHERE history_from IS NOT NULL")
    for law_id, title, abbreviations in found.fetchall():
        yield law_id, short_name(title, abbreviations)


def _node_names(connection: duckdb.DuckDBPyConnection) -> dict[str, dict[str, Named]]:
    """Return what the nodes in the ways of all rows are called, by law and path, as they were called last."""
    query = """
        WITH place AS (
            SELECT DISTINCT string_split(place, '/')[1] AS law_id, string_split(place, '/')[2] AS elm
            FROM (SELECT unnest(way) AS place FROM dependent)
            WHERE contains(place, '/')
        )
        SELECT law_id, elm, arg_max(title, valid_from), arg_max(amend_law_num, valid_from)
        FROM provisions
        SEMI JOIN (SELECT DISTINCT law_id, unnest(list_append(above(elm), elm)) AS elm FROM place)
            USING (law_id, elm)
        WHERE title IS NOT NULL OR amend_law_num IS NOT NULL
        GROUP BY law_id, elm
    """
    named: dict[str, dict[str, Named]] = {}
    rows: Sequence[tuple[Any, ...]] = connection.execute(query).fetchall()
    for law_id, elm, title, amend_law_num in rows:
        named.setdefault(law_id, {})[elm] = Named(title, amend_law_num)
    return named
