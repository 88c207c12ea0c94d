"""Structure of flattened laws: hand-read outlines, the rules of the text, readings in doubt, accuracy."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.documents.law_demands import demands, own_references
from flows.documents.law_evidence import CONTRADICTIONS, NO_DEMANDS
from flows.documents.law_landing import unlanded
from flows.documents.law_line import describe
from flows.documents.law_markdown import read_markdown_law
from flows.documents.law_reading import DOUBT, doubts, readings, weights
from flows.documents.law_structure import build_law, split_blocks
from flows.documents.law_tree import LawTree, Provision
from flows.documents.located import cut
from flows.documents.source_text import SourceText, read_text
from tests.benchmarks.law_markdown_accuracy import HALVES, compare, half, read_pairs
from tests.benchmarks.law_scores import Scores, nodes
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


CASES = {
    "items end where the next paragraph begins": (
        """
        1     申請書には、次に掲げる事項を記載しなければならない。
        1-1   氏名又は名称
        1-2   住所
        1-3   前二号に掲げるもののほか、参考となる事項
        2     前項の申請書には、手数料を添えなければならない。
        """
    ),
    "items may be sentences": (
        """
        1     申請書の提出については、次に定めるところによる。
        1-1   申請書は、正本及び副本を提出すること。
        1-2   前号の申請書は、郵送してはならないこと。
        2     前項第二号の規定にかかわらず、災害の場合は、申請書を郵送することができる。
        """
    ),
    "a reference tells an item from a sub-item": (
        """
        1     計画には、次に掲げる事項を定めるものとする。
        1-1   施設の整備に関する次に掲げる事項
        1-1-1 施設の種類
        1-1-2 施設の規模
        1-2   前号に掲げるもののほか、施設に関する事項
        1-3   その他必要な事項
        """
    ),
    "the number of sub-items is announced": (
        """
        1     基準は、次の各号に掲げるとおりとする。
        1-1   次のイからハまでに掲げる施設を有すること。
        1-1-1 会議を行うための施設
        1-1-2 試験を行うための施設
        1-1-3 研修を行うための施設
        1-2   事業を行うための人員を有すること。
        """
    ),
    "terms and meanings are columns": (
        """
        1     この法律において、次の各号に掲げる用語の意義は、当該各号に定めるところによる。
        1-1   事業者
        |     商業、工業その他の事業を行う者をいう。
        1-2   消費者
        |     個人（事業として契約の当事者となる場合におけるものを除く。）をいう。
        2     この法律において「契約」とは、消費者と事業者との間で締結される契約をいう。
        """
    ),
    "ただし and この場合において go on": (
        """
        1     会議は、公開する。
        +     ただし、議長が必要と認めるときは、この限りでない。
        2     議長は、会議を招集する。
        +     この場合において、議長は、議題を通知しなければならない。
        3     委員は、議長に会議の招集を求めることができる。
        """
    ),
    "an item may have a ただし書": (
        """
        1     事業者は、次に掲げる措置を講じなければならない。
        1-1   施設に施錠すること。
        +     ただし、見張人を置く場合は、この限りでない。
        1-2   記録を作成すること。
        2     事業者は、前項第二号の記録を保存しなければならない。
        """
    ),
    "a table is no list of items": (
        """
        1     手数料の額は、次の表の上欄に掲げる区分に応じ、それぞれ同表の下欄に掲げる額とする。
        #     区分
        #     額
        #     登録の申請
        #     三千円
        #     登録の更新の申請
        #     二千円
        2     前項の手数料は、現金で納付しなければならない。
        """
    ),
    "katakana has no full stops": (
        """
        1     申請書ニハ左ノ事項ヲ記載スベシ
        1-1   氏名及住所
        1-2   申請ノ理由
        2     前項ノ申請書ハ之ヲ地方長官ニ提出スベシ
        """
    ),
}


def steps_of(case: str) -> tuple[list[str], list[tuple[int, ...]], list[str]]:
    """Lines, numbered provisions, and what lines without a number are."""
    marks = [line.split() for line in case.strip().splitlines()]
    numbers = [tuple(map(int, mark.split("-"))) for mark, _ in marks if mark[0].isdigit()]
    return [text for _, text in marks], numbers, ["" if mark[0].isdigit() else mark for mark, _ in marks]


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_rules_of_the_text(case: str) -> None:
    lines, numbers, others = steps_of(case)
    steps = readings([describe(line) for line in lines], NO_DEMANDS)[0].steps()
    assert nodes(steps) == numbers
    assert [{"column": "|", "sentence": "+", "cell": "#"}.get(step, "") for step in steps] == others


def test_a_reference_elsewhere_decides_what_the_text_leaves_open() -> None:
    """Which of three notices is the last of the first item only article 2 tells."""
    first = [
        "届出書には、次に掲げる書類を添付しなければならない。",
        "届出者が法人である場合には、次に掲げる書類",
        "定款",
        "登記事項証明書",
        "住民票の写し",
        "その他参考となる書類",
    ]
    for second, letters in (
        ("第一条第一号ハの書類は、写しとする。", 3),
        ("第一条第一号ロの書類は、写しとする。", 2),
    ):
        wanted = demands([("1", first), ("2", [second])], main=True)[0]
        assert wanted.letters == {(1, 1): letters}
        found = nodes(readings([describe(line) for line in first], wanted)[0].steps())
        assert (1, 1, letters) in found


def test_references_to_other_laws_demand_nothing() -> None:
    for text in (
        "自衛隊法第八条第二項及び第九条第三項の規定による。",
        "自衛隊法（昭和二十九年法律第百六十五号）第八条第二項の規定による。",
        "「第八条第二項」とあるのは「第九条第三項」と読み替える。",
        "附則第八条第二項の規定による。",
        "別表第一第八条第二項の規定による。",
    ):
        block = [("8", ["国は、施策を講ずる。"]), ("9", ["国は、施策を講ずる。"]), ("10", [text])]
        assert not list(own_references(block, main=True)), text


def test_own_references_say_where_they_point() -> None:
    block = [
        ("1", ["国は、施策を講ずる。"]),
        ("2", ["前条第二項第三号ロ又はニ及び第二項ただし書の規定は、第一条の二には、適用しない。"]),
    ]
    found = [
        (one.target, one.paragraph, one.item, one.letter, one.part)
        for one in own_references(block, main=True)
    ]
    assert found == [
        ("1", 2, 3, 2, None),
        ("1", 2, 3, 4, None),
        ("1", 2, None, None, "proviso"),
        ("1_2", None, None, None, None),
    ]


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


NOUNS = st.sampled_from(
    ["氏名又は名称", "住所", "事業の内容", "事業を行う場所", "事業の開始の予定年月日", "役員の氏名"]
)


@given(st.lists(st.lists(NOUNS, min_size=2, max_size=6, unique=True), min_size=1, max_size=4))
def test_announced_items_are_found_whatever_their_number(lists: list[list[str]]) -> None:
    lines: list[str] = []
    expected: list[tuple[int, ...]] = []
    for number, items in enumerate(lists, start=1):
        before = "前項の申請をした者" if number > 1 else "事業を行おうとする者"
        lines += [f"{before}は、次に掲げる事項を記載した書類を提出しなければならない。", *items]
        expected += [(number,), *((number, item) for item in range(1, len(items) + 1))]
    assert nodes(readings([describe(line) for line in lines], NO_DEMANDS)[0].steps()) == expected


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


def test_readings_that_are_close_are_told() -> None:
    """Whether the third of the five belongs to the first nothing says."""
    lines = [
        "政府は、次に掲げる措置を講ずるものとする。",
        "人事評価について、次に定めるところにより行うものとすること。",
        "職業倫理を評価の基準として定めること。",
        "目標の設定は、組織の目標を踏まえて行うこと。",
        "評価結果の開示のための措置を講ずること。",
        "秘密を漏らした場合における懲戒処分について、厳格な実施の徹底を図るための措置を講ずること。",
    ]
    best = readings([describe(line) for line in lines], NO_DEMANDS)
    assert best[0].score - best[1].score < DOUBT
    told = doubts(best)
    assert told
    assert all(re.fullmatch(r"read as .+; as .+ it is [0-9.]+ behind", text) for text in told.values())
    tree = build(law_text(article("第一条", *lines)))
    assert [node.reading for node in tree.walk() if node.reading] == list(told.values())


def test_what_cannot_be_counts_against_a_reading() -> None:
    assert all(weights()[seen] < 0 for seen in CONTRADICTIONS if seen != ("number announced", 1))


@pytest.fixture(scope="module")
def scores() -> dict[str, tuple[Scores, Scores]]:
    if not PAIRS.exists():
        pytest.skip(f"the pairs of Markdown and XML are not at {PAIRS}")
    totals = {name: (Scores(), Scores()) for name in HALVES}
    for law_id, true, found in read_pairs(PAIRS):
        for total, score in zip(totals[half(law_id)], compare(true, found), strict=True):
            total.add(score)
    return totals


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
