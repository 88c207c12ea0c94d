"""The scheduled refresh as its users run it: days of amendments, faults, kills, two runs at once."""

from __future__ import annotations

import json
import random
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import duckdb
import pytest

from flows.publishing.snapshots import current, snapshots
from flows.publishing.verify import verify
from tests.amendments_world import (
    FIRST,
    LAW,
    SECOND,
    THIRD,
    Amender,
    End,
    World,
    day,
    files_below,
    lagging,
    tables,
)
from tests.conftest import RAW
from tests.replay import Fault, Replay, of_markdown

pytestmark = pytest.mark.slow

BEFORE, AFTER, LAST = "2021-05-18", "2021-05-20", "2021-09-02"


@pytest.fixture(scope="module")
def amender(quiet_environment: dict[str, str], prefect_server: str) -> Iterator[Amender]:
    made = Amender(quiet_environment | {"PREFECT_API_URL": prefect_server})
    yield made
    made.close()


@pytest.fixture
def replay() -> Iterator[Replay]:
    with Replay(of_markdown(RAW / "laws", [LAW]), day(BEFORE)) as server:
        server.keeps_time = True
        yield server


@pytest.fixture(scope="module")
def start(amender: Amender, tmp_path_factory: pytest.TempPathFactory) -> World:
    """A warehouse of the laws as they were before the amendments."""
    top = tmp_path_factory.mktemp("start")
    with Replay(of_markdown(RAW / "laws", [LAW]), day(BEFORE)) as server:
        server.keeps_time = True
        world = World(lagging(top / "raw", {LAW: FIRST}), top / "warehouse", server.url)
        assert amender(world.arguments, day=BEFORE).end == 0
    return world


@pytest.fixture
def world(start: World, replay: Replay, tmp_path: Path) -> World:
    """A copy of it, and a server of its own."""
    return start.copied(tmp_path, replay.url)


@pytest.fixture(scope="module")
def undisturbed(amender: Amender, start: World, tmp_path_factory: pytest.TempPathFactory) -> World:
    """The warehouse on the last day, by one run that nothing disturbed."""
    with Replay(of_markdown(RAW / "laws", [LAW]), day(LAST)) as server:
        server.keeps_time = True
        world = start.copied(tmp_path_factory.mktemp("undisturbed"), server.url)
        run = amender(world.arguments, day=LAST)
    assert run.end == 0, run.said
    return world


class Day(NamedTuple):
    """The world after one run on the day after the first amendment, and what the run said."""

    world: World
    said: str


@pytest.fixture(scope="module")
def first_day(amender: Amender, start: World, tmp_path_factory: pytest.TempPathFactory) -> Day:
    with Replay(of_markdown(RAW / "laws", [LAW]), day(AFTER)) as server:
        server.keeps_time = True
        world = start.copied(tmp_path_factory.mktemp("first_day"), server.url)
        run = amender([*world.arguments, "--notify-command", hook(world.raw.parent)], day=AFTER)
    assert run.end == 0, run.said
    return Day(world, run.said)


def run_on(amender: Amender, world: World, replay: Replay, text: str, **options: object) -> int | str:
    replay.today = day(text)
    return amender(world.arguments, day=text, **options).end


def changed(world: World) -> list[tuple[str, str, str]]:
    with duckdb.connect(world.warehouse / "anpo.duckdb", read_only=True) as connection:
        return connection.execute(
            "SELECT to_revision_id, change, coalesce(elm_after, elm_before) FROM provision_changes ORDER BY ALL"
        ).fetchall()


def test_a_day_with_an_amendment(first_day: Day) -> None:
    world = first_day.world
    assert SECOND in first_day.said
    assert {row[0] for row in changed(world)} == {SECOND}
    reports = sorted(path.name for path in (world.warehouse / "reports").iterdir())
    assert reports == [f"{SECOND}.html", f"{SECOND}.json", f"{SECOND}.md"]
    text = (world.warehouse / "reports" / f"{SECOND}.md").read_text("utf-8")
    assert "令和三年法律第三十六号" in text
    (told,) = json.loads((world.raw.parent / "told.json").read_text("utf-8"))
    assert told["law_revision_id"] == SECOND


