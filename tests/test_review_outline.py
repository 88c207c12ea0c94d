"""The outline of a review: what a marker makes of its line, and what each line is part of."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.documents.source_text import SourceText
from flows.records.extraction import Extraction
from flows.records.guidelines.guidelines_review import read_review
from flows.records.guidelines.review_lines import MARKERS
from flows.records.laws.names import LawNames


def read(text: str) -> Extraction:
    return read_review(SourceText("paper", Path("paper.txt"), text, "utf-8"), LawNames(), "2024-proposal")


def paper(*lines: str) -> str:
    """A paper of the given paragraphs, one line each, set like the one of 2024."""
    return "".join(f"{line} \n\n" for line in lines)


def outline(text: str) -> list[tuple[int, str, str]]:
    """Level, marker and text of the items of a paper."""
    return [(item.level, item.marker, item.text) for item in read(text).tables["guideline_items"]]


def test_a_dash_stands_under_a_circle_or_under_the_section_itself() -> None:
    assert outline(paper("１ 章", "（１）節", "－項目。", "〇見出し", "－項目。", "・細目")) == [
        (1, "１", "章"),
        (2, "（１）", "節"),
        (3, "－", "項目。"),
        (3, "〇", "見出し"),
        (4, "－", "項目。"),
        (5, "・", "細目"),
    ]


def test_circles_that_mark_sentences_are_of_one_rank_with_dashes() -> None:
    found = read(
        paper("１ 章", "〇見出し", "－項目。", "〇文である。", "２ 章", "〇見出し", "－項目。")
    ).tables
    assert [(item.level, item.kind, item.is_heading) for item in found["guideline_items"]] == [
        (1, "chapter", True),
        (2, "bullet", True),
        (2, "bullet", False),
        (2, "bullet", False),
        (1, "chapter", True),
        (2, "section", True),
        (3, "bullet", False),
    ]


@pytest.mark.parametrize(
    ("lines", "parent"),
    [
        (("－題目", "⇒ 結論"), "題目"),
        (("－題目", "⇒ 一つ目", "⇒ 結論"), "題目"),
        (("－題目", " ", "⇒ 結論"), "節"),
        (("－文である。", "・細目", " ⇒ 結論"), "文である。"),
        (("－文である。", "⇒ 結論", "〇次の見出し"), "見出し"),
        (("－文である。", "⇒ 結論", "－次の項目。"), "文である。"),
        (("－文である。", "⇒ 結論", "続く段落である。"), "見出し"),
        (("－文である。", "⇒ 結論", "（２）次の節"), "節"),
        (("－文である。", "⇒ 結論", "⇒ もう一つ", "２ 次の章"), "節"),
        (("－文である。", "⇒ 結論"), "節"),
    ],
)
def test_what_a_conclusion_is_drawn_from(lines: tuple[str, ...], parent: str) -> None:
    items = read(paper("１ 章", "（１）節", "〇見出し", *lines)).tables["guideline_items"]
    [conclusion] = [item for item in items if item.text == "結論"]
    assert {item.item_id: item.text for item in items}[conclusion.parent_item_id] == parent


def test_a_box_belongs_to_the_section_and_leaves_the_list_open() -> None:
    wide = "－幅いっぱいに組まれた行であり次の行に続いている行"
    text = (
        paper("１ 章", "（１）節", "〇見出し")
        + f"{wide}\n\n"
        + paper("〇2015年ガイドライン要旨", "（情勢）", "・項目", "続きである。", "－次の項目。")
    )
    items = read(text).tables["guideline_items"]
    assert [(item.level, item.edition, item.text) for item in items[3:]] == [
        (4, "2024-proposal", f"{wide[1:]}続きである。"),
        (3, "2015", "2015年ガイドライン要旨"),
        (4, "2015", "（情勢）"),
        (5, "2015", "項目"),
        (4, "2024-proposal", "次の項目。"),
    ]
    assert items[-1].parent_item_id == items[2].item_id


def test_references_at_the_end() -> None:
    found = read(paper("１ 章", "本文である。", "参考資料：97 ガイドライン", "某著、某書")).tables[
        "guideline_items"
    ]
    assert [(item.level, item.kind, item.edition, item.parent_item_id) for item in found[2:]] == [
        (0, "note", "1997", None),
        (0, "note", "general", None),
    ]


def test_a_conclusion_about_anything_but_laws_has_no_consequence() -> None:
    text = paper(
        "１ 章", "（１）1997年のガイドライン", "〇概要", "⇒ 協力を実施", "（２）2015年のガイドライン"
    )
    assert read(text).tables["guideline_consequences"] == []


@given(st.text(min_size=1))
def test_a_line_has_one_marker_at_most_and_loses_nothing(text: str) -> None:
    for _, pattern in MARKERS:
        if match := pattern.match(text):
            assert match[1] + text[match.end(1) : match.end()] == match[0]
            assert text[match.end(1) : match.end()].strip() == ""
