"""Law trees for tests: from XML in 法令標準XML, and from lists of provisions read by hand."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable
from pathlib import Path

from flows.documents.law_tree import LawTree, Plain, Provision, Sentence
from flows.documents.located import Located

DIVISIONS = {"Part", "Chapter", "Section", "Subsection", "Division"}
APPENDICES = {"AppdxTable", "AppdxStyle", "AppdxFormat", "AppdxNote", "AppdxFig", "Appdx"}
ROOTS = {"Preamble", "MainProvision", "SupplProvision", *APPENDICES}
NODES = {*ROOTS, *DIVISIONS, "Article", "Paragraph", "Item", *(f"Subitem{level}" for level in range(1, 11))}
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


def _node_of(element: ET.Element, above: str, seen: dict[str, int]) -> Provision:
    """Read one structural element; divisions (編, 章, 節) do not show in the paths of their articles."""
    num = element.get("Num")
    seen[element.tag] = seen.get(element.tag, 0) + 1
    step = f"{element.tag}_{num}" if num else f"{element.tag}[{seen[element.tag]}]"
    if element.tag in ("MainProvision", "EnactStatement"):
        step = element.tag
    if element.tag == "Article":
        above = above.split("-", maxsplit=1)[0]
    elm = f"{above}-{step}" if above else step
    node = Provision(kind(element.tag), elm, num, amend_law_num=element.get("AmendLawNum"))
    below: dict[str, int] = {}
    for child in element:
        if child.tag in NODES:
            node.children.append(_node_of(child, elm, below))
        elif child.tag in TITLES:
            node.title = Plain(plain(child))
        elif child.tag.endswith("Caption"):
            node.caption = Plain(plain(child))
        elif child.tag.endswith("Sentence") and child.tag != "Sentence":
            role = "column" if child.find("Column") is not None else "single"
            node.sentences += [Sentence(role, Plain(plain(each))) for each in child.iter("Sentence")]
    return node


def from_xml(path: Path) -> LawTree:
    """Read a law in 法令標準XML, without its tables."""
    law = ET.parse(path).getroot()
    heading = law.find("LawBody/LawTitle")
    title = Plain(plain(heading) if heading is not None else "")
    number = law.find("LawNum")
    tree = LawTree(
        path.stem.split("_")[0], path.stem, title, Plain(plain(number)) if number is not None else None
    )
    seen: dict[str, int] = {}
    for child in law.find("LawBody") or ():
        if child.tag in ROOTS:
            tree.provisions.append(_node_of(child, "", seen))
        elif child.tag == "EnactStatement":
            node = _node_of(child, "", seen)
            node.sentences.append(Sentence("single", Plain(plain(child))))
            tree.provisions.append(node)
        elif child.tag == "TOC":
            tree.provisions.append(
                Provision("toc", "TOC", sentences=[Sentence("single", Plain(plain(child)))])
            )
    return tree


class _Builder:
    """Gives every character of the law a place in one invented source."""

    def __init__(self) -> None:
        self.length = 0

    def located(self, text: str) -> Located:
        start = self.length
        self.length += len(text)
        return Located.whole(text, start)


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
