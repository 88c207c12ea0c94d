"""The paper of 2024: items by edition, consequences, the boxes of the chart, and papers that cannot be read."""

import random
import re
from dataclasses import fields, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.documents.located import cut
from flows.documents.source_text import SourceText
from flows.errors import InputError
from flows.records.extraction import Extraction
from flows.records.guidelines.editions import edition_named, read_editions
from flows.records.guidelines.guideline_items import GuidelineItem
from flows.records.guidelines.guidelines_review import read_review
from flows.records.laws.names import LawNames, read_law_list
from flows.tables.arrow import to_arrow
from tests.guideline_goldens import (
    golden_rows,
    in_sample_terms,
    raw_document,
    sample,
    sample_rows,
    sampled_references,
)
from warehouse.contract import contract

DOCUMENT: SourceText = raw_document("muto-2024")
EDITIONS = {"78": "1978", "97": "1997", "15": "2015", "24": "2024-proposal", "-": "general"}
TABLES = ("guideline_items", "guideline_consequences", "mechanism_nodes", "corrections")


@pytest.fixture(scope="module")
def names() -> LawNames:
    return LawNames.of(read_law_list(raw_document("law-list")).tables["laws"])


@pytest.fixture(scope="module")
def extraction(names: LawNames) -> Extraction:
    return read_review(DOCUMENT, names, "2024-proposal")


def read(text: str, names: LawNames | None = None) -> Extraction:
    return read_review(replace(DOCUMENT, text=text), names or LawNames(), "2024-proposal")


def edited(before: str, after: str) -> str:
    assert before in DOCUMENT.text
    return DOCUMENT.text.replace(before, after, 1)


def agrees(item: GuidelineItem, row: dict[str, str]) -> bool:
    """Whether an item is that of a golden row; each `…` in the row's text stands for what it leaves out."""
    text = ".+".join(re.escape(piece) for piece in row["text"].split("…"))
    return re.fullmatch(text, item.text) is not None and row == {
        "ordinal": str(item.ordinal),
        "parent": (item.parent_item_id or "").rpartition("/")[2].lstrip("0"),
        "level": str(item.level),
        "kind": item.kind,
        "heading": "yes" if item.is_heading else "no",
        "edition": next(short for short, edition in EDITIONS.items() if edition == item.edition),
        "marker": item.marker,
        "text": row["text"],
    }


def test_every_item(extraction: Extraction) -> None:
    items, rows = extraction.tables["guideline_items"], golden_rows("../review/muto-2024.psv")
    assert len(items) == len(rows) == 192
    assert [item.item_id for item, row in zip(items, rows, strict=True) if not agrees(item, row)] == []


def test_hand_read_sample(extraction: Extraction) -> None:
    rows = sample_rows("002")
    assert len(rows) > 30
    items = extraction.tables["guideline_items"]
    assert [in_sample_terms(items[row["ordinal"] - 1], list(row)) for row in rows] == rows


def test_items_that_the_other_samples_quote(extraction: Extraction) -> None:
    references = sampled_references("002")
    assert len(references) > 30
    for ordinal, quoted in references:
        item = extraction.tables["guideline_items"][ordinal - 1]
        assert (item.marker + item.text).startswith(quoted.replace("⇒ ", "⇒")) or quoted in item.text


def test_consequences(extraction: Extraction) -> None:
    found = [
        (row.edition, row.ordinal, row.item_id[-3:], row.name, row.law_id, row.year, row.action, row.subject)
        for row in extraction.tables["guideline_consequences"]
    ]
    assert found == [
        ("1997", 1, "028", "周辺事態安全確保法", "411AC0000000060", 1999, "制定", None),
        ("1997", 2, "028", "日米ACSA協定", None, 1999, "締結", None),
        (
            "1997",
            3,
            "028",
            "自衛隊法",
            "329AC0000000165",
            1999,
            "一部改正",
            "在外邦人等の輸送に関わる",
        ),
        ("1997", 4, "028", "船舶検査活動法", "412AC0000000145", 2000, "制定", None),
        ("2015", 1, "066", "平和安全法制", None, None, "制定", None),
        ("2015", 2, "066", "自衛隊法", "329AC0000000165", None, "改正", "武器等防護に関わる"),
        (
            "2024-proposal",
            1,
            "159",
            "作戦統制（OPCON）を可能とするための指揮統制等に関わる法律及び制度",
            None,
            None,
            "整備",
            None,
        ),
    ]


