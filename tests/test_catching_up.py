"""What is asked of e-Gov, and that whatever goes wrong, nothing is lost and the next run goes on."""

from __future__ import annotations

import datetime as dt
import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.captures import histories, of_law
from flows.catching_up import ways
from flows.catching_up.fetched import Fetched
from flows.catching_up.holdings import Held, wanted
from flows.catching_up.run import fetch_amendments
from flows.catching_up.ways import DAYS_BACK, WHOLE_COSTS, Way, choose
from flows.egov.responses import LawRevisions
from flows.errors import InputError
from flows.sources import load_fetched_cards
from flows.watch import Watched, read_watch
from tests.egov_door import POLICE, RAW, TODAY, day, door, tree_of, with_law, without_laws
from tests.law_corpus import BASE, CITING, articles, revision
from tests.replay import Fault, Replay, Revision, days, of_markdown, of_xml

pytestmark = pytest.mark.slow

FIRST = revision(BASE, "20200401")
SECOND = revision(BASE, "20210401", "503AC0000000001")
THIRD = revision(BASE, "20270401", "507AC0000000002")
OTHER = revision(CITING, "20200401")
WATCH = [Watched(BASE, "基本法"), Watched(CITING, "実施法")]


def known(name: str, text: str, known_from: str = "2020-04-01", **info: Any) -> Revision:
    xml = articles(name.partition("_")[0], {"1": text})
    if name.startswith(CITING):
        xml = xml.replace(b'Year="11" Num="60"', b'Year="15" Num="79"')
    return of_xml(name, xml, day(known_from), **info)


def two_laws(**info: Any) -> list[Revision]:
    return [
        known(FIRST, "甲とする。", **info),
        known(SECOND, "乙とする。", "2021-04-01", **info),
        known(OTHER, "丙とする。", **info),
    ]


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    return without_laws(tmp_path / "raw")


def run(
    replay: Replay, raw: Path, watch: list[Watched] | None = None, limit: int | None = None, **options: Any
) -> Fetched:
    with door(replay, pause=0, **options) as egov:
        return fetch_amendments(raw, WATCH if watch is None else watch, egov, limit)


def names(fetched: Fetched) -> list[str]:
    return [one.law_revision_id for one in fetched.arrived]


def held(raw: Path) -> set[str]:
    return {card.law_revision_id for card in load_fetched_cards(raw) if card.law_revision_id}


def test_all_revisions_of_laws_of_which_nothing_is_held(sources: Path) -> None:
    with Replay(two_laws(), TODAY) as replay:
        first = run(replay, sources)
        assert names(first) == [FIRST, SECOND, OTHER]
        assert first.is_complete
        assert replay.count("law_revisions") == 2
        before, asked = tree_of(sources), len(replay.asked)
        again = run(replay, sources)
        assert not again.is_new
        assert again.is_complete
        assert tree_of(sources) == before
        assert (again.requests, len(replay.asked) - asked) == (2, 2)


def test_nothing_new_is_nothing_written_on_the_first_run_too(sources: Path) -> None:
    with_law(sources, POLICE)
    before = tree_of(sources)
    with Replay(of_markdown(RAW / "laws", [POLICE]), TODAY) as replay:
        fetched = run(replay, sources, read_watch(sources))
    assert (fetched.requests, fetched.is_new, fetched.is_complete) == (1, False, True)
    assert tree_of(sources) == before


def test_day_by_day_each_revision_arrives_when_it_is_known(sources: Path) -> None:
    revisions = of_markdown(RAW / "laws", [POLICE])
    ids = sorted(one.law_revision_id for one in revisions)
    with_law(sources, POLICE, ids[2:])
    with Replay(revisions, TODAY) as replay:
        arrived = {}
        for today in days(replay, day("2025-05-22"), day("2025-06-02")):
            fetched = run(replay, sources, read_watch(sources))
            assert fetched.is_complete
            if fetched.is_new:
                arrived[str(today)] = names(fetched)
    # The revision before the first new one comes in the same form, so that the two can be compared.
    assert arrived == {"2025-05-23": [ids[1], ids[2]], "2025-06-01": [ids[3]]}
    assert held(sources) == set(ids[1:])


def test_a_revision_that_is_scheduled_comes_with_its_day(sources: Path) -> None:
    revisions = [*two_laws(), known(THIRD, "丁とする。", "2026-04-01")]
    with Replay(revisions, TODAY) as replay:
        assert THIRD in names(run(replay, sources))
        said = histories(sources)[BASE].by_id[THIRD]
        assert (said.current_revision_status, said.amendment_enforcement_date) == (
            "UnEnforced",
            day("2027-04-01"),
        )


