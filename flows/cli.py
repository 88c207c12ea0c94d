"""The anpo command. Heavy libraries are imported by the command that needs them, not by its help."""

from __future__ import annotations

import os
import sys
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from flows.errors import AnpoError

OPTIONS: dict[str, Any] = {
    "no_args_is_help": True,
    "add_completion": False,
    "rich_markup_mode": "rich",
    "pretty_exceptions_enable": False,
}

app = typer.Typer(
    name="anpo",
    help="Japan's security legislation (安保) as a validated warehouse: build it, query it, trace it.",
    **OPTIONS,
)
laws = typer.Typer(help="Bring more laws into the warehouse.", **OPTIONS)
app.add_typer(laws, name="laws")
watch = typer.Typer(help="Say of which laws e-Gov is asked for amendments.", **OPTIONS)
app.add_typer(watch, name="watch")
amendments = typer.Typer(help="What amendments changed, and what to read again.", **OPTIONS)
app.add_typer(amendments, name="amendments")

PROJECT = Path(__file__).parents[1]

Warehouse = Annotated[
    Path,
    typer.Option(
        "--warehouse",
        metavar="DIR",
        help="Folder of the warehouse.",
        envvar="ANPO_WAREHOUSE",
        show_default="warehouse/ of the project",
    ),
]
Raw = Annotated[
    Path,
    typer.Option(
        "--raw",
        metavar="DIR",
        help="Folder of the sources and their cards.",
        show_default="raw/ of the project",
    ),
]
Dask = Annotated[
    str | None,
    typer.Option(
        metavar="ADDRESS",
        help="Read the laws on a Dask cluster with this scheduler (tcp://127.0.0.1:8786); its workers must see "
        "the same paths.",
        show_default="this machine",
    ),
]
EgovUrl = Annotated[
    str | None,
    typer.Option(
        metavar="URL", envvar="ANPO_EGOV_URL", help="Where e-Gov is.", show_default="https://laws.e-gov.go.jp"
    ),
]
Limit = Annotated[int | None, typer.Option(min=1, help="Texts to fetch at most.", show_default="no limit")]
Minutes = Annotated[float, typer.Option(min=0, help="Minutes after which nothing more is asked.")]
NotifyCommand = Annotated[
    str | None,
    typer.Option(
        metavar="COMMAND",
        envvar="ANPO_NOTIFY_COMMAND",
        help="Command that gets the reports as JSON on its input.",
    ),
]
NotifyUrl = Annotated[
    str | None,
    typer.Option(metavar="URL", envvar="ANPO_NOTIFY_URL", help="URL that the reports are posted to."),
]
WAREHOUSE = PROJECT / "warehouse"
RAW = PROJECT / "raw"


class Kind(StrEnum):
    """Kinds of document that can be read without a card."""

    ACTIONS = "white-paper-actions"
    OUTLINE = "white-paper-outline"
    GUIDELINES = "guidelines"
    REVIEW = "guidelines-review"
    LAW = "law-markdown"


class Edition(StrEnum):
    """Editions of the Guidelines."""

    OF_1978 = "1978"
    OF_1997 = "1997"
    OF_2015 = "2015"
    PROPOSAL = "2024-proposal"


class Format(StrEnum):
    """Forms in which the answer to a query is printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    PARQUET = "parquet"


class ReportFormat(StrEnum):
    """Forms of a report of amendments."""

    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"
    SUMMARY = "summary"


@app.command(
    epilog="Example: [bold]anpo refresh[/]\n\nElsewhere: [bold]anpo refresh --warehouse /data/anpo --keep 10[/]"
)
def refresh(
    raw: Raw = RAW,
    warehouse: Warehouse = WAREHOUSE,
    keep: Annotated[int, typer.Option(min=1, help="How many snapshots to keep.")] = 5,
    force: Annotated[bool, typer.Option("--force", help="Build even where nothing has changed.")] = False,
    dask: Dask = None,
) -> None:
    """Build the warehouse from the sources, gate it and publish it; do nothing where nothing has changed."""
    from flows.commands import refresh as command  # noqa: PLC0415

    raise typer.Exit(command.refresh(raw, warehouse, keep=keep, force=force, dask=dask))


@app.command(
    epilog="Example: [bold]anpo extract white-paper-actions siryo10.csv[/]\n\n"
    "As Parquet: [bold]anpo extract law-markdown 411AC0000000060.md -o out[/]"
)
def extract(
    kind: Annotated[Kind, typer.Argument(help="What the files are.")],
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="The documents.")],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="DIR", help="Write the tables as Parquet into this folder."),
    ] = None,
    edition: Annotated[
        Edition | None, typer.Option(help="Edition of the guidelines, where it is not the kind's usual one.")
    ] = None,
) -> None:
    """Read documents that have no card, such as next year's White Paper, and show or write their tables.

    Ids begin with the kind where one file is read, and with the file's name where several are.
    """
    from flows.commands import extract as command  # noqa: PLC0415

    command.extract(kind.value, files, output, edition.value if edition else None)


@app.command(
    epilog='Example: [bold]anpo sql "SELECT name, legal_basis_text FROM actions"[/]\n\n'
    'Into a file: [bold]anpo sql --format csv "FROM approvals" > approvals.csv[/]'
)
def sql(
    query: Annotated[str, typer.Argument(help="A query in DuckDB's SQL.")],
    output_format: Annotated[
        Format, typer.Option("--format", "-f", help="How to print the answer.")
    ] = Format.TABLE,
    warehouse: Warehouse = WAREHOUSE,
) -> None:
    """Ask the warehouse a question in SQL."""
    from flows.commands import sql as command  # noqa: PLC0415

    command.sql(query, output_format.value, warehouse)


@app.command(
    epilog='Example: [bold]anpo search 武器等防護[/]\n\nSeveral words, and a law: [bold]anpo search "国民保護法 警報"[/]'
)
def search(
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="WORDS", help='Words that must all be there; "a phrase" as it is; 自衛隊法第95条の2.'
        ),
    ],
    most: Annotated[int, typer.Option("-n", "--most", min=1, max=100, help="How many hits to show.")] = 10,
    warehouse: Warehouse = WAREHOUSE,
) -> None:
    """Search laws, the White Paper's actions and the Guidelines; the best hits first, with the passage that matches."""
    from flows.commands import search as command  # noqa: PLC0415

    command.search(" ".join(words), most, warehouse)


