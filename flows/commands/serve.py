"""`anpo serve`: the scheduled refresh on a single machine, with a Prefect server of its own where there is none."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from rich.console import Console

from flows.errors import AnpoError

SERVER_SECONDS = 180
"""How long a server may take to start."""

ADDRESS = "127.0.0.1"


def serve(cron: str, timezone: str, parameters: dict[str, Any], port: int | None) -> None:
    """Serve the scheduled flow until it is stopped.

    Args:
        cron: when it runs.
        timezone: where that time is, as IANA names it.
        parameters: of each run.
        port: of the server that is started where none is configured; a free one where None.

    Raises:
        AnpoError: the server does not start, or the schedule is not one.
    """
    console = Console(stderr=True)
    os.environ.setdefault("PREFECT_LOGGING_EXTRA_LOGGERS", "anpo")
    with _api(port) as api:
        os.environ["PREFECT_API_URL"] = api
        flow = import_module("flows.amendments").amendments
        schedules = import_module("prefect.schedules")
        try:
            schedule = schedules.Cron(cron, timezone=timezone)
        except ValueError as error:
            raise AnpoError(f"The schedule {cron!r} in {timezone} is not one: {error}") from None
        console.print(
            f"anpo: amendments are asked for at {cron!r} ({timezone}); runs, parameters and reports: "
            f"{api.removesuffix('/api')}\nanpo: stop with Ctrl-C",
            highlight=False,
            soft_wrap=True,
        )
        flow.serve(
            name="weekdays", schedule=schedule, parameters=parameters, limit=1, print_starting_message=False
        )


@contextmanager
def _api(port: int | None) -> Iterator[str]:
    """Yield the address of a Prefect API: the one configured, or that of a server which ends with this process.

    A temporary server, as Prefect starts one for a single run, does not schedule.
    """
    if configured := os.environ.get("PREFECT_API_URL"):
        yield configured
        return
    port = port or _free_port()
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", ADDRESS, "--port", str(port)]
    environment = os.environ | {"PREFECT_LOGGING_SERVER_LEVEL": "ERROR"}
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as server:  # noqa: S603 - our own
        try:
            api = f"http://{ADDRESS}:{port}/api"
            _wait_for(api, server)
            yield api
        finally:
            server.terminate()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((ADDRESS, 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(api: str, server: subprocess.Popen[bytes]) -> None:
    """Wait until a server answers.

    Raises:
        AnpoError: it does not.
    """
    ends = time.monotonic() + SERVER_SECONDS
    while time.monotonic() < ends and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{api}/health", timeout=2):  # noqa: S310 - our own address
                return
        except OSError:
            time.sleep(0.2)
    raise AnpoError(
        f"The Prefect server at {api} did not start. Is the port in use? Choose another with --port."
    )