def test_a_scheduled_revision_that_gets_another_day_is_no_shrunk_list(sources: Path) -> None:
    later = revision(BASE, "20271001", "507AC0000000002")
    scheduled = known(THIRD, "丁とする。", "2026-04-01")
    scheduled.known_until = day("2026-06-01")
    with Replay([*two_laws(), scheduled, known(later, "丁とする。", "2026-06-01")], TODAY) as replay:
        run(replay, sources)
        replay.today = day("2026-06-01")
        fetched = run(replay, sources)
        assert (names(fetched), fetched.faults) == ([later], [])
        again = run(replay, sources)
        assert (again.is_new, again.faults) == (False, [])
    assert THIRD in held(sources), "what arrived is kept"


def test_bytes_that_change_under_one_id_are_a_second_capture(sources: Path) -> None:
    revisions = two_laws()
    revisions[1].corrected = (day("2026-05-02"), articles(BASE, {"1": "正とする。"}))
    with Replay(revisions, TODAY) as replay:
        run(replay, sources)
        before = tree_of(sources)
        replay.today = day("2026-05-02")
        fetched = run(replay, sources)
        assert [(one.law_revision_id, one.number) for one in fetched.second] == [(SECOND, 2)]
        assert not fetched.arrived
        after = tree_of(sources)
        assert {name: after[name] for name in before if "complete" not in name} == {
            name: content for name, content in before.items() if "complete" not in name
        }
        assert not run(replay, sources).is_new
    assert [one.number for one in of_law(sources, BASE)[SECOND]] == [1, 2]


LAW_FAULTS = [
    *((kind, f"law_revisions/{BASE}") for kind in ("reset", "cut", "busy", "error", "unavailable", "html", "clock", "not_found")),
    *((kind, f"law_data/{SECOND}") for kind in ("reset", "cut", "busy", "error", "html", "clock", "not_found")),
    *((kind, f"law_data/{SECOND}") for kind in ("short_text", "wrong_law", "not_xml", "json_tree")),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "path"), LAW_FAULTS)
def test_a_fault_skips_its_law_and_the_next_run_goes_on(sources: Path, kind: str, path: str) -> None:
    with Replay(two_laws(), TODAY) as replay:
        replay.faults = [Fault(kind, path)]
        fetched = run(replay, sources)
        (fault,) = fetched.faults
        assert fault.place == f"基本法 ({BASE})"
        assert fault.problem.startswith("skipped: ")
        assert not fetched.is_complete
        assert OTHER in names(fetched)
        assert BASE not in histories(sources)
        arrived = tree_of(sources)
        replay.faults, replay.asked = [], []
        rest = run(replay, sources)
        assert rest.is_complete
        assert held(sources) == {FIRST, SECOND, OTHER}
        assert set(names(rest)) == {FIRST, SECOND, OTHER} - set(names(fetched))
        assert replay.count("law_data") == len(names(rest)), "what arrived is not fetched again"
        assert arrived.items() <= tree_of(sources).items()


@pytest.mark.parametrize("times", [1, 2, 4])
def test_faults_that_pass_are_not_told(sources: Path, times: int) -> None:
    with Replay(two_laws(), TODAY) as replay:
        replay.faults = [Fault(kind, times=times) for kind in ("error",)]
        assert run(replay, sources).is_complete
    assert held(sources) == {FIRST, SECOND, OTHER}


def test_a_list_that_shrinks_is_asked_for_again_then_told(sources: Path) -> None:
    with Replay(two_laws(), TODAY) as replay:
        run(replay, sources)
        before = tree_of(sources)
        replay.faults = [Fault("shrunk_list", BASE, 1)]
        assert run(replay, sources).is_complete
        replay.faults = [Fault("shrunk_list", BASE)]
        fetched = run(replay, sources)
        (fault,) = fetched.faults
        assert SECOND in fault.problem
        assert tree_of(sources) == before
        replay.faults = []
        assert run(replay, sources).is_complete


def test_a_list_shorter_than_what_came_with_the_project_is_told(sources: Path) -> None:
    with_law(sources, POLICE)
    with Replay(of_markdown(RAW / "laws", [POLICE]), TODAY) as replay:
        replay.faults = [Fault("shrunk_list")]
        assert len(run(replay, sources, read_watch(sources)).faults) == 1


