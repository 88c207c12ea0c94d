"""The Guidelines of 1997: their items, the appendix, what was lost in conversion, and bad documents."""

import re
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.documents.lines import breaks_off
from flows.documents.located import cut
from flows.documents.source_text import SourceText
from flows.errors import InputError
from flows.japanese.numbering import IROHA
from flows.records.extraction import Extraction
from flows.records.guidelines.guidelines import read_guidelines
from flows.tables.arrow import to_arrow
from tests.guideline_goldens import (
    agrees,
    golden_rows,
    in_sample_terms,
    raw_document,
    replayed,
    sample,
    sample_rows,
    sampled_references,
)
from warehouse.contract import contract

DOCUMENT: SourceText = raw_document("guidelines-1997")
CATEGORIES = {
    "I": "日米両国政府が各々主体的に行う活動における協力",
    "II": "米軍の活動に対する日本の支援",
    "III": "運用面における日米協力",
}


@pytest.fixture(scope="module")
def extraction() -> Extraction:
    return read_guidelines(DOCUMENT, "1997")


def read(text: str) -> Extraction:
    return read_guidelines(replace(DOCUMENT, text=text), "1997")


def edited(before: str, after: str) -> str:
    assert before in DOCUMENT.text
    return DOCUMENT.text.replace(before, after, 1)


def test_every_item(extraction: Extraction) -> None:
    items, rows = extraction.tables["guideline_items"], golden_rows("guidelines-1997.psv")
    assert len(items) == len(rows) == 185
    assert [item.item_id for item, row in zip(items, rows, strict=True) if not agrees(item, row)] == []


def test_every_cooperation_item(extraction: Extraction) -> None:
    found = [
        (item.item_id[-3:], item.category, item.function, item.sub_function or "", item.text)
        for item in extraction.tables["cooperation_items"]
    ]
    rows = golden_rows("cooperation-1997.psv")
    assert len(rows) == 40
    assert found == [
        (row["item"], CATEGORIES[row["category"]], row["function"], row["sub_function"], row["text"])
        for row in rows
    ]
    assert [item.ordinal for item in extraction.tables["cooperation_items"]] == list(range(1, 41))


def test_hand_read_sample(extraction: Extraction) -> None:
    rows = sample_rows("001")
    assert len(rows) > 40
    items = extraction.tables["guideline_items"]
    assert [in_sample_terms(items[row["ordinal"] - 1], list(row)) for row in rows] == rows


def test_items_that_the_other_samples_quote(extraction: Extraction) -> None:
    items = extraction.tables["guideline_items"]
    for ordinal, quoted in sampled_references("001"):
        item = items[ordinal - 1]
        assert quoted in f"{item.marker} {item.text}"


def test_hand_read_sample_of_the_appendix(extraction: Extraction) -> None:
    found = extraction.tables["cooperation_items"]
    for row, item in zip(sample("cooperation_items"), found[:10], strict=True):
        assert (item.item_id[-3:], item.category, item.function) == (
            row["item_id"][-3:],
            row["category"],
            row["function"],
        )
        assert (item.sub_function, item.text, item.text_raw) == (
            row["sub_function"],
            row["text"],
            row["text_raw"],
        )


def test_rows_are_cut_from_the_source(extraction: Extraction) -> None:
    for item in extraction.tables["guideline_items"]:
        assert cut(DOCUMENT.text, item.spans) == item.text
        assert cut(DOCUMENT.text, item.marker_spans) == item.marker
    for each in extraction.tables["cooperation_items"]:
        assert cut(DOCUMENT.text, each.spans) == each.text_raw


def test_no_character_is_lost(extraction: Extraction) -> None:
    assert extraction.unaccounted() == []
    taken = {at for start, end in extraction.covered() for at in range(start, end)}
    ignored = [at for span in extraction.ignored for at in range(span.start, span.end)]
    assert len(ignored) == len(set(ignored))
    assert not taken & set(ignored)


def test_rows_fit_the_contract(extraction: Extraction) -> None:
    for table, records in extraction.tables.items():
        assert to_arrow(contract()[table], records).num_rows == len(records)


