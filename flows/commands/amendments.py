"""`anpo amendments report`: what amendments changed and what to read again, in Japanese."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Sequence
from pathlib import Path

import click
from rich.table import Table
from rich.text import Text

from flows.amendment_reports.report import AmendmentReport, reports
from flows.amendment_reports.writing import to_html, to_json, to_markdown
from flows.commands.law_lookup import find_law, require_day
from flows.commands.sql import open_warehouse
from flows.commands.terminal import console
from flows.counts import counted
from flows.errors import AnpoError, InputError
from flows.publishing.snapshots import DATABASE
from flows.publishing.writing import writing

WRITERS = {"markdown": ("md", to_markdown), "html": ("html", to_html)}
JSON_FILE = "amendments.json"


def report(
    since: dt.date | None, law: str | None, output_format: str | None, output: Path | None, warehouse: Path
) -> None:
    """Print reports of amendments, or write each into a file of a folder.

    Args:
        since: only what entered into force on the day or later.
        law: only amendments of this law.
        output_format: `markdown`, `html`, `json` or `summary`; None prints Markdown, and writes Markdown and HTML.
        output: the folder.
        warehouse: the folder of the warehouse.

    Raises:
        AnpoError: there is no warehouse, no such law, no amendment, or the folder cannot be written.
    """
    with open_warehouse(warehouse) as connection:
        asked = find_law(connection, law) if law else None
        if asked:
            require_day(asked, dt.date.max)
    found = reports(warehouse / DATABASE, since=since, law_id=asked.law_id if asked else None)
    if not found:
        raise AnpoError(_nothing(since, asked.title if asked else None))
    if output:
        _write(found, output_format, output)
    elif output_format == "summary":
        console().print(summary(found))
    elif output_format == "json":
        sys.stdout.write(to_json(found))
    elif output_format == "html":
        if len(found) > 1:
            raise InputError(
                "--format html", "", f"makes a page for each of {len(found)} amendments", "Name a folder with -o."
            )  # fmt: skip
        sys.stdout.write(to_html(found[0]))
    else:
        _show(found)


def _nothing(since: dt.date | None, law: str | None) -> str:
    of_law = f" of {law}" if law else ""
    when = f" since {since}" if since else ""
    return (
        f"no amendment{of_law}{when} is in the warehouse: an amendment is seen between two revisions of a law. "
        "Load more of them: anpo laws load FILE"
    )


def overview(found: Sequence[AmendmentReport]) -> str:
    """Return a list of amendments as Markdown."""
    lines = [f"# 改正の一覧（{len(found)}件）", ""]
    lines += [
        f"- {one.enforced_on}　{one.law_name}（{one.amendment_name}）　"
        f"改正{len(one.changes)}件、読み直し{one.touched}箇所"
        for one in found
    ]
    return "\n".join(lines) + "\n"


def summary(found: Sequence[AmendmentReport]) -> Table:
    """Return a table of amendments, by entry into force."""
    table = Table(header_style="bold", caption=counted(len(found), "amendment"), caption_justify="left")
    for name, justify in (
        ("施行", "left"),
        ("法令", "left"),
        ("改正法令", "left"),
        ("改正", "right"),
        ("読み直し", "right"),
    ):
        table.add_column(name, justify="right" if justify == "right" else "left", overflow="fold")
    for one in found:
        table.add_row(
            f"{one.enforced_on}",
            Text(one.law_name),
            Text(one.amendment_name),
            f"{len(one.changes):,}",
            f"{one.touched:,}",
        )
    return table


def _show(found: Sequence[AmendmentReport]) -> None:
    """Print reports, on a terminal page by page."""
    documents = [to_markdown(one) for one in found]
    if len(found) > 1:
        documents.insert(0, overview(found))
    text = "\n".join(documents)
    if sys.stdout.isatty() and len(found) > 1:
        click.echo_via_pager(text)
    else:
        sys.stdout.write(text)


def _write(found: Sequence[AmendmentReport], output_format: str | None, output: Path) -> None:
    if output_format == "summary":
        raise InputError("--format summary", "", "is for the terminal", "Leave out -o.")
    formats = [output_format] if output_format else list(WRITERS)
    with writing(output):
        output.mkdir(parents=True, exist_ok=True)
        if formats == ["json"]:
            (output / JSON_FILE).write_text(to_json(found), "utf-8")
            formats = []
        for ending, write in (WRITERS[name] for name in formats):
            for one in found:
                (output / f"{one.law_revision_id}.{ending}").write_text(write(one), "utf-8")
    console().print(f"{counted(len(found), 'amendment')}: {output}", highlight=False, soft_wrap=True)
