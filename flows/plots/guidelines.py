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
    number_of,
    page,
    sources_of,
)
from warehouse.reading import Warehouse

EDITIONS = {"1978": "1978", "1997": "1997", "2015": "2015", "2024-proposal": "2024\nproposal"}
NEW, KEPT, RESTING, GONE = (
    "New in 2015",
    "Kept, and in the proposal",
    "Kept, but not in the proposal",
    "Not in the outline of 2015",
)
ROW, HEAD, LABEL, TILE, BETWEEN = 0.235, 0.52, 2.75, 0.52, 0.5
NAMED = 2
"""How many subjects a title names at most."""


def _group(editions: set[str]) -> str:
    if "2015" not in editions:
        return GONE
    if not editions & {"1978", "1997"}:
        return NEW
    return KEPT if "2024-proposal" in editions else RESTING


def guidelines(anpo: Warehouse) -> Plot:
    """Draw for each subject how many items of each edition are about it.

    Raises:
        NothingToPlot: there are no topics.
    """
    query = """
        SELECT label, edition, count(*) AS items, sum(length(text)) AS characters
        FROM guideline_topic_texts GROUP BY ALL ORDER BY min(topic), edition
    """
    rows = anpo.sql(query).rows()
    if not rows:
        raise NothingToPlot("no topics of guidelines")
    items: dict[str, dict[str, int]] = {}
    for row in rows:
        items.setdefault(row["label"], {})[row["edition"]] = row["items"]
    length = {row["label"]: row["characters"] for row in rows if row["edition"] == "2015"}
    groups: dict[str, list[str]] = {name: [] for name in (NEW, KEPT, RESTING, GONE)}
    for label, of in items.items():
        groups[_group(set(of))].append(label)
    groups[NEW].sort(key=lambda label: -length[label])
    groups[KEPT].sort(key=lambda label: min(items[label]))
    groups[RESTING].sort(key=lambda label: min(items[label]))
    back = [label for label in groups[GONE] if "2024-proposal" in items[label]]
    title = (
        f"{capital(number_of(len(groups[NEW])))} of {count_of(len(items), 'subject')} of the Guidelines came in with 2015, above "
        f"all {listed(groups[NEW][:NAMED])}; {number_of(len(groups[GONE]))} of 1997 fell out of its outline"
    )
    if back:
        title += f", and the proposal of 2024 brings back {listed(back)}"
    subtitle = (
        "日米防衛協力のための指針: number of items on a subject in each edition. 1978 as far as the review of 2024 tells of it, 2015 "
        "in the outline of the White Paper: what an outline leaves out may still be in the text."
    )
    left = [(name, groups[name]) for name in (NEW, KEPT) if groups[name]]
    right = [(name, groups[name]) for name in (GONE, RESTING) if groups[name]]
    height = max(_height(left), _height(right))
    panel = LABEL + TILE * len(EDITIONS)
    with page(
        (2 * panel + BETWEEN + 2 * MARGIN, height),
        title,
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
    return Plot("guidelines", title, figure)


def _height(blocks: Sequence[tuple[str, list[str]]]) -> float:
    return sum(HEAD + ROW * len(labels) for _, labels in blocks)
