"""A process that keeps a text again and again, and is killed before one change to the disk after the other.

Started with a folder: each fork has a folder of its own in it, named by the number of the change, from 1. It prints the
numbers of those that were killed.
"""

import datetime as dt
import os
import sys
from pathlib import Path
from typing import Any

from flows.captures import Arrival, keep_text

CHANGES = {"open", "os.rename", "os.mkdir"}
MOST = 12


def die_before(number: int, below: Path) -> None:
    """Kill this process before its n-th change below a folder."""
    seen = 0

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal seen
        if event not in CHANGES or not str(arguments[0]).startswith(str(below)):
            return
        if event == "open" and not arguments[2] & (os.O_WRONLY | os.O_RDWR):
            return
        seen += 1
        if seen == number:
            os._exit(9)

    sys.addaudithook(hook)


def main() -> None:
    folder, revision, content = Path(sys.argv[1]), sys.argv[2], sys.argv[3].encode()
    for number in range(1, MOST + 1):
        raw = folder / str(number)
        raw.mkdir()
        child = os.fork()
        if child == 0:
            die_before(number, raw)
            keep_text(raw, revision, Arrival(content, "u", dt.datetime.now(dt.UTC)), "基本法", "")
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if status:
            print(number)


if __name__ == "__main__":
    main()
