"""Publishing killed at any moment, on a full disk, without rights, and twice at once, under the eyes of readers."""

import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from flows.publishing.manifest import read_manifest
from flows.publishing.snapshots import current, snapshots
from flows.publishing.verify import verify

PROJECT = Path(__file__).parents[1]

pytestmark = pytest.mark.slow

STEPS = ["lock", "database", "gate", "Parquet", "manifest", "place", "switch", "tidy"]


class Publisher:
    """A process that publishes the tiny warehouse; see `tests/publisher.py`."""

    def __init__(self, warehouse: Path) -> None:
        self.warehouse = warehouse
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.publisher", str(warehouse)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=PROJECT,
        )

    def ask(self, request: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(request + "\n")
        self.process.stdin.flush()

    def answer(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def __call__(self, request: str) -> str:
        self.ask(request)
        return self.answer()

    def close(self) -> None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait()


@pytest.fixture
def publisher(tmp_path: Path) -> Iterator[Publisher]:
    made = Publisher(tmp_path / "warehouse")
    yield made
    made.close()


def versions_in(connection: duckdb.DuckDBPyConnection) -> set[str]:
    """The version that stands in each of three tables; one, if they are of one snapshot."""
    return {
        found
        for (found,) in connection.sql(
            "SELECT split_part(covers, ' ', 2) FROM sources UNION ALL "
            "SELECT split_part(label, ' ', 2) FROM guideline_topics UNION ALL "
            "SELECT split_part(title, ' ', 2) FROM laws WHERE title LIKE '% %'"
        ).fetchall()
    }


def version_shown(warehouse: Path) -> str:
    """What a new reader sees: the same version in the database, in Parquet and in the manifest."""
    folder = current(warehouse)
    assert folder is not None
    with duckdb.connect(str(warehouse / "anpo.duckdb"), read_only=True) as connection:
        (version,) = versions_in(connection)
    assert {row["covers"] for row in pq.read_table(folder / "sources.parquet").to_pylist()} == {
        f"version {version}"
    }
    assert read_manifest(folder).code_version == version
    assert verify(warehouse, warehouse.parent / "raw") == []
    return version


def leftovers(warehouse: Path) -> set[str]:
    return {path.name for path in warehouse.iterdir()} - {"snapshots", "current", "anpo.duckdb", ".lock"}


def test_the_first_build_killed_leaves_no_snapshot(publisher: Publisher) -> None:
    for step in STEPS[:-1]:
        assert publisher(f"1 step {step}") == "killed"
        assert current(publisher.warehouse) is None
        assert not (publisher.warehouse / "anpo.duckdb").exists()
    assert publisher("2") == "done"
    assert version_shown(publisher.warehouse) == "2"
    assert leftovers(publisher.warehouse) == set()


def test_a_build_killed_at_each_step_leaves_the_old_snapshot_or_the_new_one(publisher: Publisher) -> None:
    warehouse = publisher.warehouse
    assert publisher("1") == "done"
    with duckdb.connect(str(warehouse / "anpo.duckdb"), read_only=True) as reader:
        for number, step in enumerate(STEPS, start=2):
            assert publisher(f"{number} step {step}") == "killed"
            assert version_shown(warehouse) == (str(number) if step == "tidy" else "1")
            assert versions_in(reader) == {"1"}
        assert publisher("99 keep 1") == "done"
        assert version_shown(warehouse) == "99"
        assert len(snapshots(warehouse)) == 1
        assert leftovers(warehouse) == set()
        assert versions_in(reader) == {"1"}


def test_a_build_killed_before_its_changes_to_the_disk(publisher: Publisher) -> None:
    """Before the first, the third, and so on: neighbours are mostly alike, files written one after the other."""
    warehouse = publisher.warehouse
    assert publisher("1") == "done"
    before, event = 1, -1
    outcomes: list[str] = []
    while not outcomes or outcomes[-1] == "killed":
        event += 2
        outcomes.append(publisher(f"{event + 1} event {event} keep 1"))
        shown = int(version_shown(warehouse))
        assert shown in (before, event + 1)
        before = shown
    assert outcomes[-1] == "done"
    assert len(outcomes) > 15
    assert shown == event + 1
    assert leftovers(warehouse) == set()
    assert [info.is_current for info in snapshots(warehouse)] == [True]


class Reader(threading.Thread):
    """Opens the database again and again; keeps the versions seen, and what went wrong."""

    def __init__(self, warehouse: Path) -> None:
        super().__init__()
        self.path = str(warehouse / "anpo.duckdb")
        self.seen: list[int] = []
        self.failure: BaseException | None = None
        self.stop = threading.Event()

    def run(self) -> None:
        try:
            while not self.stop.is_set():
                with duckdb.connect(self.path, read_only=True) as connection:
                    (version,) = versions_in(connection)
                    time.sleep(0.02)
                    assert versions_in(connection) == {version}
                self.seen.append(int(version))
        except BaseException as error:
            self.failure = error


def test_builds_killed_at_any_moment_while_readers_look(publisher: Publisher) -> None:
    warehouse = publisher.warehouse
    assert publisher("1") == "done"
    began = time.monotonic()
    assert publisher("2") == "done"
    duration = time.monotonic() - began
    readers = [Reader(warehouse) for _ in range(2)]
    for reader in readers:
        reader.start()
    chance = random.Random(20260201)  # noqa: S311 - moments, not secrets
    outcomes = []
    for number in range(3, 15):
        moment = "" if number % 4 == 0 else f"after {chance.uniform(0, duration):.3f}"
        outcomes.append(publisher(f"{number} {moment} keep 3"))
    outcomes.append(publisher("15 keep 3"))
    for reader in readers:
        reader.stop.set()
        reader.join()
    assert outcomes.count("killed") >= 3
    assert set(outcomes) == {"killed", "done"}
    for reader in readers:
        assert reader.failure is None
        assert reader.seen == sorted(reader.seen)
        assert len(set(reader.seen)) > 2
    assert version_shown(warehouse) == "15"
    assert leftovers(warehouse) == set()
    assert len(snapshots(warehouse)) == 3


def test_a_reader_of_the_same_process_sees_the_new_snapshot_beside_the_old(publisher: Publisher) -> None:
    path = str(publisher.warehouse / "anpo.duckdb")
    assert publisher("1") == "done"
    with duckdb.connect(path, read_only=True) as old:
        assert publisher("2 keep 1") == "done"
        with duckdb.connect(path, read_only=True) as new:
            assert (versions_in(old), versions_in(new)) == ({"1"}, {"2"})


def test_of_two_at_once_the_second_says_who_holds_the_lock(publisher: Publisher) -> None:
    warehouse = publisher.warehouse
    assert publisher("1") == "done"
    publisher.ask("2 wait Parquet")
    while not (waiting := warehouse / ".waiting").exists() or not waiting.read_text("utf-8"):
        time.sleep(0.01)
    holder = int(waiting.read_text("utf-8"))
    second = Publisher(warehouse)
    said = second("3")
    assert f"is being refreshed by process {holder} on" in said
    assert version_shown(warehouse) == "1"
    assert len([name for name in leftovers(warehouse) if name.startswith(".staging-")]) == 1
    os.kill(holder, 9)
    assert publisher.answer() == "killed"
    assert second("4") == "done"
    second.close()
    waiting.unlink()
    assert version_shown(warehouse) == "4"
    assert leftovers(warehouse) == set()


@pytest.mark.parametrize("size", [0, 1000, 20_000, 400_000])
def test_a_full_disk_is_said_and_leaves_the_last_snapshot(publisher: Publisher, size: int) -> None:
    warehouse = publisher.warehouse
    assert publisher("1") == "done"
    said = publisher(f"2 size {size}")
    assert str(warehouse) in said
    assert "cannot be written" in said
    assert "Free some space" in said
    assert version_shown(warehouse) == "1"
    assert leftovers(warehouse) == set()
    assert publisher("3") == "done"
    assert version_shown(warehouse) == "3"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can try what another user may do")
def test_a_folder_that_another_user_may_only_read_is_said_and_left(publisher: Publisher) -> None:
    assert publisher("1") == "done"
    with tempfile.TemporaryDirectory() as shared:
        Path(shared).chmod(0o755)
        other = Publisher(Path(shared) / "warehouse")
        assert other("1") == "done"
        before = sorted(path.name for path in other.warehouse.rglob("*"))
        said = other("2 user 65534")
        assert "cannot be written: Permission denied" in said
        assert "Make the folder writable" in said
        assert version_shown(other.warehouse) == "1"
        assert sorted(path.name for path in other.warehouse.rglob("*")) == before
        other.close()


def test_a_killed_build_leaves_no_report_of_a_gate_behind(publisher: Publisher) -> None:
    warehouse = publisher.warehouse
    (warehouse / "failed").mkdir(parents=True)
    (warehouse / "failed" / "failures.json").write_text(json.dumps([]), "utf-8")
    assert publisher("1 step tidy") == "killed"
    assert (warehouse / "failed").is_dir()
    assert publisher("2") == "done"
    assert not (warehouse / "failed").exists()
