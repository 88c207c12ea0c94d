"""Options and arguments that several commands of anpo have."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from flows.publishing import snapshots

OPTIONS: dict[str, Any] = {
    "no_args_is_help": True,
    "add_completion": False,
    "rich_markup_mode": "rich",
    "pretty_exceptions_enable": False,
}

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
WAREHOUSE = snapshots.WAREHOUSE
RAW = PROJECT / "raw"


class Format(StrEnum):
    """Forms in which the answer to a query is printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    PARQUET = "parquet"


Day = Annotated[
    datetime | None,
    typer.Option(
        "--on", metavar="DATE", formats=["%Y-%m-%d"], help="The day to ask for.", show_default="today"
    ),
]
Law = Annotated[str, typer.Argument(metavar="LAW", help="A law: title, abbreviation, number or e-Gov id.")]


def as_day(moment: datetime | None) -> date | None:
    """Return the day of a moment that was given."""
    return moment.date() if moment else None


Laws = Annotated[
    list[str], typer.Argument(metavar="LAW", help="Laws: title, abbreviation, number or e-Gov id.")
]
