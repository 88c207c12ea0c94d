"""A door to the replay server whose waits take no time."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from flows.egov import Clock, Egov
from tests.replay import Replay

RAW = Path(__file__).parents[1] / "raw"

SHIPS, POLICE = "412AC0000000145", "323AC0000000136"
"""船舶検査活動法, of one revision, and 警察官職務執行法, of four."""


class FakeTime:
    """Time in which sleeping only moves the clock."""

    def __init__(self, replay: Replay) -> None:
        self.replay = replay
        self.naps: list[float] = []

    def passed(self) -> float:
        return time.monotonic() + sum(self.naps)

    def sleep(self, seconds: float) -> None:
        self.naps.append(seconds)

    def clock(self) -> Clock:
        return Clock(self.passed, self.sleep, self.replay.now)


def door(replay: Replay, **options: Any) -> Egov:
    """A door to the server, on its day."""
    replay.keeps_time = True
    return Egov(replay.url, clock=FakeTime(replay).clock(), **options)


def tree_of(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, hidden ones too, with its bytes."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