def test_a_revision_that_is_withdrawn_for_good_is_told_until_someone_says_so(sources: Path) -> None:
    revisions = two_laws()
    revisions[1].known_until = day("2026-05-02")
    with Replay(revisions, TODAY) as replay:
        run(replay, sources)
        replay.today = day("2026-05-02")
        for _ in range(2):
            (fault,) = run(replay, sources).faults
            assert SECOND in fault.problem
            assert "withdrawn.toml" in fault.remedy
        withdraw(sources, OTHER)
        assert len(run(replay, sources).faults) == 1, "of another revision"
        withdraw(sources, SECOND)
        fetched = run(replay, sources)
        assert (fetched.faults, fetched.lists) == ([], [BASE])
        assert set(histories(sources)[BASE].by_id) == {FIRST}
        again = run(replay, sources)
        assert (again.is_new, again.is_complete) == (False, True)
    assert SECOND in held(sources), "what arrived is kept"


def withdraw(raw: Path, law_revision_id: str) -> None:
    entry = {"law_revision_id": law_revision_id, "reason": "a mistake", "evidence": "its page"}
    lines = "".join(f"{key} = {json.dumps(value)}\n" for key, value in entry.items())
    (raw / "egov" / "withdrawn.toml").write_text(f"[[revision]]\n{lines}", "utf-8")


def test_the_limit_ends_a_run_and_the_next_goes_on(sources: Path) -> None:
    with Replay(two_laws(), TODAY) as replay:
        first = run(replay, sources, limit=1)
        assert (names(first), first.faults) == ([FIRST], [])
        assert first.ended
        assert first.left == [BASE, CITING]
        assert names(run(replay, sources, limit=1)) == [SECOND]
        last = run(replay, sources, limit=1)
        assert names(last) == [OTHER]
        assert last.is_complete
        assert run(replay, sources, limit=0).is_complete
    assert replay.count("law_data") == 3


def test_the_deadline_ends_a_run_and_the_next_goes_on(sources: Path) -> None:
    with Replay(two_laws(), TODAY) as replay:
        replay.faults = [Fault("busy", f"law_data/{SECOND}", wait="90")]
        fetched = run(replay, sources, deadline=60)
        assert names(fetched) == [FIRST]
        assert "time of this run is up" in str(fetched.ended)
        assert not run(replay, sources, deadline=0).is_complete
        replay.faults = []
        assert run(replay, sources).is_complete
    assert held(sources) == {FIRST, SECOND, OTHER}


def test_where_egov_is_down_nothing_more_is_asked(sources: Path) -> None:
    before = tree_of(sources)
    watch = [*WATCH, *(Watched(f"4{year}AC0000000001", "法") for year in range(10, 30))]
    with Replay(two_laws(), TODAY) as replay:
        replay.faults = [Fault("unavailable")]
        fetched = run(replay, sources, watch)
    assert fetched.requests == 15
    assert "answers 503" in str(fetched.ended)
    assert len(fetched.left) == len(watch) - 2
    assert tree_of(sources) == before


def test_a_text_that_our_folder_has_no_room_for_is_told(
    sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "x.xml")

    monkeypatch.setattr("flows.captures._write", full)
    with Replay(two_laws(), TODAY) as replay, pytest.raises(InputError, match="No space left"):
        run(replay, sources)


def test_two_runs_at_once_do_not_write_over_each_other(sources: Path) -> None:
    with Replay(two_laws(), TODAY) as replay, door(replay) as egov:

        def again(_: str) -> None:
            with pytest.raises(InputError, match="another run"):
                run(replay, sources)

        assert fetch_amendments(sources, WATCH, egov, tell=again).is_complete


IDS = [revision(BASE, f"20{year}0401") for year in range(20, 28)]


@given(st.data())
def test_what_is_asked_for_is_what_is_not_held_and_what_it_amends(data: st.DataObject) -> None:
    listed = data.draw(st.lists(st.sampled_from(IDS), min_size=1, unique=True))
    xml = data.draw(st.sets(st.sampled_from(IDS)))
    others = data.draw(st.sets(st.sampled_from(IDS))) - xml
    revisions = [{"law_revision_id": name} for name in listed]
    answer = LawRevisions.model_validate({"law_info": {"law_id": BASE}, "revisions": revisions})
    asked = [
        one.law_revision_id for one in wanted(answer, Held(dict.fromkeys(xml), dict.fromkeys(others), None))
    ]
    order = sorted(listed)
    new = {name for name in listed if name not in xml | others}
    before = {older for older, newer in pairwise(order) if newer in new and older in others}
    assert asked == [name for name in order if name in new | before]


# Bulk files


