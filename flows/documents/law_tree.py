"""A law as a tree of provisions, whatever format it was read from.

Names follow 法令標準XML (`XMLSchemaForJapaneseLaw.xsd`): a node's `kind` is its element name in snake case,
its `num` the element's `Num`, its `elm` e-Gov's element path, in which each step is `Element_Num`
(`MainProvision-Article_4-Paragraph_2-Item_3-Subitem1_4`), or `Element[n]`, counted from 1 among elements of
that name at that place, where the element has no `Num` (`SupplProvision[2]-Article_1`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from flows.documents.located import Located, Span


class Plain:
    """Text whose place in the source is the element that holds it: law XML has no need of offsets."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text

    def __len__(self) -> int:
        return len(self.text)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"Plain({self.text!r})"

    def spans(self) -> list[Span]:
        """Return no spans: the place is the element."""
        return []


Text: TypeAlias = Located | Plain
"""Text of a law, with its offsets in the source where the source is a text."""


def join(texts: Iterable[Text]) -> Text:
    """Put texts of one source after each other."""
    pieces = list(texts)
    located = [piece for piece in pieces if isinstance(piece, Located)]
    if located or not pieces:
        return Located.join(located)
    return Plain("".join(piece.text for piece in pieces))


class Sentence(NamedTuple):
    """One sentence of a provision.

    Args:
        role: `single`, `main` (本文), `proviso` (ただし書), `front` (前段), `rear` (後段), or `column` (a part of
            an item that is set in columns, or of a cell of a table).
        text: the sentence with its place in the source.
        ruby: readings (ルビ) in it, joined by blanks.
        row, column: place of its cell in a table, both from 1; None outside tables.
    """

    role: str
    text: Text
    ruby: str | None = None
    row: int | None = None
    column: int | None = None


@dataclass(slots=True)
class Provision:
    """One structural node of a law.

    Args:
        kind: element name in snake case (`article`, `paragraph`, `item`, `subitem1`, `suppl_provision`, ...).
        elm: e-Gov's element path, unique in the law.
        num: number in e-Gov form (`84_5`); None where the element has none.
        title: number or title as printed (第四条, イ); None where the source has lost or never had it.
        caption: 見出し.
        sentences: the node's own sentences, not those of the nodes below.
        children: the nodes below, in document order.
        cells: sentences of the tables and unnumbered lists in the node; not part of its text.
        reading: where the source has lost its numbering and leaves two readings: how this one was chosen.
        is_deleted: whether the source marks it as 削除 (`Delete`).
        is_hidden: whether the source says that it is not shown (`Hide`).
        ruby: readings (ルビ) in the title and the caption, joined by blanks.
        amend_law_num: of a supplementary provision, the number of the amending law that it came with.
        alias: path by which it is cited, where that is not its own: an appendix by the number in its title, the
            original supplementary provision without an index.
    """

    kind: str
    elm: str
    num: str | None = None
    title: Text | None = None
    caption: Text | None = None
    sentences: list[Sentence] = field(default_factory=list)
    children: list[Provision] = field(default_factory=list)
    cells: list[Sentence] = field(default_factory=list)
    reading: str | None = None
    is_deleted: bool = False
    is_hidden: bool = False
    amend_law_num: str | None = None
    ruby: str | None = None
    alias: str | None = None

    @property
    def text(self) -> Text:
        """The node's own sentences after each other."""
        return join(sentence.text for sentence in self.sentences)

    def walk(self) -> Iterator[Provision]:
        """Yield this node and all below it, in document order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(slots=True)
class LawTree:
    """One wording of one law.

    Args:
        law_id: e-Gov law id.
        law_revision_id: e-Gov revision id; the law id alone where the source does not say which wording it is.
        title: 題名.
        law_num: 法令番号.
        provisions: the top nodes in document order (`main_provision`, then each `suppl_provision`, ...).
    """

    law_id: str
    law_revision_id: str
    title: Text
    law_num: Text | None
    provisions: list[Provision] = field(default_factory=list)

    def walk(self) -> Iterator[Provision]:
        """Yield every node in document order."""
        for provision in self.provisions:
            yield from provision.walk()
