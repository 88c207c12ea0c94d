"""Builds the tree of a law from its elements: one handler for each element of the schema."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TypeAlias

from lxml.etree import _Element

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
from flows.documents.law_tree import Plain, Provision, Sentence
from flows.errors import InputError

REMEDY = "Fetch the law again from e-Gov; if it is the same there, this form of the law is new to the reader."

_NUM = re.compile(r"[^\s\[\]-]+")
"""3, 3_2, 3:5; some ordinances number items by イ or full-width digits."""

Cell: TypeAlias = tuple[int, int] | None
"""Row and column of the cell of a table that is being read."""


class Builder:
    """Builds the tree of one law.

    Its methods read an element into a node. `base` is what the paths of nodes below begin with, including the
    hyphen; it is the node's own path but for divisions, which paths leave out.

    Args:
        where: the file, for messages.
    """

    def __init__(self, where: str) -> None:
        self.where = where
        self.texts: list[str] = []
        """Every text read, readings too: together they are all the law says."""
        self._seen: set[str] = set()
        self._counts: dict[str, int] = {}
        self._nums: set[str] = set()

    def below(self, element: _Element, node: Provision, base: str, cell: Cell = None) -> None:
        """Read everything below an element that holds elements only.

        Raises:
            InputError: text stands between them, or an element that the schema does not have.
        """
        text = element.text
        if text and not text.isspace():
            raise self.fail(element, f"text stands outside any sentence: {text.strip()[:40]!r}")
        for child in element:
            self.child(child, node, base, cell)
            text = child.tail
            if text and not text.isspace():
                raise self.fail(element, f"text stands outside any sentence: {text.strip()[:40]!r}")

    def child(self, element: _Element, node: Provision, base: str, cell: Cell) -> None:
        """Read one element below a node.

        Raises:
            InputError: the schema has no such element.
        """
        handler = _HANDLERS.get(element.tag)
        if handler is None:
            raise self.fail(element, f"the schema has no element <{element.tag}> here")
        handler(self, element, node, base, cell)

    # Nodes

    def node(self, element: _Element, above: Provision, base: str, cell: Cell) -> None:  # noqa: ARG002 - as all handlers
        """Read an element that is a node of its own."""
        tag = element.tag
        get = element.get
        num = get("Num") or None
        is_division = tag in DIVISIONS
        elm = self.path(element, num, f"{above.elm}-" if is_division and above.elm else base)
        node = Provision(KINDS[tag], elm, num)
        above.children.append(node)
        if get("Delete") == "true":
            node.is_deleted = True
        if get("Hide") == "true":
            node.is_hidden = True
        if tag in LEAVES:
            self.leaf(element, node, "", None)
        elif tag == "Table":
            self.rows(element, node, f"{elm}-")
        elif tag in ANY_CONTENT:
            self.mixed(element, node, f"{elm}-")
        else:
            if tag == "SupplProvision":
                node.amend_law_num = get("AmendLawNum") or None
            elif tag == "Fig":
                node.title = Plain(get("src", ""))
            self.below(element, node, base if is_division else f"{elm}-")

    def path(self, element: _Element, num: str | None, base: str) -> str:
        """Return the path of a node, and note that it is taken.

        Raises:
            InputError: two articles or paragraphs of a provision have one number. Items and appendices count
                again in some laws: the second gets an index.
        """
        tag = element.tag
        if num is not None:
            if num not in self._nums:
                if _NUM.fullmatch(num) is None:
                    raise self.fail(element, f"Num={num!r} cannot be a number")
                self._nums.add(num)
            elm = f"{base}{tag}_{num}"
        elif tag in ONLY_ONE:
            elm = base + tag
        else:
            unnumbered = base + tag
            count = self._counts[unnumbered] = self._counts.get(unnumbered, 0) + 1
            elm = f"{unnumbered}[{count}]"
        if elm in self._seen:
            if tag in NUMBERED_THROUGH and "TableColumn" not in elm and "NewProvision" not in elm:
                raise self.fail(element, f"Num={num!r} is there twice: {elm}")
            again = 2
            while f"{elm}[{again}]" in self._seen:
                again += 1
            elm = f"{elm}[{again}]"
        self._seen.add(elm)
        return elm

    def title(self, element: _Element, node: Provision, base: str, cell: Cell) -> None:  # noqa: ARG002
        """Take the title of a node; a second one is a sentence of it."""
        text = Plain(self.text(element, node))
        if node.title is None:
            node.title = text
        else:
            node.sentences.append(Sentence("single", text))

    def caption(self, element: _Element, node: Provision, base: str, cell: Cell) -> None:  # noqa: ARG002
        """Take the caption of a node."""
        node.caption = Plain(self.text(element, node))

    def leaf(self, element: _Element, node: Provision, base: str, cell: Cell) -> None:  # noqa: ARG002
        """Read an element that holds nothing but text."""
        text, ruby = self.inline(element, node, base)
        if text:
            node.sentences.append(Sentence("single", Plain(text), ruby))

    # Sentences

    def wrapper(self, element: _Element, node: Provision, base: str, cell: Cell) -> None:
        """Read ParagraphSentence and the like: sentences, columns, or a table."""
        count = len(element)
        if count and element[0].tag == "Column":
            self.columns(element, node, base)
            return
        first = len(node.sentences)
        self.below(element, node, base, cell)
        if count > 1:
            self.name_roles(element, node, first)

    def name_roles(self, element: _Element, node: Provision, first: int) -> None:
        """Name the roles of several sentences, by what the source says or else by their words."""
        own = node.sentences[first:]
        functions = [child.get("Function") for child in element if child.tag == "Sentence"]
        roles = sentence_roles([one.text.text for one in own])
        for at, one in enumerate(own):
            function = functions[at] if len(functions) == len(own) else None
            node.sentences[first + at] = one._replace(
                role=function if function in ("main", "proviso") else roles[at]
            )

    def sentence(self, element: _Element, node: Provision, base: str, cell: Cell) -> None:
        """Read one Sentence."""
        ruby = None
        if len(element):
            text, ruby = self.inline(element, node, base)
        else:
            text = element.text or ""
            if "\n" in text:
                text = unbroken(text)
            self.texts.append(text)
        if not text:
            return
        if cell:
            node.sentences.append(Sentence("column", Plain(text), ruby, *cell))
        else:
            node.sentences.append(Sentence("single", Plain(text), ruby))

    def columns(self, elements: Iterable[_Element], node: Provision, base: str) -> None:
        """Read the columns that an item is set in."""
        for column, element in enumerate(elements, start=1):
            if element.tag != "Column":
                raise self.fail(element, f"the schema has no element <{element.tag}> beside columns")
            first = len(node.sentences)
            self.below(element, node, base)
            for at in range(first, len(node.sentences)):
                node.sentences[at] = node.sentences[at]._replace(role="column", column=column)

    def column(self, element: _Element, node: Provision, base: str, cell: Cell) -> None:
        """Read a column in the cell of a table."""
        if cell:
            self.below(element, node, base, cell)
        else:
            self.columns([element], node, base)

    def mixed(self, element: _Element, node: Provision, base: str) -> None:
        """Read content that the schema leaves open: elements, and text between them as sentences."""
        run = [element.text or ""]
        rubies: list[str] = []
        for child in element:
            if child.tag in INLINE:
                inline = self.apart(inline_text(child), node, base)
                run.append(inline.text)
                rubies.extend([inline.ruby] if inline.ruby else [])
            else:
                self.run(run, rubies, node)
                run, rubies = [], []
                self.child(child, node, base, None)
            run.append(child.tail or "")
        self.run(run, rubies, node)

    def run(self, run: list[str], rubies: list[str], node: Provision) -> None:
        """Keep the text between two elements."""
        text = unbroken("".join(run))
        if text and not text.isspace():
            self.texts += [text, *rubies]
            node.sentences.append(Sentence("single", Plain(text), " ".join(rubies) or None))

    def inline(self, element: _Element, node: Provision, base: str) -> tuple[str, str | None]:
        """Return text and readings of an element; what has a structure of its own becomes a node."""
        text, ruby, _ = self.apart(inline_text(element), node, base)
        self.texts += [text, ruby or ""]
        return text, ruby

    def apart(self, inline: Inline, node: Provision, base: str) -> Inline:
        """Make nodes of what has a structure of its own in a text."""
        for element in inline.apart:
            if element.tag not in NODES:
                raise self.fail(element, f"the schema has no element <{element.tag}> in a text")
            self.node(element, node, base, None)
        return inline

    def text(self, element: _Element, node: Provision) -> str:
        """Return the text of a title or caption; its readings go to the node."""
        if not len(element):
            text = element.text or ""
            if "\n" in text:
                text = unbroken(text)
            self.texts.append(text)
            return text
        text, ruby, apart = inline_text(element)
        if apart:
            raise self.fail(apart[0], f"the schema has no element <{apart[0].tag}> in a title")
        if ruby:
            node.ruby = f"{node.ruby} {ruby}" if node.ruby else ruby
        self.texts += [text, ruby or ""]
        return text

    # Tables

    def rows(self, rows: Iterable[_Element], node: Provision, base: str) -> None:
        """Read the rows of a table."""
        grid = Grid()
        for row in rows:
            if row.tag not in ("TableRow", "TableHeaderRow"):
                raise self.fail(row, f"the schema has no element <{row.tag}> in a table")
            grid.next_row()
            for element in row:
                if element.tag not in ("TableColumn", "TableHeaderColumn"):
                    raise self.fail(element, f"the schema has no element <{element.tag}> in a row")
                self.cell(element, node, base, grid.place(element.get("rowspan"), element.get("colspan")))

    def row(self, element: _Element, node: Provision, base: str, cell: Cell) -> None:  # noqa: ARG002
        """Read a row that stands without its table, in a provision that amends another law."""
        self.rows([element], node, base)

    def cell(self, element: _Element, node: Provision, base: str, cell: Cell) -> None:
        """Read one cell."""
        row, column = cell or (1, 1)
        inside = f"{base}TableRow[{row}]-TableColumn[{column}]-"
        if element.tag == "TableHeaderColumn":
            text, ruby = self.inline(element, node, inside)
            if text:
                node.sentences.append(Sentence("column", Plain(text), ruby, row, column))
            return
        self.below(element, node, inside, (row, column))

    def fail(self, element: _Element, problem: str) -> InputError:
        """Return the error for an element, with its path in the document."""
        return InputError(
            self.where,
            f"line {element.sourceline}, {element.getroottree().getpath(element)}",
            problem,
            REMEDY,
        )


_Handler: TypeAlias = Callable[[Builder, _Element, Provision, str, Cell], None]

_HANDLERS: dict[str, _Handler] = {
    **dict.fromkeys(NODES, Builder.node),
    **dict.fromkeys(TITLES, Builder.title),
    **dict.fromkeys(CAPTIONS, Builder.caption),
    **dict.fromkeys(RANGES, Builder.leaf),
    **dict.fromkeys(WRAPPERS, Builder.wrapper),
    "Sentence": Builder.sentence,
    "Column": Builder.column,
    "TableRow": Builder.row,
    "TableColumn": Builder.cell,
}
"""What reads each element, wherever it stands."""
