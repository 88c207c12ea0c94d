"""The scheduled flow: ask e-Gov what has been amended, bring it in, and say what it touches.

`amendments` is what Prefect runs on schedule: it fetches into `raw/`, and where anything is new calls `bring_in`, which
builds and publishes one snapshot by the main flow and writes a report of each amendment. `anpo amendments run` fetches
by itself and calls `bring_in` only then, so that a day without news costs no start of Prefect.
"""

# Annotations are evaluated here: Prefect sends a flow that it serves to another process without the names that only
# annotations use.

import logging
from collections.abc import Sequence
from pathlib import Path

from prefect import flow, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE

from flows.amendment_reports.files import Written, finish, pending, write_pages
from flows.amendment_reports.writing import to_json, to_markdown
from flows.catching_up.fetched import Fetched
from flows.errors import AnpoError
from flows.fetching import Bounds, fetch_watched
from flows.loaded import read_loaded
from flows.notification import Hook, notify
from flows.outstanding import built, outstanding
from flows.publishing.snapshots import WAREHOUSE, current
from flows.refresh import refresh
from flows.sources import RAW
from flows.summary import Brought, amendments_markdown, shortfall

log = logging.getLogger("anpo")

KEEP = 5
"""Snapshots kept, as by a refresh."""


class SkippedError(AnpoError):
    """Something was left out of a run that published what it could; the words say what."""


@task(cache_policy=NO_CACHE)
def fetch(raw: Path, laws: Sequence[str], egov_url: str | None, bounds: Bounds) -> Fetched:
    """What is new at e-Gov to `raw/`."""
    log.info("asking e-Gov")
    return fetch_watched(raw, laws, egov_url, bounds)


@task(cache_policy=NO_CACHE)
def report(warehouse: Path) -> list[Written]:
    """Amendments that are new in the warehouse to pages."""
    log.info("writing the reports")
    return write_pages(warehouse, pending(warehouse))


@task(cache_policy=NO_CACHE)
def tell(written: Sequence[Written], hook: Hook) -> list[str]:
    """Reports to whoever is to be told; a failure is said and fails nothing."""
    return notify(to_json([each.report for each in written]), hook) if written else []


# Its parameters are values of ours, whose types Prefect cannot look up in the process that it serves from.
@flow(name="bring-in-amendments", validate_parameters=False)
def bring_in(raw: Path, warehouse: Path, fetched: Fetched, hook: Hook, keep: int = KEEP) -> Brought:
    """Build and publish what was fetched, and report the amendments that are new in it.

    Args:
        raw: folder of the sources and their cards.
        warehouse: folder of the snapshots; reports go into `reports/` of it.
        fetched: what a run brought; its faults stand in the summary.
        hook: who is told.
        keep: how many snapshots to keep.

    Returns:
        The reports, and what could not be read.

    Raises:
        InputError: a source, or the folder, is not as it must be; the last snapshot stays.
        GateError: a rule does not hold; the last snapshot stays.
    """
    manifest = built(raw, warehouse) or refresh(raw, warehouse, read_loaded(current(warehouse)), keep)
    brought = Brought(report(warehouse), manifest.faults)
    failures = tell(brought.written, hook)
    for each in brought.written:
        key = f"amendment-{each.report.law_revision_id.lower().replace('_', '-')}"
        create_markdown_artifact(to_markdown(each.report), key=key, description=each.report.title)
    summary = amendments_markdown(fetched, brought, failures)
    create_markdown_artifact(summary, key="amendments-summary", description="What e-Gov has amended")
    finish(brought.written)
    return brought


@flow(name="amendments")
def amendments(  # noqa: PLR0913, PLR0917 - the parameters of a run, as the UI shows them
    laws: list[str] | None = None,
    egov_url: str | None = None,
    raw: str = str(RAW),
    warehouse: str = str(WAREHOUSE),
    limit: int | None = None,
    minutes: float = 30,
    notify_command: str | None = None,
    notify_url: str | None = None,
    keep: int = KEEP,
) -> list[str]:
    """Ask e-Gov for amendments of the laws of the watch list, bring them in and report them.

    Args:
        laws: laws to ask for, by title, abbreviation, number or id; those of the watch list where None.
        egov_url: where e-Gov is; ANPO_EGOV_URL, or else e-Gov itself, where None.
        raw: folder of the sources and their cards.
        warehouse: folder of the snapshots.
        limit: texts to fetch at most.
        minutes: minutes after which nothing more is asked.
        notify_command: a command that gets the reports as JSON on its standard input.
        notify_url: a URL that the same is posted to.
        keep: how many snapshots to keep.

    Returns:
        Ids of the revisions that were reported.

    Raises:
        SkippedError: a law was skipped, not all were asked for, or a text that is held could not be read; what could
            be had is published.
        AnpoError: see `bring_in`.
    """
    sources, folder = Path(raw).absolute(), Path(warehouse).absolute()
    fetched = fetch(sources, laws or [], egov_url, Bounds(limit, minutes))
    is_due, faults = outstanding(sources, folder)
    brought = Brought([], faults)
    if is_due:
        brought = bring_in(sources, folder, fetched, Hook(notify_command, notify_url), keep)
    else:
        log.info("nothing is new")
    if missing := shortfall(fetched, brought.faults):
        raise SkippedError("\n".join(missing))
    return [each.report.law_revision_id for each in brought.written]
