"""Zip files for tests: sound ones, and ones whose records say what they should not."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

LAW = "411AC0000000060"
REVISION = f"{LAW}_20210901_503AC0000000036"
MEMBER = f"{REVISION}/{REVISION}.xml"
OTHER = "106DF0000000065_20150801_000000000000000"
OTHER_MEMBER = f"{OTHER}/{OTHER}.xml"

CENTRAL = {
    "made_by": (4, "H"), "flags": (8, "H"), "method": (10, "H"), "date": (14, "H"), "crc": (16, "I"), "packed": (20, "I"),
    "size": (24, "I"), "extra_length": (30, "H"), "disk": (34, "H"), "attributes": (38, "I"), "offset": (42, "I"),
}  # fmt: skip
END = {"disk": (4, "H"), "here": (8, "H"), "entries": (10, "H"), "length": (12, "I"), "start": (16, "I")}


def pack(path: Path, *members: tuple[str, bytes], day: tuple[int, int, int] = (2026, 5, 7)) -> Path:
    """Write a sound archive, as e-Gov packs them."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name, (*day, 15, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return path


def central(data: bytes, number: int = 0) -> int:
    """Where the entry of a directory begins."""
    at = data.index(b"PK\1\2")
    for _ in range(number):
        at = data.index(b"PK\1\2", at + 4)
    return at


def declare(path: Path, number: int = 0, **values: int) -> Path:
    """Let the directory say something else of an entry."""
    data = bytearray(path.read_bytes())
    at = central(bytes(data), number)
    for name, value in values.items():
        offset, kind = CENTRAL[name]
        struct.pack_into(f"<{kind}", data, at + offset, value)
    path.write_bytes(data)
    return path


def declare_end(path: Path, **values: int) -> Path:
    """Let the end record say something else."""
    data = bytearray(path.read_bytes())
    at = data.rindex(b"PK\5\6")
    for name, value in values.items():
        offset, kind = END[name]
        struct.pack_into(f"<{kind}", data, at + offset, value)
    path.write_bytes(data)
    return path


def rename(path: Path, old: bytes, new: bytes, *, everywhere: bool = True) -> Path:
    """Give an entry another name of the same length, in its local header too or in the directory only."""
    assert len(old) == len(new)
    data = path.read_bytes()
    start = 0 if everywhere else central(data)
    path.write_bytes(data[:start] + data[start:].replace(old, new))
    return path