def test_sampled_consequences(extraction: Extraction) -> None:
    rows = [row for row in extraction.tables["guideline_consequences"] if row.edition in ("1978", "1997")]
    editions = sample("editions")
    expected = [row for year in ("1978", "1997") for row in editions[year]["domestic_law_consequences"]]
    assert [(row.name, row.year, cut(DOCUMENT.text, row.spans), int(row.item_id[-3:])) for row in rows] == [
        (row["name"], row["year"], row["quote"], int(row["item_id"][4:])) for row in expected
    ]
    assert all(wanted["action"].startswith(row.action) for row, wanted in zip(rows, expected, strict=True))


def test_every_character_is_in_a_row_or_set_aside_as_white_space(extraction: Extraction) -> None:
    assert extraction.unaccounted() == []
    assert {span.reason for span in extraction.ignored} == {"line_end", "line_wrap", "page_break", "spacing"}
    assert not any(DOCUMENT.text[span.start : span.end].strip() for span in extraction.ignored)
    breaks = [span for span in extraction.ignored if span.reason == "page_break"]
    assert len(breaks) == 13  # between 13 pages, and at the end of the file


def test_texts_are_cut_from_their_spans(extraction: Extraction) -> None:
    for item in extraction.tables["guideline_items"]:
        assert cut(DOCUMENT.text, item.spans) == item.text
        assert cut(DOCUMENT.text, item.marker_spans) == item.marker
    for node in extraction.tables["mechanism_nodes"]:
        assert cut(DOCUMENT.text, node.spans) == node.label


def test_rows_fit_their_contract(extraction: Extraction) -> None:
    for name in TABLES:
        table = to_arrow(contract()[name], extraction.tables[name])
        assert table.num_rows == len(extraction.tables[name])


def test_what_a_sentence_marks_inside_itself_stays_in_it(extraction: Extraction) -> None:
    items = {item.item_id: item for item in extraction.tables["guideline_items"]}
    inner = [item for item in items.values() if item.kind == "enumerated_term" or item.ordinal == 154]
    assert [item.ordinal for item in inner] == [34, 35, 36, 93, 94, 95, 96, 154]
    for item in inner:
        if item.ordinal not in range(93, 97):
            assert item.text in items[item.parent_item_id or ""].text


def test_boxes_of_the_chart(extraction: Extraction) -> None:
    labels = [node.label for node in extraction.tables["mechanism_nodes"]]
    assert len(labels) == 26
    assert labels[:2] == ["内閣総理大臣", "大統領"]
    assert labels.count("自衛隊の部隊") == labels.count("米軍の部隊") == 3
    assert labels[-1] == "連合作戦司令官／統合作戦司令官"


def test_mistakes_of_the_author_stay(extraction: Extraction) -> None:
    texts = "".join(item.text for item in extraction.tables["guideline_items"])
    assert all(mistake in texts for mistake in ("在り方につての", "基金の課題", "齟齬運用性", "日米官の政治"))
    assert extraction.tables["corrections"] == []
    assert all(item.text_corrected is None for item in extraction.tables["guideline_items"])


def without_spans(extraction: Extraction) -> dict[str, list[dict[str, object]]]:
    return {
        name: [
            {
                field.name: getattr(row, field.name)
                for field in fields(row)
                if not field.name.endswith("spans")
            }
            for row in rows
        ]
        for name, rows in extraction.tables.items()
    }


@pytest.mark.parametrize(
    "text",
    [
        DOCUMENT.text.replace("\n", "\r\n"),
        re.sub(r"(?<=.)\n (?=.)", "\n\f", DOCUMENT.text),
        DOCUMENT.text.replace("〇", "○"),
    ],
    ids=["CRLF", "form feeds", "another circle"],
)
def test_forms_of_the_same_paper(text: str, extraction: Extraction, names: LawNames) -> None:
    found, expected = without_spans(read(text, names)), without_spans(extraction)
    assert text != DOCUMENT.text
    if "○" in text:
        for row in expected["guideline_items"]:
            row["marker"] = str(row["marker"]).replace("〇", "○")
            row["path"] = [above.replace("〇", "○") for above in row["path"]]  # type: ignore[attr-defined]
    assert found == expected


