"""`anpo diff`: two wordings of a law side by side, with the characters marked that went and came (新旧対照表)."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import duckdb
from rich.console import Console
from rich.table import Table
from rich.text import Text

from flows.commands.law_lookup import find_law, names_of, require_day
from flows.commands.sql import open_warehouse
from flows.commands.terminal import console
from flows.counts import counted
from flows.errors import InputError
from flows.japanese.line_breaks import breaks
from flows.records.laws.changes import ProvisionChange, changes
from flows.records.laws.edits import DELETE, EQUAL, INSERT, Edit, edits
from flows.records.laws.labels import Named, label
from flows.records.laws.nodes import Node

STYLES = {EQUAL: "", DELETE: "red strike", INSERT: "bold green underline"}
MARKS = {EQUAL: ("", ""), DELETE: ("〔－", "－〕"), INSERT: ("〔＋", "＋〕")}
"""Put around what went and came where colours do not show."""

FRAME = 7
"""Columns that the lines of a table of two columns take."""

ELSEWHERE = {"renumbered": "（条項の移動）", "moved": "（位置の移動）"}
"""Said of what has the same words as before."""

ABSENT = {"added": "（新設）", "removed": "（削除）"}


def diff(law: str, before: dt.date, after: dt.date, warehouse: Path) -> None:
    """Print what differs between the wordings of a law on two days, provision by provision, in its order.

    Raises:
        AnpoError: there is no warehouse, no such law, or no wording of it on one of the days.
    """
    if after < before:
        raise InputError(
            law, f"{before} to {after}", "the second day is before the first", "Put the older day first."
        )
    with open_warehouse(warehouse) as connection:
        asked = find_law(connection, law)
        require_day(asked, before)
        older, newer = (revision_on(connection, asked.law_id, day) for day in (before, after))
        found = changes(
            asked.law_id,
            older,
            newer,
            wording(connection, asked.law_id, before),
            wording(connection, asked.law_id, after),
        )
        out = console()
        out.print(f"[bold]{asked.title}[/]（{asked.law_num}）", highlight=False, soft_wrap=True)
        named = names_of(connection, {asked.law_id})[asked.law_id] if found else {}
    if found:
        out.print(side_by_side(found, (f"{before}  {older}", f"{after}  {newer}"), named, out))
    out.print(summary(found, older == newer), style="dim", highlight=False)


def revision_on(connection: duckdb.DuckDBPyConnection, law_id: str, day: dt.date) -> str:
    """Return the revision of a law that is in force on a day from which on it is loaded."""
    query = """
        SELECT law_revision_id FROM law_revisions
        WHERE law_id = ? AND valid_from <= ? AND coalesce(? < valid_to, true) ORDER BY ordinal DESC LIMIT 1
    """
    ((found,),) = connection.execute(query, [law_id, day, day]).fetchall()
    return str(found)


def wording(connection: duckdb.DuckDBPyConnection, law_id: str, day: dt.date) -> list[Node]:
    """Return the nodes of a law on a day, in its order."""
    query = """
        SELECT elm, parent_elm, kind, num, title, caption, text, amend_law_num FROM provisions
        WHERE law_id = ? AND valid_from <= ? AND coalesce(? < valid_to, true) ORDER BY ordinal
    """
    return [Node(*row) for row in connection.execute(query, [law_id, day, day]).fetchall()]


def summary(found: Sequence[ProvisionChange], is_same: bool) -> str:
    """Count what changed."""
    if is_same:
        return "Nothing changed: one revision was in force on both days."
    if not found:
        return "No provision changed between the two days."
    counts = Counter(change.change for change in found)
    return f"{counted(len(found), 'provision')}: " + ", ".join(
        f"{count:,} {kind}" for kind, count in counts.most_common()
    )


def side_by_side(
    found: Iterable[ProvisionChange], heads: tuple[str, str], named: Mapping[str, Named], out: Console
) -> Table:
    """Return a table of the changes: before on the left, after on the right.

    What came or went whole, with all below it, is one row.
    """
    columns = (out.width - FRAME) // 2
    table = Table(show_lines=True, header_style="bold")
    for head in heads:
        table.add_column(Text(head), width=columns, overflow="fold")
    rows: list[tuple[list[Text], list[Text]]] = []
    root: tuple[str, str] | None = None
    for change in found:
        elm = change.elm_after or change.elm_before or ""
        sides = [_side(change, old, named, plain=not out.is_terminal) for old in (True, False)]
        if root and change.change == root[0] and elm.startswith(f"{root[1]}-"):
            side = 0 if change.change == "removed" else 1
            rows[-1][side].extend(sides[side][1:])
            continue
        root = (change.change, elm) if change.change in ABSENT else None
        rows.append((sides[0], sides[1]))
    for row in rows:
        table.add_row(*(_folded(lines, columns) for lines in row))
    return table


def _folded(lines: Iterable[Text], columns: int) -> Text:
    return Text("\n").join(part for line in lines for part in line.divide(breaks(line.plain, columns)))


def _side(change: ProvisionChange, old: bool, named: Mapping[str, Named], *, plain: bool) -> list[Text]:
    """Return the lines of one side of a change: where it stands, its caption, its number and text."""
    elm = change.elm_before if old else change.elm_after
    if elm is None:
        return [Text(ABSENT[change.change], style="dim")]
    # What came or went whole needs no marks: the other side says so.
    plain = plain and change.change not in ABSENT
    caption = _marked(change.caption_before, change.caption_after, None, old, plain)
    title = _marked(change.title_before, change.title_after, None, old, plain)
    text = _marked(change.text_before, change.text_after, change.edits, old, plain)
    body = Text("　").join(part for part in (title, text) if part.plain)
    place = label(elm, named) + ("" if old else ELSEWHERE.get(change.change, ""))
    return [Text(place, style="dim"), *(line for line in (caption, body) if line.plain)]


def _marked(before: str | None, after: str | None, runs: list[Edit] | None, old: bool, plain: bool) -> Text:
    """Return one side of a text, with what is on this side alone marked."""
    if not runs:
        runs = edits(before or "", after or "") if before != after else [Edit(EQUAL, before or "")]
    text = Text()
    for op, words in runs:
        if op in (EQUAL, DELETE if old else INSERT):
            left, right = MARKS[op] if plain else ("", "")
            text.append(f"{left}{words}{right}" if words else "", style=STYLES[op])
    return text
