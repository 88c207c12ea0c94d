"""Text with mark-up inside: readings (ルビ), 傍線, indices, quoted structures and formulas."""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import etree

_BREAK = re.compile(r"[ \t]*[\r\n]+[ \t]*")
_STRUCTURED = frozenset({"QuoteStruct", "ArithFormula"})
_MARKS = frozenset({"Line", "Sup", "Sub"})


class Inline(NamedTuple):
    """Text read out of its mark-up.

    Args:
        text: without readings.
        ruby: the readings, joined by blanks; None without any.
        apart: elements in the text that have a structure of their own and are to be nodes.
    """

    text: str
    ruby: str | None
    apart: list[etree._Element]


def unbroken(text: str) -> str:
    """Take out the line breaks of the mark-up, with the blanks around them."""
    return _BREAK.sub("", text) if "\n" in text or "\r" in text else text


def inline_text(element: etree._Element) -> Inline:
    """Read the text of an element."""
    parts: list[str] = []
    rubies: list[str] = []
    apart: list[etree._Element] = []
    _read(element, parts, rubies, apart)
    return Inline(unbroken("".join(parts)), " ".join(rubies) or None, apart)


def _read(element: etree._Element, parts: list[str], rubies: list[str], apart: list[etree._Element]) -> None:
    if element.text:
        parts.append(element.text)
    for child in element:
        tag = child.tag
        if tag == "Rt":
            rubies.append(unbroken("".join(map(str, child.itertext()))))
        elif tag == "Ruby" or tag in _MARKS or (tag in _STRUCTURED and _is_plain(child)):
            _read(child, parts, rubies, apart)
        else:
            apart.append(child)
        if child.tail:
            parts.append(child.tail)


def _is_plain(element: etree._Element) -> bool:
    """Whether a quoted structure or formula is text and nothing else."""
    return all(
        below.tag in _MARKS or below.tag in ("Ruby", "Rt") or below is element for below in element.iter()
    )
