"""The grid of a table: the row and column of each cell, counting what cells above and before it span."""

from __future__ import annotations


class Grid:
    """Places cells one after another, row by row."""

    def __init__(self) -> None:
        self.row = 0
        self._column = 0
        self._taken: dict[int, int] = {}
        """Last row that a cell from above takes, by column."""

    def next_row(self) -> None:
        """Begin the next row."""
        self.row += 1
        self._column = 0

    def place(self, rowspan: str | None, colspan: str | None) -> tuple[int, int]:
        """Return row and column of the next cell, both from 1.

        Args:
            rowspan: as the source has it; anything but a number above 1 is one.
            colspan: the same.
        """
        column = self._column + 1
        while self._taken and self._taken.get(column, 0) >= self.row:
            column += 1
        width = _span(colspan)
        if rowspan is not None and (height := _span(rowspan)) > 1:
            for each in range(column, column + width):
                self._taken[each] = self.row + height - 1
        self._column = column + width - 1
        return self.row, column


WIDEST = 1000
"""More cannot be meant: no printed table has so many columns or rows under one cell."""


def _span(value: str | None) -> int:
    if value is None or not value.isdecimal():
        return 1
    return min(max(int(value), 1), WIDEST)
