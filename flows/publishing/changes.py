"""The change log of the data: what a snapshot added, changed and dropped against the last, in rows.

Rows are the same that have the same key. Files of equal bytes in both snapshots hold equal rows and are not read;
of the rest DuckDB joins keys and hashes of rows, on the disk where memory does not hold them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from flows.counts import counted
from flows.errors import InputError
from flows.publishing.manifest import WORK, OutputRecord, files_of_tables, read_manifest
from warehouse.contract import contract

CHANGES, CHANGES_TEXT = "changes.json", "CHANGES.md"
NAMED = 20
"""How many rows of a kind are named by their keys; all are counted."""
MEMORY = "1GB"
"""What DuckDB may take before it goes to the disk."""
KINDS = ("added", "changed", "dropped")


@dataclass(frozen=True, slots=True)
class TableChanges:
    """What became of one table.

    Args:
        table: the table.
        before, after: rows in the last snapshot and in this one; None where one has no such table.
        added, changed, dropped: how many rows.
        columns: of the rows changed, how many differ in each column.
        new_columns, lost_columns: columns that the last snapshot, or this one, does not have; rows are compared in
            the others.
        rows: keys of the first rows of each kind; the parts of a key of several columns joined by `|`.
    """

    table: str
    before: int | None
    after: int | None
    added: int = 0
    changed: int = 0
    dropped: int = 0
    columns: dict[str, int] = field(default_factory=dict)
    new_columns: list[str] = field(default_factory=list)
    lost_columns: list[str] = field(default_factory=list)
    rows: dict[str, list[str]] = field(default_factory=dict)

    @property
    def is_same(self) -> bool:
        """Whether nothing has changed."""
        differs = self.added or self.changed or self.dropped or self.new_columns or self.lost_columns
        return not differs and self.before is not None and self.after is not None


@dataclass(frozen=True, slots=True)
class Changes:
    """What became of every table.

    Args:
        against: the snapshot compared with; None for the first one.
        problem: why the last snapshot could not be compared with, though there is one.
        tables: table by table.
    """

    against: str | None
    problem: str | None = None
    tables: list[TableChanges] = field(default_factory=list)

    @property
    def summary(self) -> str:
        """Rows added, changed and dropped in all tables, in words."""
        if self.against is None:
            return "the first" if self.problem is None else "not known"
        totals = (sum(getattr(each, kind) for each in self.tables) for kind in KINDS)
        added, changed, dropped = totals
        return f"{added:,} added, {changed:,} changed, {dropped:,} dropped"


class Part:
    """The rows of a table in one of two snapshots: those in files that the other one does not have."""

    def __init__(self, folder: Path, files: Sequence[OutputRecord], others: Sequence[OutputRecord]) -> None:
        same = {file.sha256 for file in others}
        self.rows = sum(file.rows or 0 for file in files) if files else None
        self.differing = [str(folder / file.file) for file in files if file.sha256 not in same]
        self.files = [str(folder / file.file) for file in files]

    @property
    def columns(self) -> list[str]:
        """Names of the columns; none where there is no such table."""
        return pq.read_schema(self.files[0]).names if self.files else []

    def select(self, what: str) -> str:
        """Return a query over the differing rows."""
        files = ", ".join("'" + file.replace("'", "''") + "'" for file in self.differing)
        return f"SELECT {what} FROM read_parquet([{files}])"  # noqa: S608 - columns and files of snapshots


def _key(names: Sequence[str]) -> str:
    return "concat_ws('|', " + ", ".join(f'CAST("{name}" AS VARCHAR)' for name in names) + ")"


def _hash(names: Sequence[str]) -> str:
    return "hash(" + (", ".join(f'"{name}"' for name in names) or "0") + ")"


KEY = "key of the row"
"""What the key is called in queries; no column of a table has such a name."""
NOTHING = f'SELECT NULL::VARCHAR AS "{KEY}", 0::UBIGINT AS digest WHERE false'


def compare_table(
    connection: duckdb.DuckDBPyConnection, table: str, key: Sequence[str], before: Part, after: Part
) -> TableChanges:
    """Compare the rows of a table in two snapshots.

    Args:
        connection: to a database in memory.
        table: its name.
        key: the columns of its key; none where they are not known.
        before: the last snapshot's.
        after: the new one's.
    """
    if before.rows is not None and after.rows is not None and not before.differing and not after.differing:
        return TableChanges(table, before.rows, after.rows)
    old_columns, fresh_columns = before.columns, after.columns
    common = [name for name in fresh_columns if name in old_columns]
    lost = [name for name in old_columns if name not in common]
    new = [name for name in fresh_columns if name not in common]
    if before.rows is None or after.rows is None or not set(key) <= set(common) or not key:
        # All rows are others: one of the two has no such table, or rows with another key.
        return TableChanges(
            table, before.rows, after.rows, added=after.rows or 0, dropped=before.rows or 0,
            new_columns=new if before.columns and after.columns else [],
            lost_columns=lost if before.columns and after.columns else [],
        )  # fmt: skip
    values = [name for name in common if name not in key]
    pair = f'{_key(key)} AS "{KEY}", {_hash(values)} AS digest'
    old, fresh = (part.select(pair) if part.differing else NOTHING for part in (before, after))
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE compared AS
        SELECT
            coalesce(old."{KEY}", fresh."{KEY}") AS row_id,
            CASE WHEN old."{KEY}" IS NULL THEN 'added' WHEN fresh."{KEY}" IS NULL THEN 'dropped' ELSE 'changed' END AS kind
        FROM ({old}) old
        FULL JOIN ({fresh}) fresh ON old."{KEY}" = fresh."{KEY}"
        WHERE old."{KEY}" IS NULL OR fresh."{KEY}" IS NULL OR old.digest <> fresh.digest
        """  # noqa: S608 - columns and files of snapshots
    )
    counted = connection.execute("SELECT kind, count(*) FROM compared GROUP BY kind").fetchall()
    counts: dict[str, int] = dict(counted)
    return TableChanges(
        table,
        before.rows,
        after.rows,
        **{kind: counts.get(kind, 0) for kind in KINDS},
        columns=_changed_columns(connection, key, values, before, after) if "changed" in counts else {},
        new_columns=new,
        lost_columns=lost,
        rows={kind: _first(connection, kind) for kind in KINDS if kind in counts},
    )


