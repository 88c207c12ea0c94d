"""Measure loading of a whole corpus of laws beside its floor: lxml parsing the same bytes and touching each node.

    .venv/bin/python -m tests.benchmarks.laws_at_scale all_xml.zip [--shares 0.25 0.5 1]

For each share of the corpus, `anpo laws load` builds a warehouse in a fresh folder, then again with nothing changed,
then with one law changed. Printed are CPU time and wall time as ratios to the floor's CPU time, both taken in this
run, the largest memory of all processes together, and the rows.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

BIN = Path(sys.executable).parent
INTERVAL = 0.1
"""Seconds between two looks at the memory."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one run took: CPU seconds, wall seconds, megabytes at most, exit code."""

    cpu: float
    wall: float
    memory: float
    code: int


def floor(path: Path) -> float:
    """Return the CPU seconds of parsing every law of an archive and touching every node."""
    began = time.process_time()
    touched = 0
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.endswith(".xml"):
                for element in etree.fromstring(archive.read(name)).iter():
                    touched += bool(element.tag) + bool(element.text) + bool(element.tail)
    return time.process_time() - began


def share_of(path: Path, share: float, target: Path) -> Path:
    """Write every n-th law of an archive into another one, with its list."""
    every = round(1 / share)
    with (
        zipfile.ZipFile(path) as archive,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as out,
    ):
        laws = [info for info in archive.infolist() if info.filename.endswith(".xml")]
        others = [info for info in archive.infolist() if info.filename.endswith(".csv")]
        for info in (*laws[::every], *others):
            out.writestr(info, archive.read(info))
    return target


def changed(path: Path, target: Path) -> Path:
    """Write an archive again with one character of one law changed."""
    with (
        zipfile.ZipFile(path) as archive,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as out,
    ):
        names = [info for info in archive.infolist() if info.filename.endswith(".xml")]
        middle = names[len(names) // 2].filename
        for info in archive.infolist():
            content = archive.read(info)
            out.writestr(
                info, content.replace("。".encode(), "！".encode(), 1) if info.filename == middle else content
            )
    return target


def processes(parent: int) -> Iterator[int]:
    """Yield a process and all below it."""
    yield parent
    for task in Path(f"/proc/{parent}/task").glob("*/children"):
        for child in task.read_text().split():
            yield from processes(int(child))


def resident(parent: int) -> int:
    """Return the kilobytes that a process and all below it hold."""
    total = 0
    for process in processes(parent):
        try:
            pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
        except OSError:
            continue
        total += pages * resource.getpagesize() // 1024
    return total


def measure(command: list[str | Path]) -> Run:
    """Run a command and measure it with all that it starts."""
    environment = os.environ | {"DO_NOT_TRACK": "1"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    largest = 0
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as process:
        assert process.stderr is not None
        threading.Thread(target=process.stderr.read, daemon=True).start()
        while process.poll() is None:
            try:
                largest = max(largest, resident(process.pid))
            except OSError:
                break
            time.sleep(INTERVAL)
    wall = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(cpu, wall, largest / 1024, process.returncode)


def report(name: str, run: Run, least: float) -> None:
    """Print one run beside the floor."""
    print(
        f"{name:28} CPU {run.cpu:7.1f} s = {run.cpu / least:5.1f} x floor   wall {run.wall:7.1f} s = "
        f"{run.wall / least:5.1f} x floor   memory {run.memory:6,.0f} MB   exit {run.code}",
        flush=True,
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--shares", type=float, nargs="*", default=[0.25, 0.5, 1.0])
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for share in arguments.shares:
            place = Path(folder, str(share))
            place.mkdir()
            corpus = share_of(arguments.corpus, share, place / "laws.zip")
            least = floor(corpus)
            with zipfile.ZipFile(corpus) as archive:
                size = sum(info.file_size for info in archive.infolist()) / 1e6
            print(f"{share:.0%} of the corpus: {size:,.0f} MB, floor {least:.1f} s of CPU")
            command: list[str | Path] = [
                BIN / "anpo",
                "laws",
                "load",
                corpus,
                "--warehouse",
                place / "warehouse",
            ]
            report("  first load", measure(command), least)
            report("  nothing changed", measure(command), least)
            other = changed(corpus, place / "other.zip")
            other.replace(corpus)
            report("  one law changed", measure(command), least)


if __name__ == "__main__":
    main()
