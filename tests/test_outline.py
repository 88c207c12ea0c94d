"""The White Paper's outline of the Guidelines: its items, the forms in which it comes, and bad tables."""

import re
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.documents.located import cut
from flows.documents.source_text import SourceText, decode
from flows.errors import InputError
from flows.japanese.markers import circled, decayed
from flows.records.extraction import Extraction
from flows.records.guidelines.white_paper_outline import read_outline
from flows.tables.arrow import to_arrow
from tests.guideline_goldens import (
    agrees,
    golden_rows,
    in_sample_terms,
    raw_document,
    replayed,
    sample_rows,
    sampled_references,
)
from warehouse.contract import contract

DOCUMENT: SourceText = raw_document("wp2021-zuhyo3-2-1-2")


@pytest.fixture(scope="module")
def extraction() -> Extraction:
    return read_outline(DOCUMENT, "2015")


def read(text: str) -> Extraction:
    return read_outline(replace(DOCUMENT, text=text), "2015")


def edited(before: str, after: str) -> str:
    assert before in DOCUMENT.text
    return DOCUMENT.text.replace(before, after, 1)


def test_every_item(extraction: Extraction) -> None:
    items, rows = extraction.tables["guideline_items"], golden_rows("outline-2015.psv")
    assert len(items) == len(rows) == 106
    assert [item.item_id for item, row in zip(items, rows, strict=True) if not agrees(item, row)] == []


def test_hand_read_sample(extraction: Extraction) -> None:
    rows = sample_rows("000")
    assert len(rows) > 30
    items = extraction.tables["guideline_items"]
    assert [in_sample_terms(items[row["ordinal"] - 1], list(row)) for row in rows] == rows


def test_items_that_the_other_samples_quote(extraction: Extraction) -> None:
    items = extraction.tables["guideline_items"]
    for ordinal, quoted in sampled_references("000"):
        item = items[ordinal - 1]
        assert quoted in f"{item.marker}{item.text}"


def test_rows_are_cut_from_the_source(extraction: Extraction) -> None:
    for item in extraction.tables["guideline_items"]:
        assert cut(DOCUMENT.text, item.spans) == item.text
        assert cut(DOCUMENT.text, item.marker_spans) == item.marker


def test_rows_fit_the_contract(extraction: Extraction) -> None:
    for table, records in extraction.tables.items():
        assert to_arrow(contract()[table], records).num_rows == len(records)


def test_terms_stay_in_the_sentence_that_enumerates_them(extraction: Extraction) -> None:
    items = {item.item_id: item for item in extraction.tables["guideline_items"]}
    for item in items.values():
        if item.kind == "enumerated_term":
            assert f"{item.marker}{item.text}" in items[str(item.parent_item_id)].text


def test_corrections_say_what_was_repaired(extraction: Extraction) -> None:
    items = extraction.tables["guideline_items"]
    assert [item.ordinal for item in items if item.text_corrected] == [1]
    assert replayed(extraction, items[0]) == items[0].text_corrected
    found = {(each.row_id, each.before, each.after) for each in extraction.tables["corrections"]}
    restored = {(item.item_id, item.marker, item.marker_corrected) for item in items if item.marker_corrected}
    assert len(restored) == 7 + 7 + 2 + 5 + 5 + 8
    assert found == restored | {(items[0].item_id, "図表V", "図表Ⅲ")}


LABEL = re.compile(r"(?<=、)[1-8](?=[^0-9])|(?<=及び)7(?=施設)| [12](?=日本に対する武力攻撃が)")


def labelled(text: str, write: dict[int, str]) -> str:
    """The text with its 34 digits that stand for circled numbers written in another way."""
    changed, count = LABEL.subn(lambda match: match[0][:-1] + write[int(match[0][-1])], text)
    assert count == 34
    return changed


def published(text: str, line_break: str = "\n") -> str:
    """The text with the line breaks that flattening took: between records, and inside quoted cells."""
    text, count = re.subn(r"(,{5,6}) (?=項目|第[1-8]章)", "\\1\r\n", text)
    assert count == 9
    return re.sub(r'"[^"]*"', lambda cell: cell[0].replace(" ", line_break), text) + "\r\n"


def wide(text: str) -> str:
    """The text with letters, digits and brackets in their full width, and a wide space after letters."""
    text = re.sub(r"(?<=[\n\"])([A-E])(?=[ぁ-ん一-龥])", "\\1　", text)
    text = re.sub(r"(第[1-8]章)", "\\1　", text)
    return re.sub("[A-Za-z0-9()]", lambda match: chr(ord(match[0]) + 0xFEE0), text)


CIRCLED = {number: circled(number) for number in range(1, 9)}
DECAYED = {number: decayed(circled(number)) for number in range(1, 9)}
WHOLE = DOCUMENT.text.replace("図表V", "図表Ⅲ")

