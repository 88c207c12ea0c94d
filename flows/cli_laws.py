"""The commands of anpo about laws: a provision on a day, what changed, who cites whom, and more laws to load."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from flows.cli_options import OPTIONS, RAW, WAREHOUSE, Dask, Day, Law, Raw, Warehouse, as_day

app = typer.Typer(**OPTIONS)
laws = typer.Typer(help="Bring more laws into the warehouse.", **OPTIONS)
app.add_typer(laws, name="laws")


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

    command.article(law, address, as_day(on), warehouse)


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

    command.cites(law, address, as_day(on), warehouse)


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

    command.cited_by(law, address, as_day(on), warehouse)


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
