"""Citations of all laws to provisions of all laws: joins over the parts, in DuckDB, which spills to disk.

What a phrase says was read within its law; here it is asked whether the law that it names is loaded and has such a
provision on the day on which the citing wording began.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from flows.publishing.writing import link
from flows.records.laws.revisions import LawRevision
from flows.tables.parquet import write_table
from warehouse.contract import contract

HERE = Path(__file__).parent
MEMORY = "768MB"
"""What DuckDB may hold in memory."""

TABLES = ("citations", "range_targets", "applied_provisions")
"""Tables that are only known when all laws are."""

PATCHED = ("target_elm", "target_elm_end", "status", "reason")


def _sql(name: str) -> str:
    return (HERE / f"{name}.sql").read_text("utf-8")


def resolve(folders: Sequence[Path], revisions: Sequence[LawRevision], out: Path) -> None:
    """Resolve the citations of all parts.

    Args:
        folders: the parts, in order.
        revisions: the revisions of all laws.
        out: folder that gets one folder for each of `TABLES`, with a file of each part's name in all of them; a
            file that stays as it is is linked.

    Raises:
        OSError: the folder cannot be written.
    """
    for table in TABLES:
        (out / table).mkdir()
    if not folders:
        return
    with duckdb.connect(config={"memory_limit": MEMORY, "temp_directory": str(out / "spill")}) as connection:
        _load(connection, folders, revisions)
        for name in ("moments", "resolution", "ranges"):
            connection.execute(_sql(name))
        applied = _applied(connection, folders)
        for at, folder in enumerate(folders):
            name = f"{folder.name}.parquet"
            link(_resolved(folder, _patch(connection, at)), out / "citations" / name)
            link(_kept(folder, "range_targets", _ranges(connection, at)), out / "range_targets" / name)
            if at in applied:
                source = _kept(folder, "applied_provisions", _applied_now(connection, at))
            else:
                source = folder / "applied_provisions.parquet"
            link(source, out / "applied_provisions" / name)


def _patch(connection: duckdb.DuckDBPyConnection, part: int) -> pa.Table:
    """Return what changes in the citations of a part, by their place in it."""
    query = "SELECT place, target_elm, target_elm_end, status, reason FROM landing WHERE part = $part ORDER BY place"
    return connection.execute(query, {"part": part}).to_arrow_table()


def _ranges(connection: duckdb.DuckDBPyConnection, part: int) -> pa.Table:
    """Return the rows of `range_targets` of a part, in the order of its citations."""
    query = """
        SELECT
            citation_id,
            row_number() OVER (PARTITION BY place ORDER BY place_in_law)::INTEGER AS ordinal,
            target_law_id,
            target_elm,
            target_unit
        FROM range_target WHERE part = $part ORDER BY place, ordinal
    """
    return _rows(connection, "range_targets", query, part)


def _rows(connection: duckdb.DuckDBPyConnection, table: str, query: str, part: int) -> pa.Table:
    """Return the rows of a table in a part, as its contract has them."""
    rows = connection.execute(query, {"part": part}).to_arrow_table()
    schema = contract()[table].schema
    columns = [rows[field.name].cast(field.type) for field in schema]
    return pa.Table.from_arrays(columns, schema=schema)


def _applied(connection: duckdb.DuckDBPyConnection, folders: Sequence[Path]) -> set[int]:
    """Load what is applied mutatis mutandis, and return the parts in which some of it is now known better."""
    connection.execute(
        "CREATE TEMP TABLE applied AS SELECT part, file_row_number AS place, * EXCLUDE (part, file_row_number) "
        "FROM read_parquet($files, filename = true, file_row_number = true) "
        "JOIN part_number ON filename = folder || '/applied_provisions.parquet'",
        {"files": [str(folder / "applied_provisions.parquet") for folder in folders]},
    )
    connection.execute(
        "CREATE TEMP TABLE applied_anew AS "
        "SELECT DISTINCT part FROM applied JOIN landing USING (part, citation_id) "
        "WHERE landing.status = 'resolved' "
        "AND (applied.target_elm_end IS NOT NULL OR landing.target_elm <> applied.target_elm)"
    )
    connection.execute(_sql("applied"))
    return {part for (part,) in connection.execute("FROM applied_anew").fetchall()}


def _applied_now(connection: duckdb.DuckDBPyConnection, part: int) -> pa.Table:
    """Return the rows of `applied_provisions` of a part, in their order."""
    query = "FROM applied_now WHERE part = $part ORDER BY place, place_in_law"
    return _rows(connection, "applied_provisions", query, part)


def _key(table: pa.Table) -> str:
    """Hash the values of a table."""
    total = hashlib.sha256()
    for column in table.combine_chunks().columns:
        for buffer in (one for chunk in column.chunks for one in chunk.buffers() if one is not None):
            total.update(buffer)
        total.update(str(len(column)).encode())
    return total.hexdigest()[:32]


def _kept(folder: Path, name: str, table: pa.Table) -> Path:
    """Write a table beside the part that it is of, unless it is there from an earlier build."""
    path = folder / f"{name}-{_key(table)}.parquet"
    if not path.is_file():
        aside = path.with_suffix(f".{os.getpid()}")
        write_table(table, aside)
        aside.replace(path)
    return path


def _resolved(folder: Path, patch: pa.Table) -> Path:
    """Return the file of a part's citations as they are once resolved; the part's own where nothing changes."""
    source = folder / "citations.parquet"
    if not patch.num_rows:
        return source
    path = folder / f"citations-{_key(patch)}.parquet"
    if path.is_file():
        return path
    rows = pq.read_table(source).combine_chunks()
    mask = np.zeros(rows.num_rows, dtype=bool)
    mask[patch["place"].to_numpy()] = True
    for name in PATCHED:
        at = rows.column_names.index(name)
        values = patch[name].combine_chunks().cast(rows.schema.field(name).type)
        column = pc.replace_with_mask(rows[name].combine_chunks(), pa.array(mask), values)
        rows = rows.set_column(at, rows.schema.field(name), column)
    aside = path.with_suffix(f".{os.getpid()}")
    write_table(rows, aside)
    aside.replace(path)
    return path


def _load(
    connection: duckdb.DuckDBPyConnection, folders: Sequence[Path], revisions: Sequence[LawRevision]
) -> None:
    rows = pa.table(
        {
            "law_revision_id": [one.law_revision_id for one in revisions],
            "law_id": [one.law_id for one in revisions],
            "ordinal": pa.array([one.ordinal for one in revisions], pa.int32()),
            "valid_from": pa.array([one.valid_from for one in revisions], pa.date32()),
            "valid_to": pa.array([one.valid_to for one in revisions], pa.date32()),
        }
    )
    connection.register("revision", rows)
    number = pa.table(
        {
            "folder": [str(folder) for folder in folders],
            "part": pa.array(range(len(folders)), pa.int32()),
        }
    )
    connection.register("part_number", number)
    connection.execute(
        "CREATE TEMP TABLE node AS SELECT law_id, elm, coalesce(alias, elm) AS path, unit, kind, node.ordinal, "
        "one.ordinal AS first, other.ordinal AS last, is_deleted, "
        "CASE WHEN kind IN ('article', 'part', 'chapter', 'section', 'subsection', 'division') "
        "THEN split_part(elm, '-', 1) ELSE coalesce(parent_elm, '') END AS scope "
        "FROM read_parquet($files) node "
        "JOIN revision one USING (law_revision_id, law_id) "
        "JOIN revision other ON other.law_revision_id = node.last_revision_id",
        {"files": [str(folder / "provisions.parquet") for folder in folders]},
    )
    connection.execute(
        "CREATE TEMP TABLE citation AS SELECT part, file_row_number AS place, citation_id, "
        "split_part(provision_id, '/', 1) AS citing_id, target_law_id, target_elm, target_elm_end, status "
        "FROM read_parquet($files, filename = true, file_row_number = true) "
        "JOIN part_number ON filename = folder || '/citations.parquet' "
        "WHERE target_law_id IS NOT NULL AND (status = 'external_unloaded' OR target_elm_end IS NOT NULL)",
        {"files": [str(folder / "citations.parquet") for folder in folders]},
    )
