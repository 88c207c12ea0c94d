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
