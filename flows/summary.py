"""What a refresh published, and what e-Gov has amended, in words."""

from __future__ import annotations

from collections.abc import Sequence

from flows.amendment_reports.files import Written
from flows.catching_up.fetched import Fetched
from flows.publishing.manifest import Manifest


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


def amendments_markdown(fetched: Fetched, written: Sequence[Written], failures: Sequence[str]) -> str:
    """Return the summary of a run that asked e-Gov as Markdown.

    Args:
        fetched: what it brought.
        written: the reports of what is new.
        failures: what went wrong.
    """
    lines = [
        "# Amendments",
        "",
        f"{len(fetched.arrived):,} texts arrived in {fetched.requests:,} requests, which took {fetched.seconds:,.1f} s.",
        "",
        *(f"- {each.report.title}: {each.report.touched:,} places to read again" for each in written),
        *(f"- second text of {each.law_revision_id}: e-Gov has changed it" for each in fetched.second),
    ]
    if failures or not fetched.is_complete:
        lines += ["", "## Not done", "", *(f"- {failure}" for failure in (*failures, *shortfall(fetched)))]
    return "\n".join(lines) + "\n"


def shortfall(fetched: Fetched) -> list[str]:
    """Say what a run did not get from e-Gov: the laws that were skipped, and those that were not reached."""
    said = [str(fault) for fault in fetched.faults]
    if fetched.ended:
        left = f"; not asked for: {', '.join(fetched.left)}" if fetched.left else ""
        said.append(f"The run ended before all was asked: {fetched.ended}{left}")
    return said
