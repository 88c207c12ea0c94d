"""The outline of an article as it grows line by line: which provisions are open, and what the next line may do.

A line goes on with the provision that is open (a further sentence, a further column, a cell of its table), begins
the first provision below it, or begins the next one beside it or beside one above it.
"""

from __future__ import annotations

from typing import NamedTuple

from flows.documents.law_line import LawLine
from flows.documents.law_line_references import NEXT_ITEM, Point

SENTENCE = "sentence"
COLUMN = "column"
CELL = "cell"
CHILD = "child"
NEXT = ("next paragraph", "next item", "next subitem1", "next subitem2", "next subitem3")
"""The next provision beside the open one of that level."""

LEVEL_OF = {step: level for level, step in enumerate(NEXT)}
DEEPEST = len(NEXT) - 1


class Unit(NamedTuple):
    """One provision as far as its lines are known.

    Args:
        begins: its first line.
        last: its last line so far.
        columns: how many columns it has.
        announces: what its last column announces.
        announced: what any of its columns announces.
        pairs: what it announces has two columns.
        children: how many it announces; 0 where it does not say.
        table: it announces a table.
        opened: brackets that it has opened and not yet closed.
        promises: it says that another follows.
    """

    begins: LawLine
    last: LawLine
    columns: int
    announces: str
    announced: str
    pairs: bool
    children: int
    table: bool
    opened: int
    promises: bool

    @classmethod
    def of(cls, line: LawLine) -> Unit:
        """Begin a provision."""
        return cls(
            line, line, 1, line.announces, line.announces, line.pairs, line.children, line.table, line.opened,
            line.references.promises,
        )  # fmt: skip

    def sentence(self, line: LawLine) -> Unit:
        """Add a sentence."""
        return Unit(
            self.begins, line, self.columns, line.announces or self.announces, line.announces or self.announced,
            self.pairs or line.pairs, line.children or self.children, self.table or line.table,
            self.opened + line.opened, self.promises or line.references.promises,
        )  # fmt: skip

    def column(self, line: LawLine) -> Unit:
        """Add a column."""
        return Unit(
            self.begins, line, self.columns + 1, line.announces, line.announces or self.announced, line.pairs,
            line.children, self.table or line.table, self.opened + line.opened, self.promises or line.references.promises,
        )  # fmt: skip


class Level(NamedTuple):
    """The provisions of one level.

    Args:
        number: how many there are, which is the number of the last.
        first: the first.
        open: the last, to which lines may still be added.
        pairs: they were announced as having two columns.
    """

    number: int
    first: Unit
    open: Unit
    pairs: bool

    def beside(self, line: LawLine) -> Level:
        """Begin the next provision."""
        return Level(self.number + 1, self.first, Unit.of(line), self.pairs)

    def with_open(self, unit: Unit) -> Level:
        """Replace the open provision by what it has grown to."""
        return Level(self.number, unit if self.number == 1 else self.first, unit, self.pairs)


class Outline(NamedTuple):
    """An article up to some line.

    Args:
        levels: paragraph, item, sub-item, ...: those with an open provision; empty before the first line.
        cells: how many of the last lines were cells of a table.
        items: how many items each paragraph before the open one has.
        letters: how many sub-items each item before the open one has, as (paragraph, item, number).
        awaited: items and sub-items that lines have named, as (paragraph, item, sub-item or 0).
    """

    levels: tuple[Level, ...] = ()
    cells: int = 0
    items: tuple[int, ...] = ()
    letters: tuple[tuple[int, int, int], ...] = ()
    awaited: tuple[tuple[int, int, int], ...] = ()

    @property
    def depth(self) -> int:
        """Level of the deepest open provision; -1 before the first line."""
        return len(self.levels) - 1

    def steps(self, line: LawLine) -> list[str]:
        """Return what a line may do here."""
        if not self.levels:
            return [NEXT[0]]
        if line.marked:
            return [CELL]
        steps = [SENTENCE, CELL]
        if self.depth and not self.cells:
            steps.append(COLUMN)
        if self.depth < DEEPEST:
            steps.append(CHILD)
        steps.extend(NEXT[: self.depth + 1])
        return steps

    @property
    def place(self) -> tuple[int, int]:
        """Numbers of the open paragraph and of the open item; 0 where there is none."""
        paragraph = self.levels[0].number if self.levels else 0
        return paragraph, self.levels[1].number if self.depth > 0 else 0

    def letters_of(self, paragraph: int, item: int) -> int:
        """Count the sub-items of an item before the open one."""
        return next((count for *at, count in self.letters if at == [paragraph, item]), 0)

    def wanted(self, paragraph: int) -> int:
        """Return how many items lines so far say that a paragraph has."""
        return max((item for at, item, _ in self.awaited if at == paragraph), default=0)

    def wanted_letters(self, paragraph: int, item: int) -> int:
        """Return how many sub-items lines so far say that an item has."""
        return max((letter for *at, letter in self.awaited if at == [paragraph, item]), default=0)

    def after(self, step: str, line: LawLine) -> Outline:
        """Return the outline with one line more."""
        outline = self._closing(LEVEL_OF.get(step, DEEPEST))._replace(levels=self._levels(step, line))
        if step == CELL:
            return outline._replace(cells=self.cells + 1)
        points = line.references.points
        awaited = (*self.awaited, *map(outline.target, points)) if points else self.awaited
        return outline._replace(cells=0, awaited=awaited)

    def target(self, point: Point) -> tuple[int, int, int]:
        """Return the paragraph, item and sub-item that the last line names."""
        paragraph, item = self.place
        return paragraph + point.paragraph, item + 1 if point.item == NEXT_ITEM else point.item, point.letter

    def _levels(self, step: str, line: LawLine) -> tuple[Level, ...]:
        levels = self.levels
        if step == CELL:
            return levels
        if step in (SENTENCE, COLUMN):
            open_ = levels[-1].open
            grown = open_.sentence(line) if step == SENTENCE else open_.column(line)
            return (*levels[:-1], levels[-1].with_open(grown))
        if step in LEVEL_OF and levels:
            level = LEVEL_OF[step]
            return (*levels[:level], levels[level].beside(line))
        unit = Unit.of(line)
        return (*levels, Level(1, unit, unit, pairs=bool(levels) and levels[-1].open.pairs))

    def _closing(self, level: int) -> Outline:
        """Note the items and sub-items of what a step to a level closes."""
        if level > 1 or not self.levels:
            return self
        items, letters = self.items, self.letters
        if self.depth > 1:
            letters = (*letters, (*self.place, self.levels[2].number))
        if level == 0:
            items = (*items, self.place[1])
        return self._replace(items=items, letters=letters)
