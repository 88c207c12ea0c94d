"""A law in the dataset legalize-jp beside the same law in 法令標準XML: provisions, numbers, sentences.

The two were taken from e-Gov years apart. What e-Gov wrote otherwise at that time counts for nothing here: ○２ for ②,
(1) for （１）, 一～三 for 一から三まで, readings in brackets for ルビ, one heading for each of several articles that are 削除.
"""

from __future__ import annotations

import re
import unicodedata
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from flows.documents.law_tree import LawTree
from tests.benchmarks.law_flattening import text_of

_BLOCKS = ("Preamble", "MainProvision", "SupplProvision", "AppdxTable")
_DIVISIONS = {"Part", "Chapter", "Section", "Subsection", "Division"}
_UNITS = re.compile("Article|Paragraph|Item|Subitem[0-9]+")
_READING = re.compile(r"\([ぁ-ん]+\)")
_FUNCTIONS = ("main", "proviso")


@dataclass(frozen=True, slots=True)
class Wording:
    """What a provision says.

    Args:
        title: its number or title.
        caption: its 見出し.
        sentences: its sentences.
        functions: `main`, `proviso` or nothing for each.
        in_columns: it is set in columns, which the dataset runs together.
    """

    title: str
    caption: str
    sentences: tuple[str, ...]
    functions: tuple[str, ...]
    in_columns: bool = False


def xml_wordings(root: ET.Element) -> dict[str, Wording]:
    """Return the provisions from 編 to sub-items by element path."""
    body = root.find(".//LawBody")
    found: dict[str, Wording] = {}
    numbers = dict.fromkeys(_BLOCKS, 0)
    for block in body if body is not None else ():
        if block.tag in numbers:
            numbers[block.tag] += 1
            indexed = block.tag not in ("Preamble", "MainProvision")
            elm = f"{block.tag}[{numbers[block.tag]}]" if indexed else block.tag
            found.update(_below(block, elm, elm))
    return found


def xml_tables(root: ET.Element) -> list[list[str]]:
    """Return the cells of each table that are not empty."""
    tables = [
        [_plain(text_of(cell)) for cell in table.iter("TableColumn")] for table in root.iter("TableStruct")
    ]
    return [[cell for cell in table if cell] for table in tables]


def _below(element: ET.Element, elm: str, block: str) -> Iterator[tuple[str, Wording]]:
    for child in element:
        if child.tag in _DIVISIONS or _UNITS.fullmatch(child.tag):
            step = f"{child.tag}_{child.get('Num')}"
            below = f"{block}-{step}" if child.tag == "Article" else f"{elm}-{step}"
            yield below, _wording(child)
            yield from _below(child, below, block)


def _wording(element: ET.Element) -> Wording:
    name = "ParagraphNum" if element.tag == "Paragraph" else f"{element.tag}Title"
    own = element.find(f"{element.tag}Sentence")
    parts = [] if own is None else [one for one in own.iter("Sentence") if text_of(one)]
    return Wording(
        _plain("".join(text_of(one) for one in element.findall(name))),
        _plain("".join(text_of(one) for one in element.findall("ArticleCaption"))),
        tuple(_plain(text_of(one)) for one in parts),
        tuple(one.get("Function", "") for one in parts),
        own is not None and own.find("Column") is not None,
    )


def tree_wordings(tree: LawTree) -> dict[str, Wording]:
    """Return the same of a tree."""
    return {
        node.elm: Wording(
            _plain(str(node.title or "")),
            _plain(str(node.caption or "")),
            tuple(_plain(str(one.text)) for one in node.sentences),
            tuple(one.role if one.role in _FUNCTIONS else "" for one in node.sentences),
        )
        for top in tree.provisions
        for node in top.walk()
        if node is not top and node.kind != "table_struct"
    }


def tree_tables(tree: LawTree) -> list[list[str]]:
    """Return the same of a tree."""
    return [
        [_plain(str(cell.text)) for cell in node.sentences]
        for node in tree.walk()
        if node.kind == "table_struct"
    ]


def _plain(text: str) -> str:
    return _READING.sub("", unicodedata.normalize("NFKC", re.sub(r"[\s○]", "", text)))


def differing(ours: Mapping[str, Wording], true: Mapping[str, Wording]) -> list[str]:
    """Return the paths of the provisions that only one of the two has, or that say something else in one of them."""
    ours, true = _without_deleted(ours), _without_deleted(true)
    return [
        elm
        for elm in dict.fromkeys([*true, *ours])
        if elm not in true or elm not in ours or not _alike(elm, ours[elm], true[elm])
    ]


def _alike(elm: str, ours: Wording, true: Wording) -> bool:
    if true.in_columns:
        return ours.title == true.title and "".join(ours.sentences) == "".join(true.sentences)
    if ":" in elm:
        ours, true = replace(ours, title=""), replace(true, title="")
    return ours == true


def _without_deleted(wordings: Mapping[str, Wording]) -> dict[str, Wording]:
    deleted = {
        elm.removesuffix("-Paragraph_1")
        for elm, wording in wordings.items()
        if re.search("Article_[0-9_:]+-Paragraph_1$", elm) and wording.sentences == ("削除",)
    }
    return {
        elm: wording for elm, wording in wordings.items() if elm.removesuffix("-Paragraph_1") not in deleted
    }


def read_xml(archive: Path, law_id: str) -> tuple[str, ET.Element]:
    """Read the one wording of a law that an archive in the layout of e-Gov's bulk files has, and its id."""
    with zipfile.ZipFile(archive) as file:
        [name] = [name for name in file.namelist() if re.match(f"{law_id}_.*xml$", name)]
        return Path(name).stem, ET.fromstring(file.read(name))
