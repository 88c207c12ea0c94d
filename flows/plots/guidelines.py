"""Which subjects the editions of the Guidelines treat: what came, what stayed, what fell away."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.patches import Rectangle

from flows.plots.paper import (
    ACCENT,
    DEPTHS,
    GREY,
    INK,
    MARGIN,
    SIZE,
    WHITE,
    NothingToPlot,
    Plot,
    capital,
    count_of,
    listed,
    page,
    sources_of,
)
from warehouse.reading import Warehouse

EDITIONS = {"1978": "1978", "1997": "1997", "2015": "2015", "2024-proposal": "2024\nproposal"}
GROUPS = ("New in 2015", "In 1997 and 2015", "Not carried into 2015")
ROW, HEAD, LABEL, TILE, BETWEEN = 0.235, 0.52, 2.75, 0.52, 0.5
NAMED = 4
"""How many subjects a title names at most."""


def _group(editions: set[str]) -> str:
    if "2015" not in editions:
        return GROUPS[2]
    return GROUPS[1] if editions & {"1978", "1997"} else GROUPS[0]


def guidelines(anpo: Warehouse) -> Plot:
    """Draw for each subject how many items of each edition are about it.

    Raises:
        NothingToPlot: there are no topics.
    """
    query = "SELECT label, edition, count(*) AS items FROM guideline_topic_texts GROUP BY ALL ORDER BY min(topic), edition"
    rows = anpo.sql(query).rows()
    if not rows:
        raise NothingToPlot("no topics of guidelines")
    items: dict[str, dict[str, int]] = {}
    for row in rows:
        items.setdefault(row["label"], {})[row["edition"]] = row["items"]
    groups = {
        name: [label for label, of in items.items() if _group(set(of)) == name] for name in GROUPS
    }
    new, _, gone = (sorted(groups[name], key=lambda label: -sum(items[label].values())) for name in GROUPS)
    title = (
        f"Of {count_of(len(items), 'subject')} of the Guidelines, {len(new)} came in with 2015, led by {listed(new[:NAMED])}; "
        f"{len(gone)} of 1997 did not go on: {listed(gone[:NAMED])}"
    )
    subtitle = (
        "日米防衛協力のための指針: number of items on a subject in each edition. 1978 as far as the review of 2024 tells of it, 2015 "
        "in the outline of the White Paper: what an outline leaves out may still be in the text."
    )
    # Two panels: the long group on the left, the others on the right.
    left = [(GROUPS[1], sorted(groups[GROUPS[1]], key=lambda label: min(items[label])))]
    right = [(GROUPS[0], new), (GROUPS[2], gone)]
    height = max(_height(left), _height(right))
    panel = LABEL + TILE * len(EDITIONS)
    with page(
        (2 * panel + BETWEEN + 2 * MARGIN, height),
        capital(title),
        subtitle,
        sources_of(anpo, ["guideline_items"]),
    ) as (figure, field):
        for start, blocks in ((0.0, left), (panel + BETWEEN, right)):
            y = 0.0
            for name, labels in blocks:
                field.text(start, y + HEAD - 0.12, name, size=SIZE["label"], va="bottom", color=ACCENT)
                for number, edition in enumerate(EDITIONS.values()):
                    field.text(
                        start + LABEL + TILE * (number + 0.5),
                        y + HEAD - 0.12,
                        edition,
                        size=SIZE["small"],
                        va="bottom",
                        ha="center",
                        color=GREY,
                    )
                y += HEAD
                for label in labels:
                    field.text(start, y + ROW / 2, label, size=SIZE["label"], va="center_baseline")
                    for number, edition in enumerate(EDITIONS):
                        count = items[label].get(edition, 0)
                        corner = (start + LABEL + TILE * number + 0.02, y + 0.015)
                        depth = min(len(DEPTHS) - 1, (count + 3) // 2) if count else 0
                        field.add_patch(
                            Rectangle(corner, TILE - 0.04, ROW - 0.03, facecolor=DEPTHS[depth], lw=0)
                        )
                        field.text(
                            corner[0] + TILE / 2 - 0.02,
                            y + ROW / 2,
                            str(count) if count else "–",
                            size=SIZE["small"],
                            ha="center",
                            va="center_baseline",
                            color=WHITE if depth > 2 else INK if count else GREY,
                        )
                    y += ROW
    return Plot("guidelines", capital(title), figure)


def _height(blocks: Sequence[tuple[str, list[str]]]) -> float:
    return sum(HEAD + ROW * len(labels) for _, labels in blocks)
