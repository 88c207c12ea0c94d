"""How the security laws changed: a timeline of their amendments."""

from __future__ import annotations

import datetime as dt
from typing import Any

from flows.counts import counted
from flows.plots.paper import (
    ACCENT,
    DEPTHS,
    GREY,
    INK,
    MARGIN,
    PALE,
    SIZE,
    NothingToPlot,
    Plot,
    count_of,
    page,
    shortened,
    sources_of,
)
from warehouse.reading import Warehouse

SINCE = dt.date(2016, 1, 1)
LARGEST = 5
"""How many amendments are named."""
ROW, HEAD, LABEL, SPAN, TOTAL = 0.44, 0.55, 2.25, 6.6, 1.25
NEAR = 0.9
"""Inches between two dates of a law below which only the larger amendment is dated."""
BIGGEST = 0.34
"""Diameter of the largest disc, in inches."""

OWN_LAWS = """
    SELECT
        law_id,
        CASE WHEN length(title) <= 12 OR len(abbreviations) = 0 THEN title ELSE abbreviations[-1] END AS name,
        history_from
    FROM laws
    WHERE law_id IN (
        SELECT law_id FROM law_revisions JOIN sources USING (source_id) WHERE starts_with(file, 'laws/')
    )
    ORDER BY law_id
"""
"""The laws whose texts are kept in raw/laws, by the name in use: of its abbreviations those reviewed come last."""

AMENDMENTS = """
    SELECT
        changed.law_id,
        revision.valid_from AS day,
        count(*) AS touched,
        count(*) FILTER (changed.change IN ('added', 'removed', 'amended')) AS reworded
    FROM provision_changes changed
    JOIN law_revisions revision ON revision.law_revision_id = changed.to_revision_id
    WHERE revision.valid_from >= $since
    GROUP BY ALL
    ORDER BY day, law_id
"""


SEEN = "SELECT max(retrieved_on) AS day FROM law_revisions JOIN sources USING (source_id)"


def amendments(anpo: Warehouse) -> Plot:
    """Draw the days on which provisions of each law came, went or were reworded.

    Raises:
        NothingToPlot: no law of the project's own has changed.
    """
    laws = anpo.sql(OWN_LAWS).rows()
    names = {law["law_id"]: law["name"] for law in laws}
    found = [row for row in anpo.sql(AMENDMENTS, since=SINCE).rows() if row["law_id"] in names]
    if not found:
        raise NothingToPlot("no changes of laws")
    by_law: dict[str, list[dict[str, Any]]] = {law_id: [] for law_id in names}
    for row in found:
        by_law[row["law_id"]].append(row)
    order = sorted(names, key=lambda law_id: -sum(row["reworded"] for row in by_law[law_id]))
    first = order[0]
    still = sum(not rows for rows in by_law.values())
    title = (
        f"Since {SINCE.year} the security laws were amended on {counted(len({row['day'] for row in found}), 'day')}; "
        f"{names[first]} alone accounts for {len(by_law[first])} of {counted(len(found), 'amendment')}"
    )
    if still:
        title += f", and {count_of(still, 'law')} stood still"
    subtitle = (
        "Each disc is a day on which an amendment came into force; its area is the number of provisions added, removed or "
        "reworded. Lines begin with the oldest wording loaded and end on the day of the latest look."
    )
    until = max(anpo.sql(SEEN).rows()[0]["day"] or SINCE, *(row["day"] for row in found))
    ends = dt.date(until.year + 1, 1, 1)
    largest = sorted(found, key=lambda row: -row["reworded"])[:LARGEST]

    def x_of(day: dt.date) -> float:
        return LABEL + SPAN * (max(day, SINCE) - SINCE).days / (ends - SINCE).days

    with page(
        (LABEL + SPAN + TOTAL + 2 * MARGIN, HEAD + ROW * len(order)),
        title,
        subtitle,
        sources_of(anpo, ["law_revisions"]),
    ) as (figure, field):
        for year in range(SINCE.year, ends.year + 1):
            x = x_of(dt.date(year, 1, 1))
            field.plot([x, x], [HEAD - 0.1, HEAD + ROW * len(order)], color=PALE, lw=0.8, zorder=0)
            if year < ends.year:
                middle = x_of(dt.date(year, 7, 1))
                field.text(middle, HEAD - 0.18, str(year), ha="center", size=SIZE["small"], color=GREY)
        right = LABEL + SPAN + TOTAL
        field.text(right, HEAD - 0.18, "provisions", ha="right", size=SIZE["small"], color=GREY)
        history = {law["law_id"]: law["history_from"] for law in laws}
        for number, law_id in enumerate(order):
            y = HEAD + ROW * (number + 0.5)
            rows = by_law[law_id]
            field.text(0, y, shortened(names[law_id], 34), va="center_baseline", size=SIZE["label"])
            field.plot([x_of(history[law_id]), x_of(until)], [y, y], color=GREY, lw=0.7, zorder=1)
            for row in rows:
                size = BIGGEST * 72 * (row["reworded"] / largest[0]["reworded"]) ** 0.5
                is_large = row in largest
                field.plot(
                    x_of(row["day"]),
                    y,
                    "o",
                    ms=max(size, 2.0),
                    mfc=ACCENT if is_large else DEPTHS[3],
                    mec="white",
                    mew=0.6,
                    zorder=3 if is_large else 2,
                )
            total = sum(row["reworded"] for row in rows)
            field.text(
                right,
                y,
                f"{total:,}" if rows else "–",
                va="center_baseline",
                ha="right",
                size=SIZE["label"],
                color=INK,
            )
        taken: list[tuple[str, float]] = []
        for row in largest:
            x, y = x_of(row["day"]), HEAD + ROW * (order.index(row["law_id"]) + 0.5)
            if any(law_id == row["law_id"] and abs(other - x) < NEAR for law_id, other in taken):
                continue
            taken.append((row["law_id"], x))
            field.text(
                x,
                y - ROW * 0.46,
                f"{row['day']:%Y-%m-%d}: {row['reworded']}",
                ha="center",
                va="center_baseline",
                size=6.0,
                color=ACCENT,
            )
    return Plot("amendments", title, figure)
