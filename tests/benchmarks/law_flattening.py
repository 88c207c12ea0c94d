"""法令標準XML to the lines that the converter of the dataset japan-law makes of it, each with its true place.

The converter keeps the titles of articles, one line for each `Sentence` below them, and the number of an `Item` in
a table's cell; it drops everything else.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, field

from flows.documents.law_outline import CELL, CHILD, COLUMN, DEEPEST, NEXT, SENTENCE
from flows.japanese.numerals import NUMERAL

_UNIT = re.compile(r"Paragraph|Item|Subitem\d+")
_NUMBER = re.compile(f"第{NUMERAL}条(?:の{NUMERAL})*")
_CHAPTER = re.compile(f"第{NUMERAL}[編章節款]")
_LOST = {"AmendProvision", "Fig", "FigStruct", "StyleStruct", "SupplNote"}


@dataclass(frozen=True, slots=True)
class FlatLine:
    """One line: its text, whether the converter keeps a marker before it, the element it belongs to.

    Args:
        elm: path below the article (`Paragraph_2-Item_3`).
        column: `Num` of its column; empty without columns.
        cell: it stands in a table or an unnumbered list.
    """

    text: str
    marked: bool
    elm: str
    column: str
    cell: bool


@dataclass(slots=True)
class FlatArticle:
    """One article: its number, title and lines."""

    num: str
    title: str
    lines: list[FlatLine] = field(default_factory=list)

    def steps(self) -> list[str] | None:
        """Return the step of each line in the sense of `law_outline`; None where no such steps make it."""
        steps: list[str] = []
        open_, column, cells = "", "", False
        for line in self.lines:
            level = line.elm.count("-")
            if line.cell:
                step = CELL
            elif line.elm == open_:
                step = COLUMN if line.column != column and not cells else SENTENCE
            elif open_ and line.elm.startswith(open_ + "-"):
                step = CHILD
            else:
                step = NEXT[level] if level < len(NEXT) else ""
            steps.append(step)
            open_, column, cells = line.elm, line.column, line.cell
        return steps if _possible(steps) else None


def _possible(steps: list[str]) -> bool:
    depth = -1
    for step in steps:
        if step in NEXT:
            level = NEXT.index(step)
            if level > max(depth, 0):
                return False
            depth = level
        elif step == CHILD:
            depth += 1
        elif step == COLUMN and depth == 0:
            return False
        if depth < 0 or depth > DEEPEST or not step:
            return False
    return True


def flatten(root: ET.Element) -> Iterator[list[FlatArticle]]:
    """Yield the articles of the main provisions, then of each supplementary provision that has articles."""
    body = root.find(".//LawBody")
    if body is None:
        return
    for block in (*body.findall("MainProvision"), *body.findall("SupplProvision")):
        articles = [_article(element) for element in block.iter("Article")]
        if articles or block.tag == "MainProvision":
            yield articles


def _article(element: ET.Element) -> FlatArticle:
    title = element.find("ArticleTitle")
    article = FlatArticle(element.get("Num", ""), "" if title is None else text_of(title))
    _walk(element, "", article.lines, marked=False, cell=False)
    return article


def text_of(element: ET.Element) -> str:
    """Return an element's text without the readings of its characters (ルビ)."""
    parts = [element.text or ""]
    for child in element:
        if child.tag != "Rt":
            parts.append(text_of(child))
        parts.append(child.tail or "")
    return re.sub(r"[\n\r\t]", "", "".join(parts)).strip()


def _walk(element: ET.Element, elm: str, lines: list[FlatLine], *, marked: bool, cell: bool) -> None:
    numbers: dict[str, int] = {}
    for child in element:
        numbers[child.tag] = numbers.get(child.tag, 0) + 1
        if child.tag in _LOST:
            continue
        if _UNIT.fullmatch(child.tag):
            step = f"{child.tag}_{child.get('Num') or numbers[child.tag]}"
            below = elm if cell else f"{elm}-{step}" if elm else step
            _walk(child, below, lines, marked=cell and child.tag == "Item", cell=cell)
        elif child.tag in ("TableStruct", "List", "Sublist1", "Sublist2"):
            _walk(child, elm, lines, marked=False, cell=True)
        elif child.tag == "Sentence":
            _sentence(child, elm, lines, column="", marked=marked, cell=cell)
            marked = False
        elif child.tag == "Column":
            for sentence in child.iter("Sentence"):
                _sentence(sentence, elm, lines, column=child.get("Num", ""), marked=marked, cell=cell)
                marked = False
        elif not child.tag.endswith(("Title", "Caption", "Num")):
            _walk(child, elm, lines, marked=marked, cell=cell)


def _sentence(
    element: ET.Element, elm: str, lines: list[FlatLine], *, column: str, marked: bool, cell: bool
) -> None:
    text = text_of(element)
    if text:
        lines.append(FlatLine(text, marked, elm, column, cell))


def markdown(root: ET.Element) -> str:
    """Return what the converter would make of a law, without links and without the list of citing laws."""
    body = root.find(".//LawBody")
    title = None if body is None else body.find("LawTitle")
    number = root.find(".//LawNum")
    lines = [
        f"# {'' if title is None else text_of(title)}", "", "",
        f"*（{'' if number is None else text_of(number)}）*", "", "",
    ]  # fmt: skip
    for block in flatten(root):
        for article in block:
            lines += [*_heading(article.title), *(mark for line in article.lines for mark in _mark(line)), ""]
    return "\n".join([*lines, "", "---", "", "## この法令を参照している法令", "", "---", ""])


def _heading(text: str) -> list[str]:
    """Set a line that begins with an article's number as the converter does, be it a title or a sentence."""
    found = _NUMBER.match(text)
    if found is None:
        return [text]
    return [f'<a id="{found[0]}"></a>', f"**{found[0]}**{text[found.end() :]}"]


def _mark(line: FlatLine) -> list[str]:
    if line.marked:
        return [f"- 一　{line.text}"]
    if _CHAPTER.match(line.text):
        return [f"## {line.text}", ""]
    return _heading(line.text)