def hook(folder: Path) -> str:
    code = "import pathlib, sys; pathlib.Path(sys.argv[1]).write_bytes(sys.stdin.buffer.read())"
    return f"'{sys.executable}' -c '{code}' '{folder / 'told.json'}'"


def test_where_nothing_is_new_nothing_is_written(amender: Amender, start: World) -> None:
    with Replay(of_markdown(RAW / "laws", [LAW]), day(BEFORE)) as server:
        server.keeps_time = True
        before = files_below(start.raw, start.warehouse)
        run = amender(World(start.raw, start.warehouse, server.url).arguments, day=BEFORE)
        assert run.end == 0
        assert "Nothing is new" in run.said
        assert files_below(start.raw, start.warehouse) == before
        assert len(server.asked) == 1


def test_one_day_after_the_other_gives_what_all_at_once_gives(
    amender: Amender, first_day: Day, replay: Replay, undisturbed: World, tmp_path: Path
) -> None:
    world = first_day.world.copied(tmp_path, replay.url)
    assert run_on(amender, world, replay, LAST) == 0
    assert {row[0] for row in changed(world)} == {SECOND, THIRD}
    assert tables(world.warehouse) == tables(undisturbed.warehouse)


def test_what_the_changes_are_does_not_depend_on_the_form(built: Path, undisturbed: World) -> None:
    with duckdb.connect(built / "anpo.duckdb", read_only=True) as connection:
        by_markdown = connection.execute(
            "SELECT to_revision_id, change, coalesce(elm_after, elm_before) FROM provision_changes "
            "WHERE law_id = ? ORDER BY ALL",
            [LAW],
        ).fetchall()
    assert changed(undisturbed) == by_markdown


def test_a_law_that_cannot_be_had_is_skipped_and_comes_with_the_next_run(
    amender: Amender, world: World, replay: Replay, undisturbed: World
) -> None:
    snapshot = current(world.warehouse)
    replay.faults.append(Fault("not_xml", "law_data"))
    replay.today = day(LAST)
    run = amender(world.arguments, day=LAST)
    assert run.end == 1
    assert "Traceback" not in run.said
    assert LAW in run.said
    assert current(world.warehouse) == snapshot
    replay.faults.clear()
    assert run_on(amender, world, replay, LAST) == 0
    assert tables(world.warehouse) == tables(undisturbed.warehouse)


def test_a_text_that_cannot_be_read_is_said_by_each_run_until_it_can_be(
    amender: Amender, world: World, replay: Replay
) -> None:
    one = replay.revisions[SECOND]
    whole = one.xml(day(AFTER))
    one.corrected = (day(AFTER), whole.replace(b"<MainProvision", b"<Novelty/><MainProvision", 1))
    replay.today = day(AFTER)
    run = amender(world.arguments, day=AFTER)
    assert "Published" in run.said
    assert tells_of_it(run)
    assert changed(world) == [], "the law is read without it"
    before = files_below(world.raw, world.warehouse)
    run = amender(world.arguments, day=AFTER)
    assert "Nothing is new" in run.said
    assert tells_of_it(run)
    places: list[str | Path] = ["--raw", world.raw, "--warehouse", world.warehouse]
    assert tells_of_it(amender(places, command=["refresh"]))
    assert files_below(world.raw, world.warehouse) == before
    one.corrected = (day(LAST), whole)
    replay.today = day(LAST)
    run = amender(world.arguments, day=LAST)
    assert run.end == 0, run.said
    assert {row[0] for row in changed(world)} == {SECOND, THIRD}
    run = amender(places, command=["refresh"])
    assert run.end == 0, run.said


