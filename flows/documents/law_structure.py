"""A flattened law rebuilt: blocks, articles, paragraphs, items, sub-items, sentences.

The source keeps articles and lines. What belongs together is found by what the text says (see `law_reading`);
numbers of paragraphs, items and sub-items are counted. Supplementary provisions have lost their heading: a block
ends where article numbers begin again, or where an article says when the law enters into force.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.documents.law_demands import demands
from flows.documents.law_evidence import NO_DEMANDS, Demands
from flows.documents.law_line import describe
from flows.documents.law_outline import CELL, CHILD, COLUMN, LEVEL_OF, SENTENCE
from flows.documents.law_reading import doubts, readings
from flows.documents.law_roles import sentence_roles
from flows.documents.law_text import ArticleText, LawText, MarkdownLaw
from flows.documents.law_tree import LawTree, Provision, Sentence

KINDS = ("paragraph", "item", "subitem1", "subitem2", "subitem3")
ELEMENTS = ("Paragraph", "Item", "Subitem1", "Subitem2", "Subitem3")
"""Kinds of provisions below an article, from the top, and their elements in 法令標準XML."""

_ENFORCEMENT = re.compile(
    "(?:この(?:法律|政令|省令|府令|庁令|命令|規則|規程|勅令|告示)|本(?:法|令|則|規程|規則))"
    "(?:(?:は|ハ|のうち、)[^。]*(?:から|より|ヨリ|に|、|）)(?:これを|之を|之ヲ)?施行(?:する(?!ため)|し、|ス)"
    "|の?施行[のノ]期日)"
)
"""What the first article of supplementary provisions says."""

_PREAMBLE_END = re.compile("(?:この(?:法律|政令|憲法|規則)|ここに[^。]*)を?(?:制定|確定)する。$")


def build_law(law: MarkdownLaw, law_id: str, law_revision_id: str) -> LawTree:
    """Rebuild the structure of a flattened law."""
    tree = LawTree(law_id, law_revision_id, law.title, law.law_num)
    blocks = split_blocks(law.articles)
    preamble = _take_preamble(blocks[0][0]) if blocks else []
    if preamble:
        tree.provisions.append(_preamble(preamble))
    main = Provision("main_provision", "MainProvision")
    main.children = paragraphs(law.opening, main.elm, NO_DEMANDS)
    tree.provisions.append(main)
    for at, block in enumerate(blocks):
        node = main if at == 0 else Provision("suppl_provision", f"SupplProvision[{at}]")
        node.children += _articles(block, node.elm, main=at == 0)
        if at:
            tree.provisions.append(node)
    return tree


def split_blocks(articles: Sequence[ArticleText]) -> list[list[ArticleText]]:
    """Divide the articles into the main provisions and the supplementary ones of each law that made or amended it.

    A new block begins where a number is not higher than the one before, and where a later article says when the
    law enters into force: old supplementary provisions go on counting.
    """
    blocks: list[list[ArticleText]] = []
    for article in articles:
        goes_on = blocks and article.first > blocks[-1][-1].first
        if not goes_on or _enters_into_force(article):
            blocks.append([])
        blocks[-1].append(article)
    return blocks


def _enters_into_force(article: ArticleText) -> bool:
    return bool(article.lines) and _ENFORCEMENT.match(article.lines[0].text.text) is not None


def _take_preamble(article: ArticleText) -> list[LawText]:
    """Take the 前文 out of the first article, below whose title the converter puts it."""
    ends = [at for at, line in enumerate(article.lines[:-1]) if _PREAMBLE_END.search(line.text.text)]
    if not ends:
        return []
    taken = article.lines[: ends[-1] + 1]
    article.lines = article.lines[ends[-1] + 1 :]
    return taken


def _preamble(lines: Sequence[LawText]) -> Provision:
    node = Provision("preamble", "Preamble")
    for number, line in enumerate(lines, start=1):
        sentences = [Sentence("single", line.text)]
        node.children.append(
            Provision("paragraph", f"Preamble-Paragraph_{number}", str(number), sentences=sentences)
        )
    return node


def _articles(block: Sequence[ArticleText], elm: str, *, main: bool) -> list[Provision]:
    texts = [(article.num, [line.text.text for line in article.lines]) for article in block]
    return [
        _article(article, elm, wanted)
        for article, wanted in zip(block, demands(texts, main=main), strict=True)
    ]


def _article(article: ArticleText, elm: str, wanted: Demands) -> Provision:
    node = Provision("article", f"{elm}-Article_{article.num}", article.num, article.title)
    node.children = paragraphs(article.lines, node.elm, wanted)
    return node


def paragraphs(lines: Sequence[LawText], elm: str, wanted: Demands) -> list[Provision]:
    """Rebuild the paragraphs of an article from its lines.

    Args:
        lines: the article's lines.
        elm: its element path.
        wanted: what references elsewhere say of it.
    """
    if not lines:
        return []
    said = [describe(line.text.text, marked=line.marker is not None) for line in lines]
    best = readings(said, wanted)
    doubtful = doubts(best)
    builder = _Builder(elm)
    for at, step in enumerate(best[0].steps()):
        builder.add(lines[at], step, announces_table=said[at].table)
        if at in doubtful:
            builder.open[-1].reading = doubtful[at]
    return builder.finish()


class _Builder:
    """Builds the provisions below an article, line by line."""

    def __init__(self, elm: str) -> None:
        self.elm = elm
        self.paragraphs: list[Provision] = []
        self.open: list[Provision] = []
        self.columns: set[str] = set()
        self.tables: set[str] = set()

    def add(self, line: LawText, step: str, *, announces_table: bool) -> None:
        """Add a line by its step in the sense of `law_outline`."""
        if step in LEVEL_OF:
            self.begin(LEVEL_OF[step])
        elif step == CHILD:
            self.begin(len(self.open))
        node = self.open[-1]
        if step == CELL or (step == SENTENCE and node.cells):
            self.table_holder().cells.append(Sentence("column", line.text))
            return
        if step == COLUMN:
            self.columns.add(node.elm)
        if announces_table:
            self.tables.add(node.elm)
        node.sentences.append(Sentence("single", line.text))

    def table_holder(self) -> Provision:
        """Return the open provision whose table a cell belongs to: the lowest that announces one, or the lowest."""
        return next((node for node in reversed(self.open) if node.elm in self.tables), self.open[-1])

    def begin(self, level: int) -> None:
        """Begin the next provision of a level."""
        del self.open[level:]
        beside = self.open[-1].children if self.open else self.paragraphs
        number = len(beside) + 1
        above = self.open[-1].elm if self.open else self.elm
        node = Provision(KINDS[level], f"{above}-{ELEMENTS[level]}_{number}", str(number))
        beside.append(node)
        self.open.append(node)

    def finish(self) -> list[Provision]:
        """Name the role of every sentence and return the paragraphs."""
        for paragraph in self.paragraphs:
            for node in paragraph.walk():
                in_columns = node.elm in self.columns
                roles = (
                    ["column"] * len(node.sentences)
                    if in_columns
                    else sentence_roles([sentence.text.text for sentence in node.sentences])
                )
                node.sentences = [
                    Sentence(role, sentence.text)
                    for role, sentence in zip(roles, node.sentences, strict=True)
                ]
        return self.paragraphs
