"""On what grounds weapons may be used, from self-preservation to the execution of a mission, by action and law."""

from __future__ import annotations

from collections import defaultdict

from flows.counts import counted
from flows.plots.paper import (
    ACCENT,
    GREY,
    INK,
    MARGIN,
    PALE,
    SIZE,
    NothingToPlot,
    Plot,
    capital,
    listed,
    number_of,
    page,
    shortened,
    sources_of,
)
from warehouse.reading import Warehouse

TYPES = {
    "self_preservation": "自己保存型",
    "camp_joint_defense": "宿営地\n共同防護",
    "mutatis_mutandis": "準用\n（警職法等）",
    "facility_protection": "施設警護",
    "stop_vessel": "停船",
    "missile_destruction": "ミサイル\n破壊",
    "other": "その他",
    "mission_execution": "任務遂行型",
    "use_of_force": "武力の行使",
}
"""Types of grounds, from what is nearest to self-defence of a person to what serves the task itself."""

ROW, HEAD, LABEL, COLUMN = 0.29, 0.55, 4.65, 0.66
DOT = 0.17
"""Inches between dots of one place."""


def weapon_use(anpo: Warehouse) -> Plot:
    """Draw each ground as a dot, by action and type; hollow where it forbids to harm people but in self-defence or need.

    Raises:
        NothingToPlot: there are no grounds.
    """
    query = """
        SELECT action.ordinal, action.name, action.legal_bases, ground.type, ground.harm_restriction
        FROM weapon_use_conditions ground JOIN action_matrix action USING (action_id)
        ORDER BY action.ordinal, ground.condition_id
    """
    rows = anpo.sql(query).rows()
    if not rows:
        raise NothingToPlot("no grounds for using weapons")
    order = list(TYPES)
    grounds: dict[tuple[str, str], list[bool]] = defaultdict(list)
    bases: dict[str, str] = {}
    for row in rows:
        grounds[row["name"], row["type"]].append(row["harm_restriction"])
        bases[row["name"]] = "、".join(row["legal_bases"])
    reach = {name: max(order.index(kind) for action, kind in grounds if action == name) for name in bases}
    names = sorted(bases, key=lambda name: reach[name])
    missions = [name for name in bases if (name, "mission_execution") in grounds]
    own = [name for name in names if reach[name] <= order.index("camp_joint_defense")]
    title = (
        f"{capital(number_of(len(own)))} of the {counted(len(names), 'action')} with grounds for using weapons stop at self-preservation or the "
        f"shared camp; {number_of(len(missions))} go on to the execution of the mission: {listed(missions)}"
    )
    subtitle = (
        f"One dot is one of {counted(len(rows), 'ground')} (武器使用の根拠). Hollow: 「人に危害を与えてはならない」, harm to people only in "
        "self-defence or emergency (正当防衛・緊急避難). Solid: the table states no such limit."
    )
    width = LABEL + COLUMN * len(TYPES) + 2 * MARGIN
    with page(
        (width, HEAD + ROW * len(names)), title, subtitle, sources_of(anpo, ["weapon_use_conditions"])
    ) as (
        figure,
        field,
    ):
        for number, (kind, label) in enumerate(TYPES.items()):
            x = LABEL + COLUMN * (number + 0.5)
            is_mission = kind == "mission_execution"
            field.text(
                x,
                HEAD - 0.1,
                label,
                ha="center",
                va="bottom",
                size=SIZE["small"],
                color=ACCENT if is_mission else INK,
            )
        for number, name in enumerate(names):
            y = HEAD + ROW * (number + 0.5)
            field.plot([0, LABEL + COLUMN * len(TYPES)], [y - ROW / 2] * 2, color=PALE, lw=0.8)
            field.text(0, y, name, va="center_baseline", size=SIZE["label"])
            field.text(
                LABEL - 0.1,
                y,
                shortened(bases[name], 60),
                va="center_baseline",
                ha="right",
                size=6.0,
                color=GREY,
            )
            for place, kind in enumerate(TYPES):
                dots = grounds.get((name, kind), [])
                for at, is_limited in enumerate(dots):
                    x = LABEL + COLUMN * (place + 0.5) + DOT * (at - (len(dots) - 1) / 2)
                    colour = ACCENT if kind == "mission_execution" else INK
                    field.plot(x, y, "o", ms=7, mec=colour, mew=1.3, mfc="white" if is_limited else colour)
    return Plot("weapon-use", title, figure)