def tells_of_it(run: End) -> bool:
    return run.end == 1 and "Novelty" in run.said and SECOND in run.said and "Traceback" not in run.said


@pytest.mark.parametrize("step", ["arrived", "writing the reports"])
def test_a_run_killed_at_a_step_is_gone_on_with_by_the_next(
    amender: Amender, world: World, replay: Replay, undisturbed: World, step: str
) -> None:
    assert run_on(amender, world, replay, LAST, step=step) == "killed"
    odd = [one for one in verify(world.warehouse, world.raw) if world.raw not in one.file.parents]
    assert odd == [], "what is published is whole"
    assert run_on(amender, world, replay, LAST) == 0
    assert tables(world.warehouse) == tables(undisturbed.warehouse)
    reports = {path.name for path in (world.warehouse / "reports").glob("*.json")}
    assert reports == {f"{SECOND}.json", f"{THIRD}.json"}


def test_runs_killed_at_any_moment_leave_what_was_published(
    amender: Amender, world: World, replay: Replay, undisturbed: World
) -> None:
    random.seed(7)
    broken: list[str] = []
    done = threading.Event()
    reader = threading.Thread(target=read_on, args=(world.warehouse, done, broken))
    reader.start()
    try:
        for _ in range(2):
            run_on(amender, world, replay, LAST, after=random.uniform(0.5, 9))  # noqa: S311
        assert run_on(amender, world, replay, LAST) == 0
    finally:
        done.set()
        reader.join()
    assert broken == []
    assert tables(world.warehouse) == tables(undisturbed.warehouse)


def read_on(warehouse: Path, done: threading.Event, broken: list[str], pause: float = 0.2) -> None:
    """Read the warehouse again and again: its laws and its changes must be of one snapshot."""
    while not done.wait(pause):
        with duckdb.connect(warehouse / "anpo.duckdb", read_only=True) as connection:
            (odd,) = connection.execute(
                "SELECT count(*) FROM provision_changes ANTI JOIN law_revisions ON to_revision_id = law_revision_id"
            ).fetchall()[0]
            if odd:
                broken.append(f"{odd} changes of no revision")


def test_two_runs_at_once_and_forty_readers(
    amender: Amender, world: World, replay: Replay, quiet_environment: dict[str, str], prefect_server: str
) -> None:
    replay.today = day(LAST)
    other = Amender(quiet_environment | {"PREFECT_API_URL": prefect_server})
    done = threading.Event()
    broken: list[str] = []
    readers = [threading.Thread(target=read_on, args=(world.warehouse, done, broken, 2)) for _ in range(40)]
    for reader in readers:
        reader.start()
    try:
        for each in (amender, other):
            each.ask(world.arguments, day=LAST)
        ends = [each.answer() for each in (amender, other)]
    finally:
        done.set()
        for reader in readers:
            reader.join()
        other.close()
    assert broken == []
    assert 0 in [one.end for one in ends]
    for one in ends:
        assert one.end == 0 or "is being refreshed by" in one.said, one.said
        assert "Traceback" not in one.said
    assert len(changed(world)) > 0


def test_a_disk_that_is_full_and_a_folder_without_rights(
    amender: Amender, world: World, replay: Replay
) -> None:
    replay.today = day(LAST)
    snapshot = current(world.warehouse)
    run = amender(world.arguments, day=LAST, size=200_000)
    assert run.end == 1
    assert "Traceback" not in run.said
    assert current(world.warehouse) == snapshot
    for path in (world.warehouse, *(info.folder for info in snapshots(world.warehouse))):
        path.chmod(0o555)
    run = amender(world.arguments, day=LAST, user=65534)
    for path in (world.warehouse, *(info.folder for info in snapshots(world.warehouse))):
        path.chmod(0o755)
    assert run.end == 1
    assert "Traceback" not in run.said
    assert current(world.warehouse) == snapshot
    assert run_on(amender, world, replay, LAST) == 0