FORMS = {
    "published": published(DOCUMENT.text),
    "published, CRLF in cells": published(DOCUMENT.text, "\r\n"),
    "published, circled": published(labelled(WHOLE, CIRCLED)),
    "published, decayed": published(labelled(DOCUMENT.text, DECAYED)),
    "published, wide": wide(published(WHOLE)),
    "published, wide and circled": wide(published(labelled(WHOLE, CIRCLED))),
    "flattened, circled": labelled(DOCUMENT.text, CIRCLED),
    "flattened, decayed": labelled(DOCUMENT.text, DECAYED),
    "flattened, wide": wide(DOCUMENT.text),
    "without padding": re.sub(",,,,,", "", published(DOCUMENT.text)),
    "every cell quoted": re.sub(
        r"(?m)^([^,\"\r\n]+)(?=,)", r'"\1"', published(DOCUMENT.text).replace("項目,概要", '項目,"概要"')
    ),
}


def plain(text: str) -> str:
    """A text without what the forms differ in: width, circles, kinds of dash."""
    return unicodedata.normalize("NFKC", text).replace("−", "-").replace(" ", "").replace('"', "")


def plain_rows(extraction: Extraction) -> list[tuple[object, ...]]:
    return [
        (
            item.item_id,
            item.edition,
            item.parent_item_id,
            item.level,
            item.kind,
            plain(item.marker_corrected or item.marker),
            item.is_heading,
            labels_plain(item.text_corrected or item.text),
            without_labels([plain(heading) for heading in item.path]),
        )
        for item in extraction.tables["guideline_items"]
    ]


def labels_plain(text: str) -> str:
    """A text with its decayed labels, which the parent of terms keeps, as digits."""
    return plain(
        re.sub(
            r"(?<=、)[@A-G](?![A-Z])|(?<=及び)F(?=施設)|(?<=、)D(?=CBRN)", lambda m: str(ord(m[0]) - 63), text
        )
    )


def without_labels(path: list[str]) -> list[str]:
    return [re.sub(r"^[@A12](?=日本に対する武力攻撃が)", "", heading) for heading in path]


@pytest.mark.parametrize("form", FORMS)
def test_all_forms_give_the_same_rows(form: str, extraction: Extraction) -> None:
    other = read(FORMS[form])
    assert plain_rows(other) == plain_rows(extraction)
    assert other.unaccounted() == []
    for item in other.tables["guideline_items"]:
        assert cut(FORMS[form], item.spans) == item.text


@pytest.mark.parametrize("form", ["published", "published, circled", "published, wide and circled"])
@pytest.mark.parametrize("encoding", ["cp932", "utf-8-sig"])
def test_the_encodings_of_the_ministry(form: str, encoding: str, extraction: Extraction) -> None:
    text = FORMS[form].replace("−", "－")
    decoded, found = decode(text.encode(encoding), "table.csv")
    assert found == encoding
    assert plain_rows(read(decoded)) == plain_rows(extraction)


def test_whole_circles_need_no_correction() -> None:
    extraction = read(FORMS["published, circled"])
    items = extraction.tables["guideline_items"]
    assert extraction.tables["corrections"] == []
    assert [item.marker for item in items if item.parent_item_id == items[29].item_id] == list("①②③④⑤⑥⑦")
    assert items[0].text.startswith("図表Ⅲ")


def test_decayed_circles_and_letters_are_told_apart() -> None:
    items = read(FORMS["flattened, decayed"]).tables["guideline_items"]
    assert [(items[at].marker, items[at].marker_corrected) for at in (27, 49, 51, 62)] == [
        ("A", None),
        ("@", "①"),
        ("A", "②"),
        ("D", None),
    ]
    assert (items[61].marker, items[61].marker_corrected, items[61].text) == (
        "D",
        "⑤",
        "CBRN(化学・生物・放射線・核)防護",
    )


def test_a_line_wrapped_in_a_cell_is_one_item(extraction: Extraction) -> None:
    wrapped = FORMS["published"].replace("相互運用性、即応性", "相互運用性、\n即応性")
    wrapped = wrapped.replace("第2章基本的な前提", '"第2章基本的な\n前提').replace('考え方,"A', '考え方","A')
    other = read(wrapped)
    assert plain_rows(other) == plain_rows(extraction)
    assert len(other.tables["guideline_items"][29].spans) == 2
    assert other.unaccounted() == []


def test_a_latin_word_keeps_its_space() -> None:
    other = read(edited("ISR、測位", "ISR 活動、測位"))
    assert len(other.tables["guideline_items"]) == 106
    assert "早期警戒、ISR 活動、測位" in other.tables["guideline_items"][94].text


