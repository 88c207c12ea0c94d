"""How well the structure of laws was found: precision, recall and F1 of paragraphs, items and sub-items."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field

from flows.documents.law_outline import CHILD, LEVEL_OF

KINDS = ("paragraphs", "items", "sub-items")


def nodes(steps: Sequence[str]) -> list[tuple[int, ...]]:
    """Return the numbers of the provisions that steps make: (2,), (2, 1), (2, 1, 1), ..."""
    found: list[tuple[int, ...]] = []
    numbers: list[int] = []
    for step in steps:
        if step == CHILD:
            numbers = [*numbers, 1]
        elif step in LEVEL_OF:
            level = LEVEL_OF[step]
            before = numbers[level] if len(numbers) > level else 0
            numbers = [*numbers[:level], before + 1]
        else:
            continue
        found.append(tuple(numbers))
    return found


@dataclass
class Scores:
    """Counts by kind: found rightly, found and not there, there and not found."""

    right: list[int] = field(default_factory=lambda: [0] * len(KINDS))
    wrong: list[int] = field(default_factory=lambda: [0] * len(KINDS))
    missed: list[int] = field(default_factory=lambda: [0] * len(KINDS))

    def compare(self, true: Iterable[tuple[int, ...]], found: Iterable[tuple[int, ...]]) -> None:
        """Count provisions by their numbers."""
        one, other = set(true), set(found)
        self.count({(len(node), node) for node in one}, {(len(node), node) for node in other})

    def count(self, true: set[tuple[int, Hashable]], found: set[tuple[int, Hashable]]) -> None:
        """Count nodes, each a level (1 for paragraphs) with what identifies it."""
        for nodes_, counts in (
            (true & found, self.right),
            (found - true, self.wrong),
            (true - found, self.missed),
        ):
            for level, _ in nodes_:
                counts[min(level, len(KINDS)) - 1] += 1

    def add(self, other: Scores) -> None:
        """Add the counts of another set of laws."""
        for own, more in ((self.right, other.right), (self.wrong, other.wrong), (self.missed, other.missed)):
            own[:] = [one + two for one, two in zip(own, more, strict=True)]

    def f1(self, kind: int) -> float:
        """Return the harmonic mean of precision and recall; 1 where there was nothing to find."""
        total = 2 * self.right[kind] + self.wrong[kind] + self.missed[kind]
        return 2 * self.right[kind] / total if total else 1.0

    def __str__(self) -> str:
        """One line for each kind."""
        lines = []
        for kind, name in enumerate(KINDS):
            right, wrong, missed = self.right[kind], self.wrong[kind], self.missed[kind]
            precision = right / (right + wrong) if right + wrong else 1.0
            recall = right / (right + missed) if right + missed else 1.0
            lines.append(
                f"{name:10} {right + missed:6} there  precision {precision:.4f}  recall {recall:.4f}"
                f"  F1 {self.f1(kind):.4f}"
            )
        return "\n".join(lines)
