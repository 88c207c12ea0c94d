"""What was fetched from e-Gov in the tables: the text that came last, what e-Gov says of it, and no change of form."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest

from flows.captures import histories, rows_of
from flows.catching_up.run import fetch_amendments
from flows.corpus.collect import of_cards
from flows.corpus.inputs import choose
from flows.corpus.laws import build_laws, with_lists
from flows.corpus.unlisted import unlisted_laws
from flows.errors import InputError
from flows.sources import load_cards
from flows.watch import Watched, read_watch
from tests.conftest import SHARED
from tests.egov_door import POLICE, RAW, TODAY, day, door, with_law, without_laws
from tests.law_corpus import BASE, Row, articles, place_of, revision, rows
from tests.replay import Replay, Revision, of_markdown, of_xml

FIRST, SECOND = revision(BASE, "20200401"), revision(BASE, "20210401", "503AC0000000001")
THIRD = revision(BASE, "20270401", "507AC0000000002")


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    return without_laws(tmp_path / "raw")


def known(name: str, text: str, **info: Any) -> Revision:
    return of_xml(name, articles(BASE, {"1": text}), day("2020-04-01"), **info)


def fetch(replay: Replay, raw: Path, watch: list[Watched] | None = None) -> None:
    with door(replay, pause=0) as egov:
        fetched = fetch_amendments(raw, watch or [Watched(BASE, "基本法")], egov)
    assert fetched.is_complete, fetched


def built(raw: Path) -> tuple[dict[str, list[Row]], list[InputError]]:
    """The tables of the laws in a folder of sources."""
    cards, by_law = load_cards(raw), histories(raw)
    inputs, lists = of_cards(cards, by_law), rows_of(by_law, cards)
    laws = with_lists([], inputs, lists)
    laws += unlisted_laws(inputs, {law.law_id for law in laws})
    tables = build_laws(inputs, laws, lists, place_of(raw.parent / "built"))
    return rows(tables), tables.faults


def test_what_egov_says_of_a_revision_reaches_the_tables(sources: Path) -> None:
    said = {
        "amendment_law_title": "一部改正法", "amendment_law_num": "令和三年法律第一号",
        "amendment_promulgate_date": "2021-01-02",
    }  # fmt: skip
    revisions = [
        known(FIRST, "甲とする。", amendment_promulgate_date="1999-05-28"),
        known(SECOND, "乙とする。", law_title_kana="きほんほう", category="防衛", **said),
        known(THIRD, "丙とする。", law_title_kana="きほんほう", category="防衛"),
    ]
    with Replay(revisions, TODAY) as replay:
        fetch(replay, sources)
    tables, faults = built(sources)
    assert faults == []
    one, two, three = tables["law_revisions"]
    assert (one["amendment_law_id"], one["promulgated_on"]) == (None, None), "no law has amended it"
    assert (two["amendment_law_title"], two["amendment_law_num"]) == ("一部改正法", "令和三年法律第一号")
    assert two["promulgated_on"] == day("2021-01-02")
    assert [row["status"] for row in (one, two, three)] == [
        "PreviousEnforced",
        "CurrentEnforced",
        "UnEnforced",
    ]
    assert three["valid_from"] == two["valid_to"] == day("2027-04-01")
    assert {row["first_seen_at"] for row in (one, two, three)} == {TODAY}
    (law,) = tables["laws"]
    assert (law["title_kana"], law["category"]) == ("きほんほう", "防衛")


def test_the_day_on_which_a_law_ended(sources: Path) -> None:
    ended = known(SECOND, "乙とする。", repeal_status="Repeal", repeal_date="2026-04-01")
    with Replay([known(FIRST, "甲とする。"), ended], TODAY) as replay:
        fetch(replay, sources)
    newest = built(sources)[0]["law_revisions"][-1]
    assert (newest["status"], newest["valid_to"]) == ("Repeal", day("2026-04-01"))


def test_a_law_that_ends_without_a_new_revision(sources: Path) -> None:
    revisions = [known(FIRST, "甲とする。")]
    with Replay(revisions, TODAY) as replay:
        fetch(replay, sources)
        assert built(sources)[0]["law_revisions"][-1]["valid_to"] is None
        revisions[0].info |= {"repeal_status": "Expire", "repeal_date": "2026-05-02"}
        replay.today = day("2026-05-02")
        fetch(replay, sources)
    newest = built(sources)[0]["law_revisions"][-1]
    assert (newest["status"], newest["valid_to"]) == ("Repeal", day("2026-05-02"))


def test_a_scheduled_revision_comes_into_force_without_a_new_text(sources: Path) -> None:
    with Replay([known(FIRST, "甲とする。"), known(THIRD, "丙とする。")], TODAY) as replay:
        fetch(replay, sources)
        assert built(sources)[0]["law_revisions"][-1]["status"] == "UnEnforced"
        replay.today = day("2027-04-01")
        fetch(replay, sources)
        assert replay.count("law_data") == 2
    one, three = built(sources)[0]["law_revisions"]
    assert (one["status"], three["status"]) == ("PreviousEnforced", "CurrentEnforced")
    assert three["first_seen_at"] == TODAY


def test_the_text_that_came_last_is_read(sources: Path) -> None:
    one = known(FIRST, "誤とする。")
    one.corrected = (day("2026-05-02"), articles(BASE, {"1": "正とする。"}))
    with Replay([one], TODAY) as replay:
        fetch(replay, sources)
        replay.today = day("2026-05-02")
        fetch(replay, sources)
    tables, _ = built(sources)
    assert "正とする。" in [row["text"] for row in tables["sentences"]]
    (row,) = tables["law_revisions"]
    assert row["source_id"] == f"egov-{FIRST}.2"


def test_a_scheduled_revision_that_got_another_day_is_left_out(sources: Path) -> None:
    later = revision(BASE, "20271001", "507AC0000000002")
    scheduled, moved = known(THIRD, "丙とする。"), known(later, "丙とする。")
    scheduled.known_until = moved.known_from = day("2026-06-01")
    with Replay([known(FIRST, "甲とする。"), scheduled, moved], TODAY) as replay:
        fetch(replay, sources)
        assert [row["law_revision_id"] for row in built(sources)[0]["law_revisions"]] == [FIRST, THIRD]
        replay.today = day("2026-06-01")
        fetch(replay, sources)
    assert [row["law_revision_id"] for row in built(sources)[0]["law_revisions"]] == [FIRST, later]


def test_a_text_that_cannot_be_read_is_told_and_the_law_read_without_it(sources: Path) -> None:
    strange = known(SECOND, "乙とする。")
    xml = strange.xml(TODAY).replace(b"<MainProvision>", b"<MainProvision><Novelty/>")
    strange.corrected = (day("2020-04-01"), xml)
    with Replay([known(FIRST, "甲とする。"), strange], TODAY) as replay:
        fetch(replay, sources)
    tables, faults = built(sources)
    assert [row["law_revision_id"] for row in tables["law_revisions"]] == [FIRST]
    (fault,) = faults
    assert "Novelty" in fault.problem
    assert (sources / "egov" / BASE / f"{SECOND}.xml").read_bytes() == xml


def test_what_only_another_form_keeps_is_no_change_of_the_law(sources: Path) -> None:
    revisions = of_markdown(RAW / "laws", [POLICE])
    for one in revisions:
        said = "<EnactStatement>朕は、この法律を公布する。</EnactStatement><MainProvision>".encode()
        one.corrected = (one.known_from, one.xml(TODAY).replace(b"<MainProvision>", said))
    ids = sorted(one.law_revision_id for one in revisions)
    with_law(sources, POLICE)
    as_markdown = built(sources)[0]
    shutil.rmtree(sources / "laws")
    with_law(sources, POLICE, ids[3:])
    with Replay(revisions, TODAY) as replay:
        fetch(replay, sources, read_watch(sources))
    texts = choose(of_cards(load_cards(sources)))
    assert [one.form for one in texts.chosen] == ["legalize", "legalize", "xml", "xml"]
    (beside,) = texts.beside
    assert (beside.law_revision_id, beside.form) == (ids[2], "legalize")
    tables = built(sources)[0]

    def said_of(found: dict[str, list[Row]]) -> list[Row]:
        return [{key: row[key] for key in row if key != "edits"} for row in found["provision_changes"]]

    assert "朕は、この法律を公布する。" in [row["text"] for row in tables["sentences"]]
    assert said_of(tables) == said_of(as_markdown)
    assert {row["to_revision_id"] for row in tables["provision_changes"]} == set(ids[1:])


PEACEKEEPING = "404AC0000000079"
IN_BOTH = f"{PEACEKEEPING}_20190718_431AC0000000019"
"""A revision of 国際平和協力法 that is there as Markdown and in e-Gov's own XML."""

