"""`anpo changes`: what a snapshot added, changed and dropped against the one before it."""

from __future__ import annotations

from pathlib import Path

from rich.markdown import Markdown

from flows.commands.terminal import console
from flows.errors import InputError
from flows.publishing.changes import markdown, read_changes
from flows.publishing.snapshots import SNAPSHOTS, published, snapshots


def changes(snapshot: str | None, warehouse: Path) -> None:
    """Print the change log of a snapshot: set on a terminal, as Markdown elsewhere.

    Args:
        snapshot: its id; the current one where None.
        warehouse: folder of the snapshots.

    Raises:
        InputError: there is no such snapshot, or it has no change log that can be read.
    """
    folder = warehouse / SNAPSHOTS / snapshot if snapshot else published(warehouse)
    if not folder.is_dir():
        known = ", ".join(each.snapshot_id for each in snapshots(warehouse)) or "none"
        raise InputError(warehouse, str(snapshot), "is no snapshot", f"Snapshots here: {known}.")
    found = read_changes(folder)
    if found is None:
        raise InputError(
            folder, "", "has no change log that can be read", "Newer snapshots have: anpo refresh"
        )
    out, text = console(), markdown(found)
    if out.is_terminal:
        out.print(Markdown(text))
    else:
        print(text, end="")
