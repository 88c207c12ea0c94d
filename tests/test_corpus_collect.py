"""Texts of laws from cards and from paths: which revision each is of, and the source that it comes from."""

from __future__ import annotations

import datetime as dt
import hashlib
import zipfile
from pathlib import Path

import pytest

from flows.corpus.collect import at_paths, of_cards
from flows.errors import InputError
from flows.sources import RAW, Card, load_cards
from tests.law_corpus import BASE, CITING, articles, revision

DAY = dt.date(2021, 9, 1)
FIRST = revision(BASE, "20190401", "431AC0000000019")
XML = articles(BASE, {"1": "一。"})
SHA = hashlib.sha256(XML).hexdigest()


def archive(path: Path, *members: str, day: tuple[int, int, int] = (2020, 11, 24)) -> Path:
    with zipfile.ZipFile(path, "w") as file:
        for member in members:
            file.writestr(zipfile.ZipInfo(member, (*day, 0, 0, 0)), XML)
    return path


def test_the_texts_of_cards_are_those_that_the_cards_name() -> None:
    cards = load_cards(RAW)
    inputs = of_cards(cards)
    laws = [card for card in cards if card.kind in ("law-legalize", "law-markdown")]
    assert len(inputs) == len(laws) > 100
    assert {(one.law_revision_id, one.stamp, one.source_id) for one in inputs} == {
        (card.law_revision_id, card.sha256, card.source_id) for card in laws
    }
    assert {one.form for one in inputs} == {"legalize", "flattened"}


def test_a_card_of_a_law_says_which_revision_it_is(tmp_path: Path) -> None:
    path = tmp_path / f"{BASE}.xml"
    path.write_bytes(XML)
    card = Card(
        source_id="law", path=path, title="基本法", publisher="e-Gov", kind="law-xml", file=path.name,
        licence="CC BY 4.0", media_type="application/xml", encoding="utf-8", sha256=SHA, covers="all of it",
    )  # fmt: skip
    with pytest.raises(InputError, match="law_revision_id"):
        of_cards([card])


def test_a_plain_file_is_a_source_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / f"{FIRST}.xml"
    path.write_bytes(XML)
    found = at_paths([path], None)
    (one,), (source,) = found.inputs, found.sources
    assert (one.law_id, one.law_revision_id, one.form, one.stamp) == (BASE, FIRST, "xml", SHA)
    assert one.source_id == source.source_id == FIRST
    assert one.first_seen_at is None
    assert (source.kind, source.sha256, source.bytes, source.file) == ("law-xml", SHA, len(XML), str(path))


def test_an_archive_is_one_source_of_all_its_laws(tmp_path: Path) -> None:
    other = revision(CITING, "20200401")
    path = archive(tmp_path / "all_xml.zip", f"{FIRST}/{FIRST}.xml", f"{other}/{other}.xml")
    found = at_paths([path], None)
    (source,) = found.sources
    assert (source.source_id, source.kind, source.media_type) == ("all_xml", "law-archive", "application/zip")
    assert source.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert [(one.law_revision_id, one.source_id, one.first_seen_at) for one in found.inputs] == [
        (FIRST, "all_xml", dt.date(2020, 11, 24)),
        (other, "all_xml", dt.date(2020, 11, 24)),
    ]
    assert len({one.stamp for one in found.inputs}) == 1


def test_what_does_not_say_its_revision_is_known_by_the_day_it_was_seen(tmp_path: Path) -> None:
    path = tmp_path / f"{BASE}.xml"
    path.write_bytes(XML)
    (fault,) = at_paths([path], None).faults
    assert "--seen-on" in str(fault)
    assert [one.law_revision_id for one in at_paths([path], DAY).inputs] == [revision(BASE, "20210901")]
    packed = archive(tmp_path / "laws.zip", f"{BASE}.xml")
    assert [one.law_revision_id for one in at_paths([packed], None).inputs] == [revision(BASE, "20201124")]
    assert [one.law_revision_id for one in at_paths([packed], DAY).inputs] == [revision(BASE, "20210901")]


def test_the_day_it_was_seen_is_no_part_of_an_id_that_the_name_gives(tmp_path: Path) -> None:
    path = tmp_path / f"{FIRST}.xml"
    path.write_bytes(XML)
    (one,) = at_paths([path], DAY).inputs
    assert (one.law_revision_id, one.first_seen_at) == (FIRST, DAY)


def test_a_source_whose_id_another_has_gets_its_hash_behind_it(tmp_path: Path) -> None:
    path = tmp_path / f"{FIRST}.xml"
    path.write_bytes(XML)
    packed = archive(tmp_path / "laws.zip", f"{FIRST}.xml")
    found = at_paths([path, packed], None, {FIRST, "laws"})
    names = {source.kind: source.source_id for source in found.sources}
    assert names["law-xml"] == f"{FIRST}-{SHA[:8]}"
    assert names["law-archive"].startswith("laws-")
    assert {one.source_id for one in found.inputs} == {*names.values()}


def test_what_cannot_be_read_does_not_hide_the_rest(tmp_path: Path) -> None:
    (tmp_path / f"{FIRST}.xml").write_bytes(XML)
    (tmp_path / "notes.txt").write_text("x")
    found = at_paths([tmp_path], None)
    assert [one.law_revision_id for one in found.inputs] == [FIRST]
    assert len(found.faults) == 1
