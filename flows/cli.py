"""The anpo command. Heavy libraries are imported by the command that needs them, not by its help."""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from flows import cli_amendments, cli_laws
from flows.cli_options import OPTIONS, RAW, WAREHOUSE, Dask, Format, Raw, Warehouse
from flows.errors import AnpoError

app = typer.Typer(
    name="anpo",
    help="Japan's security legislation (安保) as a validated warehouse: build it, query it, trace it.",
    **OPTIONS,
)


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


app.add_typer(cli_laws.app)
app.add_typer(cli_amendments.app)


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
