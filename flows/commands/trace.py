"""`anpo trace`: the source of a row, and its verbatim text in its surroundings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
from rich.text import Text

from flows.commands.sql import open_warehouse
from flows.commands.terminal import console
from flows.documents.source_text import decode
from flows.errors import AnpoError
from flows.publishing.manifest import sha256
from flows.sources import RAW

AROUND = 60
"""Characters shown before and after the row's own."""

MARKS = ("⟦", "⟧")


def trace(table: str, row: str, warehouse: Path) -> None:
    """Print where a row comes from, and its characters marked in the source's text.

    Raises:
        AnpoError: there is no warehouse, or no such row.
    """
    with open_warehouse(warehouse) as connection:
        found = connection.execute("FROM trace(?, ?)", [table, row]).to_arrow_table().to_pylist()
        if not found:
            raise AnpoError(_nothing(connection, table, row))
        out = console()
        for place in found:
            source = source_text(connection, place)
            for name in ("title", "publisher", "file", "sha256", "elm", "via"):
                if place[name]:
                    out.print(f"[bold]{name:>9}[/]  {place[name]}", highlight=False, soft_wrap=True)
            spans = [(span["start"], span["end"]) for span in place["spans"] or ()]
            shown = ", ".join(f"{start}–{end}" for start, end in spans)
            out.print(f"[bold]{'spans':>9}[/]  {shown or 'the source as a whole'}", highlight=False)
            if source and spans:
                out.print()
                out.print(surroundings(source, spans, MARKS))
            elif place["text"]:
                out.print()
                out.print(Text(place["text"]))


def source_text(connection: duckdb.DuckDBPyConnection, place: dict[str, Any]) -> str | None:
    """Return the text of a source: from the database, or from its file where that is still the one it was."""
    held = connection.execute(
        "SELECT text FROM source_texts WHERE source_id = ?", [place["source_id"]]
    ).fetchone()
    if held:
        return str(held[0])
    path = RAW / place["file"]
    if not place["spans"] or not path.is_file() or sha256(path) != place["sha256"]:
        return None
    text, _ = decode(path.read_bytes(), path)
    return text


def surroundings(source: str, spans: list[tuple[int, int]], marks: tuple[str, str] = ("", "")) -> Text:
    """Return the source's text around the spans, what lies far between them left out.

    Args:
        source: the text.
        spans: the stretches to mark, in order.
        marks: put before and after each, so that they show where colours do not.
    """
    text = Text()
    reached = max(0, spans[0][0] - AROUND)
    text.append("…" if reached else "", style="dim")
    for start, end in spans:
        between = source[reached:start]
        if len(between) > 2 * AROUND and reached:
            between = f"{between[:AROUND]} … {between[-AROUND:]}"
        text.append(between, style="dim")
        text.append(marks[0], style="dim")
        text.append(source[start:end], style="bold reverse")
        text.append(marks[1], style="dim")
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
