"""Runs between two wordings of a text, the choice of pairs that keep their order, and the parts of a title."""

import random
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.records.laws.edits import Edit, edits, similarity
from flows.records.laws.nodes import number_and_name
from flows.records.laws.rising import in_order, rising

MARKS = {"equal": "{}", "delete": "[-{}]", "insert": "[+{}]"}


def marked(before: str, after: str) -> str:
    return "".join(MARKS[run.op].format(run.text) for run in edits(before, after))


@pytest.mark.parametrize(
    ("before", "after", "runs"),
    [
        # A numeral, a word in katakana, a conjunction is replaced whole.
        ("第百二十三条の規定", "第百二十四条の規定", "第[-百二十三][+百二十四]条の規定"),
        ("金額は、六、一九八円七、九五五円", "金額は、六、二四五円八、〇〇三円",
         "金額は、[-六、一九八][+六、二四五]円[-七、九五五][+八、〇〇三]円"),
        ("フレキシブルディスクを提出する", "ディスクを提出する", "[-フレキシブルディスク][+ディスク]を提出する"),
        ("申請又は届出を行う", "申請若しくは届出を行う", "申請[-又は][+若しくは]届出を行う"),
        # A particle that two replaced words share by chance stays with them; two numbers stay two.
        ("国の長が定める基準", "県の議会が定める基準", "[-国の長][+県の議会]が定める基準"),
        ("第三条第二項の規定", "第四条第三項の規定", "第[-三][+四]条第[-二][+三]項の規定"),
        # What is put in or taken out is a whole bracket, a whole clause, a member of a list.
        ("金融商品取引法（昭和二十三年法律第二十五号）第二条", "金融商品取引法第二条",
         "金融商品取引法[-（昭和二十三年法律第二十五号）]第二条"),
        ("検査（点検を含む。）を行う", "検査（点検を含む。）（試験を除く。）を行う",
         "検査（点検を含む。）[+（試験を除く。）]を行う"),
        ("方面隊、師団、旅団から成る。", "方面隊、師団、空挺団、旅団から成る。",
         "方面隊、師団、[+空挺団、]旅団から成る。"),
        ("これを行う。", "これを行う。ただし、この限りでない。", "これを行う。[+ただし、この限りでない。]"),
        ("年に一回行う", "年に一回行う", "年に一回行う"),
        ("", "削除", "[+削除]"),
        ("", "", ""),
    ],
)  # fmt: skip
def test_runs_are_those_that_an_amending_law_would_name(before: str, after: str, runs: str) -> None:
    assert marked(before, after) == runs


def test_a_text_that_is_written_anew_is_not_cut_to_pieces() -> None:
    before = "農林水産大臣は、開設の認可の申請が次の基準に適合する場合でなければ、認可をしてはならない。"
    after = "農林水産大臣は、業務の健全な運営を確保するため必要があると認めるときは、必要な措置を命ずることができる。"
    assert [run.op for run in edits(before, after)] == ["equal", "delete", "insert", "equal"]


TEXTS = st.text("第一二三百条項のをは、。（）及び又はアカ政令省１2 　\n", max_size=40)


@given(TEXTS, TEXTS)
def test_runs_give_both_texts_back(before: str, after: str) -> None:
    runs = edits(before, after)
    assert "".join(text for op, text in runs if op != "insert") == before
    assert "".join(text for op, text in runs if op != "delete") == after
    assert all(text for _, text in runs)
    assert all(one.op != other.op for one, other in pairwise(runs))
    assert ("insert", "delete") not in {(one.op, other.op) for one, other in pairwise(runs)}
    assert 0 <= similarity(runs) <= 1


@given(TEXTS)
def test_a_text_is_like_itself(text: str) -> None:
    assert edits(text, text) == ([Edit("equal", text)] if text else [])
    assert similarity(edits(text, text)) == 1


def test_similarity_is_the_share_of_characters_that_stay_without_white_space() -> None:
    runs = [Edit("equal", "第 一　条"), Edit("delete", "二項"), Edit("insert", "三\n")]
    assert similarity(runs) == pytest.approx(6 / 9)


def test_long_texts_are_held_together_by_what_they_have_once() -> None:
    chosen = random.Random(2020)  # noqa: S311
    words = ["東京", "大阪", "局長", "課長", "室長", "次長", "審議官", "参事官"]
    rows = ["".join(chosen.choice(words) for _ in range(12)) + "。" for _ in range(400)]
    after = [*rows[:50], "情報管理官。", *rows[50:200], *rows[203:300], "監査官。", *rows[301:]]
    runs = edits("".join(rows), "".join(after))
    assert "".join(text for op, text in runs if op != "insert") == "".join(rows)
    assert "".join(text for op, text in runs if op != "delete") == "".join(after)
    changed = sum(len(text) for op, text in runs if op != "equal")
    assert changed <= len("情報管理官。監査官。") + sum(map(len, [*rows[200:203], rows[300]]))


PAIRS = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6), st.integers(1, 9).map(float)), max_size=9)


@given(PAIRS)
def test_rising_pairs_weigh_as_much_as_any_choice_could(pairs: list[tuple[int, int, float]]) -> None:
    def rises(choice: tuple[tuple[int, int, float], ...]) -> bool:
        ordered = sorted(choice)
        return all(one[0] < other[0] and one[1] < other[1] for one, other in pairwise(ordered))

    most = max(
        sum(weight for *_, weight in choice)
        for size in range(len(pairs) + 1)
        for choice in combinations(pairs, size)
        if rises(choice)
    )
    chosen = rising(pairs)
    assert rises(tuple((i, j, 1.0) for i, j in chosen))
    assert sum(max(w for i, j, w in pairs if (i, j) == place) for place in chosen) == most


def test_the_most_that_stay_in_order() -> None:
    assert in_order([0, 3, 1, 2, 4]) == {0, 2, 3, 4}
    assert in_order([]) == set()


@pytest.mark.parametrize(
    ("kind", "title", "number", "name"),
    [
        ("chapter", "第二章の二　罰則", "第二章の二", "罰則"),
        ("toc_chapter", "第二章罰則", "第二章", "罰則"),
        ("appdx_table", "別表第一（第三条関係）", "第一", "別表（第三条関係）"),
        ("appdx_table", "別表　補償基礎額表（第一条関係）", "", "別表補償基礎額表（第一条関係）"),
        ("appdx_style", "別記第四号様式", "第四号", "別記様式"),
        ("appdx_style", "様式第８の２", "第８の２", "様式"),
        ("article", "第五条から第八条まで", "第五条から第八条まで", ""),
        ("item", "十四の二　全国サービス", "十四の二", "全国サービス"),
        ("subitem2", "（１）", "（１）", ""),
        ("law_title", "平成二十年における特例に関する法律", "", "平成二十年における特例に関する法律"),
        ("paragraph", None, "", ""),
    ],
)
def test_a_title_is_a_number_and_a_name(kind: str, title: str | None, number: str, name: str) -> None:
    assert number_and_name(kind, title) == (number, name)
