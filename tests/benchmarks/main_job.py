"""What the main job costs beside what its libraries cost by themselves, all in one run.

    python -m tests.benchmarks.main_job

Seconds differ from machine to machine; the ratios are what to look at. The floor of the whole job is the import of
its libraries and an empty Prefect flow on a temporary server; the floor of an extraction is the decoding of the
same documents.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from flows.documents.source_text import read_text
from flows.reading import READERS, Known, law_names, read_sources
from flows.records.laws.mentions import NameIndex
from flows.sources import RAW, load_cards

ANPO = Path(sys.executable).with_name("anpo")
FLOOR = """
import threading
threading.Thread(target=__import__, args=("great_expectations",)).start()
import duckdb, pandas, pyarrow.parquet
from prefect import flow

@flow
def nothing() -> None:
    pass

nothing()
"""
UNCHANGED_FLOOR = "import rich.console, typer"


def seconds(work: Callable[[], object], repeat: int = 1) -> float:
    """Return the least time that work takes out of several."""
    times = []
    for _ in range(repeat):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def command(*arguments: str | Path, environment: dict[str, str]) -> Callable[[], object]:
    """Return work that runs a command."""
    return lambda: subprocess.run(arguments, env=environment, check=True, capture_output=True)


def show(name: str, took: float, floor: float) -> None:
    """Print one line: what was measured, its time, its floor and their ratio."""
    print(f"{name:<44} {took:8.3f} s   floor {floor:8.3f} s   ratio {took / floor:6.2f}")


def extraction() -> None:
    """Measure each reader, and all of them with the law list and the cards."""
    names, _ = law_names()
    known = Known(names, NameIndex(names), law_revision_id=None)
    for card in load_cards(RAW):
        if card.kind in READERS:
            document = read_text(card.path, card.source_id)
            decoding = seconds(lambda card=card: read_text(card.path, card.source_id), 20)  # type: ignore[misc]
            reading = seconds(lambda card=card, text=document: READERS[card.kind](text, known), 5)  # type: ignore[misc]
            show(f"read {card.source_id}", reading, decoding)
    floor = seconds(lambda: [read_text(card.path, card.source_id) for card in load_cards(RAW)], 5)
    show("read all six sources", seconds(lambda: read_sources(RAW), 3), floor)


def main_job() -> None:
    """Measure a whole build, and a refresh with nothing to do."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"PREFECT_HOME": f"{folder}/prefect", "DO_NOT_TRACK": "1"}
        environment |= {"PREFECT_SERVER_ANALYTICS_ENABLED": "false", "GX_ANALYTICS_ENABLED": "false"}
        environment["PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS"] = "120"
        python = Path(sys.executable)
        empty = command(python, "-c", FLOOR, environment=environment)
        empty()  # the first flow of all makes Prefect's database
        floor = seconds(empty)
        build = command(
            ANPO, "refresh", "--force", "--warehouse", f"{folder}/warehouse", environment=environment
        )
        show("anpo refresh, a whole build", seconds(build), floor)
        again = command(ANPO, "refresh", "--warehouse", f"{folder}/warehouse", environment=environment)
        start_up = seconds(command(python, "-c", UNCHANGED_FLOOR, environment=environment), 3)
        show("anpo refresh, nothing changed", seconds(again, 3), start_up)


if __name__ == "__main__":
    extraction()
    main_job()
