"""The lines of a law in the Markdown of the dataset legalize-jp put in their places.

The mark-up keeps the structure, so that every provision is where it says it is. What the converter has lost stays
lost: the columns of an item are run together; headings of paragraphs, 制定文, table of contents and the laws that
supplementary provisions came with are missing; of a table only the order of the cells is left, not which of them
go over several rows or columns.
"""

from __future__ import annotations

from collections.abc import Callable

from flows.documents.law_legalize_lines import (
    APPENDIX,
    ARTICLE,
    HEADING,
    ITEM,
    PARAGRAPH,
    SUPPLEMENT,
    TABLE,
    TEXT,
    LegalizeLine,
    LegalizeLines,
)
from flows.documents.law_tree import Provision, Sentence
from flows.documents.located import Located
from flows.documents.provision_nodes import ProvisionNodes
from flows.errors import InputError
from flows.japanese.provision_labels import appendix_title, article_num, division_num, label_num

DIVISIONS = {
    "編": (2, "part", "Part"),
    "章": (3, "chapter", "Chapter"),
    "節": (4, "section", "Section"),
    "款": (5, "subsection", "Subsection"),
    "目": (6, "division", "Division"),
}
"""By unit: the number of # of its headings, its kind, its element."""

APPENDICES = {
    "appdx_table": "AppdxTable",
    "appdx_fig": "AppdxFig",
    "appdx_style": "AppdxStyle",
    "appdx_format": "AppdxFormat",
}
"""Kinds of appendix whose title says what they are (別表, 別図, 様式, 書式), and their elements."""

_ITEMS = [("item", "Item"), *((f"subitem{level}", f"Subitem{level}") for level in range(1, 11))]
"""Kinds and elements of items and sub-items, by level."""


