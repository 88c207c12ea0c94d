"""A law tree to 法令標準XML, so that revisions that are here as Markdown can be served as e-Gov would.

What the Markdown has lost stays lost: columns stand joined, cells of tables span nothing.
"""

from __future__ import annotations

import re
from itertools import groupby

from lxml import etree

from flows.documents.front_matter import FrontMatter
from flows.documents.law_elements import KINDS
from flows.documents.law_legalize import LegalizeLaw
from flows.documents.law_tree import Provision, Text
from flows.documents.law_xml import ERAS

ELEMENTS = {kind: element for element, kind in KINDS.items()}


def law_xml(law: LegalizeLaw) -> bytes:
    """Write a law in 法令標準XML."""
    front = law.front
    root = etree.Element("Law", _attributes(front))
    etree.SubElement(root, "LawNum").text = front.law_num
    body = etree.SubElement(root, "LawBody")
    title = etree.SubElement(body, "LawTitle")
    title.text = str(law.tree.title)
    if front.title_kana:
        title.set("Kana", front.title_kana)
    if front.abbreviations:
        title.set("Abbrev", ",".join(front.abbreviations))
    for provision in law.tree.provisions:
        _write(provision, body)
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True))


def _attributes(front: FrontMatter) -> dict[str, str]:
    promulgated = front.promulgated_on
    era = max(
        (name for name, first in ERAS.items() if first <= promulgated.year), key=lambda name: ERAS[name]
    )
    number = re.fullmatch("[0-9]{3}[A-Z]{2}[0-9]([0-9]{9})", front.law_id)
    return {
        "Era": era,
        "Year": str(promulgated.year - ERAS[era] + 1),
        "Num": str(int(number[1])) if number else "1",
        "LawType": front.law_type,
        "Lang": "ja",
        "PromulgateMonth": f"{promulgated.month:02d}",
        "PromulgateDay": f"{promulgated.day:02d}",
    }


def _write(node: Provision, above: etree._Element) -> None:
    """Write a provision and all below it."""
    name = ELEMENTS[node.kind]
    element = etree.SubElement(above, name)
    if node.num is not None:
        element.set("Num", node.num)
    if node.is_deleted:
        element.set("Delete", "true")
    if node.kind == "table_struct":
        _write_table(node, element)
        return
    if node.caption is not None:
        _text(element, f"{name}Caption", node.caption)
    if name == "Paragraph":
        _text(element, "ParagraphNum", node.title)
    elif name == "SupplProvision":
        _text(element, "SupplProvisionLabel", node.title)
    elif node.title is not None:
        _text(element, f"{name}Title", node.title)
    if node.sentences or name == "Paragraph":
        wrapper = etree.SubElement(element, f"{name}Sentence")
        for sentence in node.sentences:
            etree.SubElement(wrapper, "Sentence").text = sentence.text.text
    for child in node.children:
        _write(child, element)


def _text(element: etree._Element, name: str, text: Text | None) -> None:
    etree.SubElement(element, name).text = str(text) if text is not None else None


def _write_table(node: Provision, element: etree._Element) -> None:
    table = etree.SubElement(element, "Table")
    for _, cells in groupby(node.sentences, key=lambda one: one.row):
        row = etree.SubElement(table, "TableRow")
        column = 0
        for cell in cells:
            while column < (cell.column or 1):
                place = etree.SubElement(row, "TableColumn")
                column += 1
            etree.SubElement(place, "Sentence").text = cell.text.text
