"""The paper that plots are printed on: one font, few colours, a title that says the finding, a line for the sources.

Colours differ in lightness, so that they can be told apart in grey and by those who see no red or green.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, fontManager
from rich.cells import cell_len

from warehouse.reading import Warehouse

INK, GREY, PALE, WHITE = "#1a1a1a", "#6b6b6b", "#e9e6df", "#ffffff"
DEPTHS = ("#ffffff", "#dbe7f0", "#a9c8de", "#5d9bc4", "#1f6a9c", "#0b3a5c")
"""From nothing to most; each is darker than the one before."""
ACCENT = "#d1491b"

MARGIN = 0.3
"""Inches around everything."""
LINE = {"title": 0.30, "subtitle": 0.19, "source": 0.15}
"""Inches of a line of each kind of text."""
SIZE = {"title": 15.0, "subtitle": 9.5, "source": 7.0, "label": 9.0, "small": 7.5}
"""Points of each kind of text."""


class NothingToPlot(Exception):  # noqa: N818 - not an error: the plot is left out
    """The tables hold no row of what a plot shows; the message says of what."""


@dataclass(frozen=True, slots=True)
class Plot:
    """One plot.

    Args:
        name: its file name without ending.
        title: what it shows.
        figure: the drawing.
    """

    name: str
    title: str
    figure: Figure

    def svg(self) -> bytes:
        """Return it as SVG, letters as outlines; the same drawing gives the same bytes."""
        return self._file("svg", {"Date": None, "Creator": None, "Title": self.title})

    def png(self) -> bytes:
        """Return it as PNG of 200 dots to the inch."""
        return self._file("png", {"Software": None, "Title": self.title})

    def _repr_png_(self) -> bytes:
        """Show it in a notebook."""
        return self.png()

    def _file(self, form: str, metadata: dict[str, Any]) -> bytes:
        out = io.BytesIO()
        with _style():
            self.figure.savefig(out, format=form, dpi=200, metadata=metadata)
        return out.getvalue()


@cache
def _family() -> str:
    """Make the Japanese font of matplotlib-fontja known; importing that package would change the settings of others."""
    package = find_spec("matplotlib_fontja")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("matplotlib-fontja is not installed")
    (font,) = Path(package.origin).parent.rglob("*.ttf")
    fontManager.addfont(font)
    return FontProperties(fname=font).get_name()


@contextmanager
def _style() -> Iterator[None]:
    settings: Any = {
        "font.family": _family(),
        "svg.fonttype": "path",
        "svg.hashsalt": "anpo",
        "path.simplify": False,
    }
    with mpl.rc_context(settings):
        yield


def columns_of(text: str) -> int:
    """Count the columns that a text takes; an ellipsis is as wide as a letter of Japanese here."""
    return cell_len(text) + text.count("…")


def wrapped(text: str, columns: int) -> list[str]:
    """Break a text into lines of at most so many columns, a full-width character taking two, at spaces where it can."""
    lines = [""]
    for word in text.split(" "):
        joined = f"{lines[-1]} {word}" if lines[-1] else word
        if cell_len(joined) <= columns:
            lines[-1] = joined
        elif cell_len(word) <= columns and lines[-1]:
            lines.append(word)
        else:
            for character in f" {word}" if lines[-1] else word:
                if cell_len(lines[-1] + character) > columns:
                    lines.append("")
                lines[-1] += character
    return [line.strip() for line in lines]


def sources_of(anpo: Warehouse, tables: Sequence[str]) -> str:
    """Name the sources that the rows of tables come from: publisher, title and day, those of many titles together."""
    query = """
        SELECT
            publisher,
            list(DISTINCT title ORDER BY title) AS titles,
            max(coalesce(published_on, retrieved_on)) AS day,
            bool_or(published_on IS NOT NULL) AS is_published
        FROM (SELECT DISTINCT source_id FROM table_sources WHERE table_name IN (SELECT unnest($tables))) used
        JOIN sources USING (source_id)
        GROUP BY publisher
        ORDER BY publisher
    """
    named = []
    for row in anpo.sql(query, tables=list(tables)).rows():
        titles = row["titles"]
        what = "、".join(titles) if len(titles) <= 2 else f"{len(titles)} laws"
        day = f", {'' if row['is_published'] else 'retrieved '}{row['day']}" if row["day"] else ""
        named.append(f"{row['publisher']}, {what}{day}")
    return "Source: " + "; ".join(named) + ". Compiled by anpo."


@contextmanager
def page(size: tuple[float, float], title: str, subtitle: str, sources: str) -> Iterator[tuple[Figure, Axes]]:
    """Lay out a plot: title and subtitle above, the sources below, between them a frameless field to draw in.

    Args:
        size: width of the whole and height of the field, in inches.
        title: what the plot shows.
        subtitle: how to read it.
        sources: where the data come from.

    Yields:
        The figure and the field, in whose coordinates one unit is an inch, with y from top to bottom.
    """
    width, height = size
    inner = width - 2 * MARGIN
    texts = {
        kind: wrapped(text, int(inner * 144 / SIZE[kind]))
        for kind, text in (("title", title), ("subtitle", subtitle), ("source", sources))
    }
    above = MARGIN + sum(LINE[kind] * len(texts[kind]) for kind in ("title", "subtitle")) + 0.18
    below = MARGIN + LINE["source"] * len(texts["source"]) + 0.12
    whole = above + height + below
    with _style():
        figure = Figure(figsize=(width, whole), facecolor=WHITE)
        y = whole - MARGIN
        for kind, colour in (("title", INK), ("subtitle", GREY)):
            for line in texts[kind]:
                figure.text(
                    MARGIN / width, y / whole, line, size=SIZE[kind], color=colour, va="top", ha="left"
                )
                y -= LINE[kind]
            y -= 0.06
        for number, line in enumerate(texts["source"]):
            y = below - 0.12 - LINE["source"] * number
            figure.text(MARGIN / width, y / whole, line, size=SIZE["source"], color=GREY, va="top", ha="left")
        field = figure.add_axes((MARGIN / width, below / whole, inner / width, height / whole))
        field.set_xlim(0, inner)
        field.set_ylim(height, 0)
        field.set_axis_off()
        yield figure, field


NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def number_of(number: int) -> str:
    """Write a number as a newspaper does, small ones in words."""
    return NUMBERS[number] if number < len(NUMBERS) else f"{number:,}"


def count_of(number: int, thing: str) -> str:
    """Write a number of things: `one law`, `three laws`, `12 laws`."""
    return f"{number_of(number)} {thing}" + "s" * (number != 1)


def listed(names: Sequence[str]) -> str:
    """Join names as a sentence does."""
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


def shortened(text: str, columns: int) -> str:
    """Cut a text to so many columns."""
    if columns_of(text) <= columns:
        return text
    kept = text
    while columns_of(kept) > columns - 2:
        kept = kept[:-1]
    return kept + "…"


def capital(text: str) -> str:
    """Write the first letter large."""
    return text[:1].upper() + text[1:]
