"""`anpo cites` and `anpo cited-by`: what a provision cites, and what cites it, in the wordings of a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import duckdb
from rich.table import Table
from rich.text import Text

from flows.commands.article import absent, find_nodes
from flows.commands.law_lookup import AskedLaw, find_law, names_of, read_place, require_day
from flows.commands.sql import open_warehouse
from flows.commands.terminal import console
from flows.counts import counted
from flows.records.laws.labels import Named, label

THIS_LAW = "この法律"
PARTS = {
    "main": "本文",
    "proviso": "ただし書",
    "front": "前段",
    "rear": "後段",
    "chapeau": "各号列記以外の部分",
}


class Citation(NamedTuple):
    """A citation as it is shown.

    Args:
        law_id: the citing law.
        law_title: its title.
        elm: the citing provision.
        text: the phrase.
        target_law_id, target_title: the law that is cited, as far as it is known.
        target_elm, target_elm_end: the provision, or the first and the last of several.
        target_part: a part of it.
        reason: why it does not land; None where it does.
        valid_from, valid_to: the time of the citing wording.
    """

    law_id: str
    law_title: str
    elm: str
    text: str
    target_law_id: str | None
    target_title: str | None
    target_elm: str | None
    target_elm_end: str | None
    target_part: str | None
    reason: str | None
    valid_from: dt.date
    valid_to: dt.date | None

    def is_on(self, day: dt.date) -> bool:
        """Whether the citing wording is in force on a day."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


def cites(law: str, address: str | None, on: dt.date | None, warehouse: Path) -> None:
    """Print what a provision, or a whole law, cites.

    Raises:
        AnpoError: there is no warehouse, no such law, or the law had no such provision on the day.
    """
    day = on or dt.date.today()
    with open_warehouse(warehouse) as connection:
        asked = find_law(connection, law)
        require_day(asked, day)
        _require_place(connection, asked, address, day)
        columns = "?, ?, elm, text, target_law_id, target_title, target_elm, target_elm_end, target_part, reason, valid_from, valid_to"
        every = _ask(connection, "cites", columns, asked, address)
        found = [citation for citation in every if citation.is_on(day)]
        named = _named(connection, asked, found)
    table = _table("where", "cites", "which is", "not resolved")
    for citation in found:
        table.add_row(
            label(citation.elm, named.get(asked.law_id, {})),
            citation.text,
            target(citation, asked, named),
            citation.reason or "",
        )
    _print(table, found, every, day, f"cites('{law}'{f', {address!r}' if address else ''})")


def cited_by(law: str, address: str | None, on: dt.date | None, warehouse: Path) -> None:
    """Print what cites a provision or something in it, or a law.

    Raises:
        AnpoError: there is no warehouse, no such law, or the law had no such provision on the day.
    """
    day = on or dt.date.today()
    with open_warehouse(warehouse) as connection:
        asked = find_law(connection, law)
        columns = "law_id, law_title, elm, text, ?, ?, target_elm, target_elm_end, target_part, reason, valid_from, valid_to"
        if address:
            read_place(connection, address)
        every = _ask(connection, "cited_by", columns, asked, address)
        if not every and asked.history_from:
            require_day(asked, day)
            _require_place(connection, asked, address, day)
        found = [citation for citation in every if citation.is_on(day)]
        named = _named(connection, asked, found)
    table = _table("law", "where", "cites", "which is", "not resolved")
    before = ""
    for citation in found:
        if citation.law_id != before and before:
            table.add_section()
        table.add_row(
            citation.law_title if citation.law_id != before else "",
            label(citation.elm, named.get(citation.law_id, {})),
            citation.text,
            target(citation, asked, named),
            citation.reason or "",
        )
        before = citation.law_id
    _print(table, found, every, day, f"cited_by('{law}'{f', {address!r}' if address else ''})")


def _require_place(
    connection: duckdb.DuckDBPyConnection, law: AskedLaw, address: str | None, day: dt.date
) -> None:
    """Stop where a law has no such provision on a day.

    Raises:
        AnpoError: it has none, or the address cannot be read.
    """
    if address:
        place = read_place(connection, address)
        if not find_nodes(connection, law, address, place, day):
            raise absent(connection, law, place, address, day)


def _ask(
    connection: duckdb.DuckDBPyConnection, macro: str, columns: str, law: AskedLaw, address: str | None
) -> list[Citation]:
    """Ask a macro of citations; the two columns that it lacks are those of the law that is asked for."""
    call = f"{macro}(?, ?)" if address else f"{macro}(?)"
    values = [law.law_id, law.title, law.law_id, *([address] if address else [])]
    rows = connection.execute(f"SELECT {columns} FROM {call}", values).fetchall()  # noqa: S608 - written above
    return [Citation(*row) for row in rows]


def _named(
    connection: duckdb.DuckDBPyConnection, law: AskedLaw, found: Sequence[Citation]
) -> dict[str, dict[str, Named]]:
    """Return what the nodes of all laws in the table are called."""
    laws = {law.law_id}
    for citation in found:
        laws |= {citation.law_id, *([citation.target_law_id] if citation.target_law_id else [])}
    return names_of(connection, laws)


def target(citation: Citation, law: AskedLaw, named: Mapping[str, Mapping[str, Named]]) -> str:
    """Write what is cited: the law, where it is not the citing one, and the provision or the first and last."""
    names = named.get(citation.target_law_id or "", {})
    own = citation.target_law_id == citation.law_id
    title = "" if own or citation.target_law_id == law.law_id else citation.target_title or ""
    if citation.target_elm is None:
        return title or (THIS_LAW if own else law.title if citation.target_law_id else "")
    place = label(citation.target_elm, names)
    if citation.target_elm_end:
        place += f"から{label(citation.target_elm_end, names)}まで"
    return f"{title}{place}{PARTS.get(citation.target_part or '', '')}"


def _table(*names: str) -> Table:
    table = Table(header_style="bold")
    for name in names:
        table.add_column(Text(name), overflow="fold", ratio=1 if name == "not resolved" else 2)
    return table


def _print(
    table: Table, found: Sequence[Citation], every: Sequence[Citation], day: dt.date, call: str
) -> None:
    """Print the citations of a day, and how many there are besides."""
    out = console()
    if found:
        if not any(citation.reason for citation in found):
            table.columns.pop()
        out.print(table)
    others = len(every) - len(found)
    said = f"{counted(len(found), 'citation')} in wordings of {day}"
    if others:
        said += f', {others:,} in others; all of them: anpo sql "FROM {call}"'
    out.print(f"{said}.", style="dim", highlight=False, soft_wrap=True)
