"""The heaviest of pairs that do not cross: what keeps its order between two sequences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise


def rising(pairs: Iterable[tuple[int, int, float]]) -> list[tuple[int, int]]:
    """Choose pairs that rise strictly in both places and weigh most together.

    Args:
        pairs: place in one sequence, place in the other, weight above 0.

    Returns:
        The chosen pairs in order. Of choices that weigh the same the one is taken whose last pair comes first.

    The time is that of sorting: n log n for n pairs.
    """
    ordered = sorted(pairs, key=lambda pair: (pair[0], -pair[1], -pair[2]))
    if all(one[0] < other[0] and one[1] < other[1] for one, other in pairwise(ordered)):
        return [pair[:2] for pair in ordered]
    best = _Best(1 + max((j for _, j, _ in ordered), default=0))
    totals: list[float] = []
    before: list[int] = []
    for k, (_, j, weight) in enumerate(ordered):
        last = best.below(j)
        before.append(last)
        totals.append(weight + (totals[last] if last >= 0 else 0.0))
        best.note(j, k, totals)
    chosen: list[tuple[int, int]] = []
    k = best.below(best.size)
    while k >= 0:
        chosen.append(ordered[k][:2])
        k = before[k]
    return chosen[::-1]


class _Best:
    """For every place the heaviest chain that ends below it: a binary indexed tree of maxima."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.tree = [-1] * (size + 1)
        self.totals: Sequence[float] = ()

    def below(self, place: int) -> int:
        """Return the pair that ends the heaviest chain before a place, -1 where there is none."""
        found = -1
        while place > 0:
            here = self.tree[place]
            if here >= 0 and (found < 0 or self.totals[here] > self.totals[found]):
                found = here
            place -= place & -place
        return found

    def note(self, place: int, pair: int, totals: Sequence[float]) -> None:
        """Note a chain that ends at a place."""
        self.totals = totals
        place += 1
        while place <= self.size:
            if self.tree[place] < 0 or totals[pair] > totals[self.tree[place]]:
                self.tree[place] = pair
            place += place & -place


def in_order(places: Sequence[int]) -> set[int]:
    """Return the most of the indices of `places` that are there in rising order."""
    return {index for index, _ in rising((index, place, 1.0) for index, place in enumerate(places))}