def test_corrections_say_what_was_repaired(extraction: Extraction) -> None:
    items = extraction.tables["guideline_items"]
    corrected = [item for item in items if item.text_corrected]
    assert [item.ordinal for item in corrected] == [83, 132, 133]
    assert [replayed(extraction, item) for item in corrected] == [item.text_corrected for item in corrected]
    markers = {
        (correction.row_id, correction.before, correction.after)
        for correction in extraction.tables["corrections"]
        if correction.table_name == "guideline_items"
    }
    restored = [item for item in items if item.marker_corrected]
    assert len(restored) == 7 + 4 + 1 + 7 + 40
    assert {(item.item_id, item.marker, item.marker_corrected) for item in restored} <= markers
    ids = [correction.correction_id for correction in extraction.tables["corrections"]]
    assert len(ids) == len(set(ids))
    assert all(correction.reason and correction.evidence for correction in extraction.tables["corrections"])


def test_the_page_breaks_are_rejoined(extraction: Extraction) -> None:
    items = extraction.tables["guideline_items"]
    broken = [item for item in items if len(item.spans) > 1]
    assert [item.ordinal for item in broken] == [21, 121, 127]
    assert "日米両国政府は、輸送、衛生、情報交換、教育訓練等の分野" in items[20].text
    assert "平素から構築し、日本に対する武力攻撃" in items[120].text


def without_spans(extraction: Extraction) -> list[tuple[object, ...]]:
    return [
        tuple(getattr(row, each.name) for each in fields(row) if not each.name.endswith("spans"))
        for table in ("guideline_items", "cooperation_items")
        for row in extraction.tables[table]
    ]


@given(st.data())
@settings(max_examples=15, deadline=None)
def test_a_page_break_in_any_sentence_changes_nothing(extraction: Extraction, data: st.DataObject) -> None:
    sentences = [match for match in re.finditer(r"(?m)^.{40,}。$", DOCUMENT.text) if "\t" not in match[0]]
    sentence = data.draw(st.sampled_from(sentences))
    places = [
        at
        for at in range(sentence.start() + 1, sentence.end())
        if breaks_off(DOCUMENT.text[sentence.start() : at]) and not DOCUMENT.text[at : at + 1].isascii()
    ]
    at = data.draw(st.sampled_from(places))
    broken = read(DOCUMENT.text[:at] + "\n\n" + DOCUMENT.text[at:])
    assert without_spans(broken) == without_spans(extraction)
    assert broken.unaccounted() == []


@pytest.mark.parametrize(
    "text",
    [
        DOCUMENT.text.replace("\n", "\r\n"),
        "\n\n" + DOCUMENT.text.replace("\n\n", "\n \n\n"),
        DOCUMENT.text.replace("\n1 ", "\n1　"),
        DOCUMENT.text.rstrip(),
        re.sub(r"(?m)^(\([123]\) [^*。\n]+)$", r"### \1", DOCUMENT.text),
        re.sub(r"(?m)^(\d [^。\n]+)$", r"**\1**", DOCUMENT.text),
    ],
    ids=["crlf", "blank lines", "wide space", "no last line break", "headings marked up", "headings bold"],
)
def test_other_mark_up_of_the_same_text(text: str) -> None:
    def rows(extraction: Extraction) -> list[tuple[object, ...]]:
        return [
            (
                item.ordinal,
                item.parent_item_id,
                item.level,
                item.kind,
                item.marker,
                item.is_heading,
                item.text,
            )
            for item in extraction.tables["guideline_items"]
        ]

    other = read(text)
    assert rows(other) == rows(read(DOCUMENT.text))
    assert other.unaccounted() == []


def test_numbered_chapters_keep_their_numbers() -> None:
    text = DOCUMENT.text
    for numeral, heading in (("Ⅰ", "指針の目的"), ("Ⅱ", "基本的な前提及び考え方"), ("Ⅲ", "平素から行う協力")):
        text = text.replace(f"\n{heading}\n", f"\n{numeral} {heading}\n")
    first_three = text[: text.index("日本に対する武力攻撃に際しての対処行動等")]
    items = read(first_three).tables["guideline_items"]
    chapters = [item for item in items if item.level == 1]
    assert [(item.marker, item.marker_corrected, item.kind) for item in chapters] == [
        (numeral, None, "chapter") for numeral in "ⅠⅡⅢ"
    ]
    assert items[-1].path == ["Ⅲ 平素から行う協力", "3 日米共同の取組み"]


