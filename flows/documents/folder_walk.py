"""The files at a path that a user names: a file, or a folder and what is below it, without following links."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from flows.documents.zip_end import MOST_ENTRIES
from flows.errors import InputError


def walk(path: Path, faults: list[InputError], ignored: list[str]) -> Iterator[Path]:
    """Yield the files at a path, those of a folder by name, folder after folder.

    Args:
        path: a file or folder, or a link to one.
        faults: what cannot be read is added here: links inside of a folder, devices, folders without permission.
        ignored: names of hidden files and folders are added here.
    """
    try:
        is_folder = stat.S_ISDIR(path.stat().st_mode)
    except (OSError, ValueError) as error:
        faults.append(unreadable(path, error))
        return
    if is_folder:
        yield from _below(path, faults, ignored)
    else:
        yield path


def _below(folder: Path, faults: list[InputError], ignored: list[str]) -> Iterator[Path]:
    """Yield the files of a folder and those below it by name, without following links."""
    # Paths as text: each level of a `Path` costs as much as all levels above it.
    waiting = [str(folder)]
    left = MOST_ENTRIES
    while waiting:
        path = waiting.pop()
        try:
            with os.scandir(path) as scan:
                kinds = sorted((entry.path, _kind_on_disk(entry)) for entry in islice(scan, left + 1))
        except OSError as error:
            faults.append(unreadable(Path(path), error))
            continue
        left -= len(kinds)
        if left < 0:
            problem = f"holds more than {MOST_ENTRIES:,} files; those in {path} and behind it are not read"
            faults.append(InputError(folder, "", problem, "Name a folder that holds laws only."))
            return
        folders: list[str] = []
        for place, kind in kinds:
            if place.startswith(".", place.rfind(os.sep) + 1):
                ignored.append(place)
            elif kind == "a file":
                yield Path(place)
            elif kind == "a folder":
                folders.append(place)
            else:
                remedy = "Take it out of the folder, or name the file that it leads to itself."
                faults.append(InputError(Path(place), "", f"is {kind}", remedy))
        waiting += reversed(folders)


def _kind_on_disk(entry: os.DirEntry[str]) -> str:
    """Say what an entry of a folder is."""
    if entry.is_symlink():
        return "a symbolic link"
    if entry.is_dir(follow_symlinks=False):
        return "a folder"
    return "a file" if entry.is_file(follow_symlinks=False) else "no file"


def unreadable(path: Path, error: OSError | ValueError) -> InputError:
    """Say why a path cannot be read."""
    why = error.strerror if isinstance(error, OSError) else str(error)
    return InputError(path, "", f"cannot be read: {why}", "Check the path and its permissions.")
