"""Tables to a published snapshot: build the database, gate, write Parquet, describe, switch.

Everything is written into a folder beside the snapshots, on the same file system. Only what has passed the
gate and is on the disk whole gets a place among the snapshots, and one rename makes it the current one: a
reader sees the old snapshot or the new one, and a build that fails or is killed at any moment changes neither.

The steps are plain functions; `publish` puts them together. Whoever calls them singly holds `flows.publishing.lock.lock`.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TypeAlias

import pyarrow as pa
import pyarrow.parquet as pq

from flows.errors import AnpoError, InputError
from flows.publishing.changes import changes_since, write_changes
from flows.publishing.database import ConstraintError, write_database
from flows.publishing.lock import lock
from flows.publishing.manifest import MANIFEST, InputRecord, Manifest, describe_files
from flows.publishing.metadata import write_metadata
from flows.publishing.snapshots import DATA_DOCS, DATABASE, FAILED, SNAPSHOTS, current
from flows.publishing.staging import discard_report, staging, switch, tidy
from flows.publishing.staging import place as place_snapshot
from flows.publishing.writing import link, writing
from flows.tables.order import all_in_order
from flows.tables.parquet import write_table
from flows.tables.parts import Parts, Rows
from flows.tables.search import search_terms
from warehouse.contract import contract
from warehouse.gate_result import Failure, GateResult

Gate: TypeAlias = Callable[[Mapping[str, Rows], Path, Path], GateResult]
"""`gate(tables, database, docs)`: judges the tables and the database built from them, and writes its report
into `docs`, an empty folder."""

DERIVED = {"source_texts", "search_terms"}
"""Tables that publishing makes itself."""

ONE_FILE = 8 * 1024 * 1024
"""Bytes of Parquet up to which a table in parts is published as one file. To put larger ones together takes longer than
to read them in parts, and parts that stay as they are need not be compared with those of the last snapshot."""

FAILURES = "failures.json"


class GateError(AnpoError):
    """The gate has found rows that break a rule; nothing was published.

    Args:
        failures: the rules broken, with the rows.
        report: the folder with the Data Docs of the failed build.
    """

    def __init__(self, failures: list[Failure], report: Path) -> None:
        super().__init__(failures, report)
        self.failures = failures
        self.report = report

    def __str__(self) -> str:
        rules = "1 rule does" if len(self.failures) == 1 else f"{len(self.failures)} rules do"
        lines = [f"Nothing was published: {rules} not hold.", *map(str, self.failures)]
        index = self.report / DATA_DOCS / "index.html"
        lines.append(f"The report of this build: {index if index.is_file() else self.report / FAILURES}")
        return "\n".join(lines)


def complete(tables: Mapping[str, Rows], source_texts: Mapping[str, str]) -> dict[str, Rows]:
    """Add the source texts and the index of search, put rows in order, and hold all against the contract.

    Raises:
        TypeError: a table is missing, is not in the contract, or has another schema than it says.
    """
    contracts = contract()
    texts = pa.table(
        {"source_id": list(source_texts), "text": list(source_texts.values())},
        schema=contracts["source_texts"].schema,
    )
    every: dict[str, Rows] = {**tables, "source_texts": texts}
    if every.keys() | DERIVED != contracts.keys():
        raise TypeError(
            f"tables and contract differ in {sorted((every.keys() | DERIVED) ^ contracts.keys())}"
        )
    for name, rows in every.items():
        if not rows.schema.equals(contracts[name].schema):
            raise TypeError(f"{name}: its schema is not the contract's:\n{rows.schema}")
    in_memory = {name: rows for name, rows in every.items() if isinstance(rows, pa.Table)}
    every |= all_in_order(in_memory, {name: contracts[name] for name in in_memory})
    # Last, since it names rows by their positions.
    return every | {"search_terms": search_terms(every)}


def write_parquet(folder: Path, tables: Mapping[str, Rows]) -> dict[str, int]:
    """Write each table as one Parquet file, or a large one as a folder of them; the same rows give the same bytes.

    Returns:
        Rows by file, relative to the folder.

    Raises:
        InputError: the folder cannot be written.
        pyarrow.ArrowInvalid: a value is missing where none may be. The gate says so better: ask it first.
    """
    counts: dict[str, int] = {}
    with writing(folder.parent):
        for name, rows in tables.items():
            if isinstance(rows, Parts) and rows.bytes > ONE_FILE:
                counts |= _place_parts(folder / name, rows)
                continue
            write_table(rows.read() if isinstance(rows, Parts) else rows, folder / f"{name}.parquet")
            counts[f"{name}.parquet"] = rows.num_rows
    return counts


def _place_parts(folder: Path, parts: Parts) -> dict[str, int]:
    """Link the files of a table into a folder, named by their places; those without rows are left out."""
    folder.mkdir()
    counts: dict[str, int] = {}
    for file in parts.files:
        rows = pq.read_metadata(file).num_rows
        if rows:
            name = f"{len(counts):04}.parquet"
            link(file, folder / name)
            counts[f"{folder.name}/{name}"] = rows
    return counts


def build_database(folder: Path, tables: Mapping[str, Rows]) -> ConstraintError | None:
    """Build `anpo.duckdb`.

    Returns:
        None; or, where the data break a key or bound of the contract, what DuckDB says of the first one. Then
        the file is built without constraints, for the gate to find every row that is wrong.

    Raises:
        InputError: the folder cannot be written.
    """
    path = folder / DATABASE
    with writing(folder.parent):
        try:
            write_database(path, tables)
        except ConstraintError as error:
            for leftover in folder.glob(f"{DATABASE}*"):
                leftover.unlink()
            write_database(path, tables, constrained=False)
            return error
    return None


def judge(
    folder: Path, tables: Mapping[str, Rows], gate: Gate, broken: ConstraintError | None = None
) -> GateResult:
    """Run the gate over what was staged.

    Args:
        folder: the staged build.
        tables: its tables.
        gate: see `Gate`.
        broken: what `build_database` returned; it fails the build even where the gate sees nothing.

    Raises:
        GateError: a rule does not hold. The report of the gate is in `failed/` of the warehouse.
        InputError: the report cannot be written.
    """
    with writing(folder.parent):
        result = gate(tables, folder / DATABASE, folder / DATA_DOCS)
    failures = list(result.failures)
    if broken and not failures:
        reason = "DuckDB refuses the rows; no rule of the gate says which."
        failures.append(Failure("keys and bounds of the contract", DATABASE, reason, [str(broken)], 1))
    if not result.success and not failures:
        failures.append(Failure("gate", "every table", "The gate failed and named no rule.", [], 0))
    if failures:
        raise GateError(failures, keep_report(folder, failures))
    return result


def keep_report(folder: Path, failures: list[Failure]) -> Path:
    """Move the report of a failed build to `failed/`, in place of an earlier one; return its folder."""
    warehouse = folder.parent
    failed = warehouse / FAILED
    entries = json.dumps([asdict(failure) for failure in failures], ensure_ascii=False, indent=1)
    report = folder / FAILED
    with writing(warehouse):
        report.mkdir()
        (report / FAILURES).write_text(entries + "\n", "utf-8")
        (folder / DATA_DOCS).rename(report / DATA_DOCS)
        discard_report(warehouse)
        report.rename(failed)
    return failed


def in_memory(tables: Mapping[str, Rows], name: str) -> pa.Table:
    """Return a table that is never in parts.

    Raises:
        TypeError: it is.
    """
    rows = tables[name]
    if isinstance(rows, Parts):
        raise TypeError(f"{name} is in parts")
    return rows


def _coverage(table: pa.Table) -> dict[str, dict[str, int]]:
    return {row.pop("source_id"): row for row in table.to_pylist()}


def _new_id(warehouse: Path, now: dt.datetime, fingerprint: str) -> str:
    base = f"{now:%Y%m%dT%H%M%SZ}-{fingerprint[:8]}"
    for suffix in ("", *(f"-{number}" for number in range(2, 1000))):
        if not (warehouse / SNAPSHOTS / (base + suffix)).exists():
            return base + suffix
    raise InputError(warehouse, base, "is taken, with every number behind it", "Try again in a second.")


@dataclass(frozen=True, slots=True)
class Origin:
    """What a build comes from: its sources, the hash of all it depends on, the version of the code; and what it lacks."""

    inputs: list[InputRecord]
    fingerprint: str
    code_version: str
    faults: list[str] = field(default_factory=list)


def describe(
    folder: Path, counts: Mapping[str, int], covered: pa.Table, origin: Origin, verdict: GateResult
) -> Manifest:
    """Hash every file of a staged build, write its change log and metadata, and its manifest.

    Args:
        folder: the staged build.
        counts: rows by file, as `write_parquet` returns them.
        covered: the table `coverage`.
        origin: what it comes from.
        verdict: what the gate said.

    Raises:
        InputError: it cannot be written.
    """
    now = dt.datetime.now(dt.UTC)
    warehouse = folder.parent
    with writing(warehouse):
        built = describe_files(folder, dict(counts))
        manifest = Manifest(
            snapshot_id=_new_id(warehouse, now, origin.fingerprint),
            built_at=now.isoformat(timespec="microseconds"),
            code_version=origin.code_version,
            fingerprint=origin.fingerprint,
            inputs=sorted(origin.inputs, key=lambda each: each.source_id),
            outputs=built,
            coverage=_coverage(covered),
            expectations=verdict.evaluated,
            faults=origin.faults,
        )
        write_changes(folder, changes_since(current(warehouse), folder, built))
        write_metadata(folder, manifest)
        manifest = replace(manifest, outputs=describe_files(folder, {}, built))
        (folder / MANIFEST).write_text(manifest.to_json(), "utf-8")
    return manifest


def publish(  # noqa: PLR0913 - named in every call
    tables: Mapping[str, Rows],
    *,
    warehouse: Path,
    inputs: list[InputRecord],
    fingerprint: str,
    code_version: str,
    source_texts: Mapping[str, str],
    gate: Gate,
    keep: int = 5,
    progress: Callable[[str], None] | None = None,
) -> Manifest:
    """Publish the tables as the current snapshot of a warehouse.

    Args:
        tables: every table of the contract, by name, but `DERIVED`.
        warehouse: the folder; it is made where it does not exist.
        inputs: the sources that the tables come from.
        fingerprint: see `flows.publishing.fingerprint`.
        code_version: version of the code.
        source_texts: the decoded text of each text source, by its id.
        gate: judges the build; see `Gate`.
        keep: how many snapshots to keep, the new one included.
        progress: is told each step as it begins.

    Raises:
        GateError: a rule does not hold; the last snapshot stays.
        InputError: another refresh is running, or the folder cannot be written; the last snapshot stays.
    """
    tell = progress or (lambda _: None)
    tell("lock")
    with lock(warehouse), staging(warehouse) as folder:
        every = complete(tables, source_texts)
        tell("database")
        broken = build_database(folder, every)
        tell("gate")
        verdict = judge(folder, every, gate, broken)
        tell("Parquet")
        counts = write_parquet(folder, every)
        tell("manifest")
        origin = Origin(inputs, fingerprint, code_version)
        manifest = describe(folder, counts, in_memory(every, "coverage"), origin, verdict)
        tell("place")
        snapshot = place_snapshot(folder, manifest.snapshot_id)
        tell("switch")
        switch(snapshot)
        tell("tidy")
        tidy(warehouse, keep)
    return manifest