XML = SHARED / "laws" / "egov-xml-2020-11-dev.zip"


@pytest.mark.slow
@pytest.mark.skipif(not XML.is_file(), reason=f"needs {XML.name} in ../shared/laws")
def test_where_real_xml_follows_markdown_older_changes_stay_as_they_were(sources: Path) -> None:
    revisions = of_markdown(RAW / "laws", [PEACEKEEPING])
    later = [one.law_revision_id for one in revisions if one.law_revision_id > IN_BOTH]
    with_law(sources, PEACEKEEPING)
    as_markdown = built(sources)[0]
    shutil.rmtree(sources / "laws")
    with_law(sources, PEACEKEEPING, later)
    with zipfile.ZipFile(XML) as file:
        real = file.read(f"{IN_BOTH}/{IN_BOTH}.xml")
    next(one for one in revisions if one.law_revision_id == IN_BOTH).text = lambda: real
    known = [one for one in revisions if one.law_revision_id <= min(later)]
    with Replay(known, day("2021-06-01")) as replay:
        fetch(replay, sources, read_watch(sources))
    assert (sources / "egov" / PEACEKEEPING / f"{IN_BOTH}.xml").read_bytes() == real
    tables, faults = built(sources)
    assert faults == []

    def older(found: dict[str, list[Row]]) -> list[tuple[str, str, str]]:
        return [
            (row["to_revision_id"], row["elm_after"], row["change"])
            for row in found["provision_changes"]
            if row["to_revision_id"] <= IN_BOTH
        ]

    assert older(tables) == older(as_markdown)
    assert {row["kind"] for row in tables["provisions"]} > {"toc", "toc_chapter"}, "only the XML has them"
