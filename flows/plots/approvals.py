"""Who may order an action of the Self-Defense Forces, and who must approve it: a matrix and a graph."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from flows.counts import counted
from flows.plots.flow import Edge, draw_flow
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
    listed,
    page,
    shortened,
    sources_of,
)
from warehouse.reading import Warehouse

DIET = {
    "not_required": ("不要", 0),
    "not_required_report": ("不要・報告", 1),
    "required_after": ("事後", 2),
    "required": ("必要", 3),
    "required_prior_in_principle": ("原則事前", 4),
    "required_prior": ("必ず事前", 5),
}
"""What a tile says of 国会の承認, and how dark it is."""

CABINET = {
    "not_required": ("不要", 0),
    "as_needed": ("必要に応じ", 1),
    "required_pm_approval": ("総理の承認", 3),
    "required": ("閣議決定", 5),
}
"""The same of 閣議決定."""

PRIME_MINISTER, MINISTER, DELEGATE = "内閣総理大臣", "防衛大臣", "委任・指定を受けた者"
ORDERING = (PRIME_MINISTER, MINISTER, DELEGATE)
NOBODY = "誰の承認も要らない"


@dataclass(frozen=True, slots=True)
class Action:
    """An action as `action_matrix` has it, with who orders it in three words."""

    name: str
    bases: str
    orders: tuple[str, ...]
    cabinet: tuple[str, ...]
    diet: tuple[str, ...]

    @property
    def depth(self) -> int:
        """How much the Diet has to say, at most."""
        return max((DIET[value][1] for value in self.diet), default=0)


def offices(authorities: Iterable[str]) -> tuple[str, ...]:
    """Return who gives an order: the head of 国際平和協力本部 is the Prime Minister, as the table says in a bracket."""
    text = "、".join(authorities)
    found = {PRIME_MINISTER: PRIME_MINISTER in text, MINISTER: MINISTER in text}
    found[DELEGATE] = "委任" in text or "指定" in text
    return tuple(office for office in ORDERING if found[office])


def _actions(anpo: Warehouse) -> list[Action]:
    rows = anpo.table("action_matrix").rows()
    if not rows:
        raise NothingToPlot("no actions")
    return [
        Action(
            row["name"],
            "、".join(row["legal_bases"]),
            offices(row["ordering_authorities"]),
            tuple(row["cabinet_decision"]),
            tuple(row["diet_approval"]),
        )
        for row in rows
    ]


ROW, HEAD, LABEL = 0.30, 0.52, 4.65
"""Height of a row and of the head of the columns, width of the names, in inches."""
DOT, TILE = 0.72, 1.12
"""Width of a column of dots and of one of tiles."""


def _tiles(
    field: Axes, at: tuple[float, float], values: Sequence[str], words: dict[str, tuple[str, int]]
) -> None:
    """Draw what is required; where it differs by scope, in as many parts."""
    x, y = at
    width = (TILE - 0.06) / max(len(values), 1)
    for number, value in enumerate(values):
        word, depth = words[value]
        corner = (x + 0.03 + number * width, y + 0.02)
        field.add_patch(Rectangle(corner, width, ROW - 0.04, facecolor=DEPTHS[depth], edgecolor=PALE, lw=0.8))
        small = len(values) > 1
        field.text(
            corner[0] + width / 2,
            y + ROW / 2,
            word,
            ha="center",
            va="center_baseline",
            size=6.0 if small else SIZE["small"],
            color="white" if depth > 2 else INK,
        )


def _heads(field: Axes, columns: Sequence[tuple[str, str, float, float]]) -> None:
    for japanese, english, x, width in columns:
        field.text(x + width / 2, HEAD - 0.30, japanese, ha="center", va="bottom", size=SIZE["label"])
        field.text(
            x + width / 2, HEAD - 0.10, english, ha="center", va="bottom", size=SIZE["small"], color=GREY
        )


def matrix(anpo: Warehouse) -> Plot:
    """Draw who may order each action and who must approve it, those that need the Diet most first.

    Raises:
        NothingToPlot: there are no actions.
    """
    actions = sorted(_actions(anpo), key=lambda action: -action.depth)
    approved = [action for action in actions if action.depth >= DIET["required_after"][1]]
    always = [action.name for action in actions if "required_prior" in action.diet]
    title = f"The Diet has to approve {len(approved)} of {counted(len(actions), 'action')} of the Self-Defense Forces"
    if always:
        title += f", and {listed(always)} before it begins, without exception"
    subtitle = (
        "自衛隊の主な行動: who gives the order (命令権者), and what the Cabinet and the Diet decide. "
        "Two values in a tile: they differ by scope."
    )
    width = LABEL + 3 * DOT + 2 * TILE + 2 * MARGIN
    with page((width, HEAD + ROW * len(actions)), title, subtitle, sources_of(anpo, ["approvals"])) as (
        figure,
        field,
    ):
        starts = [LABEL + DOT * number for number in range(3)] + [LABEL + 3 * DOT, LABEL + 3 * DOT + TILE]
        _heads(
            field,
            [
                ("総理", "PM", starts[0], DOT),
                ("防衛大臣", "Minister", starts[1], DOT),
                ("委任・指定", "delegate", starts[2], DOT),
                ("閣議", "Cabinet", starts[3], TILE),
                ("国会の承認", "Diet", starts[4], TILE),
            ],
        )
        for number, action in enumerate(actions):
            y = HEAD + ROW * number
            field.plot([0, LABEL + 3 * DOT + 2 * TILE], [y, y], color=PALE, lw=0.8)
            field.text(0, y + ROW / 2, action.name, va="center_baseline", size=SIZE["label"])
            field.text(
                LABEL - 0.08,
                y + ROW / 2,
                shortened(action.bases, 60),
                va="center_baseline",
                ha="right",
                size=6.0,
                color=GREY,
            )
            for office, x in zip(ORDERING, starts, strict=False):
                if office in action.orders:
                    field.plot(x + DOT / 2, y + ROW / 2, "o", color=INK, ms=6)
            _tiles(field, (starts[3], y), action.cabinet, CABINET)
            _tiles(field, (starts[4], y), action.diet, DIET)
    return Plot("approvals-matrix", title, figure)


APPROVERS = ("閣議決定", "国会の承認", "国会への報告", "総理の承認", NOBODY)


def approvers(action: Action) -> list[str]:
    """Return who must approve an action, at least in some scope; a report to the Diet comes after the fact."""
    depth = action.depth
    found = {
        "国会の承認": depth >= DIET["required_after"][1],
        "国会への報告": depth == DIET["not_required_report"][1],
        "閣議決定": bool({"required", "as_needed"} & set(action.cabinet)),
        "総理の承認": "required_pm_approval" in action.cabinet,
    }
    return [name for name, holds in found.items() if holds] or [NOBODY]


def _place(action: Action) -> float:
    """Return how far down an action belongs, so that few lines cross."""
    orders = [ORDERING.index(office) / len(ORDERING) for office in action.orders]
    needs = [APPROVERS.index(name) / len(APPROVERS) for name in approvers(action)]
    return sum(orders) / max(len(orders), 1) + sum(needs) / len(needs)


def graph(anpo: Warehouse) -> Plot:
    """Draw orders and approvals as lines from office to action to office.

    Raises:
        NothingToPlot: there are no actions.
    """
    actions = sorted(_actions(anpo), key=_place)
    free = [action.name for action in actions if approvers(action) == [NOBODY]]
    by_minister = sum(MINISTER in action.orders for action in actions)
    title = f"The Minister of Defense gives the order for {by_minister} of {counted(len(actions), 'action')}"
    if free:
        title += f"; {count_of(len(free), 'action')} {'needs' if len(free) == 1 else 'need'} nobody's approval: {listed(free)}"
    subtitle = (
        "Lines lead from who gives the order (命令権者) to the action, and on to whose approval it needs, at "
        "least in some scope. 国会への報告 is a report after the fact; 閣議決定 includes 「必要に応じ」."
    )
    edges = [Edge(office, action.name, INK) for action in actions for office in action.orders]
    edges += [
        Edge(action.name, name, ACCENT if name == NOBODY else DEPTHS[4])
        for action in actions
        for name in approvers(action)
    ]
    columns = [ORDERING, [action.name for action in actions], APPROVERS]
    with page((9.5, 0.27 * len(actions) + 0.5), title, subtitle, sources_of(anpo, ["approvals"])) as (
        figure,
        field,
    ):
        draw_flow(
            field, columns, ["命令権者  gives the order", "行動  action", "承認  approval, report"], edges
        )
    return Plot("approvals-graph", title, figure)
