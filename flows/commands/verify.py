"""`anpo verify`: hash inputs and outputs again and say what differs."""

from __future__ import annotations

from pathlib import Path

from flows.commands.terminal import console
from flows.counts import counted
from flows.publishing.manifest import read_manifest
from flows.publishing.snapshots import published
from flows.publishing.verify import verify as differences_of


def verify(raw: Path, warehouse: Path) -> int:
    """Print every difference between the files and the manifest; return 1 if there is one, else 0.

    Raises:
        InputError: there is no snapshot, or its manifest is damaged.
    """
    out = console()
    manifest = read_manifest(published(warehouse))
    differences = differences_of(warehouse, raw)
    for difference in differences:
        out.print(str(difference), highlight=False, soft_wrap=True)
    checked = f"{counted(len(manifest.inputs), 'source')} and {counted(len(manifest.outputs), 'file')} of snapshot {manifest.snapshot_id}"
    if differences:
        differ = "differs" if len(differences) == 1 else "differ"
        out.print(f"{len(differences):,} of {checked} {differ}.", style="bold red", highlight=False)
        return 1
    out.print(f"{checked} are as published.", highlight=False)
    return 0
