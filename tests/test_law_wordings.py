"""The revisions of a law put together: each is still there whole, and what stays is there once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.records.laws.addresses import unit
from flows.records.laws.citations import Citation
from flows.records.laws.law_rows import REFERENCES, LawRows, ProvisionRow, SentenceRow
from flows.records.laws.revisions import LawRevision, Seen, in_order
from flows.records.laws.wordings import common_order, merge
from tests.law_corpus import BASE, revision


class Words(NamedTuple):
    """What a small revision says at one path: the words, and where a citation in them lands."""

    text: str
    target: str | None = None


Paths = st.lists(st.sampled_from("abcdefgh"), unique=True, min_size=1, max_size=8)
Revisions = st.lists(
    Paths.flatmap(
        lambda paths: st.lists(
            st.builds(Words, st.sampled_from(["一", "二"]), st.sampled_from([None, "x", "y"])),
            min_size=len(paths),
            max_size=len(paths),
        ).map(lambda words: dict(zip(paths, words, strict=True)))
    ),
    min_size=1,
    max_size=6,
)


def revisions(count: int) -> list[LawRevision]:
    days = [dt.date(2015, 1, 1) + dt.timedelta(days=at) for at in range(count)]
    return in_order(
        Seen(revision(BASE, f"{day:%Y%m%d}"), f"source {at}", "a" * 64) for at, day in enumerate(days)
    )


def rows_of(one: LawRevision, words: dict[str, Words]) -> LawRows:
    """The rows of one revision alone."""
    rows = LawRows(references={table: [] for table in REFERENCES})
    wording = one.wording()
    for ordinal, (elm, (text, target)) in enumerate(words.items(), start=1):
        provision_id = f"{one.law_revision_id}/{elm}"
        rows.provisions.append(
            ProvisionRow(
                provision_id, one.law_revision_id, one.law_revision_id, one.valid_from, one.valid_to, BASE,
                one.source_id, elm, None, unit(BASE, elm), None, "article", None, ordinal, 1, None, None, text, False, False, None,
                None, None, [], [],
            )
        )  # fmt: skip
        rows.sentences.append(
            SentenceRow(provision_id, wording.source_id, 1, "single", text, None, None, None, [])
        )
        if target:
            rows.references["citations"].append(
                Citation(
                    f"{provision_id}/c1", one.valid_from, one.valid_to, provision_id, wording.source_id, 1, 0, 1, text, "relative", BASE, None,
                    target, None, unit(BASE, target), None, "resolved", None,
                )
            )  # fmt: skip
    return rows


def merged(found: Sequence[dict[str, Words]]) -> tuple[list[LawRevision], LawRows]:
    known = revisions(len(found))
    return known, merge([(one, rows_of(one, words)) for one, words in zip(known, found, strict=True)])


def says(rows: LawRows, at: int, known: Sequence[LawRevision]) -> list[tuple[str, Words]]:
    """What the rows say of one revision, in their order; sentences and citations hang on their provisions."""
    place = {one.law_revision_id: one.ordinal for one in known}
    sentences = {row.provision_id: row.text for row in rows.sentences}
    targets = {row.provision_id: row.target_elm for row in rows.references["citations"]}
    there = [
        row for row in rows.provisions if place[row.law_revision_id] <= at <= place[row.last_revision_id]
    ]
    there.sort(key=lambda row: row.ordinal)
    assert [row.text for row in there] == [sentences[row.provision_id] for row in there]
    return [(row.elm, Words(str(row.text), targets.get(row.provision_id))) for row in there]


@given(Revisions)
def test_every_revision_is_there_as_it_was(found: list[dict[str, Words]]) -> None:
    known, rows = merged(found)
    for at, words in enumerate(found, start=1):
        assert says(rows, at, known) == [*words.items()]


@given(Revisions)
def test_every_day_has_its_revision(found: list[dict[str, Words]]) -> None:
    known, rows = merged(found)
    for one, words in zip(known, found, strict=True):
        there = [
            row
            for row in rows.provisions
            if row.valid_from
            and row.valid_from <= one.valid_from
            and (row.valid_to is None or one.valid_from < row.valid_to)
        ]
        assert [row.elm for row in sorted(there, key=lambda row: row.ordinal)] == [*words]


@given(Revisions)
def test_what_stays_in_its_place_is_there_once(found: list[dict[str, Words]]) -> None:
    """Rows are as few as changes are: a row begins where the revision before had not the same."""
    known, rows = merged(found)
    places = common_order([[*words] for words in found])
    begun = 0
    before: dict[str, tuple[int, Words]] = {}
    for words, at in zip(found, places, strict=True):
        now = {elm: (place, words[elm]) for elm, place in zip(words, at, strict=True)}
        begun += sum(before.get(elm) != said for elm, said in now.items())
        before = now
    assert len(rows.provisions) == len(rows.sentences) == begun
    assert len({row.provision_id for row in rows.provisions}) == begun
    sources = {one.law_revision_id: one.source_id for one in known}
    for row in rows.provisions:
        assert row.provision_id == f"{row.law_revision_id}/{row.elm}"
        assert row.source_id == sources[row.law_revision_id]
    periods = {row.provision_id: (row.valid_from, row.valid_to) for row in rows.provisions}
    for row in rows.references["citations"]:
        assert (row.valid_from, row.valid_to) == periods[row.provision_id]


@given(Paths, st.integers(1, 5))
def test_what_never_changes_has_one_row_from_the_first_to_the_last(paths: list[str], count: int) -> None:
    known, rows = merged([{path: Words("一", "x") for path in paths}] * count)
    for row in rows.provisions:
        assert (row.law_revision_id, row.last_revision_id) == (
            known[0].law_revision_id,
            known[-1].law_revision_id,
        )
        assert (row.valid_from, row.valid_to) == (known[0].valid_from, None)
    assert [row.ordinal for row in rows.provisions] == [*range(1, len(paths) + 1)]


def test_a_word_that_stays_and_means_another_article_is_another_row() -> None:
    _, rows = merged([{"a": Words("前条", "x")}, {"a": Words("前条", "y")}])
    assert [row.valid_to for row in rows.provisions] == [dt.date(2015, 1, 2), None]
    assert [row.target_elm for row in rows.references["citations"]] == ["x", "y"]


def test_what_comes_back_is_a_new_row() -> None:
    known, rows = merged(
        [{"a": Words("一"), "b": Words("一")}, {"a": Words("一")}, {"a": Words("一"), "b": Words("一")}]
    )
    periods = [(row.valid_from, row.valid_to) for row in rows.provisions if row.elm == "b"]
    assert periods == [(known[0].valid_from, known[1].valid_from), (known[2].valid_from, None)]


def test_a_revision_alone_is_left_as_it_is() -> None:
    (one,) = revisions(1)
    rows = rows_of(one, {"a": Words("一")})
    assert merge([(one, rows)]) is rows


Orders = st.lists(Paths, min_size=1, max_size=7)


@given(Orders)
def test_every_revision_keeps_its_order_in_the_common_one(found: list[list[str]]) -> None:
    places = common_order(found)
    taken: dict[int, str] = {}
    for paths, at in zip(found, places, strict=True):
        assert len(at) == len(paths)
        assert at == sorted(set(at))
        for path, place in zip(paths, at, strict=True):
            assert taken.setdefault(place, path) == path
    assert sorted(taken) == [*range(len(taken))]


@given(Paths, st.lists(st.sets(st.sampled_from("abcdefgh")), min_size=1, max_size=6))
def test_a_path_keeps_its_place_where_the_order_does(paths: list[str], without: list[set[str]]) -> None:
    found = [[path for path in paths if path not in gone] for gone in without]
    places: dict[str, set[int]] = {}
    for kept, at in zip(found, common_order(found), strict=True):
        for path, place in zip(kept, at, strict=True):
            places.setdefault(path, set()).add(place)
    # One that was gone is put back before what it now precedes, which may be another place than it had.
    always = set(paths) - set().union(*without)
    assert {path: len(places[path]) for path in always} == dict.fromkeys(always, 1)


@pytest.mark.parametrize(
    ("found", "places"),
    [
        ([["a", "b"], ["a", "x", "b"]], [[0, 2], [0, 1, 2]]),
        ([["a", "b", "c"], ["a", "c"]], [[0, 1, 2], [0, 2]]),
        ([["a", "b", "c"], ["b", "c", "a"]], [[0, 1, 2], [1, 2, 3]]),
        ([["a"], ["b"], ["a", "b"]], [[2], [1], [0, 1]]),
    ],
    ids=["inserted", "removed", "moved", "moved back"],
)
def test_places_in_the_common_order(found: list[list[str]], places: list[list[int]]) -> None:
    assert common_order(found) == places
