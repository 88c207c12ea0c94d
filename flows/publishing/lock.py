"""One refresh at a time: an advisory lock that the system lets go when its process ends, however it ends."""

from __future__ import annotations

import datetime as dt
import fcntl
import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flows.errors import InputError
from flows.publishing.writing import writing

LOCK = ".lock"


def _holder(descriptor: int) -> str:
    try:
        entry = json.loads(os.pread(descriptor, 4096, 0))
        return f"process {entry['pid']} on {entry['host']}, since {entry['since']}"
    except (ValueError, KeyError, TypeError):
        return "a process that has not said its name yet"


@contextmanager
def lock(warehouse: Path) -> Iterator[None]:
    """Hold the warehouse's lock; the folder is made where it does not exist.

    The lock is held through an open file (`flock`), so a killed process leaves none behind; the file itself
    stays and says who took it last. It is not reentrant.

    Raises:
        InputError: another process holds it, and which; or the folder cannot be written.
    """
    with writing(warehouse):
        warehouse.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(warehouse / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        try:
            with writing(warehouse):
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise InputError(
                warehouse,
                "",
                f"is being refreshed by {_holder(descriptor)}",
                "Wait until it is done; the published snapshot can be read meanwhile.",
            ) from None
        now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        entry = json.dumps({"pid": os.getpid(), "host": socket.gethostname(), "since": now}) + "\n"
        with writing(warehouse):
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, entry.encode(), 0)
        yield
    finally:
        os.close(descriptor)
