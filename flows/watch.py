"""The watch list: laws of which e-Gov is asked for amendments. It lies in `raw/egov/watch.toml`.

Where there is none, the laws are those whose revisions came with the project, in `raw/laws/`.
"""

from __future__ import annotations

import difflib
import json
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from flows.captures import write_whole
from flows.documents.law_ids import is_law_id
from flows.errors import InputError
from flows.reading import law_names
from flows.records.laws.names import LawNames
from flows.sources import EGOV, LAWS

WATCH = "watch.toml"
SUGGESTED = 3

_HEAD = "# Laws of which e-Gov is asked for amendments: anpo watch add LAW, anpo watch remove LAW.\n"


class Watched(NamedTuple):
    """A law on the watch list; the title is for people."""

    law_id: str
    title: str


def read_watch(raw: Path) -> list[Watched]:
    """Read the watch list, in the order of the ids.

    Raises:
        InputError: it cannot be read.
    """
    path = raw / EGOV / WATCH
    if not path.is_file():
        return [
            Watched(card.stem, str(tomllib.loads(card.read_text("utf-8")).get("title", card.stem)))
            for card in sorted((raw / LAWS).glob("*.toml"))
        ]
    try:
        entries = tomllib.loads(path.read_text("utf-8")).get("law", [])
        laws = [Watched(str(each["law_id"]), str(each["title"])) for each in entries]
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError, AttributeError) as error:
        raise InputError(
            path, "", f"is no watch list: {error}", "Mend it, or remove it for the usual laws."
        ) from None
    for law in laws:
        if not is_law_id(law.law_id):
            raise InputError(path, law.law_id, "is not an e-Gov law id", "Mend the watch list.")
    return sorted(set(laws))


def add(raw: Path, names: Sequence[str]) -> list[Watched]:
    """Put laws on the watch list.

    Args:
        raw: the folder of sources.
        names: each a title, number, abbreviation or id.

    Returns:
        Those that were not on it before.

    Raises:
        InputError: a name means no law, or several; nothing is added.
    """
    known, _ = law_names(raw)
    laws = read_watch(raw)
    held = {law.law_id for law in laws}
    new = {law for law in (_find(name, known) for name in names) if law.law_id not in held}
    if new:
        _write(raw, sorted({*laws, *new}))
    return sorted(new)


def remove(raw: Path, names: Sequence[str]) -> list[Watched]:
    """Take laws off the watch list; what was fetched of them stays.

    Raises:
        InputError: a name means no law, or one that is not on the list; nothing is removed.
    """
    known, _ = law_names(raw)
    laws = read_watch(raw)
    gone = {_find(name, known).law_id for name in names}
    if missing := gone - {law.law_id for law in laws}:
        raise InputError(min(missing), "", "is not on the watch list", "See it with: anpo watch list")
    _write(raw, [law for law in laws if law.law_id not in gone])
    return [law for law in laws if law.law_id in gone]


def _find(name: str, known: LawNames) -> Watched:
    """Return the law that a name means; an id may be of a law that no list has yet.

    Raises:
        InputError: there is none, or are several.
    """
    name = name.strip()
    law_id = name.upper() if is_law_id(name.upper()) else known.find(name)
    if law_id is not None:
        return Watched(law_id, known.titles.get(law_id, law_id))
    if name in known.ambiguous:
        raise InputError(name, "", "is the name of several laws", "Name the law by its number or e-Gov's id.")
    near = difflib.get_close_matches(name, known.by_name, SUGGESTED, 0.5)
    hint = f"Did you mean {' or '.join(near)}? " if near else ""
    raise InputError(
        name,
        "",
        "is no name, number, abbreviation or id of a law",
        f"{hint}A law that the list of laws has not yet is named by e-Gov's id.",
    )


def _write(raw: Path, laws: Sequence[Watched]) -> None:
    """Write the watch list anew, whole or not at all."""
    entries = "".join(
        f"\n[[law]]\nlaw_id = {json.dumps(law.law_id)}\ntitle = {json.dumps(law.title, ensure_ascii=False)}\n"
        for law in laws
    )
    write_whole(raw / EGOV / WATCH, (_HEAD + entries).encode())
