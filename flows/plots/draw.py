"""Every plot of a snapshot, drawn from its database."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from flows.plots.amendments import amendments
from flows.plots.approvals import graph, matrix
from flows.plots.citations import citations
from flows.plots.guidelines import guidelines
from flows.plots.paper import NothingToPlot, Plot
from flows.plots.weapon_use import weapon_use
from warehouse.reading import Warehouse

FOLDER = "plots"
"""Folder in a snapshot."""

PLOTS: tuple[Callable[[Warehouse], Plot], ...] = (
    matrix,
    graph,
    weapon_use,
    guidelines,
    amendments,
    citations,
)


def draw(anpo: Warehouse, folder: Path) -> list[str]:
    """Draw every plot, as SVG and PNG.

    Args:
        anpo: the warehouse.
        folder: where `plots/` is to be made.

    Returns:
        What was left out and why, a line each.

    Raises:
        OSError: a file cannot be written.
    """
    left_out = []
    (folder / FOLDER).mkdir()
    for plot in PLOTS:
        try:
            drawn = plot(anpo)
        except NothingToPlot as reason:
            left_out.append(f"no plot of {plot.__name__}: {reason}")
            continue
        (folder / FOLDER / f"{drawn.name}.svg").write_bytes(drawn.svg())
        (folder / FOLDER / f"{drawn.name}.png").write_bytes(drawn.png())
    return left_out
