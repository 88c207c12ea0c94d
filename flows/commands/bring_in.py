"""`anpo amendments run`: ask e-Gov, and where anything is new, build, publish and report."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from rich.console import Console

from flows.catching_up.fetched import Fetched
from flows.commands.refresh import Progress, prefect_settings
from flows.counts import counted
from flows.fetching import Bounds, fetch_watched
from flows.notification import Hook
from flows.outstanding import outstanding
from flows.summary import Brought, shortfall

SHOWN = 10
"""Reports and faults named at most."""


def run(  # noqa: PLR0913, PLR0917 - the options of the command
    laws: Sequence[str],
    egov_url: str | None,
    raw: Path,
    warehouse: Path,
    bounds: Bounds,
    hook: Hook,
    keep: int,
) -> int:
    """Bring in what has been amended.

    Returns:
        The exit code: 0, or 1 where a law was skipped, not all were asked for, or a text could not be read.

    Raises:
        AnpoError: nothing could be asked, or the build fails; what was published stays.
    """
    console = Console(stderr=True)
    raw, warehouse = raw.absolute(), warehouse.absolute()
    with console.status("asking e-Gov ...") as status:
        log = logging.getLogger("anpo")
        log.setLevel(logging.INFO)
        log.addHandler(Progress(console, status))
        fetched = fetch_watched(raw, laws, egov_url, bounds)
        is_due, faults = outstanding(raw, warehouse)
        brought = Brought([], faults)
        if is_due:
            prefect_settings()
            log.info("starting Prefect and Great Expectations (some ten seconds)")
            brought = import_module("flows.amendments").bring_in(raw, warehouse, fetched, hook, keep)
    _show(fetched, brought, console, is_due=is_due)
    missing = shortfall(fetched, brought.faults)
    for words in missing:
        console.print(words, style="red", highlight=False, markup=False, soft_wrap=True)
    return 1 if missing else 0


def _show(fetched: Fetched, brought: Brought, console: Console, *, is_due: bool) -> None:
    asked = f"{counted(fetched.requests, 'request')} in {fetched.seconds:,.1f} s"
    if not is_due:
        console.print(f"Nothing is new: {asked}.", highlight=False)
        return
    texts = counted(len(fetched.arrived) + len(fetched.second), "text")
    console.print(f"Published: {texts} came in {asked}.", style="bold", highlight=False)
    for each in brought.written[:SHOWN]:
        console.print(
            f"  {each.report.title}\n    {each.path}", highlight=False, markup=False, soft_wrap=True
        )
    if (more := len(brought.written) - SHOWN) > 0:
        console.print(f"  and {counted(more, 'more report')} beside it", highlight=False)
