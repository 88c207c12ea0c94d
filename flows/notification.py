"""Reports of amendments to others: a command, or a URL. Whatever goes wrong there is said and fails nothing."""

from __future__ import annotations

import logging
import shlex
import subprocess
from collections.abc import Iterator
from typing import NamedTuple
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

log = logging.getLogger("anpo")

SECONDS = 60
"""How long a hook may take."""


class Hook(NamedTuple):
    """Who is told of amendments.

    Args:
        command: a command, in the quoting of a POSIX shell, that gets the reports as JSON on its standard input.
        url: a URL that the same is posted to.
    """

    command: str | None = None
    url: str | None = None


def notify(reports: str, hook: Hook) -> list[str]:
    """Tell a hook of reports.

    Args:
        reports: the reports, as one JSON text.
        hook: who is told.

    Returns:
        What went wrong, in words.
    """
    content = reports.encode()
    failures = [*_command(hook.command, content), *_post(hook.url, content)]
    for failure in failures:
        log.warning(failure)
    return failures


def _command(command: str | None, content: bytes) -> Iterator[str]:
    if not command:
        return
    try:
        run = subprocess.run(  # noqa: S603 - the command is the user's own
            shlex.split(command), input=content, capture_output=True, timeout=SECONDS, check=False
        )
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        yield f"the command {command!r} was not told of the amendments: {error}"
        return
    if run.returncode:
        said = run.stderr.decode(errors="replace").strip()[-300:]
        yield f"the command {command!r} was told of the amendments and ended with {run.returncode}: {said}"


def _post(url: str | None, content: bytes) -> Iterator[str]:
    if not url:
        return
    if urlsplit(url).scheme not in ("http", "https"):
        yield f"{url} was not told of the amendments: it is not an http or https URL"
        return
    request = Request(url, content, {"Content-Type": "application/json; charset=utf-8"})  # noqa: S310 - checked
    try:
        with urlopen(request, timeout=SECONDS):  # noqa: S310 - checked
            pass
    except (URLError, OSError, ValueError) as error:
        yield f"{url} was not told of the amendments: {error}"
