"""`anpo article`, `diff`, `cites` and `cited-by`: the law on a day, between two days, and what cites what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import duckdb
from rich.cells import chop_cells
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from flows.commands.sql import open_warehouse, print_table
from flows.commands.terminal import console
from flows.errors import AnpoError
from flows.records.laws.changes import ProvisionChange, changes
from flows.records.laws.edits import Edit
from flows.records.laws.nodes import Node

DEPTH = {"paragraph": 0, "item": 1} | {f"subitem{level}": level + 1 for level in range(1, 11)}
"""How far each kind of provision is set in."""

MARKS = {
    "delete": ("〔－", "－〕", "red strike"),
    "insert": ("〔＋", "＋〕", "green bold"),
    "equal": ("", "", ""),
}
"""Marks and style of a run of characters."""

FRAME = 26
"""Columns that the frame of a comparison and the words of its first column take."""

WORDS = {
    "added": "新設", "removed": "削除", "amended": "改正", "renumbered": "繰上げ・繰下げ", "moved": "移動",
}  # fmt: skip


def _ask(connection: duckdb.DuckDBPyConnection, query: str, values: Sequence[Any]) -> list[dict[str, Any]]:
    """Return the rows of a query about a law.

    Raises:
        AnpoError: the law is not known or not loaded for the day, or the address cannot be read.
    """
    try:
        rows: list[dict[str, Any]] = connection.execute(query, list(values)).to_arrow_table().to_pylist()
    except duckdb.Error as error:
        said = str(error).partition("Error: ")[2] or str(error)
        raise AnpoError(said + _near(connection, str(values[0]))) from None
    return rows


def _near(connection: duckdb.DuckDBPyConnection, law: str) -> str:
    """Name laws that are called alike, where none has the name."""
    names = [name for (name,) in connection.execute("SELECT DISTINCT name FROM law_names").fetchall()]
    found = [] if law in names else get_close_matches(law, names, 3, 0.5)
    return f"\n  Did you mean {' or '.join(found)}?" if found else ""


def folded(text: Text, width: int) -> Text:
    """Break text where a line is full: Japanese has no blanks between words, at which lines are broken otherwise."""
    ends: list[int] = []
    for line in chop_cells(text.plain, max(width, 2)):
        ends.append((ends[-1] if ends else 0) + len(line))
    return Text("\n").join(text.divide(ends[:-1]))


def article(law: str, address: str, day: dt.date, warehouse: Path) -> None:
    """Print a provision as it stood on a day.

    Raises:
        AnpoError: the law or the address is not known, or the law had no such provision on the day.
    """
    with open_warehouse(warehouse) as connection:
        rows = _ask(connection, "FROM chapter(?, ?, ?)", [law, address, day])
        if not rows:
            raise AnpoError(f"{law} had no {address} on {day}.")
        source = connection.execute(
            "SELECT l.title, l.law_num, r.law_revision_id, r.amendment_law_num FROM laws l "
            "JOIN law_revisions r USING (law_id) WHERE r.law_revision_id = ?",
            [max(row["law_revision_id"] for row in rows)],
        ).fetchall()[0]
    out = console()
    title, number, revision, amendment = source
    out.print(f"{title}（{number}）", style="bold", highlight=False)
    for row in rows:
        print_provision(row)
    began, ended = (
        max(row["valid_from"] for row in rows),
        [row["valid_to"] for row in rows if row["valid_to"]],
    )
    period = f"{began} – {min(ended) if ended else ''}".rstrip()
    by = f", {amendment}による改正後" if amendment else ""
    out.print(f"so worded {period}  ({revision}{by})", style="dim", highlight=False, soft_wrap=True)


def print_provision(row: dict[str, Any]) -> None:
    """Print one node: caption, number and text, set in by its kind."""
    out = console()
    if row["caption"]:
        out.print(row["caption"], style="bold", highlight=False, markup=False)
    said = "　".join(part for part in (row["title"], row["text"]) if part)
    if said:
        heading = "bold" if row["text"] is None else ""
        indent = 2 * DEPTH.get(row["kind"], 0)
        out.print(Padding(folded(Text(said, style=heading), out.width - indent), (0, 0, 0, indent)))


def _nodes(connection: duckdb.DuckDBPyConnection, law: str, day: dt.date) -> tuple[str, str, list[Node]]:
    """Return the law's id, the revision of a day, and its provisions."""
    rows = _ask(
        connection,
        "SELECT p.law_id, o.law_revision_id, p.elm, p.parent_elm, p.kind, p.num, p.title, p.caption, p.text, "
        "p.amend_law_num FROM law_as_of($1, $2) o JOIN provisions p ON p.law_id = o.law_id AND p.elm = o.elm "
        "AND p.valid_from = o.valid_from ORDER BY p.ordinal",
        [law, day],
    )
    nodes = [Node(*list(row.values())[2:]) for row in rows]
    return (rows[0]["law_id"], rows[0]["law_revision_id"], nodes) if rows else ("", "", nodes)


