"""Reviewed repairs: each is needed, each is whole, and a faulty entry stops."""

from pathlib import Path

import pytest

from flows.documents.repair import Repair
from flows.errors import InputError
from flows.records.guidelines.repairs import REVIEWED, load_repairs, mend
from flows.sources import RAW, load_cards, open_source

ENTRY = {"kind": "guidelines", "before": "搜査", "after": "捜査", "reason": "misread", "evidence": "the body"}


def written(group: str, **changes: str | None) -> str:
    entry = ENTRY | changes
    lines = [f'{name} = "{value}"' for name, value in entry.items() if value is not None]
    return "\n".join([f"[[{group}]]", *lines])


def test_each_reviewed_repair_is_needed_in_a_document_of_its_kind() -> None:
    cards = [card for card in load_cards(RAW) if card.kind != "law-list"]
    texts = {card.kind: open_source(card).text for card in cards}
    found = 0
    for kind, text in texts.items():
        repairs = load_repairs(kind)
        for repair in (*repairs.passages, *repairs.characters):
            assert repair.before in text
            found += 1
    assert found == REVIEWED.read_text("utf-8").count("\nbefore = ")


def test_passages_go_before_characters() -> None:
    repairs = load_repairs("guidelines")
    needed = repairs.of("これに関する情報の搜索・救難交換、搜索")
    assert [repair.before for repair in needed] == ["これに関する情報の搜索・救難交換", "搜"]
    assert mend("これに関する情報の搜索・救難交換、搜索", needed) == "これに関する情報の交換、捜索"
    assert repairs.of("これに関する情報の搜索・救難交換") == [repairs.passages[0]]
    assert repairs.of("捜索・救難") == []


def test_repairs_are_of_one_kind_of_document() -> None:
    assert load_repairs("white-paper-actions").of("搜索") == []


def test_an_entry_is_read(tmp_path: Path) -> None:
    path = tmp_path / "repairs.toml"
    path.write_text(written("passage"), "utf-8")
    assert load_repairs("guidelines", path).passages == (Repair("搜査", "捜査", "misread", "the body"),)
    assert load_repairs("guidelines-review", path).passages == ()


@pytest.mark.parametrize(
    ("text", "place", "problem"),
    [
        (written("passage", evidence=None), "passage 1", "evidence"),
        (written("passage", reason=" "), "passage 1", "reason is empty"),
        (written("passage", author="x"), "passage 1", "author"),
        (written("passage", after="搜査"), "passage 1", "changes nothing"),
        (written("passage", before="搜"), "passage 1", "too short"),
        (written("character"), "character 1", "no single character"),
        (written("lost_marker", before=None), "lost_marker 1", "list"),
        (written("word"), "word", "no group"),
        ("[[passage]", "", "not TOML"),
    ],
)
def test_a_faulty_entry_stops(text: str, place: str, problem: str, tmp_path: Path) -> None:
    path = tmp_path / "repairs.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError) as error:
        load_repairs("guidelines", path)
    assert (error.value.file, error.value.place) == (path, place)
    assert problem in error.value.problem
