"""A process that runs `anpo amendments run`, or another command of anpo, on request, and can be killed on the way.

Prefect and Great Expectations are imported once; each request is a fork. It reads one request a line, as JSON, from its
standard input, and prints how the fork ended, as JSON: its exit code, or `killed`, and what it printed. A request is

    {"arguments": [...], "command": [...], "day": "2021-05-20", "after": SECONDS, "step": WORDS, "size": BYTES, "user": ID}

`arguments` are those of the command, which is `amendments run` where none is given; `day` is what the run takes for today; `after` kills it when so much time
has passed, `step` when it tells of a step; `size` limits the size of a file, as a full disk does; `user` gives up the
rights of root.
"""

import datetime as dt
import json
import logging
import os
import resource
import signal
import sys
import tempfile
import threading
from functools import partial
from typing import Any

import expectations.gate  # noqa: F401 - imported once for all forks
import flows.amendments  # noqa: F401
from flows import fetching
from flows.cli import main
from flows.egov.connection import Connection
from flows.egov.pace import Clock


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


class DieAt(logging.Handler):
    """Kills this process when a step is told."""

    def __init__(self, step: str) -> None:
        super().__init__()
        self.step = step

    def emit(self, record: logging.LogRecord) -> None:
        if self.step in record.getMessage():
            die()


def run(request: dict[str, Any]) -> int:
    if "size" in request:
        resource.setrlimit(resource.RLIMIT_FSIZE, (request["size"], request["size"]))
    if "user" in request:
        os.setuid(request["user"])
    if "step" in request:
        logging.getLogger("anpo").addHandler(DieAt(request["step"]))
    if "after" in request:
        timer = threading.Timer(request["after"], die)
        timer.daemon = True
        timer.start()
    if "day" in request:
        moment = dt.datetime.combine(dt.date.fromisoformat(request["day"]), dt.time(8), dt.UTC)
        setattr(fetching, "Connection", partial(Connection, clock=Clock(now=lambda: moment)))  # noqa: B010 - for this process alone
    sys.argv = ["anpo", *request.get("command", ["amendments", "run"]), *request["arguments"]]
    try:
        main()
    except SystemExit as end:
        return int(end.code or 0)
    return 0


def serve() -> None:
    for line in sys.stdin:
        request = json.loads(line)
        with tempfile.TemporaryFile("w+b") as said:
            child = os.fork()
            if child == 0:
                os.dup2(said.fileno(), 1)
                os.dup2(said.fileno(), 2)
                code = 1
                try:
                    code = run(request)
                finally:
                    sys.stdout.flush()
                    sys.stderr.flush()
                    os._exit(code)
            _, status = os.waitpid(child, 0)
            said.seek(0)
            words = said.read().decode()
        end = "killed" if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)
        print(json.dumps({"end": end, "said": words}), flush=True)


if __name__ == "__main__":
    serve()
