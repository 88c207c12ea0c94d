"""What e-Gov sent is only ever added to: whole or not at all, and twice where it differs."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.captures import Arrival, histories, history, keep_list, keep_text, of_law, rows_of
from flows.errors import InputError
from flows.sources import load_card, load_fetched_cards, verified_bytes
from tests.capture_killer import MOST
from tests.egov_door import tree_of
from tests.law_corpus import BASE, articles, revision

PROJECT = Path(__file__).parents[1]
REVISION = revision(BASE, "20210901", "503AC0000000036")
ONE, OTHER = articles(BASE, {"1": "甲とする。"}), articles(BASE, {"1": "乙とする。"})
AT = dt.datetime(2026, 5, 1, 20, 30, tzinfo=dt.UTC)
INFO = json.dumps(
    {"law_revision_id": REVISION, "law_title": "基本法", "repeal_status": False}, ensure_ascii=False
)


def keep(raw: Path, content: bytes, moment: dt.datetime = AT) -> int | None:
    kept = keep_text(raw, REVISION, Arrival(content, "https://example/x", moment), "基本法", INFO)
    return kept.number if kept else None


def listing(*names: str, title: str = "基本法") -> bytes:
    revisions = [{"law_revision_id": name, "law_title": title, "amendment_law_num": "一"} for name in names]
    return json.dumps({"law_info": {"law_id": BASE}, "revisions": revisions}).encode()


def test_a_text_lies_beside_its_card(tmp_path: Path) -> None:
    assert keep(tmp_path, ONE) == 1
    (card,) = load_fetched_cards(tmp_path)
    assert verified_bytes(card) == ONE
    assert (card.source_id, card.law_revision_id, card.kind) == (f"egov-{REVISION}", REVISION, "law-xml")
    assert card.retrieved_on == dt.date(2026, 5, 2), "the day is that of Japan"
    assert card.retrieved_at == AT
    assert json.loads(card.info or "") == json.loads(INFO)
    assert load_card(card.path.with_suffix(".toml")).sha256 == hashlib.sha256(ONE).hexdigest()


def test_the_same_bytes_are_kept_once_and_others_beside_them(tmp_path: Path) -> None:
    keep(tmp_path, ONE)
    before = tree_of(tmp_path)
    assert keep(tmp_path, ONE, AT + dt.timedelta(1)) is None
    assert tree_of(tmp_path) == before
    assert keep(tmp_path, OTHER) == 2
    after = tree_of(tmp_path)
    assert {name: after[name] for name in before} == before
    assert [(one.number, one.path.read_bytes()) for one in of_law(tmp_path, BASE)[REVISION]] == [
        (1, ONE),
        (2, OTHER),
    ]
    assert keep(tmp_path, OTHER) is None
    assert keep(tmp_path, ONE) == 3, "what came last is the last"


def test_a_list_is_new_where_it_says_something_new(tmp_path: Path) -> None:
    said = listing(REVISION)
    assert keep_list(tmp_path, BASE, Arrival(said, "u", AT), '"tag"')
    assert not keep_list(tmp_path, BASE, Arrival(said.replace(b'": "', b'":  "'), "u", AT))
    assert keep_list(tmp_path, BASE, Arrival(listing(REVISION, title="新基本法"), "u", AT + dt.timedelta(1)))
    held = history(tmp_path, BASE)
    assert held is not None
    assert (held.number, held.etag, held.listed_on) == (2, None, dt.date(2026, 5, 3))
    assert [row.title for row in rows_of(histories(tmp_path), [])] == ["新基本法"]
    assert of_law(tmp_path, BASE) == {}
    cards = load_fetched_cards(tmp_path)
    assert {(card.source_id, card.kind) for card in cards} == {
        (f"egov-{BASE}-revisions", "law-revision-list"),
        (f"egov-{BASE}-revisions.2", "law-revision-list"),
    }
    assert verified_bytes(cards[-1]) == said


def test_what_is_not_listed_yet_is_known_by_its_card(tmp_path: Path) -> None:
    keep(tmp_path, ONE)
    (row,) = rows_of({}, load_fetched_cards(tmp_path))
    assert (row.law_revision_id, row.title, row.not_yet_enforced) == (REVISION, "基本法", False)


def test_a_damaged_list_is_told(tmp_path: Path) -> None:
    keep_list(tmp_path, BASE, Arrival(listing(REVISION), "u", AT))
    path = tmp_path / "egov" / BASE / "revisions.json"
    path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(InputError, match="is not the file of its card"):
        history(tmp_path, BASE)


@settings(deadline=None, max_examples=40)
@given(st.text(st.characters(codec="utf-8")))
def test_whatever_a_card_says_can_be_read_again(text: str) -> None:
    with TemporaryDirectory() as folder:
        keep_text(Path(folder), REVISION, Arrival(ONE, "u", AT), f"題{text}", text)
        (card,) = load_fetched_cards(Path(folder))
        assert (card.title, card.info) == (f"題{text}", text or None)


def test_killed_at_any_moment_it_is_whole_or_completed_by_the_next(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.capture_killer", str(tmp_path), REVISION, ONE.decode()]
    killed = subprocess.run(command, cwd=PROJECT, capture_output=True, check=True, timeout=60).stdout.split()
    assert 4 <= len(killed) < MOST
    kept = []
    for number in range(1, MOST + 1):
        raw = tmp_path / str(number)
        cards = load_fetched_cards(raw)
        kept.append([verified_bytes(card) for card in cards])
        assert keep(raw, ONE) == (None if cards else 1)
        assert [verified_bytes(card) for card in load_fetched_cards(raw)] == [ONE]
        whole = {name for name in tree_of(raw) if not name.endswith(".part")}
        assert whole == {f"egov/{BASE}/{REVISION}.xml", f"egov/{BASE}/{REVISION}.toml"}
    assert kept == [[]] * len(killed) + [[ONE]] * (MOST - len(killed))


def test_bytes_that_arrived_without_their_card_are_not_lost_to_others(tmp_path: Path) -> None:
    keep(tmp_path, ONE)
    (tmp_path / "egov" / BASE / f"{REVISION}.toml").unlink()
    assert load_fetched_cards(tmp_path) == []
    assert keep(tmp_path, OTHER) == 2
    assert [verified_bytes(card) for card in sorted(load_fetched_cards(tmp_path), key=lambda one: one.path)] == [
        OTHER, ONE,
    ]  # fmt: skip
