"""The manifest: what a snapshot was built from and what it holds.

Needs only the standard library, so that a refresh with nothing to do finds that out at once.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from flows.errors import InputError

MANIFEST = "manifest.json"
WORK = ".work"
"""Folder in a staged build for what is on the way; it is removed before the build gets its place."""

FORMAT = 1


@dataclass(frozen=True, slots=True)
class InputRecord:
    """One source document that a snapshot was built from; `file` is its name in the folder of sources."""

    source_id: str
    file: str
    sha256: str
    bytes: int


@dataclass(frozen=True, slots=True)
class OutputRecord:
    """One file of a snapshot; `file` is relative to it, `rows` is null for what is not one table."""

    file: str
    sha256: str
    bytes: int
    rows: int | None = None

    @property
    def table(self) -> str:
        """The table that it is, or is a part of; only where it has rows."""
        return Path(self.file).parts[0].removesuffix(".parquet")


@dataclass(frozen=True, slots=True)
class Manifest:
    """A snapshot's description of itself.

    Args:
        snapshot_id: the name of its folder; sorts by time.
        built_at: when it was built, ISO 8601 in UTC.
        code_version: version of the code that built it.
        fingerprint: hash of everything that it depends on; see `flows.publishing.fingerprint`.
        inputs: the sources.
        outputs: every file of the snapshot but the manifest itself.
        coverage: for each text source its characters, and how many are covered, ignored and unaccounted for.
        expectations: how many rules of the gate were evaluated.
        faults: laws that could not be read and are not in the snapshot, in words.
    """

    snapshot_id: str
    built_at: str
    code_version: str
    fingerprint: str
    inputs: list[InputRecord]
    outputs: list[OutputRecord]
    coverage: dict[str, dict[str, int]] = field(default_factory=dict)
    expectations: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def rows(self) -> dict[str, int]:
        """Rows per table, by the table's name."""
        total: dict[str, int] = {}
        for each in self.outputs:
            if each.rows is not None:
                total[each.table] = total.get(each.table, 0) + each.rows
        return total

    def to_json(self) -> str:
        """Return the text of `manifest.json`."""
        return json.dumps({"format": FORMAT, **asdict(self)}, ensure_ascii=False, indent=1) + "\n"


def files_of_tables(outputs: Iterable[OutputRecord]) -> dict[str, list[OutputRecord]]:
    """Return the Parquet files by table, those of a table in parts in their order."""
    files: dict[str, list[OutputRecord]] = {}
    for output in outputs:
        if output.rows is not None:
            files.setdefault(output.table, []).append(output)
    return files


def sha256(path: Path) -> str:
    """Hash a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def describe_files(
    folder: Path, rows: dict[str, int], known: Sequence[OutputRecord] = ()
) -> list[OutputRecord]:
    """Hash every file below a folder, in the order of their paths.

    Args:
        folder: a snapshot, without its manifest.
        rows: row count by file (relative, with `/`), where the file is a table.
        known: files that were hashed before and have not been touched since.
    """
    hashed = {each.file: each for each in known}
    paths = sorted(
        path
        for path in folder.rglob("*")
        if path.is_file() and path != folder / MANIFEST and WORK not in path.relative_to(folder).parts
    )
    records = []
    for path in paths:
        name = path.relative_to(folder).as_posix()
        records.append(
            hashed.get(name) or OutputRecord(name, sha256(path), path.stat().st_size, rows.get(name))
        )
    return records


def _manifest(format: int, inputs: list[Any], outputs: list[Any], **others: Any) -> Manifest:  # noqa: A002
    if format != FORMAT:
        raise ValueError(f"its format is {format!r}, not {FORMAT}")
    return Manifest(
        inputs=[InputRecord(**each) for each in inputs],
        outputs=[OutputRecord(**each) for each in outputs],
        **others,
    )


def read_manifest(snapshot: Path) -> Manifest:
    """Read the manifest of a snapshot.

    Raises:
        InputError: it is missing or damaged.
    """
    path = snapshot / MANIFEST
    remedy = "Run `anpo refresh` to build the warehouse anew."
    try:
        entry = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise InputError(path, "", f"cannot be read: {error.strerror}", remedy) from None
    except ValueError as error:
        raise InputError(path, "", f"is not JSON: {error}", remedy) from None
    try:
        return _manifest(**entry)
    except (TypeError, ValueError) as error:
        raise InputError(path, "", f"is not a manifest: {error}", remedy) from None
