"""Repairs that a person has reviewed: single characters misread, and passages where text went astray.

They are data, `flows/reviewed/repairs.toml`, by kind of document: a repair applies wherever its characters
occur in a document of that kind, and each application becomes a row of `corrections`.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from flows.documents.repair import Repair
from flows.errors import InputError

REVIEWED = Path(__file__).parents[2] / "reviewed" / "repairs.toml"

_FIELDS = {"kind", "before", "after", "reason", "evidence"}
_GROUPS = ("passage", "character", "lost_marker")


@dataclass(frozen=True, slots=True)
class Repairs:
    """The reviewed repairs of one kind of document.

    Args:
        passages: exact texts and what they stand for; they go first.
        characters: single characters misread throughout.
        lost_markers: markers that every item of a list has lost, by the list's name.
    """

    passages: tuple[Repair, ...]
    characters: tuple[Repair, ...]
    lost_markers: dict[str, Repair]

    def of(self, text: str) -> list[Repair]:
        """Return the repairs that a text needs, in the order in which `mend` makes them."""
        needed: list[Repair] = []
        for repair in (*self.passages, *self.characters):
            if repair.before in text:
                needed.append(repair)
                text = text.replace(repair.before, repair.after)
        return needed


def mend(text: str, repairs: list[Repair]) -> str:
    """Return a text with repairs made, each wherever its characters occur."""
    for repair in repairs:
        text = text.replace(repair.before, repair.after)
    return text


@cache
def load_repairs(kind: str, path: Path = REVIEWED) -> Repairs:
    """Read the reviewed repairs of a kind of document (`guidelines`, `white-paper-outline`, ...).

    Raises:
        InputError: the file is not TOML, or an entry is not whole.
    """
    try:
        groups = tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise InputError(path, "", f"is not TOML: {error}", "Mend the file.") from None
    if unknown := sorted(groups.keys() - set(_GROUPS)):
        raise InputError(path, unknown[0], "is no group of repairs", f"Known are {', '.join(_GROUPS)}.")
    for group in _GROUPS:
        for number, entry in enumerate(groups.get(group, []), start=1):
            _check(path, group, number, entry)

    def entries(group: str) -> list[dict[str, str]]:
        return [entry for entry in groups.get(group, []) if entry["kind"] == kind]

    return Repairs(
        passages=tuple(_repair(entry) for entry in entries("passage")),
        characters=tuple(_repair(entry) for entry in entries("character")),
        lost_markers={entry["list"]: _repair(entry) for entry in entries("lost_marker")},
    )


def _repair(entry: dict[str, str]) -> Repair:
    return Repair(entry.get("before", ""), entry["after"], entry["reason"], entry["evidence"])


def _check(path: Path, group: str, number: int, entry: dict[str, Any]) -> None:
    """Check one entry.

    Raises:
        InputError: a field is missing, unknown or empty, or the repair changes nothing or too much.
    """
    place = f"{group} {number}"
    fields = (_FIELDS - {"before"}) | {"list"} if group == "lost_marker" else _FIELDS
    if entry.keys() != fields:
        wrong = ", ".join(sorted(entry.keys() ^ fields))
        raise InputError(
            path, place, f"has a field too few or too many: {wrong}", "Write exactly its fields."
        )
    empty = sorted(name for name in fields - {"after"} if not str(entry[name]).strip())
    if empty:
        raise InputError(
            path, place, f"{', '.join(empty)} is empty", "Every repair says what, why and how it is known."
        )
    if entry.get("before") == entry["after"]:
        raise InputError(path, place, f"changes nothing: {entry['after']!r}", "Remove it, or mend it.")
    if group == "character" and not len(entry["before"]) == len(entry["after"]) == 1:
        raise InputError(path, place, f"is no single character: {entry['before']!r}", "Make it a passage.")
    if group == "passage" and len(entry["before"]) < 2:
        raise InputError(
            path, place, f"is too short to be found again: {entry['before']!r}", "Quote its surroundings."
        )
