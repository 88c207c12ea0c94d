"""`anpo refresh`: build and publish, or say that nothing has changed before anything heavy is imported."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from rich.console import Console
from rich.status import Status

from flows.counts import counted
from flows.loaded import Loaded, read_loaded, state
from flows.publishing.fingerprint import fingerprint
from flows.publishing.manifest import Manifest
from flows.publishing.snapshots import current, up_to_date


class Progress(logging.Handler):
    """Shows each step as it begins: a spinner on a terminal, a line elsewhere."""

    def __init__(self, console: Console, status: Status) -> None:
        super().__init__()
        self.console = console
        self.status = status

    def emit(self, record: logging.LogRecord) -> None:
        """Show one step."""
        if self.console.is_terminal:
            self.status.update(f"{record.getMessage()} ...")
        else:
            self.console.print(f"anpo: {record.getMessage()}", highlight=False)


def refresh(  # noqa: PLR0913 - named in every call
    raw: Path,
    warehouse: Path,
    *,
    keep: int,
    force: bool = False,
    loaded: Sequence[Loaded] | None = None,
    dask: str | None = None,
) -> int:
    """Build and publish the warehouse, unless the current snapshot has the same inputs, code and contract.

    Args:
        raw: folder of the sources and their cards.
        warehouse: folder of the snapshots.
        keep: how many snapshots to keep.
        force: build even where nothing has changed.
        loaded: texts of laws from elsewhere; those of the current snapshot where None.
        dask: address of a Dask scheduler; None for this machine alone.

    Returns:
        The exit code: 0, or 1 where laws could not be read and are not in the snapshot.

    Raises:
        AnpoError: see `flows.refresh.refresh`.
    """
    console = Console(stderr=True)
    raw, warehouse = raw.absolute(), warehouse.absolute()
    if loaded is None:
        loaded = read_loaded(current(warehouse))
    unchanged = None if force else up_to_date(warehouse, fingerprint(raw, state(loaded)))
    if unchanged:
        console.print(
            f"Nothing has changed since snapshot {unchanged.snapshot_id}: sources, code and contract are the same.",
            highlight=False,
            soft_wrap=True,
        )
        return show_faults(unchanged, console)
    with console.status("starting ...") as status:
        log = logging.getLogger("anpo")
        log.setLevel(logging.INFO)
        log.addHandler(Progress(console, status))
        manifest = run(raw, warehouse, loaded, keep, dask)
    show(manifest, warehouse, console)
    return show_faults(manifest, console)


def prefect_settings() -> None:
    """Set what Prefect reads when it is imported: its logs go to its server and not to the console."""
    os.environ.setdefault("PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL", "CRITICAL")
    os.environ.setdefault("PREFECT_LOGGING_EXTRA_LOGGERS", "anpo")
    os.environ.setdefault("PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS", "120")


def run(raw: Path, warehouse: Path, loaded: Sequence[Loaded], keep: int, dask: str | None) -> Manifest:
    """Run the flow, with its logs going to Prefect's server but not to the console."""
    prefect_settings()
    logging.getLogger("anpo").info("starting Prefect and Great Expectations (some ten seconds)")
    flow = import_module("flows.refresh")
    # Prefect waits for its temporary server; the gate's library takes as long to import.
    threading.Thread(target=import_module, args=("expectations.gate",), daemon=True).start()
    manifest: Manifest = flow.refresh(raw, warehouse, loaded, keep, dask)
    return manifest


def show(manifest: Manifest, warehouse: Path, console: Console) -> None:
    """Say what was published and where."""
    total = sum(manifest.rows.values())
    characters = sum(row["characters"] for row in manifest.coverage.values())
    console.print(f"Published snapshot {manifest.snapshot_id}", style="bold", highlight=False)
    console.print(
        f"  {counted(len(manifest.rows), 'table')}, {counted(total, 'row')} from {counted(len(manifest.inputs), 'source')}\n"
        f"  {counted(characters, 'character')} of text, every one in a row or ignored with a reason\n"
        f"  {manifest.expectations:,} expectations hold\n"
        f"  {warehouse / 'anpo.duckdb'}\n"
        f"  {warehouse / 'current' / 'data_docs' / 'index.html'}",
        highlight=False,
        soft_wrap=True,
    )


SHOWN_FAULTS = 10


def show_faults(manifest: Manifest, console: Console) -> int:
    """Say which laws could not be read; return the exit code."""
    if not manifest.faults:
        return 0
    count = len(manifest.faults)
    console.print(f"Not in the snapshot: {counted(count, 'text')} of laws", style="bold red", highlight=False)
    for fault in manifest.faults[:SHOWN_FAULTS]:
        console.print(fault, highlight=False, markup=False, soft_wrap=True)
    if count > SHOWN_FAULTS:
        console.print(f"and {count - SHOWN_FAULTS:,} more: see faults in manifest.json", highlight=False)
    return 1
