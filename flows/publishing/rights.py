"""Licences and attribution: under which terms the rows of each table are, and how to name where they come from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from warehouse.reading import open_warehouse


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence by its id (SPDX, or Open Definition's for groups of them) and where its text is."""

    name: str
    path: str | None = None


LICENCES = {
    "CC BY 4.0": Licence("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
    "CC0 1.0": Licence("CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
    "MIT": Licence("MIT", "https://opensource.org/license/mit"),
    "the text of a law is not subject to copyright": Licence("other-pd"),
    "防衛省ホームページの利用規約": Licence("other-at"),
    "All rights": Licence("other-closed"),
}
"""How the texts of `sources.licence` begin, and which licence that is."""

OWN = Licence("MIT", "https://opensource.org/license/mit")


def licence_of(text: str) -> Licence:
    """Return the licence that a text names; `notspecified` where it is none of the known ones."""
    return next(
        (known for begins, known in LICENCES.items() if text.startswith(begins)), Licence("notspecified")
    )


@dataclass(frozen=True, slots=True)
class Credit:
    """Under which licence rows of a table are, and how to name where they come from."""

    publisher: str
    licence: str
    attribution: str


def read_rights(folder: Path) -> dict[str, list[Credit]]:
    """Read from the staged database which licences and sources each table has."""
    with open_warehouse(folder) as anpo:
        rows = anpo.table("table_licences").rows()
    found: dict[str, list[Credit]] = {}
    for row in rows:
        credit = Credit(row["publisher"], row["licence"], row["attribution"])
        found.setdefault(row["table_name"], []).append(credit)
    return found
