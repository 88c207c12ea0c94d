"""Single entries of a zip file from elsewhere, read in place: never more than was declared, and verified.

The directory, and the rules for what may be in it, are in `zip_directory`; the format of a local header is section
4.3.7 of PKWARE's APPNOTE.TXT.
"""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import BinaryIO

from flows.documents.zip_directory import LOCAL_HEADER, STORED, ZipEntry, shown
from flows.errors import InputError

_CHUNK = 1024 * 1024
_AGAIN = "Fetch the archive again from its publisher."


def read_entry(file: BinaryIO, path: Path, entry: ZipEntry, upto: int | None = None) -> bytes:
    """Read one entry that `read_directory` found sound.

    Args:
        file: the open archive.
        path: its path, for messages.
        entry: the entry.
        upto: bytes after which reading stops, without verification; None to read it whole.

    Raises:
        InputError: it is not where the directory says, is cut off, cannot be unpacked, or is not of the size or the
            CRC-32 that was declared.
    """
    try:
        _go_to_content(file, path, entry)
        content = (
            _stored(file, path, entry, upto) if entry.method == STORED else _inflated(file, path, entry, upto)
        )
    except OSError as error:
        raise _fault(path, entry, f"cannot be read: {error.strerror}") from None
    if upto is None and zlib.crc32(content) != entry.crc:
        raise _fault(path, entry, f"is damaged: its CRC-32 is {zlib.crc32(content):08x}, not {entry.crc:08x}")
    return content


def _fault(path: Path, entry: ZipEntry, problem: str) -> InputError:
    return InputError(path, shown(entry.name), problem, _AGAIN)


def _go_to_content(file: BinaryIO, path: Path, entry: ZipEntry) -> None:
    """Place the file behind the local header of an entry.

    Raises:
        InputError: there is none, or it is of another entry.
    """
    file.seek(entry.offset)
    header = file.read(LOCAL_HEADER.size + len(entry.raw_name))
    if len(header) < LOCAL_HEADER.size or header[:4] != b"PK\3\4":
        raise _fault(path, entry, "is not where the directory says")
    _, _, flags, method, _, _, _, _, _, name_length, extra_length = LOCAL_HEADER.unpack_from(header)
    if header[LOCAL_HEADER.size :] != entry.raw_name or name_length != len(entry.raw_name):
        raise _fault(path, entry, "has another name at its place than in the directory")
    if method != entry.method or (flags ^ entry.flags) & 1:
        raise _fault(path, entry, "is packed in another way than the directory says")
    file.seek(extra_length, 1)


def _stored(file: BinaryIO, path: Path, entry: ZipEntry, upto: int | None) -> bytes:
    if entry.packed != entry.size:
        raise _fault(path, entry, f"is stored, but {entry.packed:,} bytes for {entry.size:,}")
    wanted = entry.size if upto is None else min(upto, entry.size)
    content = file.read(wanted)
    if len(content) < wanted:
        raise _fault(path, entry, f"is cut off after {len(content):,} of {entry.size:,} bytes")
    return content


def _inflated(file: BinaryIO, path: Path, entry: ZipEntry, upto: int | None) -> bytes:
    """Unpack an entry, no further than one byte beyond its declared size.

    Raises:
        InputError: see `read_entry`.
    """
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    pieces: list[bytes] = []
    length, left = 0, entry.packed
    limit = entry.size + 1 if upto is None else min(upto, entry.size)
    while length < limit and not inflate.eof:
        packed = inflate.unconsumed_tail
        if not packed:
            packed = file.read(min(left, _CHUNK))
            left -= len(packed)
        if not packed:
            raise _fault(path, entry, f"is cut off after {length:,} of {entry.size:,} bytes")
        try:
            piece = inflate.decompress(packed, limit - length)
        except zlib.error as error:
            raise _fault(path, entry, f"is damaged: {error}") from None
        length += len(piece)
        pieces.append(piece)
    if upto is None:
        if length > entry.size:
            raise _fault(path, entry, f"is larger than the {entry.size:,} bytes that it declares")
        if length < entry.size or left or inflate.unused_data:
            raise _fault(path, entry, f"ends after {length:,} of the {entry.size:,} bytes that it declares")
    return b"".join(pieces)