def test_a_category_file_saves_requests_for_new_laws(sources: Path) -> None:
    with Replay(two_laws(category="防衛"), TODAY) as replay:
        fetched = run(replay, sources)
        # One file for the two texts in force, and one request for the former one.
        assert replay.count("file_section=2&category_cd=45") == 1
        assert replay.count("law_data") == 1
    assert set(names(fetched)) == {FIRST, SECOND, OTHER}
    assert not (sources / "egov" / ".bulk").exists()


@pytest.mark.parametrize("kind", ["error", "html", "cut_zip", "reset", "not_found", "clock"])
def test_without_the_category_file_texts_are_asked_for_one_by_one(sources: Path, kind: str) -> None:
    with Replay(two_laws(category="防衛"), TODAY) as replay:
        replay.faults = [Fault(kind, "bulkdownload")]
        fetched = run(replay, sources)
        assert fetched.is_complete
        assert replay.count("law_data") == 3
    assert held(sources) == {FIRST, SECOND, OTHER}


def test_daily_files_tell_which_laws_have_changed(sources: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    revisions = [*two_laws(), known(THIRD, "丁とする。", "2026-05-03")]
    with Replay(revisions, TODAY) as replay:
        run(replay, sources)
        monkeypatch.setattr(ways, "DAILY_COSTS", 0)
        replay.today, replay.asked = day("2026-05-04"), []
        fetched = run(replay, sources)
        assert names(fetched) == [THIRD]
        assert fetched.is_complete
        assert replay.count("update_date") == 4
        assert replay.count("law_revisions") == 1
        assert replay.count("law_data") == 0
        replay.faults, replay.asked = [Fault("html", "update_date=20260504")], []
        again = run(replay, sources)
        assert (again.is_new, again.is_complete) == (False, True)
        assert replay.count("law_revisions") == 2, "without the file, law by law"


def test_after_a_long_time_the_whole_file_tells(sources: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corrected = two_laws()
    corrected[2].corrected = (day("2027-01-01"), articles(CITING, {"1": "戊とする。"}))
    revisions = [*corrected, known(THIRD, "丁とする。", "2027-01-01")]
    with Replay(revisions, TODAY) as replay:
        run(replay, sources)
        monkeypatch.setattr(ways, "WHOLE_COSTS", 1)
        replay.today, replay.asked = day("2027-04-02"), []
        fetched = run(replay, sources)
        assert (names(fetched), [one.law_revision_id for one in fetched.second]) == ([THIRD], [OTHER])
        assert replay.count("file_section=1") == 1
        assert replay.count("law_data") == 0


DAYS = st.dates(day("2020-01-01"), day("2030-01-01"))


@pytest.mark.parametrize(
    ("complete", "others", "ago", "kind", "count"),
    [
        (0, 13, None, "law_by_law", 0),
        (0, WHOLE_COSTS, None, "law_by_law", 0),
        (0, WHOLE_COSTS + 1, None, "whole", 0),
        (13, 0, 1, "law_by_law", 0),
        (21, 0, 1, "daily", 2),
        (20, 0, 1, "law_by_law", 0),
        (1000, 0, 0, "daily", 1),
        (1000, 0, 20, "daily", 21),
        (210, 0, 20, "law_by_law", 0),
        (1000, 0, DAYS_BACK - 1, "daily", DAYS_BACK),
        (1000, 0, DAYS_BACK, "whole", 0),
        (13, 0, DAYS_BACK, "law_by_law", 0),
        (WHOLE_COSTS, 0, 400, "law_by_law", 0),
        (1000, 0, -3, "daily", 1),
    ],
)
def test_the_way_to_ask(complete: int, others: int, ago: int | None, kind: str, count: int) -> None:
    through = None if ago is None else TODAY - dt.timedelta(ago)
    way = choose(complete, others, through, TODAY)
    assert (way.kind, len(way.days)) == (kind, count)


@given(st.integers(0, 10_000), st.integers(0, 10_000), st.none() | DAYS, DAYS)
def test_daily_files_leave_out_no_day(
    complete: int, others: int, through: dt.date | None, today: dt.date
) -> None:
    way = choose(complete, others, through, today)
    if way.kind != "daily":
        assert way == Way(way.kind)
        return
    assert through is not None
    assert way.days[0] == through
    assert way.days[-1] == max(through, today)
    assert [*way.days] == [through + dt.timedelta(at) for at in range(len(way.days))]
    assert len(way.days) * ways.DAILY_COSTS < complete
    assert today - way.days[0] < dt.timedelta(DAYS_BACK)
