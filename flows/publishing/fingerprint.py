"""One hash over everything that a build depends on: sources, code, contract, rules, reviewed decisions.

While it stays the same, a build would give the same tables. Needs only the standard library.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).parents[2]
PACKAGES = ("flows", "warehouse", "expectations")
SUFFIXES = (".py", ".toml", ".sql", ".json", ".j2", ".css")
BUILT = ("snapshots", "current", "failed", "__pycache__")
"""Folders inside the packages that hold what was built, not what builds."""


def _files_below(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.name.startswith(".") or entry.name in BUILT:
                continue
            if entry.is_dir():
                yield from _files_below(entry.path)
            elif entry.is_file():
                yield entry.path


def _dependencies(raw: Path) -> Iterator[tuple[str, str]]:
    """Yield the name under which a file counts, and its path."""
    if raw.is_dir():
        for path in _files_below(str(raw)):
            yield "raw/" + os.path.relpath(path, raw), path
    for package in PACKAGES:
        if (PROJECT / package).is_dir():
            for path in _files_below(str(PROJECT / package)):
                if path.endswith(SUFFIXES):
                    yield os.path.relpath(path, PROJECT), path
    if (PROJECT / "constraints.txt").is_file():
        yield "constraints.txt", str(PROJECT / "constraints.txt")


def fingerprint(raw: Path) -> str:
    """Hash names and bytes of the sources, the code, the pinned environment, and Python's minor version.

    A folder of sources that cannot be read hashes like an empty one: reading it says what is wrong.
    """
    total = hashlib.sha256(f"python {sys.version_info[0]}.{sys.version_info[1]}\n".encode())
    for name, path in _dependencies(raw):
        with open(path, "rb") as file:  # noqa: PTH123 - half the time of Path.open, over many small files
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        total.update(f"{digest} {name}\n".encode())
    return total.hexdigest()
