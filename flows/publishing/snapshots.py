"""The published snapshots of a warehouse folder: where they lie, which one is current, which may go.

    snapshots/<snapshot_id>/   Parquet files, anpo.duckdb, data_docs/, manifest.json
    current                    link to the snapshot that readers get
    anpo.duckdb                link to current/anpo.duckdb, so that both change in one rename
    failed/                    report of the last build, if its gate failed

Needs only the standard library.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from flows.errors import InputError
from flows.publishing.manifest import Manifest, read_manifest

WAREHOUSE = Path(__file__).parents[2] / "warehouse"
"""The project's own warehouse."""

SNAPSHOTS = "snapshots"
CURRENT = "current"
DATABASE = "anpo.duckdb"
DATA_DOCS = "data_docs"
FAILED = "failed"
CACHE = ".laws"
"""Parts of the tables of laws, kept for the next build; may be removed at any time."""

STAGING = ".staging-"
DISCARDED = ".discarded-"


@dataclass(frozen=True, slots=True)
class SnapshotInfo:
    """One published snapshot, as `anpo status` lists it.

    Args:
        rows: rows of all tables.
        bytes: size of all files.
        problem: what is wrong with its manifest; the fields that it would give are empty then.
    """

    snapshot_id: str
    folder: Path
    built_at: str
    code_version: str
    rows: int
    bytes: int
    is_current: bool
    problem: str | None = None


def current(warehouse: Path) -> Path | None:
    """Return the folder of the current snapshot, resolved once, or None before the first one.

    Whoever reads more than one file should resolve it once and read all of them from there.
    """
    link = warehouse / CURRENT
    if not link.is_symlink():
        return None
    folder = link.parent / link.readlink()
    return folder if folder.is_dir() else None


def published(warehouse: Path) -> Path:
    """Return the folder of the current snapshot.

    Raises:
        InputError: there is none.
    """
    folder = current(warehouse)
    if folder is None:
        raise InputError(warehouse, "", "holds no published snapshot", "Run `anpo refresh` first.")
    return folder


def up_to_date(warehouse: Path, fingerprint: str) -> Manifest | None:
    """Return the current manifest if a build now would give the same, and its files are all there."""
    folder = current(warehouse)
    if folder is None:
        return None
    try:
        manifest = read_manifest(folder)
    except InputError:
        return None
    if manifest.fingerprint != fingerprint or not (warehouse / DATABASE).is_file():
        return None
    for output in manifest.outputs:
        path = folder / output.file
        if not path.is_file() or path.stat().st_size != output.bytes:
            return None
    return manifest


def _info(folder: Path, *, is_current: bool) -> SnapshotInfo:
    try:
        manifest = read_manifest(folder)
    except InputError as error:
        return SnapshotInfo(folder.name, folder, "", "", 0, 0, is_current, error.problem)
    return SnapshotInfo(
        snapshot_id=folder.name,
        folder=folder,
        built_at=manifest.built_at,
        code_version=manifest.code_version,
        rows=sum(manifest.rows.values()),
        bytes=sum(output.bytes for output in manifest.outputs),
        is_current=is_current,
    )


def snapshots(warehouse: Path) -> list[SnapshotInfo]:
    """List the snapshots, newest first; those with a damaged manifest last."""
    shown = current(warehouse)
    folders = [path for path in (warehouse / SNAPSHOTS).glob("*") if path.is_dir()]
    infos = [_info(folder, is_current=folder == shown) for folder in folders]
    return sorted(infos, key=lambda info: (info.built_at, info.snapshot_id), reverse=True)


def discard(warehouse: Path, folder: Path) -> None:
    """Remove a folder of ours: it leaves its place at once and whole, its files go after."""
    doomed = warehouse / f"{DISCARDED}{os.getpid()}-{folder.name.lstrip('.')}"
    folder.rename(doomed)
    shutil.rmtree(doomed)


def sweep(warehouse: Path) -> list[str]:
    """Remove what killed runs left behind, and return its names. Only whoever holds the lock may do this."""
    leftovers = sorted(path for prefix in (STAGING, DISCARDED) for path in warehouse.glob(f"{prefix}*"))
    for path in leftovers:
        if path.is_symlink() or path.is_file():
            path.unlink()
        else:
            shutil.rmtree(path)
    return [path.name for path in leftovers]


def prune(warehouse: Path, keep: int) -> list[str]:
    """Remove all but the newest `keep` snapshots, never the current one; return the ids removed.

    A process that has a removed snapshot's files open goes on reading them.

    Raises:
        ValueError: `keep` is less than 1.
        OSError: a folder cannot be removed.
    """
    if keep < 1:
        raise ValueError(f"at least one snapshot must be kept, not {keep}")
    removed = [info for info in snapshots(warehouse)[keep:] if not info.is_current]
    for info in removed:
        discard(warehouse, info.folder)
    return [info.snapshot_id for info in removed]
