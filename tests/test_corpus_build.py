"""Buckets to parts: made once, made anew where something changed, whole or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from flows.corpus import build
from flows.corpus.build import Place, build_bucket, build_parts, save_names, side_by_side, tidy_cache
from flows.corpus.inputs import Bucket, LawInput, buckets, choose
from flows.corpus.parts import TABLES, is_whole, read_facts
from flows.records.laws.names import LawNames
from flows.records.laws.revisions import LawRevision
from tests.law_corpus import BASE, CITING, articles, known, law, place_of, revision, row_count, written

TEXTS = {
    revision(BASE, "20190401"): articles(BASE, {"1": "一。", "2": "前条による。"}),
    revision(CITING, "20200401"): articles(CITING, {"1": "基本法第一条による。"}),
}
NAMES = LawNames.of(known())


class Counted:
    """Builds buckets, and counts them."""

    def __init__(self) -> None:
        self.made: list[str] = []

    def __call__(self, todo: Sequence[tuple[Bucket, Path]], names: Path) -> Iterable[Path]:
        for bucket, folder in todo:
            self.made.append(bucket.name)
            yield build_bucket(bucket, names, folder)


def each_alone(inputs: Sequence[LawInput]) -> list[Bucket]:
    """Buckets of one law each, so that one can change and the other not."""
    return [Bucket(one.law_id, [one]) for one in choose(inputs).chosen]


def contents(folders: Sequence[Path]) -> list[str]:
    files = [path for folder in folders for path in sorted(folder.iterdir())]
    return [f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}" for path in files]


def made(
    tmp_path: Path, texts: Mapping[str, bytes], name: str, **others: str
) -> tuple[list[str], list[Path]]:
    """What was built when these texts are the ones to read, and the parts."""
    counted = Counted()
    place = place_of(tmp_path / "warehouse", build=counted, **others)
    return counted.made, build_parts(each_alone(written(tmp_path / name, texts)), NAMES, place)


def test_a_part_has_every_table_and_what_it_says_of_itself(tmp_path: Path) -> None:
    _, (first, second) = made(tmp_path, TEXTS, "texts")
    assert {path.stem for path in first.iterdir()} == {*TABLES, "facts"}
    assert row_count(first, "sentences") == 2
    facts = read_facts(second)
    assert [row[0] for row in facts["revisions"]] == [revision(CITING, "20200401")]
    assert facts["rows"]["citations"] == row_count(second, "citations") == 1
    assert facts["faults"] == []


def test_parts_are_kept_for_the_next_time_wherever_the_texts_lie(tmp_path: Path) -> None:
    first, folders = made(tmp_path, TEXTS, "texts")
    again, same = made(tmp_path, TEXTS, "moved")
    assert (first, again) == ([BASE, CITING], [])
    assert same == folders


def test_only_the_part_of_a_changed_law_is_made_anew(tmp_path: Path) -> None:
    _, folders = made(tmp_path, TEXTS, "texts")
    changed = TEXTS | {revision(CITING, "20200401"): articles(CITING, {"1": "基本法第二条による。"})}
    again, others = made(tmp_path, changed, "changed")
    assert again == [CITING]
    assert (others[0] == folders[0], others[1] == folders[1]) == (True, False)


def test_other_code_makes_all_parts_anew(tmp_path: Path) -> None:
    made(tmp_path, TEXTS, "texts")
    assert made(tmp_path, TEXTS, "again", code="other code")[0] == [BASE, CITING]


def test_other_names_of_laws_make_all_parts_anew(tmp_path: Path) -> None:
    _, folders = made(tmp_path, TEXTS, "texts")
    counted = Counted()
    place = place_of(tmp_path / "warehouse", build=counted)
    build_parts(each_alone(written(tmp_path / "again", TEXTS)), LawNames.of(known(BASE)), place)
    assert counted.made == [BASE, CITING]
    assert [*map(is_whole, folders)] == [True, True]


def test_a_part_that_was_not_finished_is_made_anew(tmp_path: Path) -> None:
    _, folders = made(tmp_path, TEXTS, "texts")
    before = contents(folders)
    (folders[0] / "facts.json").unlink()
    (folders[0] / "sentences.parquet").write_bytes(b"half")
    assert made(tmp_path, TEXTS, "again")[0] == [BASE]
    assert contents(folders) == before


def test_a_part_that_another_process_finished_meanwhile_is_taken(tmp_path: Path) -> None:
    (bucket, _) = each_alone(written(tmp_path / "texts", TEXTS))
    names = save_names(NAMES, tmp_path / "cache")
    folder = tmp_path / "cache" / "part"
    build_bucket(bucket, names, folder)
    assert build_bucket(bucket, names, folder) == folder
    assert {path.name for path in folder.parent.iterdir()} == {"part", names.name}


def test_a_law_that_cannot_be_read_is_a_fault_and_harms_no_other(tmp_path: Path) -> None:
    odd = law(BASE, "<Unknown/>")
    inputs = written(tmp_path / "together", TEXTS | {revision(BASE, "20210401"): odd})
    (folder,) = build_parts([Bucket("all", inputs)], NAMES, place_of(tmp_path / "other"))
    facts = read_facts(folder)
    ((file, place, problem, remedy),) = facts["faults"]
    assert file == f"{revision(BASE, '20210401')}.xml"
    assert "/Law/LawBody/MainProvision/Unknown" in place
    assert "no element <Unknown>" in problem
    assert remedy
    # What the wording that cannot be read replaced does not seem to be in force.
    assert [row[1] for row in facts["revisions"]] == [BASE, CITING]
    assert facts["revisions"][0][LawRevision._fields.index("valid_to")] == "2021-04-01"
    assert row_count(folder, "provisions") == 12


def test_what_no_longer_belongs_to_anything_goes(tmp_path: Path) -> None:
    _, (first, second) = made(tmp_path, TEXTS, "texts")
    tidy_cache(first.parent, [second])
    assert (first.exists(), is_whole(second)) == (False, True)
    assert [path.name for path in first.parent.glob("names-*")] != []


@pytest.mark.slow
def test_processes_side_by_side_make_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inputs = written(tmp_path / "texts", TEXTS)
    alone = build_parts(each_alone(inputs), NAMES, place_of(tmp_path / "one"))
    monkeypatch.setattr(build, "ALONE", 0)
    monkeypatch.setattr("os.sched_getaffinity", lambda _: {0, 1})
    place = Place(tmp_path / "two", tmp_path / "out", "code", lambda _: None, side_by_side)
    assert contents(build_parts(each_alone(inputs), NAMES, place)) == contents(alone)


@pytest.mark.slow
def test_progress_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    place = Place(tmp_path / "cache", tmp_path, "code", told.append)
    shared = buckets(written(tmp_path / "texts", TEXTS))
    build_parts(shared, NAMES, place)
    assert told == []
    monkeypatch.setattr("flows.corpus.build.ALONE", 0)

    build_parts(shared, NAMES, replace(place, cache=tmp_path / "other"))
    assert told == ["reading laws: 0 of 0 MB"] * 2
