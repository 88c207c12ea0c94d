"""The folder that a snapshot is built in, and how it becomes the current snapshot."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flows.errors import InputError
from flows.publishing.manifest import WORK
from flows.publishing.snapshots import (
    CURRENT,
    DATA_DOCS,
    DATABASE,
    DISCARDED,
    FAILED,
    SNAPSHOTS,
    STAGING,
    current,
    discard,
    prune,
    sweep,
)
from flows.publishing.writing import writing


def refuse_what_is_in_the_way(warehouse: Path) -> None:
    """Stop before any work where something that is not ours has a name of ours.

    Raises:
        InputError: `current` or `anpo.duckdb` is a file or folder, not a link.
    """
    for name in (CURRENT, DATABASE):
        path = warehouse / name
        if path.exists() and not path.is_symlink():
            raise InputError(
                path,
                "",
                "is in the way: a link will stand here",
                "Move it away, or name another --warehouse.",
            )


@contextmanager
def staging(warehouse: Path) -> Iterator[Path]:
    """Make a folder to build in, and remove it in the end if it has not been published.

    What killed runs left behind is removed first.

    Raises:
        InputError: the warehouse cannot be written, or something is in the way.
    """
    refuse_what_is_in_the_way(warehouse)
    folder = warehouse / f"{STAGING}{os.getpid()}-{secrets.token_hex(4)}"
    with writing(warehouse):
        sweep(warehouse)
        (folder / DATA_DOCS).mkdir(parents=True)
        (folder / WORK).mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _link(path: Path, target: str) -> None:
    """Make a link, or change where it points, in one rename."""
    aside = path.parent / f"{DISCARDED}{os.getpid()}-{path.name}"
    aside.symlink_to(target)
    try:
        aside.replace(path)
    except OSError:
        aside.unlink()
        raise


def place(folder: Path, snapshot_id: str) -> Path:
    """Bring a staged build to the disk and give it its place among the snapshots; readers do not see it yet.

    Raises:
        InputError: it cannot be written.
    """
    warehouse = folder.parent
    snapshot = warehouse / SNAPSHOTS / snapshot_id
    with writing(warehouse):
        shutil.rmtree(folder / WORK, ignore_errors=True)
        for path in sorted(folder.rglob("*"), reverse=True):
            _sync(path)
        _sync(folder)
        snapshot.parent.mkdir(exist_ok=True)
        folder.rename(snapshot)
        _sync(snapshot.parent)
    return snapshot


def switch(snapshot: Path) -> None:
    """Make a snapshot the current one: a single rename, before which readers see the old one.

    Raises:
        InputError: the link cannot be written; a new snapshot, which nobody has seen, is taken away again.
    """
    warehouse = snapshot.parent.parent
    try:
        with writing(warehouse):
            if not (warehouse / DATABASE).is_symlink():
                _link(warehouse / DATABASE, f"{CURRENT}/{DATABASE}")
            _link(warehouse / CURRENT, f"{SNAPSHOTS}/{snapshot.name}")
            _sync(warehouse)
    except InputError:
        shown = current(warehouse)
        if shown is None or shown.name < snapshot.name:
            shutil.rmtree(snapshot, ignore_errors=True)
        raise


def discard_report(warehouse: Path) -> None:
    """Remove the report of an earlier failed build."""
    if (warehouse / FAILED).is_dir():
        discard(warehouse, warehouse / FAILED)


def tidy(warehouse: Path, keep: int) -> list[str]:
    """Remove old snapshots and the report of an earlier failed build; return the ids removed.

    The new snapshot is published by then: what cannot be removed now stays until the next build.
    """
    try:
        discard_report(warehouse)
        return prune(warehouse, keep)
    except OSError:
        return []
