"""Text from a PDF: wrapped lines, page breaks, boxes that interrupt a sentence."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.documents.located import cut
from flows.documents.source_text import SourceText
from flows.documents.wrapped_lines import Beginning, Paragraph, paragraphs
from flows.errors import InputError

WIDE = "幅いっぱいに組まれた行であり次の行に続いている行"


def read(text: str) -> list[Paragraph]:
    document = SourceText("paper", Path("paper.txt"), text, "utf-8")
    signs = {"〇": Beginning.ITEM, "－": Beginning.ITEM, "１": Beginning.DIVISION, "◆": Beginning.STRANGE}
    return paragraphs(document, lambda line: signs.get(line[0], Beginning.TEXT))


def texts(text: str) -> list[str]:
    return [paragraph.text.text for paragraph in read(text)]


def test_a_wrapped_paragraph_is_joined() -> None:
    assert texts("一行目\n\n二行目\n\n三行目。 \n\n次の段落 \n\n") == ["一行目二行目三行目。", "次の段落"]


def test_a_marker_or_an_indent_begins_a_paragraph_even_where_the_space_at_the_end_is_lost() -> None:
    assert texts(f"{WIDE} \n\n見出し\n\n－項目 \n\n文である。\n\n 次の段落。 \n\n") == [
        WIDE,
        "見出し",
        "－項目",
        "文である。",
        "次の段落。",
    ]


def test_a_page_break_inside_a_paragraph() -> None:
    [one, two, _] = read(" 一行目\n\n二行目\n 三行目。 \n  字下げ。 \n\n終わり。 \n\n")
    assert (one.text.text, one.indent) == ("一行目二行目三行目。", 0)
    assert (two.text.text, two.indent, two.line) == ("字下げ。", 1, 5)


def test_a_form_feed_is_a_page_break() -> None:
    assert texts("一行目\n\n\f二行目。 \n\n") == ["一行目二行目。"]


def test_lines_without_empty_ones_between_them() -> None:
    [one, two] = read("一行目\n二行目。 \n 字下げ。 \n")
    assert (one.text.text, two.text.text, two.indent) == ("一行目二行目。", "字下げ。", 1)


def test_empty_paragraphs_set_apart() -> None:
    assert [p.set_apart for p in read("一。 \n\n \n\n二。 \n\n三。 \n\n")] == [False, True, False]


def test_a_box_is_lifted_out_of_the_sentence_that_it_interrupts() -> None:
    found = read(f"－{WIDE}\n\n〇箱の題 \n\n－箱の項目 \n 続きである。 \n\n－次の項目。 \n\n")
    assert [(p.text.text, p.boxed) for p in found] == [
        (f"－{WIDE}続きである。", False),
        ("〇箱の題", True),
        ("－箱の項目", True),
        ("－次の項目。", False),
    ]


def test_two_boxes_in_one_sentence() -> None:
    found = read(f"－{WIDE}\n\n〇箱一 \n\n{WIDE}\n\n〇箱二 \n\n終わり。 \n\n")
    assert [p.text.text for p in found] == [f"－{WIDE}{WIDE}終わり。", "〇箱一", "〇箱二"]


@pytest.mark.parametrize(
    "text",
    [
        f"－{WIDE}\n\n〇箱の題 \n\n",
        f"－{WIDE}\n\n〇箱の題 \n\n１ 章 \n\n本文。 \n\n",
        f"－{WIDE}\n\n〇箱の題 \n\n◆知らない印 \n\n",
    ],
)
def test_a_sentence_that_nothing_continues(text: str) -> None:
    with pytest.raises(InputError, match=r"line 1: .*\n.*breaks off"):
        read(text)


def test_text_that_has_lost_its_trailing_spaces() -> None:
    with pytest.raises(InputError, match="no line ends in a space"):
        read("一行目\n\n二行目\n\n")


def test_an_empty_text() -> None:
    assert read("\n \n") == []


@given(
    st.lists(
        st.lists(st.text("あいう漢字A1。、", min_size=1, max_size=9), min_size=1, max_size=5), min_size=1
    ),
    st.sampled_from(["\n", "\r\n"]),
)
def test_any_wrapping_is_undone(wrapped: list[list[str]], end: str) -> None:
    text = "".join(f"{(end * 2).join(lines)} {end * 2}" for lines in wrapped)
    found = read(text)
    assert [p.text.text for p in found] == ["".join(lines) for lines in wrapped]
    assert [cut(text, p.text.spans()) for p in found] == [p.text.text for p in found]
