"""Citations of the 150 laws whose true structure is at hand: every phrase, links of others, speed."""

import re
import time
import zipfile
from pathlib import Path

import pytest

from flows.documents.law_tree import LawTree
from flows.records.laws.citations import read_citations
from tests.law_references import PAIRS, known, no_document
from tests.law_trees import from_xml
from warehouse.contract import contract

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def pairs(tmp_path_factory: pytest.TempPathFactory) -> list[LawTree]:
    """The 150 laws whose true structure is at hand."""
    if not PAIRS.exists():
        pytest.skip(f"{PAIRS} is not here")
    folder: Path = tmp_path_factory.mktemp("pairs")
    with zipfile.ZipFile(PAIRS) as archive:
        laws = sorted(name for name in archive.namelist() if name.endswith(".xml"))
        return [from_xml(Path(archive.extract(name, folder))) for name in laws]


def test_every_law_is_read_and_every_phrase_is_at_its_place(pairs: list[LawTree]) -> None:
    assert len(pairs) == 150
    described = contract()["citations"].columns
    reasons = next(column.description for column in described if column.name == "reason")
    statuses: dict[str | None, int] = {}
    for tree in pairs:
        texts = {
            f"{tree.law_revision_id}/{node.elm}": node.text.text for node in tree.walk() if node.sentences
        }
        elms = {node.elm for node in tree.walk()}
        last = ("", -1)
        for citation in read_citations(tree, no_document(), known()):
            assert texts[citation.provision_id][citation.start : citation.end] == citation.text
            assert citation.citation_id == f"{citation.provision_id}/c{citation.ordinal}"
            assert (citation.status == "resolved") == (citation.reason is None)
            assert citation.reason is None or citation.reason in reasons
            if citation.status == "resolved":
                assert {citation.target_elm or citation.target_elm_end, citation.target_elm_end} <= {
                    *elms,
                    None,
                }
            if citation.provision_id == last[0]:
                assert citation.start > last[1]
            last = (citation.provision_id, citation.start)
            key = citation.reason if "/Main" in citation.provision_id else "supplementary"
            statuses[key] = statuses.get(key, 0) + 1
    main = sum(count for reason, count in statuses.items() if reason != "supplementary")
    lost = sum(statuses.get(reason, 0) for reason in ("no_such_provision", "no_antecedent", "quoted_text"))
    assert main > 3000
    assert lost < main // 100, statuses


def test_links_of_the_converter_agree(pairs: list[LawTree]) -> None:
    """The Markdown links 「法名第N条」 to the law; it cuts branch numbers off, so the articles it links are compared."""
    trees = {tree.law_id: tree for tree in pairs}
    pattern = re.compile(r"\[([^\]]+?)(第[^\]第]+条)\]\(\.{1,2}/(?:[a-z_]+/)?([0-9A-Z]+)\.md#")
    missed = []
    linked = 0
    with zipfile.ZipFile(PAIRS) as archive:
        for name in archive.namelist():
            if not name.endswith(".md"):
                continue
            body = archive.read(name).decode().split("## この法令を参照")[0]
            links = pattern.findall(body)
            if not links:
                continue
            found = read_citations(trees[name.removesuffix(".md")], no_document(), known())
            cited = {(c.target_law_id, c.text.split("条")[0]) for c in found}
            for law, article, law_id in links:
                linked += 1
                if (law_id, f"{law}{article.removesuffix('条')}") not in cited:
                    missed.append((name, law, article, law_id))
    assert linked > 250
    assert len(missed) <= linked // 20, missed


def test_reading_is_fast_enough_for_thousands_of_laws(pairs: list[LawTree]) -> None:
    characters = sum(len(node.text.text) for tree in pairs for node in tree.walk() if node.sentences)
    best = min(_seconds(pairs) for _ in range(3))
    assert characters / best > 200_000, f"{characters / best:,.0f} characters per second"


def _seconds(trees: list[LawTree]) -> float:
    start = time.process_time()
    for tree in trees:
        read_citations(tree, no_document(), known())
    return time.process_time() - start
