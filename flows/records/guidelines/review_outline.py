"""The outline of a paper that reviews the Guidelines: what each paragraph is part of.

A marker tells the rank of an item, not its level: － stands under 〇 or, where a section has no 〇, under the
section itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from flows.documents.located import Located
from flows.documents.source_text import SourceText
from flows.records.guidelines.review_lines import Rank, ReviewLine, read_lines

KIND = {
    Rank.OUTSIDE: "note",
    Rank.CHAPTER: "chapter",
    Rank.SECTION: "section",
    Rank.BLOCK: "section",
    Rank.LABEL: "section",
    Rank.DASH: "bullet",
    Rank.DOT: "bullet",
    Rank.REMARK: "note",
    Rank.NUMBER: "enumerated_term",
    Rank.CONCLUSION: "note",
    Rank.TEXT: "paragraph",
    Rank.CHART: "note",
}
"""The `kind` of an item by its rank."""


@dataclass(slots=True)
class Node:
    """A paragraph in its place.

    Args:
        line: the paragraph.
        parent: what it is part of; None at the top.
        level: 0 outside the chapters, 1 for chapters, one more per step down.
        children: what is part of it.
    """

    line: ReviewLine
    parent: Node | None
    level: int
    children: list[Node] = field(default_factory=list)
    is_title: bool = False

    @property
    def rank(self) -> Rank:
        """What the paragraph is."""
        return self.line.rank

    @property
    def text(self) -> Located:
        """The paragraph without its marker."""
        return self.line.body

    @property
    def kind(self) -> str:
        """The `kind` of its item."""
        return KIND[self.rank]

    @property
    def is_heading(self) -> bool:
        """Whether it heads others, or names what follows.

        Of bullets and remarks, only a label does: where it or another label of its list heads something, or
        where 〇 and － stand side by side and it names the sentences after it.
        """
        if self.rank in (Rank.DASH, Rank.DOT, Rank.REMARK):
            siblings = self.parent.children if self.parent else [self]
            list_heads = any(
                other.children for other in siblings if other.rank == self.rank and other.line.is_label
            )
            return self.line.is_label and (list_heads or self.line.mixed)
        return self.is_title or Rank.CHAPTER <= self.rank <= Rank.LABEL

    @property
    def quoted(self) -> str:
        """Marker and text as a reader would quote them in a path."""
        return f"{self.line.marker.text}{self.line.gap}{self.text.text}"

    def ancestors(self) -> list[Node]:
        """Return what it is part of, outermost first."""
        return [*self.parent.ancestors(), self.parent] if self.parent else []


def read_nodes(document: SourceText) -> list[Node]:
    """Read the outline of a review, in document order; a box follows the paragraph that it interrupts.

    Raises:
        InputError: see `read_lines`.
    """
    nodes = _Outline(read_lines(document)).nodes
    first_chapter = next(index for index, node in enumerate(nodes) if node.rank == Rank.CHAPTER)
    if first_chapter:
        nodes[first_chapter - 1].is_title = True  # date and author stand above the title
    return nodes


class _Outline:
    """Places one paragraph after the other, keeping the chain of items that are still open."""

    def __init__(self, lines: list[ReviewLine]) -> None:
        self.after = _lines_after_conclusions(lines)
        self.nodes: list[Node] = []
        self.open: list[Node] = []
        interrupted: list[Node] = []
        boxed = False
        for index, line in enumerate(lines):
            if line.source.boxed and not boxed:
                interrupted = list(self.open)
            elif boxed and not line.source.boxed:
                self.open = interrupted
            boxed = line.source.boxed
            self._add(line, self._parent(index, line))

    def _add(self, line: ReviewLine, parent: Node | None) -> None:
        level = 0 if line.rank == Rank.OUTSIDE else parent.level + 1 if parent else 1
        node = Node(line, parent, level)
        self.nodes.append(node)
        while self.open and self.open[-1] is not parent:
            self.open.pop()
        if parent:
            parent.children.append(node)
        if Rank.CHAPTER <= line.rank <= Rank.NUMBER:
            self.open.append(node)

    def _parent(self, index: int, line: ReviewLine) -> Node | None:
        if line.rank == Rank.OUTSIDE:
            return None
        if line.rank == Rank.CONCLUSION:
            return self._concluded(index, line)
        if line.rank == Rank.CHART:
            return self._last(lambda node: node.rank <= Rank.SECTION)
        if line.rank == Rank.TEXT:
            return self._last(lambda node: node.rank <= Rank.LABEL or self._introduces(node, line))
        if line.rank == Rank.REMARK:
            return self._last(lambda node: node.rank <= Rank.LABEL or _is_topic(node))
        return self._last(lambda node: node.rank < line.rank)

    def _last(self, fits: Callable[[Node], bool]) -> Node | None:
        return next((node for node in reversed(self.open) if fits(node)), None)

    def _introduces(self, node: Node, line: ReviewLine) -> bool:
        """Whether the － just above is a label, and the line says something under it."""
        return node is self.open[-1] and _is_topic(node) and not line.source.set_apart

    def _concluded(self, index: int, line: ReviewLine) -> Node | None:
        """Return what a ⇒ draws a conclusion from.

        Right under a － that is a label, it is that label's. Indented, it is of the same list as what it is
        indented with, and belongs to the － above. Otherwise it concludes the largest part below the chapter
        that ends with it: the section where a new section follows, the block where a new 〇 follows.
        """
        if self._introduces(self.open[-1], line):
            return self.open[-1]
        if line.source.indent:
            return self._last(lambda node: node.rank <= Rank.DASH)
        after = self.after[index]
        if after and after.rank in (Rank.TEXT, Rank.REMARK):
            return self._last(lambda node: node.rank <= Rank.LABEL)
        if after is None or after.rank == Rank.CHART:
            ends = Rank.SECTION
        elif after.source.boxed != line.source.boxed:
            ends = Rank.BLOCK
        else:
            ends = max(after.rank, Rank.SECTION)
        return next((node for node in self.open if node.rank >= ends), self.open[-1])


def _is_topic(node: Node) -> bool:
    return node.rank == Rank.DASH and node.line.is_label


def _lines_after_conclusions(lines: list[ReviewLine]) -> list[ReviewLine | None]:
    """Return for each line the next one that is no conclusion; None where there is none."""
    after: list[ReviewLine | None] = []
    following: ReviewLine | None = None
    for line in reversed(lines):
        after.append(following)
        following = following if line.rank == Rank.CONCLUSION else line
    return after[::-1]
