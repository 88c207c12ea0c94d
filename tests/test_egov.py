"""The door to e-Gov: each fault that may pass is asked again, and what does not pass is told in words."""

from __future__ import annotations

import ast
import datetime as dt
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from flows.egov import api, bulk, connection
from flows.egov.connection import Connection, EgovError
from flows.egov.headers import Validators
from flows.egov.pace import JAPAN, AskingEndedError
from flows.errors import InputError
from tests.egov_door import POLICE, RAW, SHIPS, FakeTime, door
from tests.replay import FAULTS, Fault, Replay, Revision, of_markdown

PROJECT = Path(__file__).parents[1]
TODAY = dt.date(2026, 5, 1)
NEWEST = f"{POLICE}_20250601_504AC0000000068"


@pytest.fixture(scope="module")
def revisions() -> list[Revision]:
    return of_markdown(RAW / "laws", [SHIPS, POLICE])


@pytest.fixture
def replay(revisions: list[Revision]) -> Iterator[Replay]:
    with Replay(revisions, TODAY) as server:
        yield server


LISTS = ("reset", "cut", "busy", "error", "unavailable", "html", "clock")
TEXTS = (*LISTS, "short_text", "wrong_law", "not_xml", "json_tree")
FILES = ("reset", "busy", "error", "unavailable", "html", "clock", "cut_zip")


def test_a_list_and_a_text(replay: Replay) -> None:
    with door(replay) as egov:
        listing = api.revisions(egov, POLICE)
        text = api.law_data(egov, NEWEST)
    assert listing is not None
    names = [one.law_revision_id for one in listing.answer.revisions]
    assert (len(names), names[0]) == (4, NEWEST)
    assert [one.current_revision_status for one in listing.answer.revisions][:2] == [
        "CurrentEnforced",
        "PreviousEnforced",
    ]
    assert text.content == replay.revisions[NEWEST].xml(TODAY)
    assert text.info is not None
    assert text.info.law_revision_id == NEWEST
    assert (egov.requests, replay.count("/")) == (2, 2)
    assert egov.seconds > 0
    (agent,) = replay.agents
    assert agent.startswith("anpo/")


def test_the_text_in_an_envelope_of_xml_is_cut_out_as_it_is(replay: Replay) -> None:
    replay.is_xml = True
    with door(replay) as egov:
        text = api.law_data(egov, NEWEST)
    whole = replay.revisions[NEWEST].xml(TODAY)
    assert whole.endswith(text.content)
    assert text.content.startswith(b"<Law ")
    assert etree.fromstring(text.content).findtext("LawNum") == "昭和二十三年法律第百三十六号"
    assert text.info is not None
    assert text.info.remain_in_force in (False, None)


def test_pages_of_laws(replay: Replay) -> None:
    with door(replay) as egov:
        pages = list(api.laws(egov, limit="1", updated_from="2026-01-01"))
    assert [law.law_info.law_id for page in pages for law in page.laws] == [POLICE, SHIPS]
    assert egov.requests == 2


@pytest.mark.parametrize("kind", LISTS)
def test_a_list_is_asked_for_again(replay: Replay, kind: str) -> None:
    replay.faults = [Fault(kind, "law_revisions", 2)]
    with door(replay) as egov:
        assert api.revisions(egov, POLICE)
    assert egov.requests == 3


@pytest.mark.parametrize("kind", TEXTS)
def test_a_text_is_asked_for_again_and_given_up_in_words(replay: Replay, kind: str) -> None:
    replay.faults = [Fault(kind, "law_data", 4)]
    with door(replay) as egov:
        assert api.law_data(egov, NEWEST).content == replay.revisions[NEWEST].xml(TODAY)
    replay.faults = [Fault(kind, "law_data")]
    with door(replay) as egov, pytest.raises(EgovError) as caught:
        api.law_data(egov, NEWEST)
    assert egov.requests == connection.ATTEMPTS
    assert NEWEST in str(caught.value.file)
    assert caught.value.problem


@pytest.mark.parametrize("kind", FILES)
def test_a_bulk_file_is_whole_or_not_there(replay: Replay, tmp_path: Path, kind: str) -> None:
    replay.faults = [Fault(kind, "bulkdownload", 1)]
    with door(replay) as egov:
        path = bulk.fetch_all(egov, tmp_path / "all.zip")
        assert egov.requests == 2
        assert [each.name for each in tmp_path.iterdir()] == ["all.zip"]
        path.unlink()
        replay.faults = [Fault(kind, "bulkdownload")]
        with pytest.raises(EgovError):
            bulk.fetch_category(egov, 7, path)
    assert not [*tmp_path.iterdir()]


def test_all_faults_are_tested() -> None:
    assert {*LISTS, *TEXTS, *FILES, "timeout", "not_found", "shrunk_list"} == {*FAULTS}


def test_a_timeout_is_asked_again(replay: Replay, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "READ_SECONDS", 0.2)
    replay.faults = [Fault("timeout", times=1)]
    with door(replay) as egov:
        assert api.revisions(egov, POLICE)
    assert egov.requests == 2


def test_what_is_not_there_is_not_asked_again(replay: Replay) -> None:
    with (
        door(replay) as egov,
        pytest.raises(EgovError, match="404001 指定された法令は存在しません") as caught,
    ):
        api.revisions(egov, "499AC0000000001")
    assert (egov.requests, caught.value.status) == (1, 404)


def test_nobody_listens(replay: Replay) -> None:
    clock = FakeTime(replay)
    with Connection("http://127.0.0.1:9", clock=clock.clock()) as egov:
        for _ in range(2):
            with pytest.raises(EgovError, match="cannot be reached"):
                api.revisions(egov, POLICE)
        with pytest.raises(AskingEndedError, match="does not answer"):
            api.revisions(egov, POLICE)
    assert egov.requests == connection.GIVEN_UP_IN_A_ROW * connection.ATTEMPTS


