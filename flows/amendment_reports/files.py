"""Reports as files beside the snapshots: `reports/<law_revision_id>.md`, `.html` and `.json` of the warehouse folder.

A report is of an amendment that came from e-Gov when its law was in the warehouse already. The JSON is written last: where it
is, the report is done, so that a run that was stopped leaves to the next one what it has not written.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import duckdb

from flows.amendment_reports.report import AmendmentReport, reports
from flows.amendment_reports.writing import to_html, to_json, to_markdown
from flows.publishing.snapshots import DATABASE, current
from flows.publishing.writing import writing

REPORTS = "reports"
"""Folder of the reports in a warehouse."""

NEW = """
    SELECT revision.law_revision_id
    FROM law_revisions revision
    JOIN sources source USING (source_id)
    WHERE starts_with(source.file, 'egov/')
        AND revision.first_seen_at = source.retrieved_on
        AND revision.law_revision_id IN (SELECT to_revision_id FROM provision_changes)
    ORDER BY revision.valid_from, revision.law_revision_id
"""
"""Revisions that came from e-Gov and were not known before, and change something."""


class Written(NamedTuple):
    """A report that was written.

    Args:
        report: what there is to say.
        path: its Markdown file.
    """

    report: AmendmentReport
    path: Path


def pending(warehouse: Path) -> list[str]:
    """Return the revisions in the current snapshot of a warehouse whose report is yet to be written, by day.

    Where there is no snapshot, there are none.
    """
    snapshot = current(warehouse)
    if snapshot is None:
        return []
    with duckdb.connect(snapshot / DATABASE, read_only=True) as connection:
        found = [name for (name,) in connection.execute(NEW).fetchall()]
    return [name for name in found if not (warehouse / REPORTS / f"{name}.json").is_file()]


def write_pages(warehouse: Path, names: Sequence[str]) -> list[Written]:
    """Write the reports of revisions for people to read.

    Args:
        warehouse: the folder of the snapshots.
        names: revisions in the current snapshot.

    Raises:
        InputError: the folder cannot be written.
    """
    snapshot = current(warehouse)
    if snapshot is None or not names:
        return []
    written = []
    with writing(warehouse):
        (warehouse / REPORTS).mkdir(exist_ok=True)
        for report in reports(snapshot / DATABASE, revisions=names):
            path = warehouse / REPORTS / f"{report.law_revision_id}.md"
            _write(path, to_markdown(report))
            _write(path.with_suffix(".html"), to_html(report))
            written.append(Written(report, path))
    return written


def finish(written: Sequence[Written]) -> None:
    """Write the reports for programs to read; with that they are done.

    Raises:
        InputError: the folder cannot be written.
    """
    for report, path in written:
        with writing(path.parent.parent):
            _write(path.with_suffix(".json"), to_json([report]))


def _write(path: Path, content: str) -> None:
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    aside.write_text(content, "utf-8")
    aside.replace(path)
