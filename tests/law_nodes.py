"""Nodes of real wordings for tests of changes: from 法令標準XML, with the paths and kinds of `provisions`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from flows.records.laws.nodes import Node
from warehouse.contract import contract

KINDS = frozenset(contract()["provisions"].column("kind").values)
ABOVE_ARTICLES = frozenset({"part", "chapter", "section", "subsection", "division"})
ALONE = frozenset({"law_title", "law_num", "enact_statement", "preamble", "main_provision", "toc"})


def kind_of(element: etree._Element) -> str:
    """Element name in snake case."""
    return re.sub("(?<=[a-z0-9])(?=[A-Z])|(?<=TOC)(?=[A-Z])", "_", str(element.tag)).lower()


def from_xml(source: Path | bytes) -> list[Node]:
    """Return the nodes of a law in document order."""
    root = etree.fromstring(source if isinstance(source, bytes) else source.read_bytes())
    return list(_below(root, None, "", ""))


def _below(element: etree._Element, parent: str | None, above: str, articles: str) -> Iterator[Node]:
    """Yield the nodes below an element.

    Args:
        element: what is read.
        parent: path of the node that it belongs to.
        above: path that the steps of the nodes below follow.
        articles: the same for articles, which leaves out 編, 章, 節, 款, 目.
    """
    seen: Counter[str] = Counter()
    for child in _structural(element):
        tag, kind = str(child.tag), kind_of(child)
        seen[tag] += 1
        num = child.get("Num")
        before = f"{articles if kind == 'article' else above}-".removeprefix("-")
        step = f"{tag}_{num}" if num else f"{tag}[{seen[tag]}]"
        if kind in ALONE and seen[tag] == 1:
            step = tag
        elif seen[f"{before}{step}"]:  # a number that the law has twice at that place
            step = f"{tag}[{seen[tag]}]"
        elm = f"{before}{step}"
        seen[elm] += 1
        yield Node(elm, parent, kind, num, *_own(child, kind), amend_law_num=child.get("AmendLawNum"))
        if kind != "table_struct":
            yield from _below(child, elm, elm, articles if kind in ABOVE_ARTICLES else elm)


def _structural(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the nearest structural elements below."""
    for child in element:
        if not isinstance(child.tag, str):
            continue
        if kind_of(child) in KINDS - {"law_body"}:
            yield child
        else:
            yield from _structural(child)


def _own(element: etree._Element, kind: str) -> tuple[str | None, str | None, str | None]:
    """Title, caption and text of an element's own."""
    parts: dict[str, list[str]] = {"title": [], "caption": [], "text": []}
    if kind in ("law_title", "law_num"):
        parts["title"].append(_plain(element))
    elif not len(element):
        parts["text"].append(_plain(element))
    for child in element:
        if not isinstance(child.tag, str):
            continue
        tag = str(child.tag)
        if tag.endswith(("Title", "Label", "ParagraphNum")) and kind_of(child) not in KINDS:
            parts["title"].append(_plain(child))
        elif tag.endswith("Caption"):
            parts["caption"].append(_plain(child))
        elif kind == "table_struct" or kind_of(child) not in KINDS:
            parts["text"].append(_sentences(child, kind))
    title, caption, text = ("".join(part) or None for part in parts.values())
    return title, caption, text


def _sentences(element: etree._Element, kind: str) -> str:
    """The text of an element without that of the nodes in it."""
    texts = [element.text or ""]
    for child in element:
        inside = isinstance(child.tag, str) and child.tag != "Rt"
        if inside and (kind == "table_struct" or kind_of(child) not in KINDS):
            texts.append(_sentences(child, kind))
        texts.append(child.tail or "")
    return _without_breaks("".join(texts))


def _plain(element: etree._Element) -> str:
    return _sentences(element, "table_struct")


def _without_breaks(text: str) -> str:
    return re.sub(r"[\n\r\t]| {2,}", "", text)
