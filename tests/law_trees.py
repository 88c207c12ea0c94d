"""Law trees for tests: from XML in 法令標準XML, and from lists of provisions read by hand."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable
from pathlib import Path

from flows.documents.law_tree import LawTree, Provision, Sentence
from flows.documents.located import Located

NODES = {
    "Part",
    "Chapter",
    "Section",
    "Subsection",
    "Division",
    "Article",
    "Paragraph",
    "Item",
    "MainProvision",
}
NODES |= {"SupplProvision", "AppdxTable", "AppdxStyle", "AppdxFormat", "AppdxNote", "AppdxFig"}
NODES |= {f"Subitem{level}" for level in range(1, 11)}
TITLES = {f"{name}Title" for name in NODES} | {"SupplProvisionLabel", "ParagraphNum"}


def kind(tag: str) -> str:
    """Element name in snake case."""
    return re.sub("(?<=[a-z])(?=[A-Z])", "_", tag).lower()


def plain(element: ET.Element) -> str:
    """The text of an element without readings (ルビ) and the line breaks of the mark-up."""
    parts = [element.text or ""]
    for child in element:
        parts.append("" if child.tag == "Rt" else plain(child))
        parts.append(child.tail or "")
    return re.sub(r"[\n\r\t]| {2,}", "", "".join(parts))


class _Builder:
    """Gives every character of the law a place in one invented source."""

    def __init__(self) -> None:
        self.length = 0

    def located(self, text: str) -> Located:
        start = self.length
        self.length += len(text)
        return Located.whole(text, start)

    def node(self, element: ET.Element, above: str, seen: dict[str, int]) -> Provision:
        num = element.get("Num")
        seen[element.tag] = seen.get(element.tag, 0) + 1
        step = f"{element.tag}_{num}" if num else f"{element.tag}[{seen[element.tag]}]"
        if element.tag == "MainProvision":
            step = element.tag
        elm = f"{above}-{step}" if above else step
        node = Provision(kind(element.tag), elm, num)
        amending = element.get("AmendLawNum")
        below: dict[str, int] = {}
        for child in element:
            self._child(node, child, below)
        if amending:
            node.title = self.located(f"附則（{amending}）")
        return node

    def _child(self, node: Provision, child: ET.Element, below: dict[str, int]) -> None:
        if child.tag in NODES:
            node.children.append(self.node(child, node.elm, below))
        elif child.tag in TITLES:
            node.title = self.located(plain(child))
        elif child.tag.endswith("Caption"):
            node.caption = self.located(plain(child))
        elif child.tag.endswith("Sentence") and child.tag != "Sentence":
            self._sentences(node, child)

    def _sentences(self, node: Provision, element: ET.Element) -> None:
        for sentence in element.iter("Sentence"):
            role = "column" if element.find("Column") is not None else "single"
            node.sentences.append(Sentence(role, self.located(plain(sentence))))


def from_xml(path: Path) -> LawTree:
    """Read a law in 法令標準XML."""
    law = ET.parse(path).getroot()
    builder = _Builder()
    heading = law.find("LawBody/LawTitle")
    title = builder.located(plain(heading) if heading is not None else "")
    number = law.find("LawNum")
    tree = LawTree(
        path.stem.split("_")[0],
        path.stem,
        title,
        builder.located(plain(number)) if number is not None else None,
    )
    seen: dict[str, int] = {}
    body = law.find("LawBody")
    for child in body if body is not None else ():
        if child.tag in NODES:
            tree.provisions.append(builder.node(child, "", seen))
    return tree


def from_sentences(
    sentences: Iterable[tuple[str, str, str | Located]],
    law_id: str = "999AC0000000001",
    title: str = "試験法",
) -> LawTree:
    """Build a law from (element path, role, text); the nodes above are made as the paths need them."""
    builder = _Builder()
    tree = LawTree(law_id, law_id, builder.located(title), None)
    nodes: dict[str, Provision] = {}
    for elm, role, text in sentences:
        located = text if isinstance(text, Located) else builder.located(text)
        _node(tree, nodes, elm).sentences.append(Sentence(role, located))
    return tree


def _node(tree: LawTree, nodes: dict[str, Provision], elm: str) -> Provision:
    if elm in nodes:
        return nodes[elm]
    above, _, step = elm.rpartition("-")
    tag, _, num = step.partition("_")
    tag = tag.partition("[")[0]
    node = nodes[elm] = Provision(kind(tag), elm, num or None)
    if above:
        _node(tree, nodes, above).children.append(node)
    else:
        tree.provisions.append(node)
    return node
