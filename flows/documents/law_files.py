"""Files, folders and zip files that a user names, to the laws in them: the door by which laws come in.

Zip files are read in place, as downloaded. What a law says is read later, file by file; here its name, its size and
its place are looked at.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from flows.documents.folder_walk import unreadable, walk
from flows.documents.law_file_names import FRONT_MATTER, KNOWN, form_of, ids_of, kind_of
from flows.documents.law_lists import LawList, read_law_list
from flows.documents.safe_xml import LARGEST_LAW
from flows.documents.safe_zip import read_entry
from flows.documents.zip_directory import ZipEntry, read_directory, shown
from flows.errors import InputError

__all__ = ["Found", "LawFile", "LawList", "ZipReader", "find_law_files", "read_law_file"]


@dataclass(frozen=True, slots=True)
class LawFile:
    """One law text, not read yet.

    Args:
        path: the file, or the zip file that holds it.
        member: its name in the zip file; None for a plain file.
        size: bytes, unpacked, as declared.
        crc: CRC-32 by the directory of the zip file; None for a plain file.
        form: `xml` (法令標準XML), `legalize` (Markdown of legalize-jp, which has front matter and is named by its
            revision), or `flattened` (other Markdown).
        law_id: e-Gov's law id, from the name.
        law_revision_id: e-Gov's id of the wording, where the name has one.
        seen_on: the day of the entry in the zip file, on which the wording was packed; None for a plain file, and
            where the archiver wrote no day.
    """

    path: Path
    member: str | None
    size: int
    crc: int | None
    form: str
    law_id: str
    law_revision_id: str | None
    seen_on: dt.date | None

    @property
    def name(self) -> str:
        """Its name for messages: `all_xml.zip: 106DF0000000065_…/106DF0000000065_….xml`."""
        return f"{self.path.name}: {self.member}" if self.member is not None else self.path.name


@dataclass(frozen=True, slots=True)
class Found:
    """What was found at the paths that a user named.

    Args:
        files: the laws, in the order of the paths, and by name in folders and zip files.
        lists: the rows of e-Gov's lists, in the same order.
        faults: what cannot be read, each with its name.
        ignored: names of what is left aside on purpose: README files, hidden files, pictures of laws.
    """

    files: list[LawFile] = field(default_factory=list)
    lists: list[LawList] = field(default_factory=list)
    faults: list[InputError] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)


def find_law_files(paths: Sequence[Path]) -> Found:
    """Find the laws in files, folders and zip files; a file that two paths lead to is found once.

    Links inside of a folder are faults and not followed; a path itself may be a link.
    """
    found = Found()
    seen: set[str] = set()
    for path in paths:
        for file in walk(path, found.faults, found.ignored):
            place = os.path.realpath(file)
            if place in seen:
                continue
            seen.add(place)
            try:
                if file.suffix.lower() == ".zip":
                    _find_in_zip(file, found)
                else:
                    _find_plain(file, found)
            except InputError as fault:
                found.faults.append(fault)
            except OSError as error:
                found.faults.append(unreadable(file, error))
    return found


def read_law_file(file: LawFile) -> bytes:
    """Read one law; many of one zip file are read faster by one `ZipReader`.

    Raises:
        InputError: it cannot be read, has changed since it was found, is damaged, or is larger than a law can be.
    """
    with ZipReader() as reader:
        return reader.read(file)


class ZipReader:
    """Reads laws, and keeps the last zip file open: use it as a context, in one thread, on files sorted by path."""

    def __init__(self) -> None:
        self._path: Path | None = None
        self._file: BinaryIO | None = None
        self._entries: dict[str, ZipEntry] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the zip file that is open."""
        if self._file is not None:
            self._file.close()
        self._path, self._file, self._entries = None, None, {}

    def read(self, file: LawFile) -> bytes:
        """Read one law, verified against what was declared when it was found.

        Raises:
            InputError: see `read_law_file`.
        """
        try:
            if file.member is None:
                return _read_plain(file)
            archive = self._open(file.path)
        except OSError as error:
            raise unreadable(file.path, error) from None
        entry = self._entries.get(file.member)
        if entry is None or (entry.size, entry.crc) != (file.size, file.crc):
            raise InputError(file.path, shown(file.member), "has changed since it was found", "Start again.")
        return read_entry(archive, file.path, entry)

    def _open(self, path: Path) -> BinaryIO:
        if self._file is None or self._path != path:
            self.close()
            self._file = path.open("rb")
            entries, _ = read_directory(self._file, path, LARGEST_LAW)
            self._path, self._entries = path, {entry.name: entry for entry in entries}
        return self._file


