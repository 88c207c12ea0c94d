"""法令標準XML to a law tree, every element of the schema by its name.

`XMLSchemaForJapaneseLaw.xsd` (version 3.0) fixes the elements. Each is here a node, a title, a caption, a wrapper
around sentences, a part of a table, or mark-up inside a sentence; one that is none of these stops the law. Element
paths are e-Gov's, but that articles leave out the divisions (編, 章, 節, 款, 目) that hold them: they are numbered
through the law, and a citation does not name its chapter.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from flows.documents.law_aliases import add_aliases
from flows.documents.law_elements import (
    ANY_CONTENT,
    CAPTIONS,
    DIVISIONS,
    INLINE,
    KINDS,
    LEAVES,
    NODES,
    NUMBERED_THROUGH,
    ONLY_ONE,
    RANGES,
    TITLES,
    WRAPPERS,
)
from flows.documents.law_inline import Inline, inline_text, unbroken
from flows.documents.law_roles import sentence_roles
from flows.documents.law_tables import Grid
from flows.documents.law_tree import LawTree, Plain, Provision, Sentence
from flows.errors import InputError

_NUM = re.compile(r"[^\s\[\]-]+")
"""3, 3_2, 3:5; some ordinances number items by イ or full-width digits."""

ERAS = {"Meiji": 1868, "Taisho": 1912, "Showa": 1926, "Heisei": 1989, "Reiwa": 2019}
"""First year of each era by its name in the schema."""

REMEDY = "Fetch the law again from e-Gov; if it is the same there, this form of the law is new to the reader."


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
    builder = _Builder(where)
    body = root.find("LawBody")
    number = root.find("LawNum")
    if root.tag != "Law" or body is None or number is None:
        raise InputError(
            where, f"<{root.tag}>", "is no law: a Law with LawNum and LawBody is expected", REMEDY
        )
    title = body.find("LawTitle")
    heading, numbering = Provision("law_title", "LawTitle"), Provision("law_num", "LawNum")
    numbering.title = Plain(builder.text(number, _Place(numbering, "")))
    heading.title = Plain(builder.text(title, _Place(heading, "")) if title is not None else "")
    tree = LawTree(law_id, law_revision_id, heading.title, numbering.title)
    for child in body:
        if child is not title:
            builder.child(child, builder.top)
    tree.provisions = builder.top.node.children
    add_aliases(tree)
    characters = _count([str(root.xpath("string()"))])
    if characters != (kept := _count([*_texts(tree), heading.ruby or ""])):
        raise InputError(where, "", f"{characters:,} characters are there and {kept:,} were read", REMEDY)
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


def _texts(tree: LawTree) -> Iterator[str]:
    """Yield every text of a law as the tables hold it."""
    yield tree.title.text
    yield tree.law_num.text if tree.law_num else ""
    for node in tree.walk():
        if node.title is not None and node.kind != "fig":
            yield node.title.text
        if node.caption is not None:
            yield node.caption.text
        if node.ruby:
            yield node.ruby
        for sentence in node.sentences:
            yield sentence.text.text
            if sentence.ruby:
                yield sentence.ruby


def _count(texts: Iterable[str]) -> int:
    """Count the characters of texts without white space."""
    return len("".join("".join(texts).split()))


@dataclass(slots=True)
class _Place:
    """A node that is being filled.

    Args:
        node: it.
        base: path that the steps below it continue.
        table: a cell's place, while one is read.
        counts: how many elements without a number it has, by name.
    """

    node: Provision
    base: str
    cell: tuple[int, int] | None = None
    counts: dict[str, int] = field(default_factory=dict)


class _Builder:
    """Builds the tree; one for each law."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.seen: set[str] = set()
        self.top = _Place(Provision("law", ""), "")

    def child(self, element: etree._Element, place: _Place) -> None:
        """Read one element below a node."""
        tag = element.tag
        if tag in NODES:
            self.node(element, place)
        elif tag == "Sentence":
            self.sentence(element, place, None)
        elif tag in TITLES:
            self.title(element, place)
        elif tag in WRAPPERS:
            self.wrapper(element, place)
        elif tag in CAPTIONS:
            place.node.caption = Plain(self.text(element, place))
        elif tag in RANGES:
            self.leaf(element, place)
        elif tag == "Column":
            self.columns([element], place)
        elif tag == "TableRow":
            self.rows([element], place)
        elif tag == "TableColumn":
            self.cell(element, place, 1, 1)
        else:
            raise self.fail(element, f"the schema has no element <{tag}> here")

    def below(self, element: etree._Element, place: _Place) -> None:
        """Read everything below an element that holds elements only.

        Raises:
            InputError: text stands between them.
        """
        if (text := element.text) and not text.isspace():
            raise self.fail(element, f"text stands outside any sentence: {text.strip()[:40]!r}")
        for child in element:
            self.child(child, place)
            if (text := child.tail) and not text.isspace():
                raise self.fail(element, f"text stands outside any sentence: {text.strip()[:40]!r}")

    def mixed(self, element: etree._Element, place: _Place) -> None:
        """Read content that the schema leaves open: elements, and text between them as sentences."""
        run = [element.text or ""]
        rubies: list[str] = []
        for child in element:
            if child.tag in INLINE:
                inline = self.inline(child, place)
                run.append(inline.text)
                rubies.extend([inline.ruby] if inline.ruby else [])
            else:
                self.run(run, rubies, place)
                run, rubies = [], []
                self.child(child, place)
            run.append(child.tail or "")
        self.run(run, rubies, place)

    def run(self, run: list[str], rubies: list[str], place: _Place) -> None:
        """Keep the text between two elements."""
        text = unbroken("".join(run))
        if text and not text.isspace():
            place.node.sentences.append(Sentence("single", Plain(text), " ".join(rubies) or None))

    def node(self, element: etree._Element, place: _Place) -> None:
        """Read an element that is a node of its own."""
        tag = element.tag
        num = element.get("Num") or None
        if num is not None and _NUM.fullmatch(num) is None:
            raise self.fail(element, f"Num={num!r} cannot be a number")
        base = place.base
        elm = self.path(element, num, place)
        node = Provision(KINDS[tag], elm, num)
        place.node.children.append(node)
        inside = _Place(node, base if tag in DIVISIONS else elm)
        if element.get("Delete") == "true":
            node.is_deleted = True
        if element.get("Hide") == "true":
            node.is_hidden = True
        if tag in LEAVES:
            self.leaf(element, inside)
            return
        if tag == "SupplProvision":
            node.amend_law_num = element.get("AmendLawNum") or None
        elif tag == "Fig":
            node.title = Plain(element.get("src", ""))
        if tag == "Table":
            self.rows(element, inside)
        elif tag in ANY_CONTENT:
            self.mixed(element, inside)
        else:
            self.below(element, inside)

    def path(self, element: etree._Element, num: str | None, place: _Place) -> str:
        """Return the path of a node, and note that it is taken.

        Raises:
            InputError: two articles or paragraphs of a provision have one number. Items and appendices count
                again in some laws: the second gets an index.
        """
        tag = element.tag
        above = place.node.elm if tag in DIVISIONS else place.base
        if num is not None:
            step = f"{tag}_{num}"
        elif tag in ONLY_ONE:
            step = tag
        else:
            count = place.counts.get(tag, 0) + 1
            place.counts[tag] = count
            step = f"{tag}[{count}]"
        elm = f"{above}-{step}" if above else step
        if elm in self.seen:
            if tag in NUMBERED_THROUGH and "TableColumn" not in elm and "NewProvision" not in elm:
                raise self.fail(element, f"Num={num!r} is there twice: {elm}")
            again = 2
            while f"{elm}[{again}]" in self.seen:
                again += 1
            elm = f"{elm}[{again}]"
        self.seen.add(elm)
        return elm

    def title(self, element: etree._Element, place: _Place) -> None:
        """Take the title of a node; a second one is a sentence of it."""
        text = Plain(self.text(element, place))
        if place.node.title is None:
            place.node.title = text
        else:
            place.node.sentences.append(Sentence("single", text))

    def leaf(self, element: etree._Element, place: _Place) -> None:
        """Read a node that holds nothing but text."""
        inline = self.inline(element, place)
        if inline.text:
            place.node.sentences.append(Sentence("single", Plain(inline.text), inline.ruby))

    # Sentences

    def wrapper(self, element: etree._Element, place: _Place) -> None:
        """Read ParagraphSentence and the like: sentences, columns, or a table."""
        sentences = place.node.sentences
        first = len(sentences)
        functions: list[str | None] = []
        for child in element:
            tag = child.tag
            if tag == "Sentence":
                self.sentence(child, place, None)
                functions.append(child.get("Function"))
            elif tag == "Column":
                self.columns(element.iterchildren("Column"), place)
                return
            else:
                self.child(child, place)
        if len(functions) > 1:
            own = sentences[first:]
            roles = sentence_roles([one.text.text for one in own])
            for at, one in enumerate(own):
                function = functions[at] if len(functions) == len(own) else None
                role = function if function in ("main", "proviso") else roles[at]
                sentences[first + at] = one._replace(role=role)

    def sentence(self, element: etree._Element, place: _Place, column: int | None) -> None:
        """Read one Sentence."""
        if len(element):
            inline = self.inline(element, place)
            text, ruby = inline.text, inline.ruby
        else:
            text, ruby = element.text or "", None
            if "\n" in text:
                text = unbroken(text)
        if not text:
            return
        if place.cell:
            place.node.sentences.append(Sentence("column", Plain(text), ruby, *place.cell))
        elif column:
            place.node.sentences.append(Sentence("column", Plain(text), ruby, None, column))
        else:
            place.node.sentences.append(Sentence("single", Plain(text), ruby))

    def columns(self, elements: Iterator[etree._Element] | list[etree._Element], place: _Place) -> None:
        """Read the columns that an item is set in."""
        for column, element in enumerate(elements, start=1):
            for child in element:
                if child.tag == "Sentence":
                    self.sentence(child, place, column)
                else:
                    self.child(child, place)

    def inline(self, element: etree._Element, place: _Place) -> Inline:
        """Read text with mark-up; what has a structure of its own becomes a node."""
        inline = inline_text(element)
        for apart in inline.apart:
            if apart.tag in NODES:
                self.node(apart, place)
            else:
                raise self.fail(apart, f"the schema has no element <{apart.tag}> in a sentence")
        return inline

    def text(self, element: etree._Element, place: _Place) -> str:
        """Return the text of a title or caption."""
        if not len(element):
            text = element.text or ""
            return unbroken(text) if "\n" in text else text
        inline = inline_text(element)
        if inline.apart:
            raise self.fail(inline.apart[0], f"the schema has no element <{inline.apart[0].tag}> in a title")
        if inline.ruby:
            place.node.ruby = " ".join(filter(None, (place.node.ruby, inline.ruby)))
        return inline.text

    # Tables

    def rows(self, rows: etree._Element | list[etree._Element], place: _Place) -> None:
        """Read the rows of a table."""
        grid = Grid()
        for row in rows:
            if row.tag not in ("TableRow", "TableHeaderRow"):
                raise self.fail(row, f"the schema has no element <{row.tag}> in a table")
            grid.next_row()
            for element in row:
                if element.tag not in ("TableColumn", "TableHeaderColumn"):
                    raise self.fail(element, f"the schema has no element <{element.tag}> in a row")
                number, column = grid.place(element.get("rowspan"), element.get("colspan"))
                self.cell(element, place, number, column)

    def cell(self, element: etree._Element, place: _Place, row: int, column: int) -> None:
        """Read one cell."""
        inside = _Place(place.node, f"{place.base}-TableRow[{row}]-TableColumn[{column}]", (row, column))
        if element.tag == "TableHeaderColumn":
            inline = self.inline(element, inside)
            if inline.text:
                place.node.sentences.append(Sentence("column", Plain(inline.text), inline.ruby, row, column))
            return
        self.below(element, inside)

    def fail(self, element: etree._Element, problem: str) -> InputError:
        """Return the error for an element, with its path in the document."""
        return InputError(
            self.where,
            f"line {element.sourceline}, {element.getroottree().getpath(element)}",
            problem,
            REMEDY,
        )
