"""Measure the scheduled refresh of the thirteen laws beside the time that its requests take.

    .venv/bin/python -m tests.benchmarks.amendments

The sources end before a day in 2025, a server on 127.0.0.1 has what came later. Measured are a day on which nothing is
new, a day with one amended law, and a catch-up over twenty days, each from its first request to its last written
report. The floor is a rebuild of the same warehouse with nothing to fetch; the time of the requests, with the pauses
between them, is told beside it.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from flows.egov.pace import PAUSE
from tests.amendments_world import Amender, World, day, lagging
from tests.conftest import BIN, RAW, prefect_server_in
from tests.replay import Replay, of_markdown

PERIODS = {"one day": ("2025-06-30", "2025-07-01"), "twenty days": ("2025-05-22", "2025-06-11")}
"""Periods by name: the last day that the sources know, and the day of the run."""


def last_on(folder: Path, text: str) -> dict[str, str]:
    """Return of each law its last revision on a day."""
    day_in_id = text.replace("-", "")
    last: dict[str, str] = {}
    for path in sorted(folder.glob("*/*.md")):
        if path.stem.split("_")[1] <= day_in_id:
            last[path.parent.name] = path.stem
    return last


def timed(amender: Amender, world: World, text: str) -> tuple[float, str]:
    """Run, and return the seconds and what was said."""
    began = time.perf_counter()
    run = amender(world.arguments, day=text)
    if run.end != 0:
        raise SystemExit(run.said)
    return time.perf_counter() - began, run.said


def refreshed(world: World, environment: dict[str, str]) -> float:
    """Return the seconds of a rebuild with nothing to fetch."""
    command: Sequence[str | Path] = [
        BIN / "anpo", "refresh", "--force", "--raw", world.raw, "--warehouse", world.warehouse,
    ]  # fmt: skip
    began = time.perf_counter()
    subprocess.run(command, env=environment, check=True, capture_output=True)
    return time.perf_counter() - began


def main() -> None:
    """Measure and print."""
    argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    ).parse_args()
    with (
        tempfile.TemporaryDirectory() as top,
        prefect_server_in(Path(top, "prefect"), os.environ) as api,
        Replay(of_markdown(RAW / "laws"), day("2025-01-01")) as server,
    ):
        server.keeps_time = True
        environment = os.environ | {"PREFECT_API_URL": api, "DO_NOT_TRACK": "1"}
        amender = Amender(environment)
        for name, (before, after) in PERIODS.items():
            place = Path(top, name.replace(" ", "-"))
            place.mkdir()
            server.today = day(before)
            last = last_on(RAW / "laws", before)
            world = World(lagging(place / "raw", last), place / "warehouse", server.url)
            timed(amender, world, before)
            floor = refreshed(world, environment)
            print(f"sources up to {before}, {len(last)} laws; a rebuild takes {floor:.1f} s")
            for label, text in (("nothing is new", before), (name, after)):
                server.today, server.asked[:] = day(text), []
                spent, said = timed(amender, world, text)
                arrived = sum("arrived" in line for line in said.splitlines())
                print(
                    f"  {label:16} {spent:6.1f} s = {spent / floor:4.1f} x floor; {len(server.asked)} requests and their "
                    f"pauses {len(server.asked) * PAUSE:.1f} s; {arrived} texts",
                    flush=True,
                )
        amender.close()


if __name__ == "__main__":
    main()