def _first(connection: duckdb.DuckDBPyConnection, kind: str) -> list[str]:
    query = "SELECT row_id FROM compared WHERE kind = $1 ORDER BY row_id LIMIT $2"
    return [row_id for (row_id,) in connection.execute(query, [kind, NAMED]).fetchall()]


def _changed_columns(
    connection: duckdb.DuckDBPyConnection,
    key: Sequence[str],
    values: Sequence[str],
    before: Part,
    after: Part,
) -> dict[str, int]:
    """Count in how many of the changed rows each column differs."""
    each = ", ".join(f'{_hash([name])} AS "{name}"' for name in values)
    differs = ", ".join(f'count(*) FILTER (old."{name}" <> fresh."{name}")' for name in values)
    selected = f'{_key(key)} AS "{KEY}", {each}'
    changed = f"SEMI JOIN compared ON compared.kind = 'changed' AND compared.row_id = {_key(key)}"
    old, fresh = (f"{part.select(selected)} {changed}" for part in (before, after))
    counts = connection.execute(
        f'SELECT {differs} FROM ({old}) old JOIN ({fresh}) fresh ON old."{KEY}" = fresh."{KEY}"'  # noqa: S608 - columns and files of snapshots
    ).fetchone()
    return {name: count for name, count in zip(values, counts or (), strict=True) if count}


