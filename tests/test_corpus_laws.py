"""All laws together: names, revisions, coverage; and whatever is loaded, the rules of the warehouse hold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from expectations.asking import find
from expectations.derived import derived
from expectations.rules import Rule
from expectations.rules import written as written_rules
from flows.corpus.collect import at_paths
from flows.corpus.laws import LawTables, build_laws, with_lists
from flows.corpus.unlisted import unlisted_laws
from flows.documents.law_lists import LawList
from flows.records.laws.names import Law
from tests.law_corpus import (
    BASE,
    CITING,
    ENDING,
    Row,
    article,
    articles,
    as_of,
    built,
    known,
    law,
    paragraph,
    part_bytes,
    place_of,
    revision,
    rows,
    written,
)  # fmt: skip
from tests.small_warehouse import small_database
from warehouse.contract import contract

pytestmark = pytest.mark.slow

GOLDEN_LEGALIZE = Path(__file__).parent / "golden" / "law_legalize"
FIRST, SECOND = revision(BASE, "20190401", CITING), revision(BASE, "20210401")
TEXTS = {FIRST: articles(BASE, {"1": "一。"}), SECOND: articles(BASE, {"1": "一。", "2": "二。"})}


def listed(revision_id: str, **others: str | dt.date) -> LawList:
    blank = dict.fromkeys(LawList.__dataclass_fields__)
    known = {
        "law_id": revision_id.partition("_")[0],
        "law_revision_id": revision_id,
        "not_yet_enforced": False,
    }
    return LawList(**(blank | known | others))  # type: ignore[arg-type]


def test_a_law_begins_with_its_first_wording(tmp_path: Path) -> None:
    tables = built(tmp_path, TEXTS)
    begins = {row["law_id"]: row["history_from"] for row in tables["laws"]}
    assert begins == {BASE: dt.date(2019, 4, 1), CITING: None}


def test_a_law_can_be_asked_for_by_all_its_names(tmp_path: Path) -> None:
    (one, *_) = known(BASE)
    tables = built(tmp_path, TEXTS, [replace(one, abbreviations=["略", "基本法"])])
    assert [(row["name"], row["kind"]) for row in tables["law_names"]] == [
        (BASE, "law_id"),
        ("平成十一年法律第六十号", "law_num"),
        ("基本法", "title"),
        ("略", "abbreviation"),
    ]


def test_the_amending_law_is_named_as_far_as_it_is_known(tmp_path: Path) -> None:
    by_id = {row["law_revision_id"]: row for row in built(tmp_path / "a", TEXTS)["law_revisions"]}
    assert by_id[FIRST]["amendment_law_num"] == "平成十五年法律第七十九号"
    assert by_id[FIRST]["amendment_law_title"] == "実施法"
    assert by_id[SECOND]["amendment_law_num"] is None
    row = listed(SECOND, amendment_num="令和三年法律第一号", amendment_promulgated_on=dt.date(2021, 1, 1))
    by_id = {
        row["law_revision_id"]: row for row in built(tmp_path / "b", TEXTS, lists=[row])["law_revisions"]
    }
    assert by_id[SECOND]["amendment_law_num"] == "令和三年法律第一号"
    assert by_id[SECOND]["promulgated_on"] == dt.date(2021, 1, 1)


def test_what_the_lists_lack_the_newest_text_says(tmp_path: Path) -> None:
    title = b'<LawTitle Kana="\xe3\x81\x8d" Abbrev="\xe7\x95\xa5\xe7\xa7\xb0">'
    texts = TEXTS | {SECOND: TEXTS[SECOND].replace(b"<LawTitle>", title)}
    (row, _) = built(tmp_path, texts)["laws"]
    assert (row["title_kana"], row["abbreviations"]) == ("き", ["略称"])


def test_every_character_read_is_counted_for_its_source(tmp_path: Path) -> None:
    tables = built(tmp_path, TEXTS)
    counted = {row["source_id"]: row["characters"] for row in tables["coverage"]}
    title = len("平成十一年法律第六十号基本法")
    assert counted == {FIRST: title + len("第1条一。"), SECOND: title + len("第1条一。第2条二。")}
    assert {row["unaccounted"] for row in tables["coverage"]} == {0}


def test_a_law_whose_newest_text_cannot_be_read_is_there_until_that_begins(tmp_path: Path) -> None:
    inputs = written(tmp_path / "texts", TEXTS | {SECOND: b"<Law><Odd/></Law>"})
    found = build_laws(inputs, known(), [], place_of(tmp_path))
    assert [Path(str(fault.file)).stem for fault in found.faults] == [SECOND]
    tables = rows(found)
    (only,) = tables["law_revisions"]
    assert (only["law_revision_id"], only["valid_to"], only["status"]) == (
        FIRST, dt.date(2021, 4, 1), "PreviousEnforced",
    )  # fmt: skip
    assert {row["valid_to"] for row in tables["provisions"]} == {dt.date(2021, 4, 1)}


def test_a_law_with_an_older_text_that_cannot_be_read_is_left_out(tmp_path: Path) -> None:
    inputs = written(tmp_path / "texts", TEXTS | {FIRST: b"<Law><Odd/></Law>"})
    found = build_laws(inputs, known(), [], place_of(tmp_path))
    assert [Path(str(fault.file)).stem for fault in found.faults] == [FIRST]
    assert rows(found)["law_revisions"] == []


def test_another_text_stands_for_one_that_cannot_be_read(tmp_path: Path) -> None:
    text = (GOLDEN_LEGALIZE / "412AC0000000145_20160329_427AC0000000076.md").read_bytes()
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "412AC0000000145_20160329_427AC0000000076.md").write_bytes(text)
    (folder / "412AC0000000145_20160329_427AC0000000076.xml").write_bytes(b"<Law><Odd/></Law>")
    found = build_laws(at_paths([folder], None).inputs, [], [], place_of(tmp_path))
    assert found.faults == []
    assert len(rows(found)["law_revisions"]) == 1


def test_lists_name_laws_that_are_loaded_and_not_known(tmp_path: Path) -> None:
    inputs = written(tmp_path / "texts", TEXTS)
    row = listed(SECOND, title="基本法", law_num="平成十一年法律第六十号", title_kana="きほんほう")
    other = listed(revision(CITING, "20200401"), title="実施法", law_num="平成十五年法律第七十九号")
    (found,) = with_lists([], inputs, [row, other])
    assert (found.law_id, found.title, found.title_kana) == (BASE, "基本法", "きほんほう")
    assert with_lists([found], inputs, [row]) == [found]


def test_a_law_that_no_list_has_is_known_by_its_newest_text(tmp_path: Path) -> None:
    texts = TEXTS | {SECOND: TEXTS[SECOND].replace("基本法".encode(), "新基本法".encode())}
    inputs = written(tmp_path / "texts", texts)
    (found,) = unlisted_laws(inputs, {CITING})
    assert (found.law_id, found.law_num, found.title, found.law_type) == (
        BASE,
        "平成十一年法律第六十号",
        "新基本法",
        "Act",
    )
    assert [*unlisted_laws(inputs, {BASE})] == []


def test_what_stays_is_stored_once_and_what_changes_is_said(tmp_path: Path) -> None:
    tables = built(tmp_path, TEXTS)
    elms = [(row["elm"], row["law_revision_id"], row["last_revision_id"]) for row in tables["provisions"]]
    main = "MainProvision-Article_"
    assert [(elm, first == last) for elm, first, last in elms if elm.startswith(main)] == [
        (f"{main}1", False),
        (f"{main}1-Paragraph_1", False),
        (f"{main}2", True),
        (f"{main}2-Paragraph_1", True),
    ]
    assert [(row["change"], row["elm_after"]) for row in tables["provision_changes"]] == [
        ("added", f"{main}2"),
        ("added", f"{main}2-Paragraph_1"),
    ]


def test_no_texts_are_no_rows(tmp_path: Path) -> None:
    tables = build_laws([], known(), [], place_of(tmp_path))
    assert {name: parts.num_rows for name, parts in tables.parts.items()} == dict.fromkeys(tables.parts, 0)


WORDS = st.sampled_from(
    [
        "一。",
        "前条による。ただし、次項を除く。",
        "第一条から第三条までの規定は、届出について準用する。",
        "基本法第一条第一項（以下「甲」という。）による。",
        "基本法第二条から第四条までの規定は、許可について準用する。この場合において、「乙」とあるのは「丙」とする。",
        "実施法第二条及び別表第一による。",
        "削除",
    ]
)
ARTICLES = st.dictionaries(
    st.sampled_from(["1", "2", "2_2", "3", "4"]), st.lists(WORDS, min_size=1, max_size=2), min_size=1
)
TABLES = st.lists(st.sampled_from(["別表第一", "別表第二"]), max_size=2, unique=True)


def text_of(law_id: str, found: tuple[Mapping[str, list[str]], list[str]]) -> bytes:
    """A law of articles in the order of their numbers, the later ones in a chapter, and appended tables."""
    said, tables = found
    each = {
        num: article(num, *(paragraph(str(at), words, "号") for at, words in enumerate(texts, 1)))
        for num, texts in sorted(said.items())
    }
    outside = "".join(each[num] for num in each if num < "2")
    inside = "".join(each[num] for num in each if num >= "2")
    chapter = (
        f'<Chapter Num="1"><ChapterTitle>第一章　総則</ChapterTitle>{inside}</Chapter>' if inside else ""
    )
    rest = "".join(f"<AppdxTable><AppdxTableTitle>{title}</AppdxTableTitle></AppdxTable>" for title in tables)
    return law(law_id, outside + chapter, rest)


REVISIONS = st.dictionaries(
    st.builds(
        revision,
        st.sampled_from([BASE, CITING]),
        st.sampled_from(["20190401", "20200401", "20210401"]),
        st.sampled_from([ENDING, "430AC0000000070", "503AC0000000036"]),
    ),
    st.tuples(ARTICLES, TABLES),
    min_size=1,
    max_size=7,
)


def loaded(folder: Path, texts: Mapping[str, bytes]) -> tuple[LawTables, dict[str, list[Row]]]:
    inputs = written(folder / "texts", texts)
    tables = build_laws(inputs, known(), [], place_of(folder))
    assert tables.faults == []
    return tables, rows(tables)


LAWS = [name for name, table in contract().items() if table.section == "laws"]
RULES: list[Rule] = [
    rule
    for rule in (*derived(), *written_rules())
    if rule.table in {*LAWS, "coverage"} and not rule.rule.endswith("source_id.references")
]


def warehouse_of(tables: Mapping[str, Sequence[Row]]) -> dict[str, pa.Table]:
    """Every table of the contract; sources as the rules on laws ask for them."""
    found = {
        name: pa.Table.from_pylist([*tables.get(name, [])], schema=table.schema)
        for name, table in contract().items()
    }
    sources = {row["source_id"]: row["content_sha256"] for row in tables["law_revisions"]}
    columns = contract()["sources"].schema
    values = {"source_id": [*sources], "sha256": [*sources.values()], "kind": ["law-xml"] * len(sources)}
    found["sources"] = pa.table(
        {field.name: values.get(field.name, [None] * len(sources)) for field in columns},
        schema=pa.schema([field.with_nullable(True) for field in columns]),
    )
    return found


def hold_true(
    folder: Path, found: Mapping[str, tuple[dict[str, list[str]], list[str]]], random: Random
) -> None:
    texts = {revision_id: text_of(revision_id.partition("_")[0], said) for revision_id, said in found.items()}
    parts, tables = loaded(folder, texts)
    with small_database(warehouse_of(tables)) as database:
        broken = {rule: examples for rule, examples in find(database, RULES).items() if examples.total}
    assert broken == {}

    # Each revision is there as it is where it is loaded alone.
    for revision_id, text in texts.items():
        alone = built(folder / revision_id, {revision_id: text})
        kept = (
            "elm",
            "alias",
            "parent_elm",
            "kind",
            "num",
            "depth",
            "caption",
            "title",
            "text",
            "is_deleted",
        )
        assert [[row[name] for name in kept] for row in as_of(tables, revision_id)] == [
            [row[name] for name in kept] for row in alone["provisions"]
        ]

    # In whatever order they come, the same rows.
    inputs = written(folder / "again", texts)
    random.shuffle(inputs)
    again = build_laws(inputs, known(), [], place_of(folder / "other"))
    for name, one in parts.parts.items():
        assert part_bytes(again.parts[name]) == part_bytes(one), name
    assert again.records == parts.records


UNHURRIED = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)


@settings(UNHURRIED, max_examples=4)
@given(REVISIONS, st.randoms())
def test_whatever_is_loaded_the_rules_hold(
    tmp_path_factory: pytest.TempPathFactory,
    found: dict[str, tuple[dict[str, list[str]], list[str]]],
    random: Random,
) -> None:
    hold_true(tmp_path_factory.mktemp("corpus"), found, random)


@settings(UNHURRIED, max_examples=12)
@given(REVISIONS, st.randoms())
def test_whatever_else_is_loaded_the_rules_hold(
    tmp_path_factory: pytest.TempPathFactory,
    found: dict[str, tuple[dict[str, list[str]], list[str]]],
    random: Random,
) -> None:
    hold_true(tmp_path_factory.mktemp("corpus"), found, random)


def test_the_rules_are_asked_of_laws_of_every_kind() -> None:
    assert len(RULES) > 60
    assert {rule.table for rule in RULES} == {*LAWS, "coverage"}


def test_names_are_of_laws(tmp_path: Path) -> None:
    other = Law("999AC0000000001", "list", "令和九年法律第一号", "Act", "他法", None, [], None, None, [])
    tables = built(tmp_path, TEXTS, [*known(), other])
    assert {row["law_id"] for row in tables["laws"]} == {BASE, CITING, "999AC0000000001"}
