"""A graph in columns: names from left to right, lines between those of neighbouring columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path as Outline

from flows.plots.paper import GREY, INK, SIZE, columns_of

HEAD = 0.5
"""Inches above the first name."""
GAP = 0.07
"""Inches between a name and its lines."""


class Edge(NamedTuple):
    """A line from a name to one in the next column; `width` in points, `dashed` where it is known of by hearsay."""

    start: str
    end: str
    colour: str
    width: float = 1.2
    dashed: bool = False


def _width(name: str) -> float:
    return columns_of(name) * SIZE["label"] / 144


def _line(field: Axes, start: tuple[float, float], end: tuple[float, float], edge: Edge) -> None:
    middle = (start[0] + end[0]) / 2
    curve = Outline(
        [start, (middle, start[1]), (middle, end[1]), end],
        [Outline.MOVETO, Outline.CURVE4, Outline.CURVE4, Outline.CURVE4],
    )
    style = (0, (3, 2)) if edge.dashed else "-"
    field.add_patch(
        PathPatch(
            curve,
            facecolor="none",
            edgecolor=edge.colour,
            lw=edge.width,
            alpha=0.75,
            linestyle=style,
            capstyle="butt",
        )
    )


def draw_flow(
    field: Axes, columns: Sequence[Sequence[str]], heads: Sequence[str], edges: Sequence[Edge]
) -> None:
    """Draw names in columns over the whole field, and lines between them.

    Args:
        field: in inches, y from top to bottom.
        columns: names from left to right, top to bottom; each name stands in one column.
        heads: what stands above each column.
        edges: the lines.
    """
    right, bottom = field.get_xlim()[1], field.get_ylim()[0]
    widths = [max(_width(name) for name in column) for column in columns]
    left_over = right - sum(widths)
    x = 0.0
    places: dict[str, tuple[float, float, float]] = {}
    for number, (column, head, width) in enumerate(zip(columns, heads, widths, strict=True)):
        step = (bottom - HEAD) / len(column)
        is_last = number == len(columns) - 1
        at, alignment = (right, "right") if is_last else (x, "left")
        field.text(at, 0.12, head, ha=alignment, size=SIZE["small"], color=GREY)
        for row, name in enumerate(column):
            y = HEAD + step * (row + 0.5)
            # Names at the left end where their lines begin.
            begins = x + width - _width(name) if number == 0 else x
            field.text(begins, y, name, va="center_baseline", size=SIZE["label"], color=INK)
            places[name] = (begins - GAP, begins + _width(name) + GAP, y)
        x += width + left_over / (len(columns) - 1)
    for edge in edges:
        _, begin, first = places[edge.start]
        end, _, second = places[edge.end]
        _line(field, (begin, first), (end, second), edge)