def test_the_next_guidelines_of_the_kind() -> None:
    text = """# 日米防衛協力のための指針

2015年4月27日

## Ⅰ．防衛協力と指針の目的

指針は、次の事項を強調する。

- 切れ目のない共同の対応
- 政策間の相乗効果

指針は、**両国**の役割を示す。

## Ⅱ．前提

A. 権利は、変更されない。

B. 行動は、国際法に合致する。

## Ⅲ．調整

### A. 防空、輸送及び衛生

両政府は、調整する。

a. 空域の防衛

自衛隊は、実施する。

### B. 見直し

両政府は、見直す。
"""
    extraction = read_guidelines(SourceText("next", Path("next.md"), text, "utf-8"), "2015")
    items = extraction.tables["guideline_items"]
    assert [(item.level, item.kind, item.marker, item.text, item.is_heading) for item in items] == [
        (0, "note", "", "日米防衛協力のための指針", True),
        (0, "note", "", "2015年4月27日", False),
        (1, "chapter", "Ⅰ．", "防衛協力と指針の目的", True),
        (2, "paragraph", "", "指針は、次の事項を強調する。", False),
        (2, "bullet", "-", "切れ目のない共同の対応", False),
        (2, "bullet", "-", "政策間の相乗効果", False),
        (2, "paragraph", "", "指針は、**両国**の役割を示す。", False),
        (1, "chapter", "Ⅱ．", "前提", True),
        (2, "paragraph", "A.", "権利は、変更されない。", False),
        (2, "paragraph", "B.", "行動は、国際法に合致する。", False),
        (1, "chapter", "Ⅲ．", "調整", True),
        (2, "section", "A.", "防空、輸送及び衛生", True),
        (3, "paragraph", "", "両政府は、調整する。", False),
        (3, "section", "a.", "空域の防衛", True),
        (4, "paragraph", "", "自衛隊は、実施する。", False),
        (2, "section", "B.", "見直し", True),
        (3, "paragraph", "", "両政府は、見直す。", False),
    ]
    assert items[6].text_corrected == "指針は、両国の役割を示す。"
    assert extraction.unaccounted() == []
    assert {item.edition for item in items} == {"2015"}


def test_a_text_without_appendix_has_no_cooperation_items() -> None:
    text = DOCUMENT.text[: DOCUMENT.text.index("(別表) ")]
    extraction = read(text)
    assert len(extraction.tables["guideline_items"]) == 124
    assert extraction.tables["cooperation_items"] == []
    assert extraction.unaccounted() == []


def test_a_wrapped_item_of_the_appendix_is_one_item() -> None:
    wrapped = edited("被災地への人員及び補給品の輸送", "被災地への 人員及び 補給品の輸送")
    assert without_spans(read(wrapped)) == without_spans(read(DOCUMENT.text))


def test_a_category_without_its_heading_in_the_body_stays_as_it_is() -> None:
    text = edited("(1) 日米両国政府が各々主体的に行う活動における協力", "(1) 双方が行う活動における協力")
    items = read(text).tables["guideline_items"]
    assert items[126].text == "各々主体的に行う活動における協力"
    assert items[127].text == "日米両国政府が救援活動及び避難民への対応のための措置"


@given(st.integers(0, len(DOCUMENT.text) - 1), st.integers(1, 60))
@settings(max_examples=40, deadline=None)
def test_a_damaged_text_is_read_whole_or_refused(start: int, length: int) -> None:
    text = DOCUMENT.text[:start] + DOCUMENT.text[start + length :]
    try:
        extraction = read(text)
    except InputError:
        return
    assert extraction.unaccounted() == []
    assert all(cut(text, item.spans) == item.text != "" for item in extraction.tables["guideline_items"])


