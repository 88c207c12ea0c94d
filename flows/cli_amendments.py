"""The commands of anpo about amendments: which laws are watched, what e-Gov has amended, and what that touches."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from flows.cli_options import (
    OPTIONS,
    RAW,
    WAREHOUSE,
    EgovUrl,
    Laws,
    Limit,
    Minutes,
    NotifyCommand,
    NotifyUrl,
    Raw,
    Warehouse,
    as_day,
)  # fmt: skip

app = typer.Typer(**OPTIONS)
watch = typer.Typer(help="Say of which laws e-Gov is asked for amendments.", **OPTIONS)
app.add_typer(watch, name="watch")
amendments = typer.Typer(help="What amendments changed, and what to read again.", **OPTIONS)
app.add_typer(amendments, name="amendments")


class ReportFormat(StrEnum):
    """Forms of a report of amendments."""

    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"
    SUMMARY = "summary"


@watch.command("list", epilog="Example: [bold]anpo watch list[/]")
def watch_list(raw: Raw = RAW) -> None:
    """Show the laws of which e-Gov is asked for amendments."""
    from flows.commands import watch as command  # noqa: PLC0415

    command.show(raw)


@watch.command("add", epilog="Example: [bold]anpo watch add 防衛省設置法[/]")
def watch_add(names: Laws, raw: Raw = RAW) -> None:
    """Ask for amendments of more laws; the next run fetches all revisions of them that e-Gov has."""
    from flows.commands import watch as command  # noqa: PLC0415

    command.add(names, raw)


@watch.command("remove", epilog="Example: [bold]anpo watch remove 防衛省設置法[/]")
def watch_remove(names: Laws, raw: Raw = RAW) -> None:
    """Ask for amendments of laws no more; what was fetched of them stays."""
    from flows.commands import watch as command  # noqa: PLC0415

    command.remove(names, raw)


@amendments.command(
    epilog="Example: [bold]anpo amendments report --since 2021-01-01[/]\n\n"
    "As files: [bold]anpo amendments report --law 自衛隊法 --since 2024-01-01 -o reports[/]"
)
def report(
    since: Annotated[
        datetime | None,
        typer.Option(
            "--since",
            metavar="DATE",
            formats=["%Y-%m-%d"],
            help="Only what entered into force on this day or later.",
            show_default="all",
        ),
    ] = None,
    law: Annotated[
        str | None,
        typer.Option("--law", metavar="LAW", help="Only amendments of this law.", show_default="all"),
    ] = None,
    output_format: Annotated[
        ReportFormat | None,
        typer.Option("--format", "-f", help="Form of the report.", show_default="markdown; both with -o"),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="DIR", help="Write a file for each amendment into this folder."
        ),
    ] = None,
    warehouse: Warehouse = WAREHOUSE,
) -> None:
    """Report amendments in Japanese: the amending law, what changed (old and new, marked), what to read again."""
    from flows.commands import amendments as command  # noqa: PLC0415

    command.report(as_day(since), law, output_format.value if output_format else None, output, warehouse)


@amendments.command(
    "run",
    epilog="Example: [bold]anpo amendments run[/]\n\n"
    "One law, from elsewhere: [bold]anpo amendments run --law 自衛隊法 --egov-url http://127.0.0.1:8000[/]",
)
def amendments_run(  # noqa: PLR0913, PLR0917 - options, given by name
    law: Annotated[
        list[str] | None,
        typer.Option(
            "--law", metavar="LAW", help="Only this law; may be given again.", show_default="the watch list"
        ),
    ] = None,
    egov_url: EgovUrl = None,
    raw: Raw = RAW,
    warehouse: Warehouse = WAREHOUSE,
    limit: Limit = None,
    minutes: Minutes = 30,
    notify_command: NotifyCommand = None,
    notify_url: NotifyUrl = None,
    keep: Annotated[int, typer.Option(min=1, help="How many snapshots to keep.")] = 5,
) -> None:
    """Ask e-Gov for amendments, bring them in, and write a report of each; do nothing where nothing is new.

    What arrives is kept in raw/egov, so that a run goes on where the last one stopped.
    Reports go into reports/ of the warehouse. The exit code is 1 where a law was skipped, or a text cannot be read.
    """
    from flows.commands import bring_in as command  # noqa: PLC0415
    from flows.fetching import Bounds  # noqa: PLC0415
    from flows.notification import Hook  # noqa: PLC0415

    bounds, hook = Bounds(limit, minutes), Hook(notify_command, notify_url)
    raise typer.Exit(command.run(law or [], egov_url, raw, warehouse, bounds, hook, keep))


@app.command(epilog="Example: [bold]anpo serve[/]\n\nEvery hour: [bold]anpo serve --cron '0 * * * *'[/]")
def serve(  # noqa: PLR0913, PLR0917 - options, given by name
    cron: Annotated[
        str, typer.Option(help="When e-Gov is asked: minute, hour, day, month, weekday.")
    ] = "30 6 * * 1-5",
    timezone: Annotated[str, typer.Option(help="Where that time is.")] = "Asia/Tokyo",
    port: Annotated[
        int | None,
        typer.Option(help="Port of the Prefect server that is started.", show_default="a free one"),
    ] = None,
    egov_url: EgovUrl = None,
    raw: Raw = RAW,
    warehouse: Warehouse = WAREHOUSE,
    limit: Limit = None,
    minutes: Minutes = 30,
    notify_command: NotifyCommand = None,
    notify_url: NotifyUrl = None,
) -> None:
    """Ask e-Gov for amendments on schedule, on this machine alone, until it is stopped.

    Starts a Prefect server on 127.0.0.1, unless PREFECT_API_URL names one.
    """
    from flows.commands import serve as command  # noqa: PLC0415

    parameters = {
        "egov_url": egov_url,
        "raw": str(raw.absolute()),
        "warehouse": str(warehouse.absolute()),
        "limit": limit,
        "minutes": minutes,
        "notify_command": notify_command,
        "notify_url": notify_url,
    }
    command.serve(cron, timezone, parameters, port)
