"""What a refresh published, and what e-Gov has amended, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from flows.amendment_reports.files import Written
from flows.catching_up.fetched import Fetched
from flows.counts import counted
from flows.publishing.manifest import Manifest


class Brought(NamedTuple):
    """What was made of what was fetched.

    Args:
        written: reports of the amendments that are new.
        faults: texts that are held and could not be read.
    """

    written: Sequence[Written]
    faults: Sequence[str]


def markdown(manifest: Manifest) -> str:
    """Return the summary of a snapshot as Markdown."""
    lines = [
        f"# Snapshot {manifest.snapshot_id}",
        "",
        f"Built at {manifest.built_at} by {manifest.code_version}; {manifest.expectations:,} expectations hold.",
        "",
        "| table | rows |",
        "| --- | ---: |",
        *(f"| {table} | {rows:,} |" for table, rows in sorted(manifest.rows.items())),
        "",
        "| source | characters | in rows | ignored with a reason | unaccounted for |",
        "| --- | ---: | ---: | ---: | ---: |",
        *(
            f"| {source} | {row['characters']:,} | {row['covered']:,} | {row['ignored']:,} | {row['unaccounted']:,} |"
            for source, row in sorted(manifest.coverage.items())
        ),
    ]
    return "\n".join(lines) + "\n"


def amendments_markdown(fetched: Fetched, brought: Brought, failures: Sequence[str]) -> str:
    """Return the summary of a run that asked e-Gov as Markdown.

    Args:
        fetched: what it fetched.
        brought: what was made of it.
        failures: what went wrong in telling others.
    """
    texts, requests = counted(len(fetched.arrived), "text"), counted(fetched.requests, "request")
    not_done = [*failures, *shortfall(fetched, brought.faults)]
    lines = [
        "# Amendments",
        "",
        f"{texts} arrived in {requests}, which took {fetched.seconds:,.1f} s.",
        "",
        *(
            f"- {each.report.title}: {counted(each.report.touched, 'place')} to read again"
            for each in brought.written
        ),
        *(f"- second text of {each.law_revision_id}: e-Gov has changed it" for each in fetched.second),
    ]
    if not_done:
        lines += ["", "## Not done", "", *(f"- {failure}" for failure in not_done)]
    return "\n".join(lines) + "\n"


def shortfall(fetched: Fetched, faults: Sequence[str]) -> list[str]:
    """Say what is not in the snapshot after a run.

    Args:
        fetched: what was fetched; laws may have been skipped, or not been reached.
        faults: texts that are held and could not be read.
    """
    said = [*faults, *map(str, fetched.faults)]
    if fetched.ended:
        left = f"; not asked for: {', '.join(fetched.left)}" if fetched.left else ""
        said.append(f"The run ended before all was asked: {fetched.ended}{left}")
    return said
