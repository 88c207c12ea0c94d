"""What is left to do once e-Gov has been asked: to build, to report; and what could not be read of what is built."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from flows.amendment_reports.files import pending
from flows.loaded import read_loaded, state
from flows.publishing.fingerprint import fingerprint
from flows.publishing.manifest import Manifest
from flows.publishing.snapshots import current, up_to_date


class Outstanding(NamedTuple):
    """What is left to do.

    Args:
        is_due: whether a snapshot is to be built, or reports of the current one are to be written.
        faults: what the current snapshot lacks, since it could not be read; said on each run until it can be.
    """

    is_due: bool
    faults: Sequence[str]


def outstanding(raw: Path, warehouse: Path) -> Outstanding:
    """Return what is left to do: nothing where the current snapshot is of the sources as they are, and reported."""
    manifest = built(raw, warehouse)
    if manifest is None:
        return Outstanding(is_due=True, faults=())
    return Outstanding(bool(pending(warehouse)), manifest.faults)


def built(raw: Path, warehouse: Path) -> Manifest | None:
    """Return the manifest of the current snapshot if it is of the sources and the code as they are."""
    loaded = read_loaded(current(warehouse))
    return up_to_date(warehouse, fingerprint(raw, state(loaded)))
