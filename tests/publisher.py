"""A process that publishes the tiny warehouse on request and can be killed on the way.

Started with the warehouse's folder; reads one request a line from its standard input, forks for each, and
prints how the fork ended: `done`, `killed`, or the error told to the user. A request is

    VERSION [step NAME] [event NUMBER] [after SECONDS] [wait NAME] [size BYTES] [user ID] [keep NUMBER]

`step` and `event` kill the fork when a step of publishing begins, or before the given change to the file
system below the warehouse; `after` kills it when so much time has passed; `wait` makes it stop at a step and
wait to be killed; `size` limits the size of a file, as a full disk does; `user` gives up the rights of root.
"""

import os
import resource
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flows.errors import AnpoError
from flows.publishing.manifest import InputRecord
from flows.publishing.publish import publish
from tests import tiny

CHANGES = {"os.mkdir", "os.rename", "os.symlink", "os.rmdir", "os.truncate", "shutil.rmtree"}
REMOVALS = 3
"""Removed files that count as changes: while a folder goes, one file less is like the next."""


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def changes_the_disk(event: str, arguments: tuple[Any, ...], below: str) -> bool:
    """Whether an audit event is a change of ours: in a folder being removed, paths are relative to it."""
    if event == "open":
        path, _, flags = arguments
        return bool(flags & (os.O_WRONLY | os.O_RDWR)) and str(path).startswith(below)
    return event in CHANGES and any(str(each).startswith(below) for each in arguments)


def die_before_event(number: int, warehouse: Path) -> None:
    """Kill this process before its n-th change below the warehouse, counted from 1."""
    below = str(warehouse)
    seen = 0
    removed = 0

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal seen, removed
        removed += event == "os.remove"
        if changes_the_disk(event, arguments, below) or (event == "os.remove" and removed <= REMOVALS):
            seen += 1
            if seen == number:
                die()

    sys.addaudithook(hook)


def progress(options: dict[str, str], warehouse: Path) -> Callable[[str], None]:
    def tell(step: str) -> None:
        if options.get("step") == step:
            die()
        if options.get("wait") == step:
            (warehouse / ".waiting").write_text(str(os.getpid()), "utf-8")
            time.sleep(600)

    return tell


def run(warehouse: Path, inputs: list[InputRecord], version: int, options: dict[str, str]) -> str:
    if "size" in options:
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(options["size"]), int(options["size"])))
    if "user" in options:
        os.setuid(int(options["user"]))
    if "event" in options:
        die_before_event(int(options["event"]), warehouse)
    if "after" in options:
        timer = threading.Timer(float(options["after"]), die)
        timer.daemon = True
        timer.start()
    try:
        publish(
            tiny.tables(version),
            warehouse=warehouse,
            inputs=inputs,
            fingerprint=f"{version:064x}",
            code_version=str(version),
            source_texts=tiny.TEXTS,
            gate=tiny.open_gate,
            keep=int(options.get("keep", "5")),
            progress=progress(options, warehouse),
        )
    except AnpoError as error:
        return str(error).replace("\n", " | ")
    return "done"


def main() -> None:
    warehouse = Path(sys.argv[1])
    inputs = tiny.write_sources(warehouse.parent / "raw")
    for line in sys.stdin:
        version, *words = line.split()
        options = dict(zip(words[::2], words[1::2], strict=True))
        child = os.fork()
        if child == 0:
            print(run(warehouse, inputs, int(version), options), flush=True)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if status:
            print("killed" if os.WIFSIGNALED(status) else f"exit {status}", flush=True)


if __name__ == "__main__":
    main()