def test_a_table_without_title(extraction: Extraction) -> None:
    text = published(DOCUMENT.text)
    items = read(text[text.index("項目") :]).tables["guideline_items"]
    assert [item.text for item in items] == [item.text for item in extraction.tables["guideline_items"]][1:]


def chapter(*lines: str) -> str:
    """A table of one chapter with these lines, as published."""
    cell = "\n".join(lines)
    return f'図表Ⅲ-1 指針の概要,\r\n項目,概要\r\n第1章協力,"{cell}"\r\n'


def shape(extraction: Extraction) -> list[tuple[int, str, str, bool]]:
    return [
        (item.level, item.kind, f"{item.marker}{item.text}", item.is_heading)
        for item in extraction.tables["guideline_items"][3:]
    ]


def test_the_next_outline_of_the_kind() -> None:
    found = shape(
        read(
            chapter(
                "両政府は協力する。",
                "A防空",
                "◆両政府は、①警戒、②対処及び③復旧等を行う。",
                "①平時",
                "−監視",
                "−訓練",
                "②有事",
                "両政府は対処する。",
                "B海洋",
                "両政府は協力する。",
            )
        )
    )
    assert found == [
        (2, "paragraph", "両政府は協力する。", False),
        (2, "section", "A防空", True),
        (3, "bullet", "◆両政府は、①警戒、②対処及び③復旧等を行う。", False),
        (4, "enumerated_term", "①警戒", False),
        (4, "enumerated_term", "②対処", False),
        (4, "enumerated_term", "③復旧等", False),
        (3, "section", "①平時", True),
        (4, "bullet", "−監視", False),
        (4, "bullet", "−訓練", False),
        (3, "section", "②有事", True),
        (4, "paragraph", "両政府は対処する。", False),
        (2, "section", "B海洋", True),
        (3, "paragraph", "両政府は協力する。", False),
    ]


@given(st.integers(0, len(DOCUMENT.text) - 1), st.integers(1, 60))
@settings(max_examples=40, deadline=None)
def test_a_damaged_table_is_read_whole_or_refused(start: int, length: int) -> None:
    text = DOCUMENT.text[:start] + DOCUMENT.text[start + length :]
    try:
        extraction = read(text)
    except InputError:
        return
    assert extraction.unaccounted() == []
    assert all(cut(text, item.spans) == item.text != "" for item in extraction.tables["guideline_items"])


TERMS = st.lists(
    st.text("防衛協力後方支援情報活動施設輸送補給整備訓練演習海洋", min_size=2, max_size=8),
    min_size=2,
    max_size=9,
)


@given(
    TERMS,
    st.sampled_from([CIRCLED, DECAYED, {n: str(n) for n in range(1, 10)}]),
    st.sampled_from(["、", "及び"]),
)
@settings(max_examples=60, deadline=None)
def test_any_enumeration_is_read_back(terms: list[str], labels: dict[int, str], last: str) -> None:
    labels = labels | {
        9: circled(9) if labels is CIRCLED else decayed(circled(9)) if labels is DECAYED else "9"
    }
    written = [f"{labels[number]}{term}" for number, term in enumerate(terms, 1)]
    sentence = f"両政府は、{'、'.join(written[:-1])}{last}{written[-1]}を含む措置をとる。"
    found = shape(read(chapter(f"・{sentence}")))
    assert found[0] == (2, "bullet", f"・{sentence}", False)
    assert found[1:] == [(3, "enumerated_term", term, False) for term in written]


@pytest.mark.parametrize(
    ("text", "place", "problem"),
    [
        (edited("項目,概要", "項目,内容"), "header", "is not that of the outline"),
        (edited('性質",', "性質,"), "", "quotes are unbalanced"),
        (edited("第3章強化された", "第4章強化された"), "record 3", "out of sequence"),
        (edited(" B強化された", " D強化された"), "record 3", "'D' is out of sequence"),
        (edited(" −切れ目", " ♪切れ目"), "record 1", "'♪' is not known"),
        (edited(" −切れ目", " ア 切れ目"), "record 1", "'ア' is not known"),
        (edited("3海洋安全保障、4アセット", "海洋安全保障、4アセット"), "record 4", "'4' is out of sequence"),
        (
            edited("7施設の使用を含むが", "7施設の使用をもって"),
            "record 4",
            "does not end in a way that is known",
        ),
        (chapter(" ").replace("第1章", "序"), "record 1", "is not a chapter"),
        (chapter("A協力", "両政府は協力する。", "C調整"), "record 1", "'C' is out of sequence"),
    ],
)
def test_bad_tables_stop(text: str, place: str, problem: str) -> None:
    with pytest.raises(InputError) as error:
        read(text)
    assert error.value.file == DOCUMENT.path
    assert error.value.place.startswith(place)
    assert problem in error.value.problem
    assert error.value.remedy
