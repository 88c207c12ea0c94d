"""What a user has loaded beside the sources with cards: paths that every later refresh reads again."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from flows.errors import InputError

LOADED = "loaded.json"
"""File in a snapshot that names what was loaded into it."""


class Loaded(NamedTuple):
    """One path that was loaded: absolute; and the day on which it was retrieved, where the user said it."""

    path: Path
    seen_on: dt.date | None = None


def read_loaded(snapshot: Path | None) -> list[Loaded]:
    """Read what was loaded into a snapshot; nothing where there is none."""
    path = snapshot / LOADED if snapshot else None
    if path is None or not path.is_file():
        return []
    entries = json.loads(path.read_text("utf-8"))
    return [
        Loaded(Path(each["path"]), dt.date.fromisoformat(each["seen_on"]) if each["seen_on"] else None)
        for each in entries
    ]


def write_loaded(loaded: Sequence[Loaded], snapshot: Path) -> None:
    """Write what was loaded into a snapshot that is being built.

    Raises:
        OSError: it cannot be written.
    """
    entries = [{"path": str(path), "seen_on": day.isoformat() if day else None} for path, day in loaded]
    (snapshot / LOADED).write_text(json.dumps(entries, ensure_ascii=False, indent=1) + "\n", "utf-8")


def added(loaded: Iterable[Loaded], new: Iterable[Loaded]) -> list[Loaded]:
    """Put new paths to those loaded before; a path that is there already is replaced."""
    by_path = {one.path: one for one in loaded}
    by_path |= {one.path: one for one in new}
    return list(by_path.values())


def require_present(loaded: Iterable[Loaded]) -> None:
    """Stop where something that was loaded is gone.

    Raises:
        InputError: it names the path.
    """
    for path, _ in loaded:
        if not path.exists():
            raise InputError(
                path,
                "",
                "was loaded into the warehouse and is gone",
                f"Bring it back, or take it out with `anpo laws forget {path}`.",
            )


def state(loaded: Iterable[Loaded]) -> str:
    """Hash names, sizes and times of everything that was loaded: another state asks for another build."""
    total = hashlib.sha256()
    for path, day in loaded:
        total.update(f"{path} {day}\n".encode())
        for file in _files(path):
            seen = file.stat()
            total.update(f"{file} {seen.st_size} {seen.st_mtime_ns}\n".encode())
    return total.hexdigest()


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        for folder, _, names in sorted(os.walk(path)):
            for name in sorted(names):
                file = Path(folder, name)
                if file.is_file():
                    yield file
    elif path.is_file():
        yield path