def _find_plain(path: Path, found: Found) -> None:
    """Add a plain file.

    Raises:
        InputError: it is no law, nor anything else that is known.
        OSError: it cannot be read.
    """
    name = "/".join(path.parts[-3:])
    kind = kind_of(name)
    if kind == "ignored":
        found.ignored.append(str(path))
        return
    if not path.is_file():
        raise InputError(path, "", "is no file", KNOWN)
    size = path.stat().st_size
    _require_size(path, "", size)
    if kind == "list":
        _add_list(path.read_bytes(), path, "", found)
        return
    with path.open("rb") as file:
        beginning = file.read(FRONT_MATTER) if kind == "md" else b""
    law_id, law_revision_id = ids_of(path, "", name, kind)
    form = form_of(path, "", kind, beginning, law_revision_id)
    found.files.append(LawFile(path, None, size, None, form, law_id, law_revision_id, None))


def _find_in_zip(path: Path, found: Found) -> None:
    """Add the laws of a zip file, by name.

    Raises:
        InputError: it cannot be opened.
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        entries, faults = read_directory(file, path, LARGEST_LAW)
        found.faults.extend(faults)
        for entry in sorted(entries, key=lambda each: each.name):
            try:
                _find_entry(file, path, entry, found)
            except InputError as fault:
                found.faults.append(fault)


def _find_entry(file: BinaryIO, path: Path, entry: ZipEntry, found: Found) -> None:
    """Add one entry of a zip file.

    Raises:
        InputError: it is no law, nor anything else that is known, or it is damaged.
    """
    kind = "ignored" if "/." in f"/{entry.name}" else kind_of(entry.name)
    if kind == "ignored":
        found.ignored.append(f"{path}: {entry.name}")
        return
    _require_size(path, entry.name, entry.size)
    if kind == "list":
        _add_list(read_entry(file, path, entry), path, entry.name, found)
        return
    law_id, law_revision_id = ids_of(path, entry.name, entry.name, kind)
    beginning = read_entry(file, path, entry, FRONT_MATTER) if kind == "md" else b""
    form = form_of(path, entry.name, kind, beginning, law_revision_id)
    found.files.append(
        LawFile(path, entry.name, entry.size, entry.crc, form, law_id, law_revision_id, entry.day)
    )


def _require_size(path: Path, name: str, size: int) -> None:
    """Refuse what is empty, or larger than a law can be.

    Raises:
        InputError: it says which.
    """
    if size == 0:
        raise InputError(path, name, "is empty", "Fetch the file again from its publisher.")
    if size > LARGEST_LAW:
        problem = f"is {size:,} bytes where a law has at most {LARGEST_LAW:,}"
        raise InputError(path, name, problem, "Check that this is one law; the largest known is under 20 MB.")


def _add_list(content: bytes, path: Path, name: str, found: Found) -> None:
    """Add the rows of a list, and the faults of those that cannot be read."""
    rows, faults = read_law_list(content, path, name)
    found.lists.extend(rows)
    found.faults.extend(faults)


def _read_plain(file: LawFile) -> bytes:
    """Read a plain file.

    Raises:
        InputError: it is larger than a law can be, or has another size than when it was found.
        OSError: it cannot be read.
    """
    with file.path.open("rb") as opened:
        content = opened.read(LARGEST_LAW + 1)
    _require_size(file.path, "", len(content))
    if len(content) != file.size:
        raise InputError(file.path, "", "has changed since it was found", "Start again.")
    return content
