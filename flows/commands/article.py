"""`anpo article`: a provision as it stood on a day, like a page of a law book."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import duckdb

from flows.commands.law_lookup import AskedLaw, AskedPlace, find_law, names_of, read_place, require_day
from flows.commands.law_page import Node, facts, page
from flows.commands.sql import open_warehouse
from flows.commands.terminal import console
from flows.errors import InputError
from flows.records.laws.labels import label

WIDEST = 100
"""Columns beyond which lines of law are hard to read."""


def article(law: str, address: str, on: dt.date | None, warehouse: Path) -> None:
    """Print a provision with all below it, its period of validity, its revision and its source.

    Raises:
        AnpoError: there is no warehouse, no such law, or the law had no such provision on the day.
    """
    day = on or dt.date.today()
    with open_warehouse(warehouse) as connection:
        asked = find_law(connection, law)
        require_day(asked, day)
        place = read_place(connection, address)
        nodes = find_nodes(connection, asked, address, place, day)
        if not nodes:
            raise absent(connection, asked, place, address, day)
        out = console()
        named = names_of(connection, {asked.law_id})[asked.law_id]
        out.print(f"[bold]{asked.title}[/]  {label(nodes[0].elm, named)}", highlight=False, soft_wrap=True)
        out.print()
        for line in page(nodes, min(out.width, WIDEST)):
            out.print(line, highlight=False)
        out.print()
        for fact in facts(_facts(connection, asked, place, address, day)):
            out.print(fact, highlight=False, soft_wrap=True)


def find_nodes(
    connection: duckdb.DuckDBPyConnection, law: AskedLaw, address: str, place: AskedPlace, day: dt.date
) -> list[Node]:
    """Return a provision and all below it on a day, in the order of the law, tables with their cells.

    Raises:
        InputError: a section without its chapter means several.
    """
    macro = "article" if place.unit else "chapter"
    try:
        found = connection.execute(
            f"SELECT elm, kind, caption, title, text, law_revision_id FROM {macro}(?, ?, ?)",  # noqa: S608 - one of two
            [law.law_id, address, day],
        ).fetchall()
    except duckdb.InvalidInputException as error:
        problem = str(error).removeprefix("Invalid Input Error: ").removeprefix(f"'{address}' ")
        raise InputError(
            address, "", problem, "Ask with the chapter that it stands in: 第三章第二節."
        ) from None
    cells = _cells(connection, [f"{revision}/{elm}" for elm, *_, revision in found])
    nodes: list[Node] = []
    for elm, kind, caption, title, text, revision in found:
        below = cells.get(f"{revision}/{elm}", [])
        table = [(row, column, words) for row, column, words in below if row]
        # An item may be set in columns: the term, and what it means.
        spaced = "　".join(words for _, _, words in below) if below and not table else text
        nodes.append(Node(elm, kind, caption, title, spaced, table))
    return nodes


def _cells(
    connection: duckdb.DuckDBPyConnection, provision_ids: list[str]
) -> dict[str, list[tuple[int | None, int, str]]]:
    """Return what stands in columns by provision: row (of tables alone), column, text."""
    query = """
        SELECT provision_id, "row", "column", text FROM sentences
        WHERE provision_id IN (SELECT unnest(?)) AND "column" IS NOT NULL
        ORDER BY provision_id, "row", "column", ordinal
    """
    cells: dict[str, list[tuple[int | None, int, str]]] = {}
    for provision_id, row, column, text in connection.execute(query, [provision_ids]).fetchall():
        cells.setdefault(provision_id, []).append((row, column, text))
    return cells


def _facts(
    connection: duckdb.DuckDBPyConnection, law: AskedLaw, place: AskedPlace, address: str, day: dt.date
) -> list[tuple[str, str | None]]:
    """Return since when and until when it is so, in which revision, and from which source."""
    wording: str | None = None
    if place.unit:
        query = "SELECT valid_from, valid_to FROM provision_history(?, ?) WHERE valid_from <= ? AND coalesce(? < valid_to, true)"
        ((begins, ends),) = connection.execute(query, [law.law_id, address, day, day]).fetchall()
        wording = period(begins, ends)
        if begins == law.history_from:
            wording += f"; {begins} is the first day loaded, it may be older"
    query = """
        SELECT law_revision_id, valid_from, valid_to, amendment_law_num, amendment_law_title, title, publisher, file
        FROM law_revisions JOIN sources USING (source_id)
        WHERE law_id = ? AND valid_from <= ? AND coalesce(? < valid_to, true)
    """
    revision, begins, ends, num, amendment, title, publisher, file = connection.execute(
        query, [law.law_id, day, day]
    ).fetchall()[-1]
    by = "　".join(part for part in (num, amendment) if part)
    return [
        ("law", f"{law.title}（{law.law_num}）"),
        ("wording", wording),
        ("revision", f"{revision}, {period(begins, ends)}"),
        ("by", by),
        ("source", f"{title}, {publisher}"),
        ("file", file),
    ]


def period(begins: dt.date, ends: dt.date | None) -> str:
    """Write a period of validity: first and last day."""
    return f"{begins} – {ends - dt.timedelta(days=1)}" if ends else f"since {begins}"


def absent(
    connection: duckdb.DuckDBPyConnection, law: AskedLaw, place: AskedPlace, address: str, day: dt.date
) -> InputError:
    """Say that a law has no such provision on a day, and when it had."""
    query = """
        SELECT valid_from, valid_to FROM provisions
        WHERE law_id = $law AND (elm = $path OR alias = $path) ORDER BY valid_from
    """
    found = connection.execute(query, {"law": law.law_id, "path": place.path}).fetchall()
    if found:
        days = ", ".join(period(begins, ends) for begins, ends in found)
        remedy = f"It has: {days}."
    else:
        remedy = "No wording of it that is loaded has; see what it has with: anpo article LAW 本則"
    return InputError(law.title, f"{day}", f"the law has no {address} on this day", remedy)
