"""Kill a scheduled refresh at random moments and go on, and compare what it ends with to an undisturbed run.

    .venv/bin/python -m tests.benchmarks.amendment_kills [--kills 50] [--seed 1]

The sources lag behind a server on 127.0.0.1 by two amendments of one law. After ten kills, or when a run was
over before it was killed, the next is left alone, the warehouse compared table by table with that of an undisturbed run, and the world begun anew; a reader looks
at the warehouse all the while. Printed is in which step the runs were killed, and what differed. The exit code is 1 if
anything did.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

from tests.amendments_world import FIRST, LAW, Amender, World, day, lagging, tables
from tests.conftest import RAW, prefect_server_in
from tests.replay import Replay, of_markdown
from tests.test_amendments import LAST, read_on

ROUND = 10
"""Kills between two comparisons."""

SHARE = 0.8
"""Share of the time of an undisturbed run after which the others are killed at the latest."""


def last_step(said: str) -> str:
    """Return the last step that a run told of before it was killed."""
    steps = [line.removeprefix("anpo: ") for line in said.splitlines() if line.startswith("anpo: ")]
    return steps[-1].partition(":")[0] if steps else "asking e-Gov"


def main() -> None:
    """Kill, compare, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)  # noqa: S311 - moments, no secrets
    killed: Counter[str] = Counter()
    wrong: list[str] = []
    with (
        tempfile.TemporaryDirectory() as top,
        prefect_server_in(Path(top, "prefect"), os.environ) as api,
        Replay(of_markdown(RAW / "laws", [LAW]), day("2021-05-18")) as server,
    ):
        server.keeps_time = True
        amender = Amender(os.environ | {"PREFECT_API_URL": api, "DO_NOT_TRACK": "1"})
        start = World(lagging(Path(top, "raw"), {LAW: FIRST}), Path(top, "warehouse"), server.url)
        amender(start.arguments, day="2021-05-18")
        server.today = day(LAST)
        undisturbed = start.copied(Path(top, "undisturbed"), server.url)
        began = time.monotonic()
        amender(undisturbed.arguments, day=LAST)
        longest = SHARE * (time.monotonic() - began)
        true = tables(undisturbed.warehouse)
        while killed.total() < arguments.kills:
            world = start.copied(Path(top, f"world-{killed.total()}"), server.url)
            done, broken = threading.Event(), list[str]()
            reader = threading.Thread(target=read_on, args=(world.warehouse, done, broken))
            reader.start()
            for _ in range(ROUND):
                run = amender(world.arguments, day=LAST, after=chance.uniform(0.1, longest))
                if run.end != "killed":
                    break
                killed[last_step(run.said)] += 1
            end = amender(world.arguments, day=LAST)
            done.set()
            reader.join()
            wrong += broken
            found = tables(world.warehouse)
            wrong += [f"{name} differs" for name in true if found[name] != true[name]]
            wrong += [] if end.end == 0 else [f"the last run ended with {end.end}: {end.said}"]
            print(f"{killed.total()} kills, {len(wrong)} things wrong", flush=True)
        amender.close()
    for step, count in killed.most_common():
        print(f"{count:4}  {step}")
    print(
        "\n".join(wrong) or "every warehouse was as that of an undisturbed run, and no reader saw a mixed one"
    )
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
