"""Bytes of a source to its decoded text.

Sources reach us as UTF-8, with or without a byte order mark, or as CP932 (Microsoft's extension of
Shift_JIS, in which the Ministry of Defense publishes its CSV files). CP932 is not Shift_JIS: the circled
numbers ①②③ exist only in the former.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from flows.errors import InputError

LARGEST_TEXT = 32 * 1024 * 1024
"""Bytes; the largest text source known is under 2 MB, and the readers hold a text in memory whole."""

NOT_TEXT = re.compile("[\0\x80\uf8f0-\uf8f3]")
"""NUL, and the characters by which CP932 decoders pass on bytes that it leaves undefined."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """The decoded text of one source.

    Args:
        source_id: the id under which its rows name it.
        path: where it was read from, for messages.
        text: the decoded text, without a byte order mark; line ends are kept as they are.
        encoding: `utf-8`, `utf-8-sig` or `cp932`.
        sha256: SHA-256 of its bytes, where it was read from a file.
    """

    source_id: str
    path: Path
    text: str
    encoding: str
    sha256: str = ""


def read_bytes(path: Path, *, largest: int = LARGEST_TEXT) -> bytes:
    """Read a file whole.

    Raises:
        InputError: it is missing, unreadable, empty, or larger than `largest` bytes.
    """
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise InputError(path, "", "is not a regular file", "Name a file.")
        if size > largest:
            raise InputError(
                path,
                "",
                f"is {size:,} bytes where at most {largest:,} are expected",
                "Check that this is the document you mean; texts of this kind are a few kilobytes.",
            )
        content = path.read_bytes()
    except FileNotFoundError:
        raise InputError(path, "", "does not exist", "Check the path.") from None
    except OSError as error:
        raise InputError(path, "", f"cannot be read: {error.strerror}", "Check its permissions.") from None
    if not content:
        raise InputError(path, "", "is empty", "Fetch the file again from its publisher.")
    return content


def decode(content: bytes, path: Path | str) -> tuple[str, str]:
    """Decode bytes as UTF-8 or, if they are not UTF-8, as CP932.

    Returns:
        The text without a byte order mark, and the name of the encoding.

    Raises:
        InputError: the bytes are neither.
    """
    encodings = ["utf-8-sig"] if content.startswith(b"\xef\xbb\xbf") else ["utf-8", "cp932"]
    faults: list[int] = []
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError as error:
            faults.append(error.start)
            continue
        stray = NOT_TEXT.search(text)
        if stray is None:
            return text, encoding
        faults.append(len(text[: stray.start()].encode(encoding)))
    at = faults[0]
    raise InputError(
        path,
        f"byte {at}",
        f"is not text in UTF-8 or CP932: byte 0x{content[at]:02x}",
        "Save it as UTF-8 or CP932, or fetch it again.",
    )


def read_text(path: Path, source_id: str) -> SourceText:
    """Read and decode one text source.

    Raises:
        InputError: see `read_bytes` and `decode`.
    """
    content = read_bytes(path)
    text, encoding = decode(content, path)
    return SourceText(source_id, path, text, encoding, hashlib.sha256(content).hexdigest())
