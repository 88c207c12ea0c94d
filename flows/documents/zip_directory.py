"""The directory of a zip file from elsewhere, every entry checked before any is read.

The standard library's reader gives up a whole archive for one entry with a name that is not UTF-8, a broken zip64
field or an unknown version, and reads a directory of any length. Here one faulty entry is one fault, and the others
can be read.

The format: PKWARE's APPNOTE.TXT 6.3.10, sections 4.3.12 (directory), 4.4.4 (flags), 4.5.3 (zip64 field).
Encryption and methods other than stored and deflated are not read.
"""

from __future__ import annotations

import datetime as dt
import stat
import struct
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from flows.documents.zip_end import ZipEnd, find_end
from flows.errors import InputError

MOST_RATIO = 200
"""Unpacked to packed size of an entry over 1 MiB; laws reach 41, deflate at its limit 1,032."""

STORED, DEFLATED = 0, 8

_ENTRY = struct.Struct("<4s6H3I5H2I")
_FIELD = struct.Struct("<2H")
LOCAL_HEADER = struct.Struct("<4s5H3I2H")

_IN_ZIP64 = 0xFFFFFFFF
_ZIP64_FIELD = 1
_ENCRYPTED = 0x0001 | 0x0040 | 0x2000
_UTF8_NAME = 0x0800
_NO_DAY = dt.date(1980, 1, 1)
"""The first day that the format can write, which archivers write where they know none."""

_AGAIN = "Fetch the archive again from its publisher; if it is the same there, do not trust this entry."


@dataclass(frozen=True, slots=True)
class ZipEntry:
    """One entry as the directory declares it.

    Args:
        name: its name; `/` divides folders.
        raw_name: the bytes of the name.
        size, packed: bytes, unpacked and as they stand in the archive.
        crc: CRC-32 of the unpacked bytes.
        method: `STORED`, `DEFLATED`, or one that is not read.
        flags: general purpose bits.
        mode: Unix mode; 0 where the archiver wrote none.
        offset: where its local header begins.
        day: the day of its time stamp; None where it has none.
    """

    name: str
    raw_name: bytes
    size: int
    packed: int
    crc: int
    method: int
    flags: int
    mode: int
    offset: int
    day: dt.date | None

    @property
    def is_folder(self) -> bool:
        """Whether it stands for a folder."""
        return self.name.endswith("/")


def read_directory(file: BinaryIO, path: Path, largest: int) -> tuple[list[ZipEntry], list[InputError]]:
    """Read and check the directory of an archive.

    Args:
        file: the open archive.
        path: its path, for messages.
        largest: bytes that an entry may have unpacked.

    Returns:
        The entries that can be read, in the order of the directory, folders left out; and one fault for each other
        entry.

    Raises:
        InputError: it is no zip file, is cut off, is one of several parts, or its directory is too large or broken.
    """
    try:
        end = find_end(file, path)
        file.seek(end.start)
        directory = file.read(end.length)
    except OSError as error:
        raise InputError(path, "", f"cannot be read: {error.strerror}", "Check the file.") from None
    found: list[ZipEntry] = []
    faults: list[InputError] = []
    for place, entry in _entries(directory, path, end):
        if isinstance(entry, str):
            faults.append(InputError(path, place, entry, _AGAIN))
        else:
            found.append(entry)
    problems = [_problem(entry, end, largest) for entry in found]
    whole = [entry for entry, problem in zip(found, problems, strict=True) if problem is None]
    shared = _overlapping(whole)
    names = Counter(entry.name for entry in whole)
    told: set[str] = set()
    sound: list[ZipEntry] = []
    for entry, fault in zip(found, problems, strict=True):
        problem = fault
        if problem is None and names[entry.name] > 1:
            if entry.name in told:
                continue
            told.add(entry.name)
            problem = f"is there {names[entry.name]} times: which is meant cannot be told"
        elif problem is None and entry in shared:
            problem = "shares bytes of the archive with another entry"
        if problem is not None:
            faults.append(InputError(path, shown(entry.name), problem, _AGAIN))
        elif not entry.is_folder:
            sound.append(entry)
    return sound, faults


def shown(name: str) -> str:
    """Return a name for a message: not too long, and quoted where it has characters that a terminal acts on."""
    short = name if len(name) <= 200 else f"{name[:100]}…{name[-100:]}"
    return short if short.isprintable() else repr(short)