@pytest.mark.parametrize(
    ("said", "least", "most"),
    [
        ("7", 7, 7),
        ("Fri, 01 May 2026 08:00:30 GMT", 30, 30),
        ("soon", 1, 2),
        ("0", 1, 1),
    ],
)
def test_it_is_asked_again_when_egov_says(replay: Replay, said: str, least: float, most: float) -> None:
    replay.faults = [Fault("busy", times=1, wait=said)]
    clock = FakeTime(replay)
    replay.keeps_time = True
    with Connection(replay.url, pause=0, clock=clock.clock()) as egov:
        assert api.revisions(egov, POLICE)
    (nap,) = clock.naps
    assert least <= nap <= most


@pytest.mark.parametrize("said", ["121", "3600", "Sat, 02 May 2026 08:00:00 GMT"])
def test_where_egov_says_much_later_the_run_ends(replay: Replay, said: str) -> None:
    replay.faults = [Fault("busy", wait=said)]
    with door(replay) as egov, pytest.raises(AskingEndedError, match="wants to be asked again in"):
        api.revisions(egov, POLICE)
    assert egov.requests == 1


def test_the_address_of_the_api_is_taken_too(replay: Replay) -> None:
    replay.keeps_time = True
    with Connection(f"{replay.url}/api/2/", clock=FakeTime(replay).clock()) as egov:
        assert api.revisions(egov, POLICE)


@pytest.mark.parametrize("address", ["", "e-gov", "ftp://127.0.0.1", "http://", "http://a b:x"])
def test_what_is_no_address_is_told(address: str) -> None:
    with pytest.raises(InputError, match="is no address of e-Gov"):
        Connection(address)


def test_it_waits_longer_each_time(replay: Replay) -> None:
    replay.faults = [Fault("error", times=4)]
    clock = FakeTime(replay)
    replay.keeps_time = True
    with Connection(replay.url, pause=0, clock=clock.clock()) as egov:
        api.revisions(egov, POLICE)
    assert len(clock.naps) == 4
    assert all(1 << at <= nap <= (1 << at) + 1 for at, nap in enumerate(clock.naps))


def test_requests_have_a_pause_between_them(replay: Replay) -> None:
    clock = FakeTime(replay)
    replay.keeps_time = True
    with Connection(replay.url, pause=5, clock=clock.clock()) as egov:
        api.revisions(egov, POLICE)
        assert clock.naps == []
        api.revisions(egov, SHIPS)
    (nap,) = clock.naps
    assert 4 < nap <= 5


def test_no_request_after_the_deadline(replay: Replay) -> None:
    clock = FakeTime(replay)
    replay.keeps_time = True
    with Connection(replay.url, pause=6, deadline=10, clock=clock.clock()) as egov:
        api.revisions(egov, POLICE)
        api.revisions(egov, POLICE)
        with pytest.raises(AskingEndedError, match="time of this run is up"):
            api.revisions(egov, POLICE)
    replay.faults = [Fault("busy", wait="60")]
    with (
        Connection(replay.url, pause=0, deadline=30, clock=clock.clock()) as egov,
        pytest.raises(AskingEndedError),
    ):
        api.revisions(egov, POLICE)
    assert egov.requests == 1


def test_an_answer_that_never_ends_is_left_at_the_deadline(
    replay: Replay, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "LARGEST_ANSWER", 100)
    with door(replay) as egov, pytest.raises(EgovError, match="is longer than 100 bytes"):
        api.revisions(egov, POLICE)
    monkeypatch.undo()
    replay.keeps_time = True
    passing = iter(range(0, 1000, 20))
    clock = FakeTime(replay).clock()._replace(passed=lambda: float(next(passing)))
    with Connection(replay.url, deadline=70, clock=clock) as egov, pytest.raises(AskingEndedError):
        api.revisions(egov, POLICE)


def test_a_list_that_has_not_changed_is_not_sent_again(replay: Replay) -> None:
    replay.is_conditional = True
    with door(replay) as egov:
        listing = api.revisions(egov, POLICE)
        assert listing is not None
        assert listing.validators.etag
        assert api.revisions(egov, POLICE, listing.validators) is None
        assert api.revisions(egov, POLICE, Validators('"other"')) is not None


def test_a_clock_that_is_off_is_told(replay: Replay) -> None:
    replay.faults = [Fault("clock")]
    with door(replay) as egov, pytest.raises(EgovError, match="one of the two is off"):
        api.revisions(egov, POLICE)


def test_only_the_door_knows_how_to_ask() -> None:
    asking = {"httpx", "requests", "urllib3", "aiohttp", "socket", "http"}
    found = set()
    paths = [
        path for name in ("flows", "warehouse", "expectations") for path in (PROJECT / name).rglob("*.py")
    ]
    for path in paths:
        text = path.read_text("utf-8")
        if not any(name in text for name in (*asking, "urllib")):
            continue
        for node in ast.walk(ast.parse(text)):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for name in names:
                if name.partition(".")[0] in asking or name == "urllib.request":
                    found.add((path.name, name))
    others = {
        ("lock.py", "socket"),  # asks for this machine's name
        ("notification.py", "urllib.request"),  # tells whom the user names
        ("serve.py", "socket"), ("serve.py", "urllib.request"),  # ask the server that it has started
    }  # fmt: skip
    assert found - others == {("connection.py", "httpx")}


def test_the_real_clock_is_used_where_none_is_given() -> None:
    with Connection() as egov:
        assert egov.base_url == "https://laws.e-gov.go.jp"
        assert abs(egov.now().timestamp() - time.time()) < 60
        assert egov.today() == egov.now().astimezone(JAPAN).date()
