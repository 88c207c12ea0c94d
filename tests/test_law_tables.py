"""The grid of a table: where a cell stands when cells above and before it span places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.documents.law_tables import Grid

SPANS = st.lists(st.lists(st.tuples(st.integers(1, 3), st.integers(1, 3)), max_size=5), max_size=6)


@given(SPANS)
def test_no_two_cells_share_a_place(rows: list[list[tuple[int, int]]]) -> None:
    """Against a grid in which every place that a cell spans is written down."""
    grid = Grid()
    taken: set[tuple[int, int]] = set()
    for row, cells in enumerate(rows, start=1):
        grid.next_row()
        after = 1
        for height, width in cells:
            column = after
            while (row, column) in taken:
                column += 1
            assert grid.place(str(height), str(width)) == (row, column)
            taken |= {(row + down, column + right) for down in range(height) for right in range(width)}
            after = column + width


@pytest.mark.parametrize("span", [None, "", "0", "-1", "一", "1.5", "1"])
def test_a_span_that_is_no_number_above_one_is_one(span: str | None) -> None:
    grid = Grid()
    grid.next_row()
    assert [grid.place(span, span), grid.place(None, None)] == [(1, 1), (1, 2)]


def test_a_span_larger_than_any_table_is_bounded() -> None:
    grid = Grid()
    grid.next_row()
    grid.place("1", "9" * 30)
    assert grid.place(None, None) == (1, 1001)