def diff(law: str, before: dt.date, after: dt.date, warehouse: Path) -> None:
    """Print what differs between the wordings of a law on two days, old and new side by side.

    Raises:
        AnpoError: the law is not known, or not loaded for a day.
    """
    with open_warehouse(warehouse) as connection:
        law_id, older, old = _nodes(connection, law, before)
        _, newer, new = _nodes(connection, law, after)
    out = console()
    if older == newer:
        out.print(f"{law}: the wording of {before} is that of {after} ({newer}).", highlight=False)
        return
    rows = changes(law_id, older, newer, old, new)
    table = Table(show_lines=True)
    table.add_column("", no_wrap=True)
    width = (out.width - FRAME) // 2
    table.add_column(f"{before}", width=width)
    table.add_column(f"{after}", width=width)
    for row in rows:
        sides = (_side(row, other) for other in ("insert", "delete"))
        table.add_row(
            WORDS[row.change], *(Text("\n").join(folded(line, width) for line in side) for side in sides)
        )
    out.print(table)
    out.print(f"{len(rows)} changes  ({older} → {newer})", style="dim", highlight=False, soft_wrap=True)


def _side(row: ProvisionChange, other: str) -> list[Text]:
    """Return one side of a change, its path and its text; `other` are the runs that the other side has alone."""
    is_old = other == "insert"
    elm = row.elm_before if is_old else row.elm_after
    if elm is None:
        return [Text("―", style="dim")]
    caption = row.caption_before if is_old else row.caption_after
    title = row.title_before if is_old else row.title_after
    said = row.text_before if is_old else row.text_after
    text = Text("　".join(part for part in (caption, title) if part))
    text.append("　" if text and said else "")
    for op, run in row.edits or [Edit("equal", said or "")]:
        if op != other:
            left, right, style = MARKS[op]
            text.append(f"{left}{run}{right}", style=style)
    return [Text(elm.removeprefix("MainProvision-"), style="dim"), *([text] if text else [])]


def cites(law: str, address: str | None, warehouse: Path) -> None:
    """List what a law, or a provision of it, cites.

    Raises:
        AnpoError: the law or the address is not known.
    """
    _list(
        "SELECT elm, text, target_title, target_elm, coalesce(reason, status) AS status FROM cites",
        law,
        address,
        warehouse,
    )


def cited_by(law: str, address: str | None, warehouse: Path) -> None:
    """List what cites a law, or a provision of it.

    Raises:
        AnpoError: the law or the address is not known.
    """
    _list("SELECT law_title, elm, text, target_elm, valid_to FROM cited_by", law, address, warehouse)


def _list(query: str, law: str, address: str | None, warehouse: Path) -> None:
    with open_warehouse(warehouse) as connection:
        values = [law, *([address] if address else [])]
        _ask(connection, f"{query}({', '.join('?' * len(values))}) LIMIT 1", values)
        print_table(connection.sql(f"{query}({', '.join('?' * len(values))})", params=values))
