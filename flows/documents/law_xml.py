"""法令標準XML to a law tree, every element of the schema by its name.

`XMLSchemaForJapaneseLaw.xsd` (version 3.0) fixes the elements. Each is here a node, a title, a caption, a wrapper
around sentences, a part of a table, or mark-up inside a sentence; one that is none of these stops the law. Element
paths are e-Gov's, but that articles leave out the divisions (編, 章, 節, 款, 目) that hold them: they are numbered
through the law, and a citation does not name its chapter.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from flows.documents.law_aliases import add_aliases
from flows.documents.law_builder import REMEDY, Builder
from flows.documents.law_tree import LawTree, Plain, Provision
from flows.errors import InputError

ERAS = {"Meiji": 1868, "Taisho": 1912, "Showa": 1926, "Heisei": 1989, "Reiwa": 2019}
"""First year of each era by its name in the schema."""


@dataclass(slots=True)
class XmlLaw:
    """One law read from XML.

    Args:
        tree: its structure.
        law_type: e-Gov's law type (`Act`).
        promulgated_on: promulgation, where the root states month and day.
        title_kana: reading of the title.
        abbreviations: 略称.
        characters: characters of the law without white space; all of them are in the tree.
    """

    tree: LawTree
    law_type: str
    promulgated_on: dt.date | None
    title_kana: str | None
    abbreviations: tuple[str, ...]
    characters: int


def read_law_xml(root: etree._Element, where: str, law_id: str, law_revision_id: str) -> XmlLaw:
    """Read the structure of one law.

    Args:
        root: the parsed document.
        where: the file, for messages.
        law_id: e-Gov law id.
        law_revision_id: e-Gov revision id.

    Raises:
        InputError: an element, a number or a text stands where the schema has none; it names the path.
    """
    builder = Builder(where)
    body = root.find("LawBody")
    number = root.find("LawNum")
    if root.tag != "Law" or body is None or number is None:
        raise InputError(
            where, f"<{root.tag}>", "is no law: a Law with LawNum and LawBody is expected", REMEDY
        )
    there = count([str(root.xpath("string()"))])
    title = body.find("LawTitle")
    top, heading = Provision("law", ""), Provision("law_title", "LawTitle")
    law_num = Plain(builder.text(number, top))
    heading.title = Plain(builder.text(title, heading) if title is not None else "")
    tree = LawTree(law_id, law_revision_id, heading.title, law_num)
    if title is not None:
        body.remove(title)
    builder.below(body, top, "")
    tree.provisions = top.children
    add_aliases(tree)
    characters = count(builder.texts)
    if characters != there:
        raise InputError(where, "", f"{there:,} characters are there and {characters:,} were read", REMEDY)
    names = {str(key): str(value) for key, value in title.items()} if title is not None else {}
    return XmlLaw(
        tree=tree,
        law_type=root.get("LawType", ""),
        promulgated_on=_promulgation(root, where),
        title_kana=names.get("Kana") or None,
        abbreviations=tuple(name for name in re.split("[,、，]", names.get("Abbrev", "")) if name),
        characters=characters,
    )


def _promulgation(root: etree._Element, where: str) -> dt.date | None:
    """Return the day of promulgation that the root states; None where it states only the year."""
    year, month, day = root.get("Year"), root.get("PromulgateMonth"), root.get("PromulgateDay")
    first = ERAS.get(root.get("Era", ""))
    if not (first and year and month and day):
        return None
    try:
        return dt.date(first + int(year) - 1, int(month), int(day))
    except ValueError:
        raise InputError(
            where, "Law", f"is promulgated on no day: {root.get('Era')} {year}-{month}-{day}", REMEDY
        ) from None


def count(texts: Iterable[str]) -> int:
    """Count the characters of texts without white space."""
    return len("".join("".join(texts).split()))
