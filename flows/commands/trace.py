"""`anpo trace`: the source of a row, and its verbatim text in its surroundings."""

from __future__ import annotations

from pathlib import Path

import duckdb
from rich.console import Console
from rich.text import Text

from flows.commands.sql import open_warehouse
from flows.errors import AnpoError

AROUND = 60
"""Characters shown before and after the row's own."""


def trace(table: str, row: str, warehouse: Path) -> None:
    """Print where a row comes from, and its characters marked in the source's text.

    Raises:
        AnpoError: there is no warehouse, or no such row.
    """
    with open_warehouse(warehouse) as connection:
        found = connection.execute("FROM trace(?, ?)", [table, row]).to_arrow_table().to_pylist()
        if not found:
            raise AnpoError(_nothing(connection, table, row))
        console = Console()
        for place in found:
            source = connection.execute(
                "SELECT text FROM source_texts WHERE source_id = ?", [place["source_id"]]
            ).fetchone()
            for name in ("title", "publisher", "file", "sha256", "elm", "via"):
                if place[name]:
                    console.print(f"[bold]{name:>9}[/]  {place[name]}", highlight=False, soft_wrap=True)
            spans = [(span["start"], span["end"]) for span in place["spans"] or ()]
            shown = ", ".join(f"{start}–{end}" for start, end in spans)
            console.print(f"[bold]{'spans':>9}[/]  {shown or 'the source as a whole'}", highlight=False)
            if source and spans:
                console.print()
                console.print(surroundings(source[0], spans))


def surroundings(source: str, spans: list[tuple[int, int]]) -> Text:
    """Return the source's text around the spans, the spans marked, what lies far between them left out."""
    text = Text()
    reached = max(0, spans[0][0] - AROUND)
    text.append("…" if reached else "", style="dim")
    for start, end in spans:
        between = source[reached:start]
        if len(between) > 2 * AROUND and reached:
            between = f"{between[:AROUND]} … {between[-AROUND:]}"
        text.append(between, style="dim")
        text.append(source[start:end], style="bold reverse")
        reached = end
    text.append(source[reached : reached + AROUND], style="dim")
    text.append("…" if reached + AROUND < len(source) else "", style="dim")
    return text


def _nothing(connection: duckdb.DuckDBPyConnection, table: str, row: str) -> str:
    examples = connection.execute(
        "SELECT row_id FROM row_locations WHERE table_name = ? LIMIT 3", [table]
    ).fetchall()
    if examples:
        return f"{table} has no row {row}; its rows are named like {', '.join(name for (name,) in examples)}"
    tables = connection.execute("SELECT DISTINCT table_name FROM row_locations ORDER BY 1").fetchall()
    return f"{table} is not a table with sources; those are {', '.join(name for (name,) in tables)}"
