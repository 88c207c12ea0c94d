"""`anpo status`: the snapshots of a warehouse, and whether the current one is up to date."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from rich.table import Table

from flows.commands.terminal import console
from flows.loaded import read_loaded, state
from flows.publishing.changes import summary
from flows.publishing.fingerprint import fingerprint
from flows.publishing.snapshots import current, snapshots, up_to_date


def status(raw: Path, warehouse: Path) -> None:
    """List the snapshots, newest first, and say what a refresh would do."""
    out = console()
    listed = snapshots(warehouse)
    table = Table()
    table.add_column("")
    for name in ("snapshot", "built (UTC)", "by"):
        table.add_column(name, no_wrap=True)
    for name in ("rows", "MB"):
        table.add_column(name, justify="right")
    table.add_column("rows against the last")
    for each in listed:
        built = dt.datetime.fromisoformat(each.built_at)
        table.add_row(
            "→" if each.is_current else "", each.snapshot_id, f"{built:%Y-%m-%d %H:%M:%S}", each.code_version,
            f"{each.rows:,}", f"{each.bytes / 1e6:.1f}", summary(each.folder),
        )  # fmt: skip
    if not listed:
        out.print(
            f"No snapshot in {warehouse} yet. Build one with: anpo refresh", highlight=False, soft_wrap=True
        )
        return
    out.print(f"Snapshots in {warehouse}", style="bold", highlight=False, soft_wrap=True)
    out.print(table)
    if up_to_date(warehouse, fingerprint(raw, state(read_loaded(current(warehouse))))):
        out.print("Up to date: sources, code and contract are those of the current snapshot.")
    else:
        out.print("Sources, code or contract have changed since: anpo refresh builds a new snapshot.")