def compare(
    last: Path, before: Sequence[OutputRecord], folder: Path, after: Sequence[OutputRecord]
) -> list[TableChanges]:
    """Compare every table of two snapshots, in the order of the contract; tables that only the last one has follow.

    Args:
        last: folder of the last snapshot.
        before: its files.
        folder: the staged build.
        after: its files.

    Raises:
        duckdb.Error: a file cannot be read.
    """
    old, fresh = files_of_tables(before), files_of_tables(after)
    keys = {name: table.key for name, table in contract().items()}
    names = [*keys, *sorted(old.keys() - keys.keys())]
    found = []
    with duckdb.connect(
        ":memory:", config={"memory_limit": MEMORY, "temp_directory": str(folder / WORK)}
    ) as connection:
        for name in names:
            of_old, of_fresh = old.get(name, []), fresh.get(name, [])
            if of_old or of_fresh:
                parts = Part(last, of_old, of_fresh), Part(folder, of_fresh, of_old)
                found.append(compare_table(connection, name, keys.get(name, ()), *parts))
    return found


def changes_since(last: Path | None, folder: Path, outputs: Sequence[OutputRecord]) -> Changes:
    """Compare a staged build with the last snapshot, if there is one and it can be read.

    Args:
        last: folder of the last snapshot.
        folder: the staged build.
        outputs: its files.
    """
    if last is None:
        return Changes(None)
    try:
        return Changes(last.name, None, compare(last, read_manifest(last).outputs, folder, outputs))
    except (InputError, duckdb.Error, pa.ArrowException, OSError) as error:
        return Changes(None, f"the last snapshot, {last.name}, cannot be read: {error}")


def write_changes(folder: Path, changes: Changes) -> None:
    """Write the change log into a staged build, for programs and for people.

    Raises:
        OSError: it cannot be written.
    """
    (folder / CHANGES).write_text(json.dumps(asdict(changes), ensure_ascii=False, indent=1) + "\n", "utf-8")
    (folder / CHANGES_TEXT).write_text(markdown(changes), "utf-8")


def read_changes(snapshot: Path) -> Changes | None:
    """Read the change log of a snapshot; None where it has none that can be read."""
    try:
        entry: dict[str, Any] = json.loads((snapshot / CHANGES).read_text("utf-8"))
        tables = [TableChanges(**each) for each in entry.pop("tables")]
        return Changes(**entry, tables=tables)
    except (OSError, ValueError, TypeError, KeyError):
        return None


def summary(snapshot: Path) -> str:
    """Say in short what a snapshot changed; nothing where it has no change log."""
    found = read_changes(snapshot)
    return found.summary if found else ""


def _number(rows: int | None) -> str:
    return "–" if rows is None else f"{rows:,}"


def _details(each: TableChanges) -> Iterator[str]:
    yield f"## {each.table}"
    yield ""
    for label, names in (("New columns", each.new_columns), ("Columns gone", each.lost_columns)):
        if names:
            yield f"- {label}: {', '.join(f'`{name}`' for name in names)}"
    if each.columns:
        yield f"- Columns that differ: {', '.join(f'`{name}` in {count:,}' for name, count in each.columns.items())}"
    for kind, rows in each.rows.items():
        more = getattr(each, kind) - len(rows)
        yield f"- {kind}: {', '.join(f'`{row}`' for row in rows)}" + (f" and {more:,} more" if more else "")
    yield ""


def markdown(changes: Changes) -> str:
    """Return the change log as Markdown."""
    lines = ["# What changed in the data", ""]
    if changes.problem:
        lines += [f"Not known: {changes.problem}.", ""]
    elif changes.against is None:
        lines += ["The first snapshot: every row is new.", ""]
    else:
        lines += [f"Against snapshot {changes.against}: {changes.summary}.", ""]
        differing = [each for each in changes.tables if not each.is_same]
        if differing:
            lines += [
                "| table | rows before | rows now | added | changed | dropped |",
                "| --- |" + " ---: |" * 5,
            ]
            lines += [
                f"| {each.table} | {_number(each.before)} | {_number(each.after)} | {each.added:,} | {each.changed:,} | {each.dropped:,} |"
                for each in differing
            ]
            lines.append("")
        lines += [f"The same row by row: {counted(len(changes.tables) - len(differing), 'table')}.", ""]
        for each in differing:
            lines += _details(each)
    return "\n".join(lines).rstrip() + "\n"
