"""The names by which laws are recognised: title, number, abbreviation, and reviewed aliases."""

from __future__ import annotations

import datetime as dt
import json
import tomllib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from flows.documents.located import Located, Span, gaps
from flows.errors import InputError
from flows.records.extraction import Extraction

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flows.documents.source_text import SourceText

ALIASES = Path(__file__).parents[2] / "reviewed" / "law_aliases.toml"

LAW_TYPES = {
    "CONSTITUTION": "Constitution",
    "AC": "Act",
    "CO": "CabinetOrder",
    "IO": "ImperialOrder",
    "M": "MinisterialOrdinance",
    "R": "Rule",
    "D": "Misc",
}
"""Letters after the year in an e-Gov law id, and the `LawType` of 法令標準XML that they stand for.

太政官布告 (DF) and 太政官達 (DT) are `Misc` there.
"""


@dataclass(frozen=True, slots=True)
class Law:
    """One row of `laws`."""

    law_id: str
    source_id: str
    law_num: str
    law_type: str
    title: str
    title_kana: str | None
    abbreviations: list[str]
    category: str | None
    promulgated_on: dt.date | None
    spans: list[Span]
    history_from: dt.date | None = None


def law_type(law_id: str) -> str:
    """Return the law type that an e-Gov law id states.

    Raises:
        ValueError: the id has letters that are not known.
    """
    for letters, name in LAW_TYPES.items():
        if law_id[3:].startswith(letters):
            return name
    raise ValueError(f"{law_id} is not an e-Gov law id: no law type has these letters")


def read_law_list(document: SourceText) -> Extraction:
    """Read a law list: a JSON array of `[law id, number, title, [abbreviations]]`.

    Raises:
        InputError: the text is not such an array.
    """
    extraction = Extraction(document)
    decoder = json.JSONDecoder()
    text = document.text
    position = text.find("[") + 1
    while True:
        while text[position : position + 1] in (" ", "\n", "\r", "\t", ","):
            position += 1
        if text[position : position + 1] in ("]", ""):
            break
        try:
            entry, end = decoder.raw_decode(text, position)
            law_id, law_num, title, abbreviations = entry
            law = Law(
                law_id, document.source_id, law_num, law_type(law_id), title, None, abbreviations, None, None,
                [Span(position, end)],
            )  # fmt: skip
        except (ValueError, TypeError) as error:
            raise InputError(
                document.path,
                f"character {position}: {text[position : position + 40]!r}",
                f"is not an entry [law id, number, title, [abbreviations]]: {error}",
                "Restore the list.",
            ) from None
        extraction.add("laws", law)
        position = end
    for gap in gaps(extraction.covered(), len(text)):
        extraction.ignore(gap, "json_syntax")
    return extraction


def read_aliases(path: Path = ALIASES) -> dict[str, list[str]]:
    """Read the reviewed names of laws that the list lacks, by law id."""
    names: dict[str, list[str]] = {}
    for alias in tomllib.loads(path.read_text("utf-8"))["alias"]:
        names.setdefault(alias["law_id"], []).append(alias["name"])
    return names


def with_aliases(laws: Iterable[Law], path: Path = ALIASES) -> list[Law]:
    """Return the laws, each with its reviewed names behind the abbreviations that its source gives."""
    names = read_aliases(path)
    return [
        replace(law, abbreviations=[*law.abbreviations, *names[law.law_id]]) if law.law_id in names else law
        for law in laws
    ]


@dataclass
class LawNames:
    """Finds the law that a name means.

    Args:
        by_name: law id by title, abbreviation or alias; a name that several laws bear is not in it.
        by_number: law id by 法令番号.
        titles: title by law id.
        ambiguous: names that several laws bear.
    """

    by_name: dict[str, str] = field(default_factory=dict)
    by_number: dict[str, str] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    ambiguous: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, laws: Iterable[Law], aliases: Path = ALIASES) -> LawNames:
        """Index laws and their reviewed aliases. A title goes before another law's abbreviation."""
        names = cls()
        laws = list(laws)
        for law in laws:
            names.by_number[law.law_num] = law.law_id
            names.titles[law.law_id] = law.title
            names._name(law.title, law.law_id)
        titles = set(names.by_name)
        for law in laws:
            for abbreviation in law.abbreviations:
                if abbreviation not in titles:
                    names._name(abbreviation, law.law_id)
        for law_id, reviewed in read_aliases(aliases).items():
            for name in reviewed if law_id in names.titles else ():
                names._name(name, law_id)
        for name in names.ambiguous:
            del names.by_name[name]
        return names

    def _name(self, name: str, law_id: str) -> None:
        if self.by_name.setdefault(name, law_id) != law_id:
            self.ambiguous.add(name)

    def find(self, name: Located | str) -> str | None:
        """Return the id of the law with this title, number, abbreviation or alias; None if none has."""
        text = str(name)
        return self.by_name.get(text) or self.by_number.get(text)
