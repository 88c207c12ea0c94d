"""`anpo search`: full-text search, as a table to read."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import NamedTuple

import duckdb
from rich.table import Table
from rich.text import Text

from flows.commands.article import period
from flows.commands.sql import open_warehouse
from flows.commands.terminal import console
from flows.counts import counted
from flows.errors import InputError

STANDING = {
    "former": "no more in force",
    "future": "not yet in force",
    "not_loaded": "its text is not loaded",
    "superseded": "superseded",
    "proposal": "a proposal",
}
"""What is said of a hit that is not simply the law, or the guidelines, in force."""

KINDS = {"actions": "action", "powers": "power", "weapon_use_conditions": "use of weapons"}
"""What rows of the White Paper are called."""


class Hit(NamedTuple):
    """A hit as it is shown; see the macro `search`."""

    rank: int
    kind: str
    label: str
    address: str | None
    passage: str
    standing: str | None
    valid_from: dt.date | None
    valid_to: dt.date | None
    table_name: str
    row_id: str


def search(query: str, most: int, warehouse: Path) -> None:
    """Print the best hits of a query, each with its place and the passage that matches.

    Raises:
        AnpoError: there is no warehouse, or nothing in the query to search for.
    """
    columns = ", ".join(Hit._fields)
    with open_warehouse(warehouse) as connection:
        try:
            rows = connection.execute(f"SELECT {columns} FROM search(?) ORDER BY rank", [query]).fetchall()  # noqa: S608 - written above
        except duckdb.InvalidInputException as error:
            if "cannot search for" not in str(error):
                raise
            raise InputError(
                query,
                "",
                "has no letter, kanji, kana or digit to search for",
                "Ask for a word, or for several with blanks between.",
            ) from None
    out = console()
    hits = [Hit(*row) for row in rows]
    if hits:
        out.print(_table(hits[:most]))
    out.print(_counted(len(hits), most), style="dim", highlight=False)


def _table(hits: list[Hit]) -> Table:
    table = Table(header_style="bold", show_lines=True)
    table.add_column(Text(""), justify="right")
    table.add_column(Text("where"), overflow="fold", ratio=2)
    table.add_column(Text("passage"), overflow="fold", ratio=3)
    for hit in hits:
        table.add_row(str(hit.rank), _where(hit), _passage(hit.passage))
    return table


def _where(hit: Hit) -> Text:
    """Say where a hit stands, whether it is in force, and the row that `anpo trace` takes."""
    text = Text(hit.label)
    if hit.address:
        text.append(f"\n{hit.address}")
    if hit.table_name in KINDS:
        text.append(f"\n{KINDS[hit.table_name]}", style="dim")
    if said := STANDING.get(hit.standing or ""):
        text.append(f"\n{said}", style="yellow")
        if hit.valid_from:
            text.append(f": {period(hit.valid_from, hit.valid_to)}", style="yellow")
    text.append(f"\n{hit.table_name} {hit.row_id}", style="dim")
    return text


def _passage(passage: str) -> Text:
    text = Text(passage)
    text.highlight_regex("〔[^〕]*〕", "bold")
    return text


def _counted(found: int, most: int) -> str:
    if not found:
        return "Nothing found. Words between blanks must all be there: try fewer, or shorter ones."
    shown = f", {min(most, found)} shown" if found > most else ""
    return f"{counted(found, 'hit')}{shown}."
