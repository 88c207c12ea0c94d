"""`anpo refresh`: build and publish, or say that nothing has changed before anything heavy is imported."""

from __future__ import annotations

import logging
import os
import threading
from importlib import import_module
from pathlib import Path

from rich.console import Console
from rich.status import Status

from flows.publishing.fingerprint import fingerprint
from flows.publishing.manifest import Manifest
from flows.publishing.snapshots import up_to_date


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


def refresh(raw: Path, warehouse: Path, *, keep: int, force: bool) -> None:
    """Build and publish the warehouse, unless the current snapshot has the same inputs, code and contract.

    Raises:
        AnpoError: see `flows.refresh.refresh`.
    """
    console = Console(stderr=True)
    raw, warehouse = raw.absolute(), warehouse.absolute()
    unchanged = None if force else up_to_date(warehouse, fingerprint(raw))
    if unchanged:
        console.print(
            f"Nothing has changed since snapshot {unchanged.snapshot_id}: sources, code and contract are the same.",
            highlight=False,
            soft_wrap=True,
        )
        return
    with console.status("starting ...") as status:
        log = logging.getLogger("anpo")
        log.setLevel(logging.INFO)
        log.addHandler(Progress(console, status))
        manifest = run(raw, warehouse, keep)
    show(manifest, warehouse, console)


def run(raw: Path, warehouse: Path, keep: int) -> Manifest:
    """Run the flow, with its logs going to Prefect's server but not to the console."""
    os.environ.setdefault("PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL", "CRITICAL")
    os.environ.setdefault("PREFECT_LOGGING_EXTRA_LOGGERS", "anpo")
    os.environ.setdefault("PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS", "120")
    logging.getLogger("anpo").info("starting Prefect and Great Expectations (some ten seconds)")
    flow = import_module("flows.refresh")
    # Prefect waits for its temporary server; the gate's library takes as long to import.
    threading.Thread(target=import_module, args=("expectations.gate",), daemon=True).start()
    manifest: Manifest = flow.refresh(raw, warehouse, keep)
    return manifest


def show(manifest: Manifest, warehouse: Path, console: Console) -> None:
    """Say what was published and where."""
    total = sum(manifest.rows.values())
    characters = sum(row["characters"] for row in manifest.coverage.values())
    console.print(f"Published snapshot {manifest.snapshot_id}", style="bold", highlight=False)
    console.print(
        f"  {len(manifest.rows)} tables, {total:,} rows from {len(manifest.inputs)} sources\n"
        f"  {characters:,} characters of text, every one in a row or ignored with a reason\n"
        f"  {manifest.expectations:,} expectations hold\n"
        f"  {warehouse / 'anpo.duckdb'}\n"
        f"  {warehouse / 'current' / 'data_docs' / 'index.html'}",
        highlight=False,
        soft_wrap=True,
    )
