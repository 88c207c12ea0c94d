"""Provisions by their place beside another: 前項, 次条, 前三号, 前各項, and the chapter that 同章 means."""

from __future__ import annotations

from collections.abc import Sequence

from flows.documents.law_tree import Provision
from flows.japanese.references import RANK, Step
from flows.records.laws.addresses import ARTICLE, Address, cut_above, num_of, step_down
from flows.records.laws.index import LawIndex, Position
from flows.records.laws.meanings import Here, Meaning


def neighbour(index: LawIndex, step: Step, here: Here) -> Meaning:
    """Read 前項, 次条, 前三号, 前各項."""
    rank = RANK[step.unit]
    meaning = Meaning("relative", None, stated=rank, reason="no_such_provision")
    if here.position is None:
        return _counted(step, here, meaning)
    node = _own_unit(here.position, step.unit)
    if node is None:
        return meaning
    among, place = index.siblings(node)
    if step.way == "after":
        chosen = among[place + 1 : place + 2]
    else:
        count = place if step.num == "all" else int(step.num)
        chosen = among[place - count : place] if count <= place else []
    if not chosen or not _contiguous(chosen, node, here.position.root):
        return _counted(step, here, meaning)
    meaning.reason = None
    if rank < ARTICLE:
        meaning.address = index.address_of(chosen[0])
        if len(chosen) > 1:
            meaning.last = index.address_of(chosen[-1])
        return meaning
    beside = cut_above(here.position.address(), rank)
    meaning.address = step_down(beside, Step(step.unit, "number", chosen[0].num or ""))
    if len(chosen) > 1:
        meaning.last = step_down(beside, Step(step.unit, "number", chosen[-1].num or ""))
    return meaning


def _counted(step: Step, here: Here, meaning: Meaning) -> Meaning:
    """Count from a number where the provisions themselves are not at hand: 前項 of 第五項 is 第四項."""
    if here.position is None:
        meaning.reason = "quoted_text"
        if step.unit == "article":
            return meaning
    num = num_of(here.address, step.unit)
    if not num.isdecimal():
        return meaning
    value = int(num)
    base = cut_above(here.address, RANK[step.unit])
    if step.way == "after":
        first, last = value + 1, value + 1
    else:
        first, last = (1 if step.num == "all" else value - int(step.num)), value - 1
    if 1 <= first <= last:
        meaning.address = step_down(base, Step(step.unit, "number", str(first)))
        meaning.last = step_down(base, Step(step.unit, "number", str(last))) if last > first else None
        meaning.reason = None
    return meaning


def _own_unit(position: Position, unit: str) -> Provision | None:
    """Return the unit of this kind that a position lies in."""
    if unit == "article":
        return position.article
    if unit == "paragraph":
        return position.paragraph
    if unit == "item":
        return position.item
    return next((node for node in position.divisions if node.kind == unit), None)


def _division_address(position: Position, divisions: Sequence[Provision]) -> Address:
    return Address(root=position.root.elm, divisions=tuple((node.kind, node.num or "") for node in divisions))


def own_division(here: Here, unit: str) -> Address | None:
    """Return the chapter it stands in, which 同章 means after この章."""
    if here.position is None:
        return None
    divisions: list[Provision] = []
    for node in here.position.divisions:
        divisions.append(node)
        if node.kind == unit:
            return _division_address(here.position, divisions)
    return None


def _contiguous(chosen: list[Provision], node: Provision, root: Provision) -> bool:
    """Whether the neighbours are the real ones.

    Of the supplementary provisions of an amending law a consolidated text keeps only what concerns the law, so
    that the article above 第五十七条 may be 第一条.
    """
    if root.kind != "suppl_provision":
        return True
    nums = [child.num for child in (*chosen, node)]
    if not all(num and num.isdecimal() for num in nums):
        return True
    values = sorted(int(num or 0) for num in nums)
    return values[-1] - values[0] == len(values) - 1
