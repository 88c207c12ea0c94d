"""One hash over everything that a build depends on: sources, code, contract, rules, reviewed decisions.

While it stays the same, a build would give the same tables. Needs only the standard library.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

PROJECT = Path(__file__).parents[2]
PACKAGES = ("flows", "warehouse", "expectations")
SUFFIXES = (".py", ".toml", ".sql", ".json", ".j2", ".css")
LAW_CODE = (
    "flows/corpus/",
    "flows/documents/",
    "flows/japanese/",
    "flows/records/",
    "flows/reviewed/",
    "flows/tables/",
    "warehouse/contract",
    "constraints.txt",
)
"""Where the names of files begin that say what the tables of laws are."""

BUILT = ("snapshots", "current", "failed", "reports", "__pycache__")
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


def _sources(raw: Path) -> Iterator[tuple[str, str]]:
    """Yield the name under which a source counts, and its path."""
    if raw.is_dir():
        for path in _files_below(str(raw)):
            yield "raw/" + os.path.relpath(path, raw), path


def _code() -> Iterator[tuple[str, str]]:
    """Yield the name under which a file of the code counts, and its path."""
    for package in PACKAGES:
        if (PROJECT / package).is_dir():
            for path in _files_below(str(PROJECT / package)):
                if path.endswith(SUFFIXES):
                    yield os.path.relpath(path, PROJECT), path
    if (PROJECT / "constraints.txt").is_file():
        yield "constraints.txt", str(PROJECT / "constraints.txt")


def _hash(files: Iterator[tuple[str, str]], *more: str) -> str:
    total = hashlib.sha256(f"python {sys.version_info[0]}.{sys.version_info[1]}\n".encode())
    for line in more:
        total.update(f"{line}\n".encode())
    for name, path in files:
        with open(path, "rb") as file:  # noqa: PTH123 - half the time of Path.open, over many small files
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        total.update(f"{digest} {name}\n".encode())
    return total.hexdigest()


def law_code_fingerprint() -> str:
    """Hash the code that turns texts of laws into tables, the pinned environment, and Python's minor version."""
    return _hash((name, path) for name, path in _code() if name.startswith(LAW_CODE))


def fingerprint(raw: Path, loaded: str = "") -> str:
    """Hash the sources, the code, the pinned environment, and Python's minor version.

    A folder of sources that cannot be read hashes like an empty one: reading it says what is wrong.

    Args:
        raw: the folder of sources.
        loaded: the state of what was loaded from elsewhere; see `flows.loaded`.
    """
    return _hash(chain(_sources(raw), _code()), *([loaded] if loaded else []))
