"""What the gate says about a staged build: whether it may be published, and if not, which rows and why."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Failure:
    """One expectation that does not hold.

    Args:
        rule: the expectation's id (`approvals.kind in set`, `approvals.one_diet_value_per_scope`).
        table: the table whose rows break it.
        reason: why it is expected, in a sentence.
        rows: up to five of the rows that break it, as text.
        count: how many break it.
    """

    rule: str
    table: str
    reason: str
    rows: list[str]
    count: int

    def __str__(self) -> str:
        shown = "".join(f"\n    {row}" for row in self.rows)
        more = self.count - len(self.rows)
        return f"{self.table}: {self.rule}\n  {self.reason}{shown}" + (f"\n    and {more} more" * (more > 0))


@dataclass(frozen=True, slots=True)
class GateResult:
    """The gate's verdict.

    Args:
        success: whether every expectation holds.
        evaluated: how many expectations were evaluated.
        failures: those that do not hold.
    """

    success: bool
    evaluated: int
    failures: list[Failure]
