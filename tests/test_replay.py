"""The replay server serves the real revisions: the Markdown ones in XML that says the same."""

from __future__ import annotations

import datetime as dt
import json
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from flows.catching_up.run import fetch_amendments
from flows.documents.law_files import find_law_files
from flows.documents.law_legalize import read_legalize_law
from flows.documents.law_lists import LawList
from flows.documents.law_tree import Provision
from flows.documents.law_xml import read_law_xml
from flows.documents.safe_xml import parse_xml
from flows.documents.source_text import read_text
from flows.sources import load_fetched_cards, verified_bytes
from flows.watch import Watched
from tests.conftest import SHARED
from tests.egov_door import POLICE, RAW, SHIPS, door
from tests.law_tree_xml import law_xml
from tests.replay import Replay, law_num, of_bulk, of_markdown

BULK = SHARED / "laws" / "amendments-2020-dev.zip"
TODAY = dt.date(2026, 5, 1)


def said(node: Provision) -> list[Any]:
    """What a provision says, with all below it; a table in XML has a node more."""
    cells = node.children[0] if node.kind == "table_struct" and node.children else node
    sentences = [(one.role, one.text.text, one.row, one.column) for one in cells.sentences]
    heading = (
        node.kind,
        node.elm,
        node.num,
        str(node.title or ""),
        str(node.caption or ""),
        node.alias,
        node.is_deleted,
    )
    return [heading, sentences, [said(child) for child in node.children if cells is node]]


def same(path: Path) -> bool:
    law = read_legalize_law(read_text(path, path.stem), path.stem)
    again = read_law_xml(parse_xml(law_xml(law), path.name), path.name, law.tree.law_id, path.stem)
    assert (again.title_kana, again.promulgated_on) == (law.front.title_kana, law.front.promulgated_on)
    assert (again.abbreviations, again.law_type) == (law.front.abbreviations, law.front.law_type)
    return [said(top) for top in again.tree.provisions] == [said(top) for top in law.tree.provisions]


@pytest.mark.parametrize("law_id", [POLICE, SHIPS])
def test_markdown_as_xml_says_the_same(law_id: str) -> None:
    assert [path.name for path in (RAW / "laws" / law_id).glob("*.md") if not same(path)] == []


@pytest.mark.slow
def test_revisions_of_every_law_in_markdown_as_xml_say_the_same() -> None:
    """The first revision of each law, the last, and every eighth between."""
    laws = [sorted(folder.glob("*.md")) for folder in (RAW / "laws").iterdir() if folder.is_dir()]
    assert len(laws) == 13
    paths = {path for revisions in laws for path in (*revisions[::8], revisions[-1])}
    assert len(paths) > 30
    assert sorted(path.name for path in paths if not same(path)) == []


def get(url: str) -> Any:
    with urllib.request.urlopen(url) as answer:
        return json.loads(answer.read())


def test_it_contradicts_itself_as_egov_does() -> None:
    with Replay(of_markdown(RAW / "laws", [POLICE]), TODAY) as replay:
        api = f"{replay.url}/api/2"
        forms = {
            json.dumps(one["repeal_status"]) for one in get(f"{api}/law_revisions/{POLICE}")["revisions"]
        }
        assert len(forms) > 1
        data = get(f"{api}/law_data/{POLICE}?asof=2023-01-01")
        assert data["revision_info"]["law_revision_id"] == f"{POLICE}_20220617_504AC0000000068"
        attributes = json.dumps(data["law_full_text"], ensure_ascii=False)
        assert '"attr": ""' in attributes
        assert '"attr": {}' in attributes
        assert isinstance(data["law_info"]["law_num_year"], str)


def test_its_bulk_files_are_like_those_of_egov(tmp_path: Path) -> None:
    with Replay(of_markdown(RAW / "laws", [POLICE, SHIPS]), TODAY) as replay:
        path = tmp_path / "all_xml.zip"
        path.write_bytes(
            urllib.request.urlopen(f"{replay.url}/bulkdownload?file_section=1&only_xml_flag=true").read()
        )
    found = find_law_files([path])
    assert found.faults == []
    assert [file.law_id for file in found.files] == [POLICE, SHIPS]
    row = found.lists[0]
    assert isinstance(row, LawList)
    assert (row.law_id, row.law_num) == (POLICE, "昭和二十三年法律第百三十六号")
    assert (row.amendment_num, row.enforced_on) == ("令和四年法律第六十八号", dt.date(2025, 6, 1))


def test_numbers_of_laws_by_their_ids() -> None:
    assert law_num("504AC0000000068") == "令和四年法律第六十八号"
    assert law_num("415AC1000000131") == "平成十五年法律第百三十一号"
    assert law_num("000000000000000") is None


@pytest.mark.slow
@pytest.mark.skipif(not BULK.is_file(), reason=f"needs {BULK.name} in ../shared/laws")
def test_real_amendments_arrive_day_by_day(tmp_path: Path) -> None:
    revisions = of_bulk(BULK)
    watch = [Watched(law_id, law_id) for law_id in sorted({one.law_id for one in revisions})][:15]
    watched = {law.law_id for law in watch}
    for name in ("law-list.json", "law-list.toml"):
        (tmp_path / name).write_bytes((RAW / name).read_bytes())
    arrived: list[str] = []
    with Replay(revisions, TODAY) as replay:
        for today in sorted({one.known_from for one in revisions if one.law_id in watched}):
            replay.today = today
            with door(replay, pause=0) as egov:
                fetched = fetch_amendments(tmp_path, watch, egov)
            known = {one.law_id for one in revisions if one.known_from <= today}
            assert {fault.place for fault in fetched.faults} == {
                f"{law.law_id} ({law.law_id})" for law in watch if law.law_id not in known
            }
            arrived += [one.law_revision_id for one in fetched.arrived]
    assert sorted(arrived) == sorted(one.law_revision_id for one in revisions if one.law_id in watched)
    cards = {card.law_revision_id: card for card in load_fetched_cards(tmp_path)}
    assert all(
        verified_bytes(cards[one.law_revision_id]) == one.xml(TODAY)
        for one in revisions
        if one.law_id in watched
    )
