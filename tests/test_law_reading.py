"""How an article is read line by line: the rules of the text, references that decide, readings in doubt."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.documents.law_demands import demands, own_references
from flows.documents.law_evidence import CONTRADICTIONS, NO_DEMANDS
from flows.documents.law_line import describe
from flows.documents.law_line_references import Point
from flows.documents.law_markdown import read_markdown_law
from flows.documents.law_reading import DOUBT, doubts, readings, weights
from flows.documents.law_structure import build_law
from flows.documents.source_text import SourceText
from tests.benchmarks.law_scores import nodes
from tests.test_law_markdown import article, law_text

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
    ("text", "points"),
    [
        ("前項第二号ロ又はハに掲げる者", [Point(-1, 2, 2), Point(-1, 2, 3)]),
        ("次項第一号及び第三号において同じ。", [Point(1, 1, 0), Point(1, 3, 0)]),
        ("次号イにおいて同じ。", [Point(0, -1, 1)]),
        ("第三号に掲げる者を除く。", [Point(0, 3, 0)]),
        ("自衛隊法第八条第三号に掲げる者を除く。", []),
        ("「前項第二号」とあるのは「第一号」とする。", []),
    ],
)
def test_items_that_a_line_names_from_where_it_stands(text: str, points: list[Point]) -> None:
    assert list(describe(text).references.points) == points


def test_an_item_named_later_on_is_there() -> None:
    """The last of four notices belongs to the first item only where the next paragraph names it so."""
    lines = [
        "届出書には、次に掲げる書類を添付しなければならない。",
        "届出者が法人である場合には、次に掲げる書類",
        "定款",
        "登記事項証明書",
        "住民票の写し",
    ]
    for letter, name in ((3, "ハ"), (2, "ロ")):
        after = f"前項第一号{name}の書類は、写しとすることができる。"
        read = readings([describe(line) for line in (*lines, after)], NO_DEMANDS)[0]
        assert read.outline.letters_of(1, 1) >= letter


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


def test_readings_that_are_close_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without any weights no reading is better than another, and each line but the first is in doubt."""
    lines = ["国は、施策を講ずる。", "国は、予算を計上する。"]
    best = readings([describe(line) for line in lines], NO_DEMANDS, {})
    told = doubts(best)
    assert list(told) == [1]
    assert re.fullmatch(r"read as .+; as .+ it is 0\.0 behind", told[1])
    monkeypatch.setattr(
        "flows.documents.law_structure.readings", lambda said, wanted: readings(said, wanted, {})
    )
    text = law_text(article("第一条", *lines))
    tree = build_law(read_markdown_law(SourceText("x", Path("x.md"), text, "utf-8")), "x", "x")
    assert [node.reading for node in tree.walk() if node.reading] == list(told.values())


def test_readings_far_apart_are_not_in_doubt() -> None:
    best = readings([describe("国は、施策を講ずる。"), describe("前項の施策は、公表する。")], NO_DEMANDS)
    assert all(best[0].score - other.score >= DOUBT for other in best[1:])
    assert doubts(best) == {}


def test_what_cannot_be_counts_against_a_reading() -> None:
    assert all(weights()[seen] < 0 for seen in CONTRADICTIONS if seen != ("number announced", 1))
