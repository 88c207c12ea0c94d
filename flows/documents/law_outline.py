"""The outline of an article as it grows line by line: which provisions are open, and what the next line may do.

A line goes on with the provision that is open (a further sentence, a further column, a cell of its table), begins
the first provision below it, or begins the next one beside it or beside one above it.
"""

from __future__ import annotations

from typing import NamedTuple

from flows.documents.law_line import LawLine

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
            line.promises,
        )  # fmt: skip

    def sentence(self, line: LawLine) -> Unit:
        """Add a sentence."""
        return Unit(
            self.begins, line, self.columns, line.announces or self.announces, line.announces or self.announced,
            self.pairs or line.pairs, line.children or self.children, self.table or line.table,
            self.opened + line.opened, self.promises or line.promises,
        )  # fmt: skip

    def column(self, line: LawLine) -> Unit:
        """Add a column."""
        return Unit(
            self.begins, line, self.columns + 1, line.announces, line.announces or self.announced, line.pairs,
            line.children, self.table or line.table, self.opened + line.opened, self.promises or line.promises,
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
        items_before: items of the paragraph before the open one.
        letters_before: sub-items of the item before the open one.
    """

    levels: tuple[Level, ...] = ()
    cells: int = 0
    items_before: int = 0
    letters_before: int = 0

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

    def after(self, step: str, line: LawLine) -> Outline:
        """Return the outline with one line more."""
        levels = self.levels
        if not levels:
            unit = Unit.of(line)
            return Outline((Level(1, unit, unit, pairs=False),))
        if step == CELL:
            return Outline(levels, self.cells + 1, self.items_before, self.letters_before)
        if step in (SENTENCE, COLUMN):
            open_ = levels[-1].open
            grown = open_.sentence(line) if step == SENTENCE else open_.column(line)
            levels = (*levels[:-1], levels[-1].with_open(grown))
        elif step == CHILD:
            unit = Unit.of(line)
            levels = (*levels, Level(1, unit, unit, levels[-1].open.pairs))
        else:
            level = LEVEL_OF[step]
            levels = (*levels[:level], levels[level].beside(line))
        return Outline(levels, 0, self._items_before(step), self._letters_before(step))

    def _items_before(self, step: str) -> int:
        """Count the items of the paragraph that a step closes; keep the count where it closes none."""
        if step == NEXT[0]:
            return self.levels[1].number if self.depth else 0
        return self.items_before

    def _letters_before(self, step: str) -> int:
        """Count the sub-items of the item that a step closes; keep the count where it closes none."""
        if step == NEXT[1]:
            return self.levels[2].number if self.depth > 1 else 0
        return 0 if step == NEXT[0] else self.letters_before
