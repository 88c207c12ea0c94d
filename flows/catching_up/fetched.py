"""What a run brought."""

from __future__ import annotations

from dataclasses import dataclass, field

from flows.captures import Capture
from flows.errors import InputError


@dataclass(slots=True)
class Fetched:
    """What a run brought.

    Args:
        arrived: texts of revisions that were not held in this form before.
        second: texts that differ from those that came under the same ids before.
        lists: laws whose list of revisions is new or has changed.
        faults: laws that were skipped, each with the reason.
        ended: why the run ended before all was asked; None where it did not.
        left: ids of the laws that were not reached.
        requests: requests sent.
        seconds: seconds spent in them.
    """

    arrived: list[Capture] = field(default_factory=list)
    second: list[Capture] = field(default_factory=list)
    lists: list[str] = field(default_factory=list)
    faults: list[InputError] = field(default_factory=list)
    ended: str | None = None
    left: list[str] = field(default_factory=list)
    requests: int = 0
    seconds: float = 0.0

    @property
    def is_new(self) -> bool:
        """Whether anything was kept that a build depends on."""
        return bool(self.arrived or self.second or self.lists)

    @property
    def is_complete(self) -> bool:
        """Whether all laws were asked for, and none was skipped."""
        return not (self.faults or self.ended)