def _entries(directory: bytes, path: Path, end: ZipEnd) -> Iterator[tuple[str, ZipEntry | str]]:
    """Yield each entry of a directory, or what is wrong with it, with its place.

    Raises:
        InputError: the directory is not made of as many entries as the end record says.
    """
    at = 0
    for number in range(1, end.entries + 1):
        if at + _ENTRY.size > len(directory) or directory[at : at + 4] != b"PK\1\2":
            break
        fields = _ENTRY.unpack_from(directory, at)
        (name_length, extra_length, comment_length) = fields[10:13]
        name_end = at + _ENTRY.size + name_length
        after = name_end + extra_length + comment_length
        if after > len(directory):
            break
        raw_name = directory[at + _ENTRY.size : name_end]
        entry = _entry(fields, raw_name, directory[name_end : name_end + extra_length])
        yield f"entry {number} {raw_name[:100]!r}", entry
        at = after
    else:
        if at == len(directory):
            return
    raise InputError(
        path,
        f"directory, byte {at:,} of {len(directory):,}",
        f"is damaged: the directory does not hold the {end.entries:,} entries of its end record",
        "Fetch the archive again from its publisher.",
    )


def _entry(fields: tuple[Any, ...], raw_name: bytes, extra: bytes) -> ZipEntry | str:
    """Read one entry of the directory, or say what is wrong with it."""
    _, made_by, _, flags, method, _, date, crc, packed, size, *_, disk, _, attributes, offset = fields
    name = _decoded(raw_name, flags)
    if name is None:
        return "has a name that is not text"
    if _IN_ZIP64 in (size, packed, offset):
        large = _zip64_values(extra, [value == _IN_ZIP64 for value in (size, packed, offset)])
        if large is None:
            return "has a broken zip64 field: its size is not known"
        size, packed, offset = (
            big if big is not None else small
            for big, small in zip(large, (size, packed, offset), strict=True)
        )
    if disk:
        return "is in another part of the archive"
    mode = attributes >> 16
    # Only archivers on Unix (3) and macOS (19) write a mode there.
    if made_by >> 8 not in (3, 19) and not stat.S_ISLNK(mode):
        mode = 0
    return ZipEntry(name, raw_name, size, packed, crc, method, flags, mode, offset, _day(date))


def _decoded(raw_name: bytes, flags: int) -> str | None:
    """Decode a name: UTF-8 where the entry says so; else UTF-8 or CP932, which archivers in Japan write."""
    for encoding in ("utf-8",) if flags & _UTF8_NAME else ("utf-8", "cp932"):
        try:
            return raw_name.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _zip64_values(extra: bytes, wanted: list[bool]) -> list[int | None] | None:
    """Return the wanted ones of size, packed size and offset from a zip64 field; None where it does not have them."""
    at = 0
    while at + _FIELD.size <= len(extra):
        kind, length = _FIELD.unpack_from(extra, at)
        at += _FIELD.size
        if kind == _ZIP64_FIELD:
            values = extra[at : at + length]
            if len(values) < 8 * sum(wanted):
                return None
            numbers = iter(struct.unpack_from(f"<{sum(wanted)}Q", values))
            return [next(numbers) if want else None for want in wanted]
        at += length
    return None


def _day(date: int) -> dt.date | None:
    """Read the day of a time stamp of MS-DOS; None where it is none, or the format's first."""
    try:
        day = dt.date(1980 + (date >> 9), date >> 5 & 0xF, date & 0x1F)
    except ValueError:
        return None
    return None if day == _NO_DAY else day


def _problem(entry: ZipEntry, end: ZipEnd, largest: int) -> str | None:
    """Say why an entry is not read; None where it is."""
    kind = stat.S_IFMT(entry.mode)
    steps = entry.name.removesuffix("/").split("/")
    problem = None
    if not entry.name.isprintable():
        problem = "has a name with control characters"
    elif "\\" in entry.name or ":" in entry.name or any(step in ("", ".", "..") for step in steps):
        problem = "has a name that leads out of the archive"
    elif kind == stat.S_IFLNK:
        problem = "is a symbolic link"
    elif kind not in (0, stat.S_IFDIR if entry.is_folder else stat.S_IFREG):
        problem = "is no file"
    elif entry.is_folder:
        problem = "is a folder that has content" if entry.size else None
    elif entry.flags & _ENCRYPTED:
        problem = "is encrypted"
    elif entry.method not in (STORED, DEFLATED):
        problem = f"is packed by method {entry.method}; stored (0) and deflated (8) are read"
    elif entry.size > largest:
        problem = f"is {entry.size:,} bytes unpacked where at most {largest:,} are read"
    elif entry.size > max(MOST_RATIO * entry.packed, 1024 * 1024):
        problem = f"is packed {entry.size:,} bytes to {entry.packed:,}: no text is, above {MOST_RATIO} to 1"
    elif entry.offset + LOCAL_HEADER.size + len(entry.raw_name) + entry.packed > end.start:
        problem = "lies outside of the archive"
    return problem


def _overlapping(entries: list[ZipEntry]) -> set[ZipEntry]:
    """Return the entries whose bytes others use too."""
    shared: set[ZipEntry] = set()
    last: ZipEntry | None = None
    reach = 0
    for entry in sorted(entries, key=lambda each: each.offset):
        if last is not None and entry.offset < reach:
            shared |= {last, entry}
        after = entry.offset + LOCAL_HEADER.size + len(entry.raw_name) + entry.packed
        if after >= reach:
            last, reach = entry, after
    return shared
