"""Which provision of an older wording of a law is which of the newer one.

Two wordings are compared from the top down: first what stands at the top, then, within what was found to be the
same, what it holds, kind by kind. Articles are numbered through a whole law, whatever chapters they stand in; so
they are aligned as one sequence within the main provisions, and chapters afterwards, by their names and by the
articles that they share. What then is left on both sides may have gone elsewhere in the law.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property

from flows.records.laws.nodes import DIVISIONS, Node, Tree
from flows.records.laws.pairing import DELETED, LIKE, LIKE_ARTICLES, likeness, pairs, strays
from flows.records.laws.rising import in_order, rising

_KNOWN_AGAIN = 20
"""Characters that the wording of a provision must have to be known again where something else holds it."""

_NAME, _NUMBER = 0.5, 0.1
"""Weight of the same name and of the same number of two chapters, beside the share of their articles, up to 1; names
less alike than the first say nothing."""

_MOSTLY = 0.5
"""Share of what two provisions hold that must be the same for them to be one."""


class Alignment:
    """Two wordings, and which node of the one is which of the other.

    Args:
        before, after: their nodes in document order.

    Attributes:
        older, newer: the trees.
        newer_of: of places in the older tree those in the newer one; without what was removed.
        older_of: the other way round; without what was added.
        moved: places in the newer tree of nodes that stand in another node than before, or in another order among
            their like.
    """

    def __init__(self, before: Sequence[Node], after: Sequence[Node]) -> None:
        known: dict[object, int] = {}
        self.older, self.newer = Tree(before, known), Tree(after, known)
        self.newer_of: dict[int, int] = {-1: -1}
        self.older_of: dict[int, int] = {-1: -1}
        self._below(-1, -1)
        self._elsewhere()
        del self.newer_of[-1], self.older_of[-1]
        self.moved = set(self._moved())

    def _join(self, older: int, newer: int) -> None:
        """Note that two nodes are the same, and align what they hold."""
        self.newer_of[older] = newer
        self.older_of[newer] = older
        if self.older.units[older].whole != self.newer.units[newer].whole:
            self._below(older, newer)
            return
        # What is alike with all that it holds holds the same in the same order.
        for one, other in zip(self.older.below[older], self.newer.below[newer], strict=True):
            if one not in self.newer_of and other not in self.older_of:
                self._join(one, other)

    def _below(self, older: int, newer: int) -> None:
        """Align what two nodes hold that are the same."""
        held, held_newer = self.older.held(older), self.newer.held(newer)
        for kind, those in held.items():
            olds, news = self._free(those, held_newer.get(kind, []))
            if kind in DIVISIONS:
                found = self._divisions(olds, news)
            else:
                units = [self.older.units[place] for place in olds]
                units_newer = [self.newer.units[place] for place in news]
                found = pairs(units, units_newer, LIKE_ARTICLES if kind == "article" else LIKE)
            for i, j in found:
                self._join(olds[i], news[j])
            if kind not in DIVISIONS:
                self._stray(*self._free(olds, news), 1)

    def _free(self, olds: list[int], news: list[int]) -> tuple[list[int], list[int]]:
        """Return those of some places that have no partner."""
        return (
            [place for place in olds if place not in self.newer_of],
            [place for place in news if place not in self.older_of],
        )

    def _stray(self, olds: list[int], news: list[int], shortest: int) -> None:
        """Join what is the same wherever it stands."""
        units = [self.older.units[place] for place in olds]
        for i, j in strays(units, [self.newer.units[place] for place in news], shortest):
            if olds[i] not in self.newer_of and news[j] not in self.older_of:
                self._join(olds[i], news[j])

    @cached_property
    def _shared(self) -> dict[tuple[int, int], float]:
        """Of a division and one of the other tree the share of their articles that are the same, 0 to 1."""
        sizes, sizes_newer, common = Counter[int](), Counter[int](), Counter[tuple[int, int]]()
        of_newer: dict[int, list[int]] = defaultdict(list)
        for article, division in self.newer.articles():
            sizes_newer[division] += 1
            of_newer[article].append(division)
        for article, division in self.older.articles():
            sizes[division] += 1
            common.update((division, other) for other in of_newer[self.newer_of.get(article, -1)])
        return {
            (one, other): 2 * count / (sizes[one] + sizes_newer[other])
            for (one, other), count in common.items()
        }

    def _divisions(self, olds: list[int], news: list[int]) -> list[tuple[int, int]]:
        """Pair 編, 章, 節, 款 or 目 of one place by the articles in them, their names and their numbers."""
        weights: list[tuple[int, int, float]] = []
        for i, one in enumerate(olds):
            for j, other in enumerate(news):
                name, other_name = self.older.wordings[one].name, self.newer.wordings[other].name
                like = likeness(name, other_name)
                weight = self._shared.get((one, other), 0.0) + (_NAME * like if like > _NAME else 0.0)
                if weight or DELETED in (name, other_name):
                    same = self.older.units[one].label == self.newer.units[other].label
                    weights.append((i, j, weight + _NUMBER * same))
        return rising(one for one in weights if one[2])

    def _elsewhere(self) -> None:
        """Join what has left what held it but not its part of the law.

        Kinds come in the order in which a law first has them: an article before the paragraphs in it.
        """
        parts: dict[tuple[int, str], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for older, node in enumerate(self.older.nodes):
            parts[self.newer_of.get(self.older.top[older], -1), node.kind][0].append(older)
        for newer, node in enumerate(self.newer.nodes):
            parts[self.newer.top[newer], node.kind][1].append(newer)
        for olds, news in parts.values():
            self._stray(*self._free(olds, news), _KNOWN_AGAIN)
        self._by_what_they_hold()

    def _by_what_they_hold(self) -> None:
        """Join what has been reworded but still holds mostly the same, from the innermost outwards."""
        for older in range(len(self.older.nodes) - 1, -1, -1):
            held = self.older.below[older]
            if older in self.newer_of or not held:
                continue
            homes = Counter(
                self.newer.above[self.newer_of[place]] for place in held if place in self.newer_of
            )
            for newer, common in homes.most_common(1):
                alike = newer >= 0 and newer not in self.older_of and self._same_part(older, newer)
                if alike and 2 * common >= _MOSTLY * (len(held) + len(self.newer.below[newer])):
                    self._join(older, newer)

    def _same_part(self, older: int, newer: int) -> bool:
        part = self.newer_of.get(self.older.top[older])
        return part == self.newer.top[newer] and self.older.nodes[older].kind == self.newer.nodes[newer].kind

    def _moved(self) -> Iterator[int]:
        """Yield the places in the newer tree of what stands elsewhere than in the older one."""
        kept: dict[tuple[int, str], list[int]] = defaultdict(list)
        for newer, older in sorted(self.older_of.items()):
            above, home = self.newer.above[newer], self.older.above[older]
            if above == (self.newer_of.get(home) if home >= 0 else home):
                kept[above, self.newer.nodes[newer].kind].append(newer)
            else:
                yield newer
        for news in kept.values():
            stay = in_order([self.older_of[newer] for newer in news])
            yield from (newer for index, newer in enumerate(news) if index not in stay)