@pytest.mark.parametrize(
    ("heading", "edition"),
    [
        ("1978年のガイドライン策定", "1978"),
        ("2015年ガイドライン要旨", "2015"),
        ("97 ガイドラインの評価", "1997"),
        ("参考資料： １５ガイドライン", "2015"),
        ("新ガイドラインの概要", None),
        ("2015年の情勢", None),
    ],
)
def test_editions_that_headings_name(heading: str, edition: str | None) -> None:
    assert edition_named(heading, read_editions()) == edition


def test_editions() -> None:
    assert [(row.edition, row.year, row.status) for row in read_editions()] == [
        ("1978", 1978, "superseded"),
        ("1997", 1997, "superseded"),
        ("2015", 2015, "in_force"),
        ("2024-proposal", 2024, "proposal"),
    ]


ACTS = "周辺事態安全確保法を制定（1999年）"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (edited("〇概要", "◆概要"), r"line 51: '◆概要'\n.*marker that is not known"),
        (edited("・北朝鮮の核ミサイル開発", "(a) 北朝鮮"), "not known"),
        (edited("－米国は、日本の", "1) 米国は、日本の"), "not known"),
        (edited("〇東西冷戦時代のソ連の脅威に対処", "〇"), "marker with nothing after it"),
        (
            edited("３ ガイドライン見直し", "１ ガイドライン見直し"),
            "is chapter 1, but stands after chapter 2",
        ),
        (edited("（１）1978年の", "（１）1987年の"), r"line 41: .*\n.*edition that is not known: 1987年の"),
        (edited(ACTS, "周辺事態安全確保法に言及（1999年）"), r"line 82: .*\n.*speaks of a law"),
        (edited(ACTS, "周辺事態確保法を制定（1999年）"), r"line 82: .*\n.*no law .* 周辺事態確保法"),
        (edited(" NATO などの同盟や", " －NATO などの同盟や"), r"line 248: .*\n.*breaks off"),
        (re.sub(" +\n", "\n", DOCUMENT.text), "no line ends in a space"),
        (re.sub("[１-６] ", "", DOCUMENT.text), "has no chapter"),
        ("図表、概要 \n\n", "has no chapter"),
    ],
)
def test_papers_that_cannot_be_read(text: str, problem: str, names: LawNames) -> None:
    with pytest.raises(InputError, match=problem):
        read(text, names)


LINES = DOCUMENT.text.splitlines(keepends=True)
SIGNS = [
    "〇",
    "－",
    "・",
    "⇒ ",
    " ⇒ ",
    "※ ",
    "① ",
    "（１）",
    "７ ",
    "（概要）",
    " ",
    "",
    "文である。",
    "97 ガイドライン",
]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32), st.lists(st.sampled_from(SIGNS), max_size=6))
def test_a_damaged_paper_is_read_whole_or_refused(seed: int, signs: list[str]) -> None:
    """Lines lost, moved, or with other beginnings: whatever is read covers the text, or nothing is."""
    chance = random.Random(seed)  # noqa: S311
    lines = LINES[:]
    for sign in signs:
        place = chance.randrange(len(lines))
        lines[place] = sign + lines[place].lstrip("〇－・⇒※ ")
        del lines[(start := chance.randrange(len(lines))) : start + chance.randrange(3)]
        lines.insert(chance.randrange(len(lines)), lines.pop(chance.randrange(len(lines))))
    text = "".join(lines)
    try:
        found = read(text)
    except InputError:
        return
    assert found.unaccounted() == []
    items = found.tables["guideline_items"]
    assert [item.ordinal for item in items] == list(range(1, len(items) + 1))
    by_id = {item.item_id: item for item in items}
    for item in items:
        assert cut(text, item.spans) == item.text
        assert item.text == item.text.strip() != ""
        if item.parent_item_id:
            assert by_id[item.parent_item_id].level == item.level - 1
