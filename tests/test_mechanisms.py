"""Mechanisms that editions create, the relations of the chart, and reviewed files that do not fit the text."""

from pathlib import Path

import pytest

from flows.documents.located import cut
from flows.errors import InputError
from flows.records.extraction import Extraction
from flows.records.guidelines.editions import read_editions
from flows.records.guidelines.guideline_items import GuidelineItem
from flows.records.guidelines.guidelines import read_guidelines
from flows.records.guidelines.guidelines_review import read_review
from flows.records.guidelines.mechanisms import MechanismNode, read_mechanisms
from flows.records.laws.names import LawNames, read_law_list
from flows.tables.arrow import to_arrow
from tests.guideline_goldens import raw_document, sample
from warehouse.contract import contract


@pytest.fixture(scope="module")
def review() -> Extraction:
    names = LawNames.of(read_law_list(raw_document("law-list")).tables["laws"])
    return read_review(raw_document("muto-2024"), names, "2024-proposal")


@pytest.fixture(scope="module")
def items(review: Extraction) -> list[GuidelineItem]:
    guidelines = read_guidelines(raw_document("guidelines-1997"), "1997")
    return [*guidelines.tables["guideline_items"], *review.tables["guideline_items"]]


@pytest.fixture(scope="module")
def nodes(review: Extraction) -> list[MechanismNode]:
    return review.tables["mechanism_nodes"]


def test_mechanisms(items: list[GuidelineItem], nodes: list[MechanismNode]) -> None:
    mechanisms, _ = read_mechanisms(items, nodes)
    assert [(row.edition, row.name, row.abbreviation, row.item_id) for row in mechanisms] == [
        ("1997", "包括的なメカニズム", None, "guidelines-1997/107"),
        ("1997", "調整メカニズム", None, "guidelines-1997/109"),
        ("1997", "日米共同調整所", None, "guidelines-1997/122"),
        ("2015", "同盟調整メカニズム", "ACM", "muto-2024/055"),
        ("2015", "共同計画策定メカニズム", "BPM", "muto-2024/058"),
        ("2024-proposal", "同盟指揮統制メカニズム（仮称）", None, "muto-2024/112"),
        ("2024-proposal", "連合司令部", None, "muto-2024/107"),
        ("2024-proposal", "閣僚級及び事務レベルの協議体", None, "muto-2024/110"),
    ]


def test_sampled_mechanisms(items: list[GuidelineItem], nodes: list[MechanismNode]) -> None:
    mechanisms, _ = read_mechanisms(items, nodes)
    for edition in ("1978", "1997"):
        expected = {row["name"]: row for row in sample("editions")[edition]["mechanisms"]}
        found = {row.name: row for row in mechanisms if row.edition == edition}
        assert found.keys() == expected.keys()
        for name, row in found.items():
            evidence = [f"guidelines-1997/{each['item_id'][4:]}" for each in expected[name]["evidence"]]
            assert row.item_id in evidence


def label(nodes: list[MechanismNode], node_id: str) -> str:
    return next(node.label for node in nodes if node.node_id == node_id)


def test_edges(items: list[GuidelineItem], nodes: list[MechanismNode]) -> None:
    _, edges = read_mechanisms(items, nodes)
    commander = "連合作戦司令官／統合作戦司令官"
    assert [
        (label(nodes, row.from_node_id), row.relation, label(nodes, row.to_node_id)) for row in edges
    ] == [
        ("日米安全保障協議委員会（SCC）", "directs", commander),
        *[(commander, "commands", "自衛隊の部隊")] * 3,
        *[(commander, "operational_control", "米軍の部隊")] * 3,
        (commander, "heads", "JJOC"),
        ("連合作戦副司令官／在日米軍司令官", "member_of", "JJOC"),
    ]
    assert len({(row.from_node_id, row.to_node_id) for row in edges}) == 9


def text_of(items: list[GuidelineItem], item_id: str) -> str:
    return next(item.text for item in items if item.item_id == item_id)


def test_quotations_stand_in_their_sources(items: list[GuidelineItem], nodes: list[MechanismNode]) -> None:
    mechanisms, edges = read_mechanisms(items, nodes)
    texts = {name: raw_document(name).text for name in ("guidelines-1997", "muto-2024")}
    for mechanism in mechanisms:
        assert cut(texts[mechanism.source_id], mechanism.spans) == mechanism.quote
        assert mechanism.quote in text_of(items, mechanism.item_id)
    for edge in edges:
        assert cut(texts[edge.source_id], edge.spans) == edge.quote
        assert edge.quote in text_of(items, edge.evidence_item_id)


