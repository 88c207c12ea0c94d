"""Topics that editions share: the reviewed alignment, and what stops a build."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from flows.errors import InputError
from flows.records.guidelines.guideline_items import GuidelineItem
from flows.records.guidelines.guidelines import read_guidelines
from flows.records.guidelines.guidelines_review import read_review
from flows.records.guidelines.reviewed_items import read_reviewed
from flows.records.guidelines.topics import REVIEWED, read_topics
from flows.records.guidelines.white_paper_outline import read_outline
from flows.records.laws.names import LawNames, read_law_list
from flows.tables.arrow import to_arrow
from tests.guideline_goldens import GOLD, raw_document, sample
from warehouse.contract import contract

SOURCES = {"000": "wp2021-zuhyo3-2-1-2", "001": "guidelines-1997", "002": "muto-2024"}
COLUMNS = {
    "g1997": ("1997", "001"),
    "g2015": ("2015", "000"),
    "g1997_in_seed002": ("1997", "002"),
    "g2015_in_seed002": ("2015", "002"),
    "g2024": ("2024-proposal", "002"),
}


@pytest.fixture(scope="module")
def items() -> list[GuidelineItem]:
    names = LawNames.of(read_law_list(raw_document("law-list")).tables["laws"])
    extractions = [
        read_guidelines(raw_document("guidelines-1997"), "1997"),
        read_outline(raw_document("wp2021-zuhyo3-2-1-2"), "2015"),
        read_review(raw_document("muto-2024"), names, "2024-proposal"),
    ]
    return [item for extraction in extractions for item in extraction.tables["guideline_items"]]


def test_every_alignment_holds(items: list[GuidelineItem]) -> None:
    topics, alignments = read_topics(items)
    reviewed = read_reviewed(REVIEWED)["topic"]
    assert [topic.topic for topic in topics] == [entry["topic"] for entry in reviewed]
    assert len(alignments) == sum(len(entry["items"]) for entry in reviewed) > 150
    editions = {item.item_id: item.edition for item in items}
    assert all(row.edition == editions[row.item_id] and row.reason for row in alignments)
    aligned = {row.topic for row in alignments}
    assert aligned == {topic.topic for topic in topics}
    for table, rows in (("guideline_topics", topics), ("guideline_topic_items", alignments)):
        assert to_arrow(contract()[table], rows).num_rows == len(rows)


def test_all_topics_are_there(items: list[GuidelineItem]) -> None:
    path = GOLD / "topics.json"
    if not path.exists():
        pytest.skip(f"{path} is not there: the list of topics lies beside the checkout")
    expected = [(row["topic"], row["label"]) for row in json.loads(path.read_text("utf-8"))]
    topics, _ = read_topics(items)
    assert [(row.topic, row.label) for row in topics] == expected


def test_sampled_alignments(items: list[GuidelineItem]) -> None:
    _, alignments = read_topics(items)
    for expected in sample("crosswalk"):
        rows = [row for row in alignments if row.topic == expected["topic"]]
        for column, (edition, document) in COLUMNS.items():
            found = {
                row.item_id
                for row in rows
                if row.edition == edition and row.item_id.startswith(f"{SOURCES[document]}/")
            }
            assert found == {f"{SOURCES[document]}/{each['id'][4:]}" for each in expected[column]}


def test_a_document_that_was_not_read_is_left_out(items: list[GuidelineItem]) -> None:
    only = [item for item in items if item.source_id == "guidelines-1997"]
    topics, alignments = read_topics(only)
    assert len(topics) == 46
    assert {row.item_id.partition("/")[0] for row in alignments} == {"guidelines-1997"}
    assert read_topics([])[1] == []


def test_an_item_that_moved_stops_the_build(items: list[GuidelineItem]) -> None:
    """One item more at the beginning, and every number after it is off by one."""
    moved = [replace(item, item_id=f"{item.source_id}/{item.ordinal + 1:03}") for item in items]
    with pytest.raises(InputError, match=r"topic purpose, item 1\n.*quotes '指針の目的', but"):
        read_topics(moved)


FILE = """documents = ["guidelines-1997", "muto-2024"]
[[topic]]
topic = "purpose"
label = "目的"
reason = "The chapter on it."
items = [{ item = "guidelines-1997/003", quote = "指針の目的" }]
"""


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ("/003", "/004", r"quotes '指針の目的', but guidelines-1997/004 reads 'この指針の目的は"),
        ("/003", "/300", "guidelines-1997/300, which does not exist"),
        ("guidelines-1997/003", "guideline-1997/003", "of a document that the file does not list"),
        ("guidelines-1997/003", "muto-2024/007", "quotes"),
        (
            '"guidelines-1997/003", quote = "指針の目的"',
            '"muto-2024/006", quote = "ガイド"',
            "belongs to no edition",
        ),
        ("指針の目的", "目的", "quotes '目的'"),
        ('quote = "指針の目的"', 'quote = ""', "lacks quote"),
        (', quote = "指針の目的"', "", "lacks quote"),
        ("The chapter on it.", "", "lacks reason"),
        ("label =", "labels =", "lacks label"),
        ("label =", 'note = "1"\nlabel =', "unknown field note"),
        ("}]", '}, { item = "guidelines-1997/003", quote = "指針" }]', "guidelines-1997/003 occurs twice"),
        ('label = "目的"', "label = 7", "label is the number 7"),
        ('{ item = "guidelines-1997/003", quote = "指針の目的" }', '"指針の目的"', "is '指針の目的'"),
        ("documents =", "documents", "is not TOML"),
        ("[[topic]]", '[[topic]]\ntopic = "cyber"\n[[topic]]', r"topic 1\n.*lacks label"),
    ],
)
def test_faulty_alignments(
    before: str, after: str, problem: str, items: list[GuidelineItem], tmp_path: Path
) -> None:
    assert before in FILE
    path = tmp_path / "topics.toml"
    path.write_text(FILE.replace(before, after, 1), "utf-8")
    with pytest.raises(InputError, match=problem) as raised:
        read_topics(items, path)
    assert str(raised.value).startswith(str(path))


def test_a_topic_twice(items: list[GuidelineItem], tmp_path: Path) -> None:
    path = tmp_path / "topics.toml"
    path.write_text(FILE + FILE.partition("\n")[2], "utf-8")
    with pytest.raises(InputError, match="purpose occurs twice"):
        read_topics(items, path)