HEADINGS = st.text("防衛協力後方支援情報活動施設輸送補給整備", min_size=4, max_size=9)
SENTENCES = HEADINGS.map(lambda text: f"日米両国政府は、{text}を行う。")
TREES = st.recursive(
    st.lists(SENTENCES, min_size=1, max_size=2),
    lambda below: st.tuples(
        st.lists(SENTENCES, max_size=2), st.lists(st.tuples(HEADINGS, below), min_size=1, max_size=3)
    ),
    max_leaves=12,
)


def written(tree: object, rank: int) -> list[tuple[int, str, str]]:
    """Level, marker and text of every item of a random outline, in the ranks of the Guidelines."""
    if isinstance(tree, list):
        return [(rank + 1, "", sentence) for sentence in tree]
    assert isinstance(tree, tuple)
    sentences, sections = tree
    rows = [(rank + 1, "", sentence) for sentence in sentences]
    for number, (heading, below) in enumerate(sections, start=1):
        marker = ["", f"{number}", f"({number})", f"({IROHA[number - 1]})", "()"][rank]
        rows += [(rank + 1, marker, heading), *written(below, rank + 1)]
    return rows


def depth(tree: object) -> int:
    return 0 if isinstance(tree, list) else 1 + max(depth(below) for _, below in tree[1])  # type: ignore[index]


@given(TREES.filter(lambda tree: 1 <= depth(tree) <= 4))
@settings(max_examples=60, deadline=None)
def test_any_outline_is_read_back(tree: object) -> None:
    rows = [(level, marker, text) for level, marker, text in written(([], [("前文", tree)]), 0)]
    text = "日米防衛協力のための指針\n\n" + "\n\n".join(
        f"{marker} {text}".strip() for _, marker, text in rows
    )
    items = read(text).tables["guideline_items"][1:]
    assert [(item.level, item.marker, item.text) for item in items] == rows


@pytest.mark.parametrize(
    ("text", "place", "problem"),
    [
        (edited("日米防衛協力のための指針", "自衛隊法"), "line 3", "not the title of Guidelines"),
        ("\n\n", "", "has no text"),
        ("日米防衛協力のための指針\n", "", "has no chapter"),
        (edited("(ハ) 米国は", "(ニ) 米国は"), "line 74", "out of sequence"),
        (edited("\n2 安全保障面", "\n4 安全保障面"), "line 34", "out of sequence"),
        (edited("\n3 日米共同の取組み", "\nロ 日米共同の取組み"), "line 46", "'ロ' is not known"),
        (edited("(ハ) 通信電子活動", "(ハ)\n\n通信電子活動"), "line 118", "'(ハ)' stands alone"),
        (edited("同時に、日米両国政府は", "♦同時に、日米両国政府は"), "line 160", "'♦' is not known"),
        (
            edited("本に対する武力攻撃及び周辺事態に際して各々が行う", "(3) 本に対する"),
            "line 240",
            "nor a whole sentence",
        ),
        (edited("**(イ) 施設の使用**", "**(イ) 施設の使用"), "line 192", "opened and not closed"),
        (edited("\t協力項目例\t", "\t備考\t"), "line 252", "expected 「機能及び分野, 協力項目例」"),
        (edited("\t機雷除去\t", "\t\t\t機雷除去\t"), "line 266", "no items can stand"),
        (edited("\t機雷除去\t日本領域", "\t\t日本領域"), "line 266", "no items can stand"),
        (edited("(別表) ", "(参考) "), "line 250", "no title of an appendix"),
        (DOCUMENT.text + "\n以上の協力を行う。\n", "line 268", "behind the beginning of a table"),
    ],
)
def test_bad_documents_stop(text: str, place: str, problem: str) -> None:
    with pytest.raises(InputError) as error:
        read(text)
    assert error.value.file == DOCUMENT.path
    assert error.value.place == place
    assert problem in error.value.problem
    assert error.value.remedy


def test_another_kind_of_document_stops() -> None:
    law = raw_document("law-411AC0000000060")
    with pytest.raises(InputError):
        read_guidelines(law, "1997")


def test_path_is_in_messages() -> None:
    with pytest.raises(InputError, match="some-file"):
        read_guidelines(SourceText("x", Path("some-file.md"), "表題\n本文。\n", "utf-8"), "1997")