@app.command(
    epilog="Example: [bold]anpo ask[/]\n\nOne of them: [bold]anpo ask law_on_a_day law=国民保護法 address=第四十四条 day=2020-01-01[/]"
)
def ask(
    question: Annotated[str | None, typer.Argument(help="Its name; all are listed without.")] = None,
    values: Annotated[
        list[str] | None,
        typer.Argument(metavar="[KEY=VALUE]...", help="What to ask for instead of the defaults."),
    ] = None,
    show: Annotated[bool, typer.Option("--sql", help="Print the query instead of asking it.")] = False,
    output_format: Annotated[
        Format, typer.Option("--format", "-f", help="How to print the answer.")
    ] = Format.TABLE,
    warehouse: Warehouse = WAREHOUSE,
) -> None:
    """List the questions that the warehouse is good for, or ask one of them."""
    from flows.commands import ask as command  # noqa: PLC0415

    command.ask(question, values or [], output_format.value, warehouse, show=show)


@app.command(epilog="Example: [bold]anpo trace approvals wp2021-siryo10/05/diet_approval/1[/]")
def trace(
    table: Annotated[str, typer.Argument(help="The table.")],
    row: Annotated[str, typer.Argument(help="The row's key; parts of a key of several columns joined by |.")],
    warehouse: Warehouse = WAREHOUSE,
) -> None:
    """Show the source of a row, its hash, and the verbatim text in its surroundings."""
    from flows.commands import trace as command  # noqa: PLC0415

    command.trace(table, row, warehouse)


Day = Annotated[
    datetime | None,
    typer.Option(
        "--on", metavar="DATE", formats=["%Y-%m-%d"], help="The day to ask for.", show_default="today"
    ),
]
Law = Annotated[str, typer.Argument(metavar="LAW", help="A law: title, abbreviation, number or e-Gov id.")]


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


@app.command(
    epilog="Example: [bold]anpo article 自衛隊法 第九十五条の二[/]\n\n"
    "On another day: [bold]anpo article 重要影響事態安全確保法 第三条第一項第四号 --on 2016-04-01[/]"
)
def article(
    law: Law,
    address: Annotated[
        str,
        typer.Argument(
            metavar="ADDRESS",
            help="A provision: 第九十四条の五第一項, 94条の5, 附則第二条, 別表第一, 第七章.",
        ),
    ],
    on: Day = None,
    warehouse: Warehouse = WAREHOUSE,
) -> None:
    """Show a provision of a law as it stood on a day, with its period of validity and its source."""
    from flows.commands import article as command  # noqa: PLC0415

    command.article(law, address, _day(on), warehouse)


@app.command(epilog="Example: [bold]anpo diff 重要影響事態安全確保法 2016-04-01 2021-10-01[/]")
def diff(
    law: Law,
    before: Annotated[
        datetime, typer.Argument(metavar="FROM", formats=["%Y-%m-%d"], help="The earlier day.")
    ],
    after: Annotated[datetime, typer.Argument(metavar="TO", formats=["%Y-%m-%d"], help="The later day.")],
    warehouse: Warehouse = WAREHOUSE,
) -> None:
    """Show what changed in a law between two days, old and new side by side (新旧対照表)."""
    from flows.commands import diff as command  # noqa: PLC0415

    command.diff(law, before.date(), after.date(), warehouse)


