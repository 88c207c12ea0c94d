"""What rests on 重要影響事態安全確保法: the laws and orders that cite it, and which of its provisions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

from flows.plots.flow import Edge, draw_flow
from flows.plots.paper import (
    DEPTHS,
    GREY,
    NothingToPlot,
    Plot,
    capital,
    count_of,
    page,
    shortened,
    sources_of,
)
from flows.records.laws.labels import Named, label
from warehouse.reading import Warehouse

LAW = "重要影響事態安全確保法"
SOMEWHERE = "（条文は未収録）"
"""Where a law that is only listed points to: its text is not loaded."""
WHOLE = "法律全体"
LONGEST = 52
"""Columns of the longest name."""

CITING = """
    SELECT
        cited.law_id,
        CASE WHEN length(laws.title) <= 12 OR len(abbreviations) = 0 THEN laws.title ELSE abbreviations[-1] END AS name,
        target_elm
    FROM cited_by($law) cited JOIN laws USING (law_id)
    WHERE valid_to IS NULL AND law_id <> law_id_of($law)
"""
LISTED = (
    "SELECT citing_law_id AS law_id, citing_title AS name FROM citing_laws WHERE law_id = law_id_of($law)"
)


APPENDICES = """
    SELECT elm, title FROM provisions
    WHERE law_id = law_id_of($law) AND valid_to IS NULL AND title IS NOT NULL AND starts_with(kind, 'appdx')
"""


def _place(elm: str | None, named: Mapping[str, Named]) -> str:
    """Return what a cited path is called, no deeper than its paragraph."""
    if elm is None:
        return WHOLE
    steps = [step for step in elm.split("-") if not step.startswith(("Item", "Subitem"))]
    return label("-".join(steps), named)


def citations(anpo: Warehouse) -> Plot:
    """Draw who cites the law, with lines as wide as there are citations, to the provisions cited.

    Raises:
        NothingToPlot: the law is not loaded, or nothing cites it.
    """
    known = anpo.sql("SELECT 1 FROM law_names WHERE name = $law", law=LAW).rows()
    found = anpo.sql(CITING, law=LAW).rows() if known else []
    hearsay = anpo.sql(LISTED, law=LAW).rows() if known else []
    if not found and not hearsay:
        raise NothingToPlot(f"no citations of {LAW}")
    counts: dict[tuple[str, str], int] = defaultdict(int)
    first: dict[str, str] = {}
    names: dict[str, str] = {}
    named = {row["elm"]: Named(row["title"]) for row in anpo.sql(APPENDICES, law=LAW).rows()}
    for row in found:
        names[row["law_id"]] = shortened(row["name"], LONGEST)
        place = _place(row["target_elm"], named)
        counts[row["law_id"], place] += 1
        first.setdefault(place, row["target_elm"] or "")
    read = sorted(names, key=lambda law_id: -sum(n for (of, _), n in counts.items() if of == law_id))
    others = [row for row in hearsay if row["law_id"] not in names]
    names |= {row["law_id"]: shortened(row["name"], LONGEST) for row in others}
    places = sorted(first, key=lambda place: _order(first[place]))
    edges = [
        Edge(names[law_id], place, DEPTHS[4], 1.0 + 0.7 * number)
        for (law_id, place), number in counts.items()
    ]
    edges += [Edge(names[row["law_id"]], SOMEWHERE, GREY, 0.9, dashed=True) for row in others]
    rest = "or order rests" if len(names) == 1 else "and orders rest"
    title = f"{capital(count_of(len(names), 'law'))} {rest} on {LAW}"
    if read:
        most = sum(number for (law_id, _), number in counts.items() if law_id == read[0])
        title += f"; {names[read[0]]} leans on it most, with {count_of(most, 'citation')}"
    subtitle = (
        "Left: laws and orders that cite it; the wider a line, the more citations in the latest wording loaded. Right: what they "
        "cite. Dashed: the source lists the law as citing (この法令を参照している法令), its text is not loaded."
    )
    columns = [[names[law_id] for law_id in read] + [names[row["law_id"]] for row in others], places]
    if others:
        columns[1] = [*places, SOMEWHERE]
    rows = max(len(column) for column in columns)
    with page((9.5, 0.3 * rows + 0.5), title, subtitle, sources_of(anpo, ["citations", "citing_laws"])) as (
        figure,
        field,
    ):
        draw_flow(field, columns, ["法令  law or order that cites", "条文  provision cited"], edges)
    return Plot("citations", title, figure)


def _order(elm: str) -> tuple[int, list[int]]:
    """Return where a path stands in the law: its articles, what is behind them, the law as a whole last."""
    part = 2 if not elm else 0 if elm.startswith("MainProvision") else 1
    return part, [int(number) for number in re.findall("[0-9]+", elm)]