class LegalizeTree:
    """Builds the top nodes of a law from its lines, one after the other.

    After `finish`, `texts` has each provision with a text and its line, `tables` the tables by the element path of
    the provision that has them.
    """

    def __init__(self, lines: LegalizeLines) -> None:
        self.lines = lines
        self.tops: list[Provision] = []
        self.opening: list[LegalizeLine] = []
        self.nodes = ProvisionNodes()
        self.texts: list[tuple[Provision, LegalizeLine]] = []
        self.tables: dict[str, list[LegalizeLine]] = {}
        # The open nodes. A block holds articles or paragraphs; to a holder, paragraph or appendix, belong items.
        self.block: Provision | None = None
        self.divisions: list[tuple[int, Provision]] = []
        self.article: Provision | None = None
        self.holder: Provision | None = None
        self.items: list[Provision] = []
        self.rules: dict[str, Callable[[LegalizeLine], None]] = {
            HEADING: self.add_heading,
            SUPPLEMENT: self.add_supplement,
            ARTICLE: self.add_article,
            PARAGRAPH: self.add_paragraph,
            ITEM: self.add_item,
            TABLE: self.add_table,
            APPENDIX: self.add_appendix,
            TEXT: self.add_unnumbered,
        }

    def add(self, line: LegalizeLine) -> None:
        """Add a line.

        Raises:
            InputError: it has no place here, or its number is none or does not follow the one before.
        """
        if not self.tops and line.form == TEXT:
            self.opening.append(line)
            return
        if not self.tops:
            self.open_main(line)
        self.rules[line.form](line)

    def finish(self) -> list[Provision]:
        """Return the top nodes.

        Raises:
            InputError: the text holds no provision.
        """
        if not self.tops:
            self.open_main(None)
        return self.tops

    def fail(self, line: LegalizeLine | None, problem: str, remedy: str) -> InputError:
        """Describe what is wrong with a line; None for the end of the document."""
        return self.lines.fail(len(self.lines.document.text) if line is None else line.start, problem, remedy)

    def label(self, line: LegalizeLine, first: Located | None = None) -> str:
        """Read the number of a paragraph, item or sub-item; `first` is the label of the first of its list.

        Raises:
            InputError: it is none.
        """
        try:
            return label_num(line.title.text, first.text if first else "")
        except ValueError as error:
            raise self.fail(line, str(error), "Mend the number, or teach the reader its form.") from None

    def open_top(self, top: Provision) -> None:
        """Begin a top node that holds articles or paragraphs."""
        self.tops.append(top)
        self.block = top
        self.divisions.clear()
        self.article = self.holder = None
        self.items.clear()

    def open_main(self, line: LegalizeLine | None) -> None:
        """Begin the main provisions with the first line that has mark-up, or at the end.

        Paragraphs without number before it are the 前文 where it is a heading, an article or the first of the
        numbered paragraphs; otherwise the main provisions begin with them.
        """
        form = line.form if line else TEXT
        if form not in (HEADING, ARTICLE, PARAGRAPH) and not self.opening:
            raise self.fail(line, "is not preceded by any main provisions", "Part of the law is missing.")
        begins = form in (HEADING, ARTICLE) or (line and form == PARAGRAPH and self.label(line) == "1")
        if self.opening and begins:
            self.open_top(Provision("preamble", "Preamble"))
            for paragraph in self.opening:
                self.add_unnumbered(paragraph)
            self.opening = []
        self.open_top(Provision("main_provision", "MainProvision"))
        for paragraph in self.opening:
            self.add_unnumbered(paragraph)

    def numbered(
        self,
        line: LegalizeLine,
        step: tuple[str, str, str],
        parent: Provision,
        above: Provision | None = None,
    ) -> Provision:
        """Begin a numbered node with its kind, element and number; see `ProvisionNodes`.

        Raises:
            InputError: another node has the number, or it does not follow the one before.
        """
        try:
            node = self.nodes.numbered(*step, parent, above=above)
        except ValueError as error:
            raise self.fail(
                line, str(error), "A heading before it, as 附則, is lost, or a number is damaged."
            ) from None
        node.title = line.title or None
        return node

    def add_heading(self, line: LegalizeLine) -> None:
        """Begin a 編, 章, 節, 款 or 目."""
        try:
            unit, num = division_num(line.title.text)
        except ValueError as error:
            raise self.fail(line, str(error), "Mend the heading, or teach the reader its form.") from None
        level, kind, element = DIVISIONS[unit]
        in_suppl = self.block is not None and self.block.kind == "suppl_provision"
        if self.block is None or line.level != level or (in_suppl and unit == "編"):
            raise self.fail(
                line,
                f"is the heading of a {unit} where none can be, or with {line.level} # instead of {level}",
                "Mend the heading.",
            )
        while self.divisions and self.divisions[-1][0] >= level:
            self.divisions.pop()
        parent = self.divisions[-1][1] if self.divisions else self.block
        node = self.numbered(line, (kind, element, num), parent)
        self.divisions.append((level, node))
        self.article = self.holder = None
        self.items.clear()

    def add_supplement(self, line: LegalizeLine) -> None:
        """Begin supplementary provisions. The first are the law's own, those after it came with amending laws."""
        if line.level != 2:
            raise self.fail(line, f"is 附則 with {line.level} # instead of 2", "Mend the heading.")
        top = self.nodes.counted("suppl_provision", "SupplProvision")
        top.title = line.title
        top.alias = "SupplProvision" if top.elm == "SupplProvision[1]" else None
        self.open_top(top)

    def add_article(self, line: LegalizeLine) -> None:
        """Begin an article."""
        block = self.block
        if block is None or (block.children and block.children[-1].kind == "paragraph"):
            raise self.fail(
                line,
                "is an article in an appendix, or behind paragraphs that are in none",
                "A heading before it, as 附則, is lost.",
            )
        try:
            num = article_num(line.title.text)
        except ValueError as error:
            raise self.fail(line, str(error), "Mend the number, or teach the reader its form.") from None
        parent = self.divisions[-1][1] if self.divisions else block
        node = self.numbered(line, ("article", "Article", num), parent, block)
        node.caption = line.caption or None
        self.article, self.holder = node, None
        self.items.clear()

    def add_paragraph(self, line: LegalizeLine) -> None:
        """Begin a paragraph; one without number is the first of its article, or follows others without."""
        parent = self.article or self.block
        if parent is None or (self.article is None and self.divisions):
            raise self.fail(line, "is a paragraph in no article", "The article's line is lost or damaged.")
        before = parent.children[-1] if parent.children else None
        if not line.title and before and before.title:
            raise self.fail(
                line, "is a paragraph without number behind one that has one", "Restore the number."
            )
        num = self.label(line) if line.title else str(len(parent.children) + 1)
        node = self.numbered(line, ("paragraph", "Paragraph", num), parent)
        self.texts.append((node, line))
        self.holder = node
        self.items.clear()

    def add_unnumbered(self, line: LegalizeLine) -> None:
        """Begin a paragraph that stands without mark-up.

        Raises:
            InputError: it stands in an article or division, or repeats the end of the text before it, as the
                converter's lists and quoted provisions do.
        """
        repeats = self.texts and self.holder and self.texts[-1][1].text.text.endswith(line.text.text)
        if self.article or repeats or not line.is_apart:
            raise self.fail(
                line,
                "is text without mark-up that is no paragraph",
                "Mend the line, or teach the reader its kind.",
            )
        self.add_paragraph(line)

    def add_item(self, line: LegalizeLine) -> None:
        """Begin an item or sub-item."""
        if self.holder is None or line.level > len(self.items) + 1 or line.level > len(_ITEMS):
            raise self.fail(
                line,
                "is an item in no paragraph or appendix, or indented deeper than one level below the line before",
                "A line before it is lost, or the indentation is damaged.",
            )
        del self.items[line.level - 1 :]
        parent = self.items[-1] if self.items else self.holder
        kind, element = _ITEMS[line.level - 1]
        first = next((child.title for child in parent.children if child.kind == kind), None)
        num = self.label(line, first if isinstance(first, Located) else None)
        node = self.numbered(line, (kind, element, num), parent)
        self.texts.append((node, line))
        self.items.append(node)

    def add_table(self, line: LegalizeLine) -> None:
        """Add a table to the paragraph or appendix, or to the item on the line directly above it."""
        if line.is_apart:
            self.items.clear()
        owner = self.items[-1] if self.items else self.holder if line.is_apart else None
        if owner is None:
            raise self.fail(
                line, "is a table in no paragraph, item or appendix", "A line before it is lost or damaged."
            )
        node = self.nodes.counted("table_struct", "TableStruct", owner)
        node.sentences = [
            Sentence("column", cell, row=row, column=column)
            for row, cells in enumerate(line.rows, start=1)
            for column, cell in enumerate(cells, start=1)
            if cell
        ]
        self.tables.setdefault(owner.elm, []).append(line)

    def add_appendix(self, line: LegalizeLine) -> None:
        """Begin an appendix, of the law or (附則別表) of the supplementary provisions before it."""
        try:
            phrase = appendix_title(line.title.text)
        except ValueError as error:
            raise self.fail(line, str(error), "Mend the title.") from None
        kind = phrase.appendix or ""
        suppl = self.tops[-1] if phrase.supplementary and self.tops[-1].kind == "suppl_provision" else None
        if kind not in APPENDICES or (phrase.supplementary and not suppl):
            raise self.fail(
                line,
                "is no title of an appendix that is known, or one of 附則 elsewhere",
                "Mend the title, or teach the reader its kind.",
            )
        element = APPENDICES[kind]
        if suppl:
            node = self.nodes.counted(f"suppl_provision_{kind}", f"SupplProvision{element}", suppl)
        else:
            node = self.nodes.counted(kind, element)
            node.alias = f"{element}_{phrase.appendix_num}" if phrase.appendix_num else element
            self.tops.append(node)
        node.title = line.title
        self.block = self.article = None
        self.divisions.clear()
        self.items.clear()
        self.holder = node