@app.command(
    epilog="Example: [bold]anpo cites 自衛隊法 第七十六条[/]\n\nA whole law: [bold]anpo cites 国際平和支援法[/]"
)
def cites(
    law: Law,
    address: Annotated[
        str | None, typer.Argument(metavar="[ADDRESS]", help="A provision; else the whole law.")
    ] = None,
    on: Day = None,
    warehouse: Warehouse = WAREHOUSE,
) -> None:
    """Show what a provision cites, and why a citation lands nowhere."""
    from flows.commands import cites as command  # noqa: PLC0415

    command.cites(law, address, _day(on), warehouse)


@app.command(
    "cited-by",
    epilog="Example: [bold]anpo cited-by 自衛隊法 第九十五条の二[/]\n\nA whole law: [bold]anpo cited-by 警察官職務執行法[/]",
)
def cited_by(
    law: Law,
    address: Annotated[
        str | None, typer.Argument(metavar="[ADDRESS]", help="A provision; else the whole law.")
    ] = None,
    on: Day = None,
    warehouse: Warehouse = WAREHOUSE,
) -> None:
    """Show what cites a provision, or something in it, in all loaded laws."""
    from flows.commands import cites as command  # noqa: PLC0415

    command.cited_by(law, address, _day(on), warehouse)


@app.command(epilog="Example: [bold]anpo status[/]")
def status(raw: Raw = RAW, warehouse: Warehouse = WAREHOUSE) -> None:
    """List the snapshots, and say whether the current one is up to date."""
    from flows.commands import status as command  # noqa: PLC0415

    command.status(raw, warehouse)


@app.command(epilog="Example: [bold]anpo changes[/]")
def changes(
    snapshot: Annotated[
        str | None, typer.Argument(metavar="[SNAPSHOT]", help="Its id; else the current one.")
    ] = None,
    warehouse: Warehouse = WAREHOUSE,
) -> None:
    """Show what a snapshot added, changed and dropped against the one before it, in rows."""
    from flows.commands import changes as command  # noqa: PLC0415

    command.changes(snapshot, warehouse)


@app.command(epilog="Example: [bold]anpo verify[/]")
def verify(raw: Raw = RAW, warehouse: Warehouse = WAREHOUSE) -> None:
    """Hash the sources and the published files again and say what differs; exit 1 if anything does."""
    from flows.commands import verify as command  # noqa: PLC0415

    raise typer.Exit(command.verify(raw, warehouse))


@laws.command(
    epilog="Example: [bold]anpo laws load all_xml.zip[/]\n\n"
    "One law: [bold]anpo laws load 321CONSTITUTION_19470503_000000000000000.xml[/]"
)
def load(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", help="Files, folders, e-Gov's zip files.")],
    seen_on: Annotated[
        datetime | None,
        typer.Option(
            "--seen-on",
            metavar="DATE",
            formats=["%Y-%m-%d"],
            help="When they were retrieved, for files that do not say which revision they are.",
        ),
    ] = None,
    raw: Raw = RAW,
    warehouse: Warehouse = WAREHOUSE,
    dask: Dask = None,
) -> None:
    """Load laws: 法令標準XML, Markdown, or e-Gov's bulk zip as downloaded, which is read in place.

    Files are named by e-Gov's revision id. What is loaded stays where it is and is read again by later refreshes.
    """
    from flows.commands import laws as command  # noqa: PLC0415

    day = seen_on.date() if seen_on else None
    raise typer.Exit(command.load(paths, day, raw, warehouse, dask=dask))


@laws.command(epilog="Example: [bold]anpo laws forget all_xml.zip[/]")
def forget(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", help="What was loaded.")],
    raw: Raw = RAW,
    warehouse: Warehouse = WAREHOUSE,
) -> None:
    """Take laws that were loaded out of the warehouse again."""
    from flows.commands import laws as command  # noqa: PLC0415

    raise typer.Exit(command.forget(paths, raw, warehouse))


Laws = Annotated[
    list[str], typer.Argument(metavar="LAW", help="Laws: title, abbreviation, number or e-Gov id.")
]


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

    command.report(_day(since), law, output_format.value if output_format else None, output, warehouse)


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

    What arrives is kept in raw/egov, so that a run goes on where the last one stopped. Reports go into reports/ of the
    warehouse. The exit code is 1 where a law was skipped; what could be had is published all the same.
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


def main() -> None:
    """Run the command; tell a known failure in words, not by a traceback."""
    # Before any library reads them: no telemetry unless the user has asked for it.
    os.environ.setdefault("DO_NOT_TRACK", "1")
    os.environ.setdefault("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
    os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
    try:
        app()
    except AnpoError as error:
        Console(stderr=True).print(
            f"[bold red]anpo:[/] {error}", markup=True, highlight=False, soft_wrap=True
        )
        sys.exit(1)
    except KeyboardInterrupt:
        Console(stderr=True).print("\nanpo: stopped; what was published is untouched.", highlight=False)
        sys.exit(130)
