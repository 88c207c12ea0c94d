"""The main flow: the whole pipeline on one screen.

Every step is a plain function of another module; a task only gives it a name, and the flow an order. A few large
tasks, since each costs Prefect a conversation with its server. It runs against the server that Prefect is
configured for, or, where there is none, against a temporary one of its own.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TypeVar, cast

from prefect import flow, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.utilities.annotations import opaque

from flows.corpus.build import Place, side_by_side
from flows.corpus.laws import LawTables
from flows.impacts.impacts import impacts
from flows.loaded import Loaded, state, write_loaded
from flows.publishing.fingerprint import fingerprint, law_code_fingerprint
from flows.publishing.lock import lock
from flows.publishing.manifest import WORK, InputRecord, Manifest
from flows.publishing.publish import (
    DERIVED,
    Origin,
    build_database,
    complete,
    describe,
    in_memory,
    judge,
    write_parquet,
)
from flows.publishing.snapshots import CACHE
from flows.publishing.staging import place, staging, switch, tidy
from flows.publishing.writing import writing
from flows.reading import Records, laws_of, read_sources
from flows.summary import markdown
from flows.tables.arrow import all_tables
from flows.tables.parts import Rows
from warehouse.contract import contract
from warehouse.gate_result import GateResult
from warehouse.reading import open_warehouse

log = logging.getLogger("anpo")

T = TypeVar("T")


@task(cache_policy=NO_CACHE)
def read(raw: Path) -> Records:
    """Sources to records, each character accounted for."""
    log.info("reading the sources")
    return read_sources(raw)


@task(cache_policy=NO_CACHE)
def read_laws(records: Records, loaded: Sequence[Loaded], folder: Path, dask: str | None) -> LawTables:
    """Texts of laws to tables, in files for the large ones, and each citation to where it lands."""
    if dask:
        from flows.on_dask import on_dask  # noqa: PLC0415 - two seconds, for those who have a cluster

    log.info("reading the laws")
    build = on_dask(dask) if dask else side_by_side
    place = Place(folder.parent / CACHE, folder / WORK, law_code_fingerprint(), log.info, build)
    with writing(folder.parent):
        return laws_of(records, loaded, place)


@task(cache_policy=NO_CACHE)
def tabulate(records: Records, laws: LawTables, folder: Path) -> dict[str, Rows]:
    """Records to the Arrow tables of the contract, in order; and what amendments touch in them."""
    log.info("building the tables")
    for table, rows in laws.records.items():
        records.add(table, rows)
    made = {*DERIVED, "impacts", *laws.parts}
    tables: dict[str, Rows] = {**all_tables(records.tables, contract().keys() - made), **laws.parts}
    with writing(folder.parent):
        tables["impacts"] = impacts(tables, folder / WORK / "impacts")
    return complete(tables, records.texts)


@task(cache_policy=NO_CACHE)
def gate(folder: Path, tables: Mapping[str, Rows]) -> GateResult:
    """Tables to a database and a verdict: nothing is published that breaks a rule."""
    from expectations.gate import run_gate  # noqa: PLC0415 - six seconds, spent while Prefect starts

    log.info("building the database")
    broken = build_database(folder, tables)
    log.info("checking every table")
    return judge(folder, tables, run_gate, broken)


@task(cache_policy=NO_CACHE)
def plot(folder: Path) -> None:
    """The database to pictures of what it says."""
    from flows.plots.draw import draw  # noqa: PLC0415 - matplotlib, for this task alone

    log.info("drawing the plots")
    with writing(folder.parent), open_warehouse(folder) as anpo:
        for left_out in draw(anpo, folder):
            log.info(left_out)


@task(cache_policy=NO_CACHE)
def publish(folder: Path, tables: Mapping[str, Rows], origin: Origin, verdict: GateResult) -> Manifest:
    """Tables to Parquet, staged files to the current snapshot by one rename."""
    log.info("publishing")
    counts = write_parquet(folder, tables)
    manifest = describe(folder, counts, in_memory(tables, "coverage"), origin, verdict)
    switch(place(folder, manifest.snapshot_id))
    return manifest


def inputs_of(records: Records) -> list[InputRecord]:
    """Return the sources that records come from, as the manifest names them."""
    rows = records.tables["sources"]
    return [InputRecord(row.source_id, row.file, row.sha256, row.bytes) for row in rows]


def _unseen(value: T) -> T:
    """Hand a value from task to task without Prefect's looking for runs in each row of it, which takes seconds."""
    return cast("T", opaque(value))


# Its parameters are values of ours, whose types Prefect cannot look up in the process that it serves from.
@flow(name="refresh", validate_parameters=False)
def refresh(
    raw: Path, warehouse: Path, loaded: Sequence[Loaded] = (), keep: int = 5, dask: str | None = None
) -> Manifest:
    """Build the warehouse from its sources, gate it, publish it.

    Args:
        raw: folder of the sources and their cards.
        warehouse: folder of the snapshots.
        loaded: texts of laws from elsewhere.
        keep: how many snapshots to keep, the new one included.
        dask: address of the scheduler of a Dask cluster that reads the laws; this machine does where None.

    Raises:
        InputError: a source, or the folder, is not as it must be; the last snapshot stays.
        GateError: a rule does not hold; the last snapshot stays.
    """
    with lock(warehouse), staging(warehouse) as folder:
        # Taken before the sources are read: what is edited during the run counts as a change after it.
        depends_on = fingerprint(raw, state(loaded))
        records = read(raw)
        laws = read_laws(_unseen(records), loaded, folder, dask)
        tables = tabulate(_unseen(records), _unseen(laws), folder)
        verdict = gate(folder, _unseen(tables))
        plot(folder)
        faults = [str(fault) for fault in laws.faults]
        origin = Origin(inputs_of(records), depends_on, f"anpo {version('anpo')}", faults)
        write_loaded(loaded, folder)
        manifest = publish(folder, _unseen(tables), _unseen(origin), verdict)
        tidy(warehouse, keep)
    create_markdown_artifact(markdown(manifest), key="refresh-summary", description="What was published")
    return manifest
