"""Structure of flattened laws: hand-read outlines, the rules of the text, readings in doubt, accuracy."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.documents.law_landing import unlanded
from flows.documents.law_markdown import read_markdown_law
from flows.documents.law_structure import build_law, split_blocks
from flows.documents.law_tree import LawTree, Provision
from flows.documents.located import cut
from flows.documents.source_text import SourceText, read_text
from tests.benchmarks.law_markdown_accuracy import HALVES, compare, half, read_pairs
from tests.benchmarks.law_scores import Scores
from tests.test_law_markdown import article, law_text

GOLDEN = Path(__file__).parent / "golden" / "law"
RAW = Path(__file__).parents[1] / "raw"
PAIRS = Path(__file__).parents[2] / "shared" / "laws" / "markdown-xml-pairs-dev.zip"
GOLDENS = sorted(path.stem for path in GOLDEN.glob("*.tsv"))


def build(text: str, path: Path = Path("411AC0000000060.md")) -> LawTree:
    return build_law(read_markdown_law(SourceText("law", path, text, "utf-8")), "411AC0000000060", "r")


def outline(tree: LawTree) -> Iterator[tuple[str, str, list[str]]]:
    """Path, roles and sentences of every provision with text, as the goldens have them."""
    for node in tree.walk():
        path = re.sub("MainProvision", "M", re.sub(r"SupplProvision\[(\d+)\]", r"S\1", node.elm))
        path = re.sub("(?:Article|Paragraph|Item|Subitem[0-9]+)_", "", path)
        if node.sentences:
            yield (
                path,
                " ".join(one.role for one in node.sentences),
                [one.text.text for one in node.sentences],
            )
        if node.cells:
            yield path, "cells", [str(len(node.cells))]


def find(tree: LawTree, elm: str) -> Provision:
    return next(node for node in tree.walk() if node.elm == elm)


def texts(nodes_: list[Provision]) -> list[str]:
    return [node.text.text for node in nodes_]


def test_every_law_in_the_golden_folder_has_its_outline() -> None:
    assert len(GOLDENS) == 4
    assert {path.stem for path in GOLDEN.glob("*.md")} - {"README"} <= set(GOLDENS)


@pytest.mark.parametrize("law_id", GOLDENS)
def test_outline_is_what_a_person_reads(law_id: str) -> None:
    path = GOLDEN / f"{law_id}.md"
    path = path if path.exists() else RAW / f"law-{law_id}.md"
    tree = build(read_text(path, "law").text)
    expected = [line.split("\t") for line in (GOLDEN / f"{law_id}.tsv").read_text("utf-8").splitlines()]
    found = list(outline(tree))
    assert [[where, roles] for where, roles, _ in found] == [[where, roles] for where, roles, _ in expected]
    for (where, _, sentences), (_, _, beginnings) in zip(found, expected, strict=True):
        for sentence, beginning in zip(sentences, beginnings.split("/"), strict=True):
            assert sentence.startswith(beginning), where


def test_the_seed_has_the_counted_provisions_and_nothing_in_doubt() -> None:
    document = read_text(RAW / "law-411AC0000000060.md", "law")
    tree = build(document.text)
    main = Counter(node.kind for node in tree.provisions[0].walk())
    assert main == {"main_provision": 1, "article": 12, "paragraph": 43, "item": 19, "subitem1": 14}
    assert [top.elm for top in tree.provisions[1:]] == [f"SupplProvision[{number}]" for number in range(1, 6)]
    assert not [node.elm for node in tree.walk() if node.reading]
    for node in tree.walk():
        assert cut(document.text, node.text.spans()) == node.text.text
    assert not list(unlanded(tree))


def test_numbers_begin_again_in_supplementary_provisions() -> None:
    tree = build(
        law_text(
            article("第一条", "この法律は、目的を定める。"),
            article("第二条", "国は、施策を講ずる。"),
            article("第一条", "この法律は、公布の日から施行する。"),
            article("第五条", "この法律の施行に関し必要な経過措置は、政令で定める。"),
            article("第三条", "第二条の規定による改正後の法律の規定は、適用しない。"),
        )
    )
    tops = {top.elm: [node.num for node in top.children] for top in tree.provisions}
    assert tops == {
        "MainProvision": ["1", "2"],
        "SupplProvision[1]": ["1", "5"],
        "SupplProvision[2]": ["3"],
    }


@pytest.mark.parametrize(
    "sentence",
    [
        "この法律は、公布の日から施行する。",
        "この政令は、平成十三年一月六日から施行し、改正後の規定は、同年四月一日から適用する。",
        "本令ハ大正十一年四月一日ヨリ之ヲ施行ス",
        "この法律施行の期日は、政令で定める。",
    ],
)
def test_old_supplementary_provisions_go_on_counting(sentence: str) -> None:
    law = read_markdown_law(
        SourceText(
            "x",
            Path("x.md"),
            law_text(article("第一条", "国は、施策を講ずる。"), article("第二条", sentence)),
            "utf-8",
        )
    )
    assert [[one.num for one in block] for block in split_blocks(law.articles)] == [["1"], ["2"]]


def test_a_purpose_is_no_entry_into_force() -> None:
    law = read_markdown_law(
        SourceText(
            "x",
            Path("x.md"),
            law_text(
                article("第一条", "国は、施策を講ずる。"),
                article("第二条", "この省令は、法を施行するため必要な事項を定めるものとする。"),
            ),
            "utf-8",
        )
    )
    assert len(split_blocks(law.articles)) == 1


def test_a_preamble_is_taken_out_of_the_first_article() -> None:
    tree = build(
        law_text(
            article(
                "第一条",
                "我が国は、平和を願う。また、世界の人々と手を携える。",
                "ここに、施策を総合的に推進するため、この法律を制定する。",
                "この法律は、基本理念を定めることを目的とする。",
            )
        )
    )
    assert [node.elm for node in tree.walk()][:3] == [
        "Preamble",
        "Preamble-Paragraph_1",
        "Preamble-Paragraph_2",
    ]
    assert texts(find(tree, "MainProvision-Article_1").children) == [
        "この法律は、基本理念を定めることを目的とする。"
    ]


def test_articles_that_share_a_heading_keep_both_numbers() -> None:
    tree = build(
        law_text(
            article("第三条", "国は、施策を講ずる。"), article("第四条から第八条まで", "削除", bold="第四条")
        )
    )
    assert find(tree, "MainProvision-Article_4:8-Paragraph_1").text.text == "削除"


def test_text_before_the_first_article_is_a_paragraph_of_the_law() -> None:
    tree = build(law_text("国は、施策を講ずる。\n", article("第一条", "国は、予算を計上する。")))
    assert find(tree, "MainProvision-Paragraph_1").text.text == "国は、施策を講ずる。"


@pytest.mark.parametrize(
    ("sentence", "lost"),
    [
        ("第九条の規定は、適用しない。", ["9"]),
        ("国は、第九条第二項の規定により、施策を講ずる。", ["9"]),
        ("国は、第二条の規定により、施策を講ずる。", []),
        ("自衛隊法第九条の規定は、適用しない。", []),
        ("第九条の規定による改正前の法律の規定は、適用しない。", []),
        ("旧法第二条及び第九条の規定は、適用しない。", []),
        ("第一条から第四条までの規定は、適用しない。", []),
    ],
)
def test_references_to_lost_articles(sentence: str, lost: list[str]) -> None:
    tree = build(
        law_text(
            article("第一条", sentence),
            article("第二条", "国は、施策を講ずる。"),
            article("第三条から第五条まで", "削除", bold="第三条"),
        )
    )
    assert [one.target for one in unlanded(tree)] == lost


@given(
    st.lists(
        st.text("次に掲げる事項は、第一項前号の者をいう。イロ「」（）ただし 表", min_size=1, max_size=20),
        min_size=1,
        max_size=8,
    )
)
def test_any_lines_make_a_tree_that_holds_each_once(lines: list[str]) -> None:
    kept = [line.strip() for line in lines if line.strip()]
    tree = build(law_text(article("第一条", *kept)))
    held = [
        one.text for node in tree.walk() if node.kind != "article" for one in (*node.sentences, *node.cells)
    ]
    assert sorted(one.text for one in held) == sorted(kept)
    elms = [node.elm for node in tree.walk()]
    assert len(elms) == len(set(elms))


@pytest.fixture(scope="module")
def scores() -> dict[str, tuple[Scores, Scores]]:
    if not PAIRS.exists():
        pytest.skip(f"the pairs of Markdown and XML are not at {PAIRS}")
    totals = {name: (Scores(), Scores()) for name in HALVES}
    for law_id, true, found in read_pairs(PAIRS):
        for total, score in zip(totals[half(law_id)], compare(true, found), strict=True):
            total.add(score)
    return totals


@pytest.mark.slow
@pytest.mark.parametrize("name", HALVES)
@pytest.mark.parametrize("identity", [0, 1], ids=["by path", "by text"])
def test_accuracy_on_laws_whose_structure_is_known(
    scores: dict[str, tuple[Scores, Scores]], name: str, identity: int
) -> None:
    total = scores[name][identity]
    assert total.right[0] > 1000
    assert total.f1(0) >= 0.99
    assert total.f1(1) >= 0.98
    assert total.f1(2) >= 0.8