def test_rows_fit_their_contract(items: list[GuidelineItem], nodes: list[MechanismNode]) -> None:
    mechanisms, edges = read_mechanisms(items, nodes)
    relations = contract()["mechanism_edges"].column("relation").values
    assert {row.relation for row in edges} <= set(relations)
    assert {row.edition for row in mechanisms} <= {row.edition for row in read_editions()}
    for name, rows in (("mechanisms", mechanisms), ("mechanism_nodes", nodes), ("mechanism_edges", edges)):
        assert to_arrow(contract()[name], rows).num_rows == len(rows)


def test_a_document_that_was_not_read_is_left_out(items: list[GuidelineItem]) -> None:
    mechanisms, edges = read_mechanisms([item for item in items if item.edition == "1997"][:130], [])
    assert {row.edition for row in mechanisms} == {"1997"}
    assert edges == []


FILE = """documents = ["guidelines-1997", "muto-2024"]
[[mechanism]]
edition = "2015"
name = "同盟調整メカニズム"
abbreviation = "ACM"
item = "muto-2024/055"
quote = "同盟調整メカニズムの設置"
reason = "設置 is the founding."

[[edge]]
from = { label = "日米安全保障協議委員会（SCC）" }
to = { label = "自衛隊の部隊", occurrence = 3 }
relation = "directs"
evidence = "muto-2024/162"
quote = "SCC からの指示に基づき"
reason = "It instructs."
"""


def test_a_box_is_found_by_its_number_among_equal_labels(
    items: list[GuidelineItem], nodes: list[MechanismNode], tmp_path: Path
) -> None:
    path = tmp_path / "mechanisms.toml"
    path.write_text(FILE, "utf-8")
    _, [edge] = read_mechanisms(items, nodes, path)
    assert (edge.from_node_id, edge.to_node_id) == ("muto-2024/168", "muto-2024/179")


@pytest.mark.parametrize(
    "fault",
    [
        ("/055", "/056", r"mechanism 1\n.*quotes '同盟調整メカニズムの設置', but muto-2024/056"),
        ("muto-2024/055", "muto-2024/555", "does not exist"),
        ("muto-2024/055", "muto/055", "of a document that the file does not list"),
        ('"ACM"', '"BPM"', "'BPM' does not stand in muto-2024/055"),
        ('name = "同盟', 'name = "新同盟', "'新同盟調整メカニズム' does not stand in"),
        ('edition = "2015"', 'edition = "1997"', "is of edition 1997, but muto-2024/055 of 2015"),
        ('reason = "設置 is the founding."', "", "lacks reason"),
        ("（SCC）", "（ADCC）", r"edge 1, from\n.*there is no box"),
        (", occurrence = 3", "", "there are 3 boxes '自衛隊の部隊'"),
        ("occurrence = 3", "occurrence = 4", "there is no box '自衛隊の部隊' number 4"),
        ("occurrence = 3", "number = 3", "unknown field number"),
        ("指示に基づき", "命令に基づき", r"edge 1\n.*quotes"),
        ("relation =", "relations =", "lacks relation"),
        ("[[edge]]", "[[edge]", "is not TOML"),
    ],
)
def test_reviewed_files_that_do_not_fit_the_text(
    fault: tuple[str, str, str],
    items: list[GuidelineItem],
    nodes: list[MechanismNode],
    tmp_path: Path,
) -> None:
    before, after, problem = fault
    assert before in FILE
    path = tmp_path / "mechanisms.toml"
    path.write_text(FILE.replace(before, after, 1), "utf-8")
    with pytest.raises(InputError, match=problem) as raised:
        read_mechanisms(items, nodes, path)
    assert str(raised.value).startswith(str(path))


EDITION = """[[edition]]
edition = "1978"
year = 1978
title = "日米防衛協力のための指針"
status = "superseded"
reason = "The first."
evidence = "Its date."
"""


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (EDITION * 2, "1978 occurs twice"),
        (EDITION.replace("year = 1978\n", ""), "edition 1"),
        (EDITION.replace('"Its date."', '""'), "edition 1"),
        (EDITION.replace("[[edition]]", "[[edition"), "is not TOML"),
    ],
)
def test_faulty_editions(text: str, problem: str, tmp_path: Path) -> None:
    path = tmp_path / "editions.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError, match=problem):
        read_editions(path)
