"""`anpo laws load` and `anpo laws forget`: what a user adds to the sources with cards."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from flows.commands.refresh import refresh
from flows.errors import InputError
from flows.loaded import Loaded, added, read_loaded
from flows.publishing.snapshots import current

KEEP = 5
"""Snapshots kept, as by a refresh."""


def load(
    paths: Sequence[Path], seen_on: dt.date | None, raw: Path, warehouse: Path, *, dask: str | None = None
) -> int:
    """Build the warehouse with more laws in it.

    Returns:
        The exit code; see `flows.commands.refresh.refresh`.

    Raises:
        InputError: a path does not exist.
        AnpoError: the build fails; what was published stays.
    """
    for path in paths:
        if not path.exists():
            raise InputError(path, "", "does not exist", "Check the path.")
    new = [Loaded(path.absolute(), seen_on) for path in paths]
    loaded = added(read_loaded(current(warehouse.absolute())), new)
    return refresh(raw, warehouse, keep=KEEP, loaded=loaded, dask=dask)


def forget(paths: Sequence[Path], raw: Path, warehouse: Path) -> int:
    """Build the warehouse without what was loaded from paths.

    Returns:
        The exit code; see `flows.commands.refresh.refresh`.

    Raises:
        InputError: a path was not loaded.
        AnpoError: the build fails; what was published stays.
    """
    loaded = read_loaded(current(warehouse.absolute()))
    gone = {path.absolute() for path in paths}
    if unknown := sorted(gone - {one.path for one in loaded}):
        shown = ", ".join(str(one.path) for one in loaded) or "nothing"
        raise InputError(unknown[0], "", "was not loaded into the warehouse", f"Loaded is: {shown}.")
    return refresh(raw, warehouse, keep=KEEP, loaded=[one for one in loaded if one.path not in gone])
