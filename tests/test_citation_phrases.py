"""The phrases of a sentence, and what each of them says."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.japanese.citations import REFERENCE, tokens
from flows.japanese.numerals import kanji
from flows.japanese.references import Phrase, Step, letter_num, read_phrase
from tests.law_references import cite


def phrases(text: str) -> list[str]:
    return [token.text for token in tokens(text) if token.kind == REFERENCE]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第四条第二項第三号ニ又は第四号ニの規定", ["第四条第二項第三号ニ", "第四号ニ"]),
        ("第九十四条の五第一項各号列記以外の部分", ["第九十四条の五第一項各号列記以外の部分"]),
        ("前条第三項後段の後方支援活動", ["前条第三項後段"]),
        ("次に掲げる措置、この法律、この条", []),
        ("次の各号に掲げる用語の意義は、それぞれ当該各号に定める", ["次の各号", "当該各号"]),
        ("前二項、前三号、前各号及び前各項", ["前二項", "前三号", "前各号", "前各項"]),
        ("同法附則第三条第二項ただし書", ["同法附則第三条第二項ただし書"]),
        ("同法同条第一項", ["同法同条第一項"]),
        ("同条同項第二号", ["同条同項第二号"]),
        ("別表第一の三の項の中欄", ["別表第一の三の項"]),
        ("別表第一の二の三の項", ["別表第一の二の三の項"]),
        ("別表第一の二に掲げる", ["別表第一の二"]),
        ("別記様式第三号及び第四号の二様式", ["別記様式第三号", "第四号の二様式"]),
        ("第三編第二章第一節の規定", ["第三編第二章第一節"]),
        ("第二号被保険者、第一項症、前条約、第三条例、第一号様式", ["第一号様式"]),
        ("第三条の一部、第三号の一に該当し、前項の二分の一", ["第三条", "第三号", "前項"]),
        ("第三条ノ二ノ規定ハ前項第三号ニ掲グルモノニ適用ス", ["第三条ノ二", "前項第三号"]),
        ("イからハまで又はロ（２）（ｉ）に掲げる", ["イ", "ハ", "ロ（２）（ｉ）"]),
        ("（１）又は（２）に掲げる者（１）", ["（１）", "（２）"]),
        ("ガスにイオンを当てるハンマー", []),
        ("第一号の（１）から（３）まで", ["第一号の（１）", "（３）"]),
        ("共同省令第一条と協同項目", ["第一条"]),
        ("第１条第2項", ["第１条第2項"]),
        ("条約第三十四条（２）（ｂ）及び第二条１の規定", ["第三十四条（２）（ｂ）", "第二条１"]),
        ("別表一の項に掲げる第八号様式ノ二", ["別表一の項", "第八号様式ノ二"]),
        ("付録第二の式", ["付録第二"]),
    ],
)
def test_phrases_of_a_sentence(text: str, expected: list[str]) -> None:
    assert phrases(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第九十四条の五", Phrase(steps=(Step("article", "number", "94_5"),))),
        (
            "前条第三項後段",
            Phrase(steps=(Step("article", "before", "1"), Step("paragraph", "number", "3")), part="rear"),
        ),
        ("前三号", Phrase(steps=(Step("item", "before", "3"),))),
        ("前各項", Phrase(steps=(Step("paragraph", "before", "all"),))),
        ("次項", Phrase(steps=(Step("paragraph", "after", ""),))),
        ("同項各号", Phrase(steps=(Step("paragraph", "same", ""),), each="item")),
        ("次の各号", Phrase(each="item")),
        ("同法", Phrase(law="同法")),
        (
            "附則第六十条第二項但書",
            Phrase(
                supplementary=True,
                steps=(Step("article", "number", "60"), Step("paragraph", "number", "2")),
                part="proviso",
            ),
        ),
        ("別表第一の三の項", Phrase(appendix="appdx_table", appendix_num="1", appendix_row=True)),
        ("別表一の項", Phrase(appendix="appdx_table", appendix_row=True)),
        ("別表第一号表ノ三", Phrase(appendix="appdx_table", appendix_num="1_3")),
        ("第八号様式ノ二", Phrase(appendix="appdx_style", appendix_num="8_2")),
        (
            "第十二条３（ｂ）",
            Phrase(
                steps=(
                    Step("article", "number", "12"),
                    Step("paragraph", "number", "3"),
                    Step("item", "number", "2"),
                )
            ),
        ),
        ("様式第二号の三", Phrase(appendix="appdx_style", appendix_num="2_3")),
        ("別記", Phrase(appendix="appdx_note")),
        (
            "イ（１）",
            Phrase(steps=(Step("subitem", "number", "1"), Step("subitem", "number", "1"))),
        ),
        ("（３）", Phrase(steps=(Step("subitem", "inner", "3"),))),
    ],
)
def test_what_a_phrase_says(text: str, expected: Phrase) -> None:
    assert read_phrase(text) == expected


@pytest.mark.parametrize("text", ["", "自衛隊法", "第三条まで", "同じ"])
def test_what_is_no_phrase(text: str) -> None:
    with pytest.raises(ValueError, match="is not a reference phrase"):
        read_phrase(text)


@pytest.mark.parametrize(
    ("letter", "num"),
    [
        ("イ", "1"),
        ("ナ", "21"),
        ("（１２）", "12"),
        ("(iv)", "4"),
        ("（ｘｉｉｉ）", "13"),
        ("ⅸ", "9"),
        ("ｂ", "2"),
    ],
)
def test_letters(letter: str, num: str) -> None:
    assert letter_num(letter) == num


def test_letter_that_numbers_nothing() -> None:
    with pytest.raises(ValueError, match="does not number a sub-item"):
        letter_num("ン")


@given(
    article=st.tuples(st.integers(1, 999), st.none() | st.integers(2, 30)),
    paragraph=st.none() | st.integers(1, 40),
    item=st.none() | st.integers(1, 40),
    before=st.sampled_from(["", "自衛隊法", "なお、", "（", "及び"]),
    after=st.sampled_from(["の規定", "に規定する", "）", "、", "及び", ""]),
)
def test_a_written_address_is_read_again(
    article: tuple[int, int | None], paragraph: int | None, item: int | None, before: str, after: str
) -> None:
    main, branch = article
    text = f"第{kanji(main)}条" + (f"の{kanji(branch)}" if branch else "")
    text += f"第{kanji(paragraph)}項" if paragraph else ""
    text += f"第{kanji(item)}号" if item else ""
    assert phrases(f"{before}{text}{after}ものとする") == [text]
    nums = [f"{main}_{branch}" if branch else str(main), paragraph, item]
    assert [step.num for step in read_phrase(text).steps] == [str(num) for num in nums if num]


@settings(deadline=None)  # the list of laws is read at the first call
@given(st.text(alphabet="第一二十条項号の前次同法附則別表各イロ（）「」、及び又は中まで", max_size=60))
def test_any_text_is_read(text: str) -> None:
    last = 0
    for token in tokens(text):
        assert token.start >= last
        assert text[token.start : token.end] == token.text
        last = token.end
        if token.kind == REFERENCE:
            read_phrase(token.text)
    for citation in cite(("MainProvision-Article_3-Paragraph_2", text)):
        assert text[citation.start : citation.end] == citation.text
        assert (citation.status == "resolved") == (citation.reason is None)
