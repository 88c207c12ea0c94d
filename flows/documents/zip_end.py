"""The end records of a zip file from elsewhere: whether it is one, and where its directory is.

The format: PKWARE's APPNOTE.TXT 6.3.10, sections 4.3.14 to 4.3.16. Archives in several parts are not read.
"""

from __future__ import annotations

import os
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from flows.errors import InputError

MOST_ENTRIES = 200_000
"""Entries of one archive; e-Gov's whole collection has 10,702, or twice as many where folders are entries."""

LARGEST_DIRECTORY = 64 * 1024 * 1024
"""Bytes of one directory; that of e-Gov's whole collection is under 3 MB."""

_END = struct.Struct("<4s4H2IH")
_LOCATOR_64 = struct.Struct("<4sIQI")
_END_64 = struct.Struct("<4sQ2H2I4Q")
_LONGEST_COMMENT = 0xFFFF
_IN_ZIP64 = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class ZipEnd:
    """What the end records say: number of entries, start and length of the directory."""

    entries: int
    start: int
    length: int


def find_end(file: BinaryIO, path: Path) -> ZipEnd:
    """Find the directory by the records at the end.

    Raises:
        InputError: it is no zip file, is cut off, is one of several parts, or its directory is too large.
    """
    length = file.seek(0, os.SEEK_END)
    tail_start = max(0, length - _END.size - _LONGEST_COMMENT)
    file.seek(tail_start)
    tail = file.read(length - tail_start)
    at = tail.rfind(b"PK\5\6")
    while at >= 0:
        if at + _END.size <= len(tail):
            comment = _END.unpack_from(tail, at)[-1]
            if at + _END.size + comment == len(tail):
                break
        at = tail.rfind(b"PK\5\6", 0, at)
    if at < 0:
        file.seek(0)
        raise _not_a_zip(path, file.read(512))
    _, disk, first_disk, here, entries, size, start, _ = _END.unpack_from(tail, at)
    place = tail_start + at
    if 0xFFFF in (disk, first_disk, here, entries) or _IN_ZIP64 in (size, start):
        place, disk, first_disk, here, entries, size, start = _end_of_zip64(file, path, place)
    if disk or first_disk or here != entries:
        raise InputError(path, "", "is one part of an archive in several", "Join the parts to one zip file.")
    if entries > MOST_ENTRIES or size > LARGEST_DIRECTORY:
        raise InputError(
            path,
            "",
            f"has {entries:,} entries in a directory of {size:,} bytes; at most {MOST_ENTRIES:,} entries in "
            f"{LARGEST_DIRECTORY:,} bytes are read",
            "Check that this is an archive of laws; e-Gov's whole collection has some 10,700.",
        )
    if start + size != place:
        raise InputError(
            path,
            "",
            f"is damaged: its directory is not where its end record says (byte {start:,}, {size:,} bytes)",
            "Fetch the archive again from its publisher.",
        )
    return ZipEnd(entries, start, size)


def _end_of_zip64(file: BinaryIO, path: Path, place: int) -> tuple[int, int, int, int, int, int, int]:
    """Read the end record of zip64, found by the locator before the plain one at `place`.

    Raises:
        InputError: there is none.
    """
    problem = "is damaged: the end record of zip64 is missing"
    if place >= _LOCATOR_64.size:
        file.seek(place - _LOCATOR_64.size)
        mark, _, at, _ = _LOCATOR_64.unpack(file.read(_LOCATOR_64.size))
        if mark == b"PK\6\7" and at + _END_64.size <= place - _LOCATOR_64.size:
            file.seek(at)
            mark, _, _, _, disk, first_disk, here, entries, size, start = _END_64.unpack(
                file.read(_END_64.size)
            )
            if mark == b"PK\6\6":
                return at, disk, first_disk, here, entries, size, start
    raise InputError(path, "", problem, "Fetch the archive again from its publisher.")


def _not_a_zip(path: Path, beginning: bytes) -> InputError:
    """Say what a file is that has no end record."""
    if not beginning:
        problem = "is empty"
    elif beginning.startswith(b"PK\3\4"):
        problem = "is cut off: the directory at the end of the archive is missing"
    elif beginning.lstrip().startswith(b"<"):
        problem = "is no zip file but a page or a text, which e-Gov sends under load"
    else:
        problem = f"is no zip file: it begins with {beginning[:8]!r}"
    return InputError(path, "", problem, "Fetch the archive again from its publisher.")
