"""Numbers printed before provisions, titles of appendices, ends of sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.japanese.provision_labels import appendix_title, article_num, division_num, label_num
from flows.japanese.references import IROHA
from flows.japanese.sentence_ends import sentence_ends


@pytest.mark.parametrize(
    ("title", "num"),
    [
        ("第一条", "1"),
        ("第九十四条の五", "94_5"),
        ("第六条ノ二", "6_2"),
        ("第三十五条の二の三", "35_2_3"),
        ("第四条から第八条まで", "4:8"),
        ("第九十条及び第九十一条", "90:91"),
        ("第三十条及ビ第三十一条", "30:31"),
        ("第二十四条の十五から第二十四条の十八まで", "24_15:24_18"),
    ],
)
def test_articles(title: str, num: str) -> None:
    assert article_num(title) == num


@pytest.mark.parametrize(
    "title", ["", "第一項", "一条", "第一条の", "第一条（目的）", "第一条の規定", "第十十条"]
)
def test_what_is_no_title_of_an_article(title: str) -> None:
    with pytest.raises(ValueError, match=r"of an article|no numeral"):
        article_num(title)


@pytest.mark.parametrize(
    ("heading", "unit", "num"),
    [
        ("第一編　総則", "編", "1"),
        ("第十八章の二　支払用カード電磁的記録に関する罪", "章", "18_2"),
        ("第四節ノ二　施工基面", "節", "4_2"),
        ("第三款から第五款まで　削除", "款", "3:5"),
        ("第一目", "目", "1"),
    ],
)
def test_headings(heading: str, unit: str, num: str) -> None:
    assert division_num(heading) == (unit, num)


@pytest.mark.parametrize("heading", ["総則", "第一条　目的", "第一章の規定", "第一章総則"])
def test_what_is_no_heading(heading: str) -> None:
    with pytest.raises(ValueError, match="does not begin"):
        division_num(heading)


@pytest.mark.parametrize(
    ("label", "num"),
    [
        ("二", "2"),
        ("三の二", "3_2"),
        ("二十八の三の二", "28_3_2"),
        ("四ノ二", "4_2"),
        ("２", "2"),
        ("10", "10"),
        ("○２", "2"),
        ("⑪", "11"),
        ("ロ", "2"),
        ("ハの二", "3_2"),
        ("（１）", "1"),
        ("(12)", "12"),
        ("（ロ）", "2"),
        ("（二）", "2"),
        ("（ｉｖ）", "4"),
        ("ⅲ", "3"),
        ("一から二十五まで", "1:25"),
        ("一から五の二まで", "1:5_2"),
        ("一及び二", "1:2"),
        ("一・二", "1:2"),
        ("イ～ヘ", "1:6"),
    ],
)
def test_labels(label: str, num: str) -> None:
    assert label_num(label) == num


@pytest.mark.parametrize(
    "label", ["", "別表", "第一", "一の", "注", "ヮ", "一から", "から二まで", "十十", "（）"]
)
def test_what_is_no_label(label: str) -> None:
    with pytest.raises(ValueError, match=r"number|no numeral"):
        label_num(label)


def test_the_first_letter_of_a_list_tells_the_order_of_the_others() -> None:
    assert [label_num(letter, "ア") for letter in "アイウエオ"] == ["1", "2", "3", "4", "5"]
    assert [label_num(letter, "イ") for letter in "イロハニホ"] == ["1", "2", "3", "4", "5"]
    assert label_num("（イ）", "（ア）") == "2"
    assert label_num("ア") == "1"


@given(st.integers(1, len(IROHA)))
def test_letters_are_counted_in_their_order(number: int) -> None:
    letter = IROHA[number - 1]
    assert label_num(letter, "イ") == label_num(f"（{letter}）", "（イ）") == str(number)


@pytest.mark.parametrize(
    ("title", "kind", "num", "in_suppl"),
    [
        ("別表", "appdx_table", None, False),
        ("別表第一", "appdx_table", "1", False),
        ("別表第二（第三条関係）", "appdx_table", "2", False),
        ("別表第一の三", "appdx_table", "1_3", False),
        ("附則別表第二", "appdx_table", "2", True),
        ("様式第三号", "appdx_style", "3", False),
        ("別図", "appdx_fig", None, False),
        ("この別表", None, None, False),
        ("参考", None, None, False),
    ],
)
def test_titles_of_appendices(title: str, kind: str | None, num: str | None, in_suppl: bool) -> None:
    phrase = appendix_title(title)
    assert (phrase.appendix, phrase.appendix_num, phrase.supplementary) == (kind, num, in_suppl)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("", []),
        ("国は、施策を講ずる。", ["国は、施策を講ずる。"]),
        ("命令による。ただし、この限りでない。", ["命令による。", "ただし、この限りでない。"]),
        ("国（都道府県を含む。以下同じ。）は、定める。", ["国（都道府県を含む。以下同じ。）は、定める。"]),
        ("「行う。」とあるのは「行わない。」とする。", ["「行う。」とあるのは「行わない。」とする。"]),
        (
            "「昇任）は」とあるのは「昇任」とする。次の場合。",
            ["「昇任）は」とあるのは「昇任」とする。", "次の場合。"],
        ),
        ("甲）とする。乙とする。", ["甲）とする。", "乙とする。"]),
        ("とする。別記のとおり", ["とする。", "別記のとおり"]),
        ("本法ハ之ヲ施行ス但シ此ノ限ニ在ラズ", ["本法ハ之ヲ施行ス但シ此ノ限ニ在ラズ"]),
    ],
)
def test_ends_of_sentences(text: str, sentences: list[str]) -> None:
    ends = sentence_ends(text)
    assert [text[start:end] for start, end in zip([0, *ends], ends, strict=False)] == sentences


@given(st.text(alphabet="。（）「」国は", max_size=20))
def test_the_sentences_are_the_text(text: str) -> None:
    ends = sentence_ends(text)
    assert ends == sorted(set(ends) - {0})
    assert (ends[-1] if ends else 0) == len(text)
