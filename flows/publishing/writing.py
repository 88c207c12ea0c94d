"""What goes wrong when writing: said to the user, with what to do, instead of a traceback."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flows.errors import InputError

SPACE = "Free some space, or name another folder with --warehouse."
RIGHTS = "Make the folder writable, or name another one with --warehouse."
PLACE = "Move what is in the way, or name another folder with --warehouse."

REMEDIES = {
    errno.ENOSPC: SPACE,
    errno.EDQUOT: SPACE,
    errno.EFBIG: SPACE,
    errno.EACCES: RIGHTS,
    errno.EPERM: RIGHTS,
    errno.EROFS: RIGHTS,
    errno.ENOTDIR: PLACE,
    errno.EISDIR: PLACE,
    errno.EEXIST: PLACE,
    errno.ENOTEMPTY: PLACE,
    errno.ELOOP: PLACE,
    errno.ENAMETOOLONG: PLACE,
    errno.ENOENT: PLACE,
    errno.EIO: "Check the disk, or name another folder with --warehouse.",
    errno.ENOLCK: "Name a folder on a file system with locks, with --warehouse.",
}


def _system_error(error: BaseException) -> OSError | None:
    """Return the failed system call behind an error that a library made of it."""
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, OSError) and seen.errno in REMEDIES:
            return seen
        seen = seen.__cause__ or seen.__context__
    return None


def system_error(message: str, path: Path) -> OSError:
    """Make the system's error again of a library's message that holds its words, or an I/O error of others."""
    for code in REMEDIES:
        if message.rstrip(". ").endswith(os.strerror(code)):
            return OSError(code, os.strerror(code), str(path))
    return OSError(errno.EIO, message, str(path))


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Turn a full disk, a missing right or something in the way into an error with a remedy.

    Raises:
        InputError: a system call failed inside, or a library failed because one did.
    """
    try:
        yield
    except InputError:
        raise
    except Exception as error:
        cause = _system_error(error)
        if cause is None or cause.errno is None:
            raise
        place = str(cause.filename) if cause.filename and str(cause.filename) != str(folder) else ""
        raise InputError(
            folder, place, f"cannot be written: {cause.strerror}", REMEDIES[cause.errno]
        ) from error


def link(source: Path, target: Path) -> None:
    """Give a finished file a second name, or copy it where the file system has no second names.

    Raises:
        OSError: the target cannot be written.
    """
    try:
        os.link(source, target)
    except OSError as error:
        if error.errno not in (errno.EXDEV, errno.EPERM, errno.EMLINK, errno.ENOTSUP):
            raise
        shutil.copyfile(source, target)
