"""A door to the replay server whose waits take no time, and folders of sources to fetch into."""

from __future__ import annotations

import datetime as dt
import shutil
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from flows.egov.connection import Connection
from flows.egov.pace import Clock
from tests.replay import Replay

RAW = Path(__file__).parents[1] / "raw"

SHIPS, POLICE = "412AC0000000145", "323AC0000000136"
"""船舶検査活動法, of one revision, and 警察官職務執行法, of four."""


TODAY = dt.date(2026, 5, 1)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


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


def door(replay: Replay, **options: Any) -> Connection:
    """A door to the server, on its day."""
    replay.keeps_time = True
    return Connection(replay.url, clock=FakeTime(replay).clock(), **options)


def tree_of(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, hidden ones too, with its bytes."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def without_laws(folder: Path) -> Path:
    """Make a folder of sources that holds no law."""
    folder.mkdir()
    for name in ("law-list.json", "law-list.toml"):
        shutil.copy(RAW / name, folder)
    return folder


def with_law(folder: Path, law_id: str, without: Iterable[str] = ()) -> None:
    """Put the revisions of a law in Markdown into a folder of sources, but for some."""
    lost = set(without)
    (folder / "laws").mkdir()
    shutil.copytree(RAW / "laws" / law_id, folder / "laws" / law_id)
    card = RAW / "laws" / f"{law_id}.toml"
    lines = [line for line in card.read_text("utf-8").splitlines() if not any(name in line for name in lost)]
    (folder / "laws" / card.name).write_text("\n".join(lines) + "\n", "utf-8")
    for name in lost:
        (folder / "laws" / law_id / f"{name}.md").unlink()
