"""What the commands about laws ask first: which law, which provision, which day; and what they say where there is none."""

from __future__ import annotations

import datetime as dt
import difflib
from typing import NamedTuple

import duckdb

from flows.errors import InputError
from flows.records.laws.labels import Named

SUGGESTED, ALIKE = 3, 0.5
"""How many laws of similar names are suggested, and how much of the names must be alike."""


class AskedLaw(NamedTuple):
    """A law that was asked for.

    Args:
        law_id: e-Gov id.
        title: its title.
        law_num: its number.
        history_from: first day of which a wording is loaded; None where none is.
    """

    law_id: str
    title: str
    law_num: str
    history_from: dt.date | None


class AskedPlace(NamedTuple):
    """A provision that was asked for.

    Args:
        path: its element path, or the one that texts cite.
        unit: what look-ups in its law go by; None for a chapter and the like.
    """

    path: str
    unit: str | None


def find_law(connection: duckdb.DuckDBPyConnection, name: str) -> AskedLaw:
    """Return the law that a name means: id, number, title or abbreviation.

    Raises:
        InputError: no law has the name, or several.
    """
    found = connection.execute(
        "SELECT law_id, title, law_num, laws.history_from FROM law_names JOIN laws USING (law_id) WHERE name = ? "
        "ORDER BY law_id",
        [name],
    ).fetchall()
    if not found:
        raise InputError(
            name, "", "is no name, number, abbreviation or id of a law", _suggestion(connection, name)
        )
    if len(found) > 1:
        laws = "; ".join(f"{law_id} {title} ({law_num})" for law_id, title, law_num, _ in found)
        raise InputError(name, "", f"is the name of {len(found)} laws: {laws}", "Ask by id.")
    return AskedLaw(*found[0])


def _suggestion(connection: duckdb.DuckDBPyConnection, name: str) -> str:
    """Name the laws of similar names, those that are loaded first."""
    known = connection.execute(
        "SELECT name, history_from IS NOT NULL FROM law_names ORDER BY 2 DESC, name"
    ).fetchall()
    loaded = [other for other, is_loaded in known if is_loaded]
    near = difflib.get_close_matches(name, loaded, SUGGESTED, ALIKE)
    if not near:
        near = [other for other in loaded if name and name in other][:SUGGESTED]
    near = near or difflib.get_close_matches(name, [other for other, _ in known], SUGGESTED, ALIKE)
    ask = 'Every name: anpo sql "SELECT name FROM law_names"'
    return f"Did you mean {' or '.join(near)}? {ask}" if near else f"{ask}."


def require_day(law: AskedLaw, day: dt.date) -> None:
    """Stop where no wording of a law on a day is loaded.

    Raises:
        InputError: the law is not loaded, or only from a later day on.
    """
    if law.history_from is None:
        raise InputError(
            law.title, "", "is known by name, but its text is not loaded", "Load it: anpo laws load FILE"
        )
    if day < law.history_from:
        raise InputError(
            law.title,
            f"{day}",
            f"is before {law.history_from}, the first day of which a wording is loaded: what was law then is not known",
            f"Ask for {law.history_from} or later, or load older revisions: anpo laws load FILE",
        )


def read_place(connection: duckdb.DuckDBPyConnection, address: str) -> AskedPlace:
    """Read an address as lawyers write it.

    Raises:
        InputError: it cannot be read.
    """
    found = connection.execute("SELECT read_address(?)", [address]).fetchall()
    path, *units = found[0][0]
    if not units:
        raise InputError(
            address,
            "",
            "is no address of a provision that can be read",
            "Write it like 第九十四条の五第一項第二号, 94条の5, 附則第二条, 別表第一, 第三章第二節, 本則, or as e-Gov's path.",
        )
    return AskedPlace(path, units[1] if len(units) > 1 else None)


def names_of(connection: duckdb.DuckDBPyConnection, law_ids: set[str]) -> dict[str, dict[str, Named]]:
    """Return what the nodes of laws are called, by law and path: of all nodes whose path alone does not say it."""
    query = """
        SELECT law_id, elm, title, amend_law_num FROM provisions
        WHERE law_id IN (SELECT unnest(?)) AND (title IS NOT NULL OR amend_law_num IS NOT NULL)
            AND (contains(num, ':') OR kind NOT IN ('article', 'paragraph', 'item'))
        ORDER BY ordinal, valid_from
    """
    names: dict[str, dict[str, Named]] = {law_id: {} for law_id in law_ids}
    for law_id, elm, title, amend_law_num in connection.execute(query, [sorted(law_ids)]).fetchall():
        names[law_id][elm] = Named(title, amend_law_num)
    return names
