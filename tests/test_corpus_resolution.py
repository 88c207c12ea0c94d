"""Citations across laws: each lands on what the other law had when the citing wording began, or says why not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from tests.law_corpus import BASE, CITING, Row, article, articles, built, law, paragraph, revision

pytestmark = pytest.mark.slow

CITED = revision(CITING, "20200401")
MAIN = "MainProvision-Article_"


def base(*texts: tuple[str, str]) -> dict[str, str]:
    return dict(texts)


def citing(*texts: str) -> bytes:
    return articles(CITING, {str(at): text for at, text in enumerate(texts, start=1)})


def landed(
    tables: Mapping[str, Sequence[Row]], citing_id: str = CITED
) -> list[tuple[str, str, str | None, str | None]]:
    """Of each citation of the other law: text, path, end, and the reason where it did not land."""
    return [
        (row["text"], row["target_elm"], row["target_elm_end"], row["reason"])
        for row in tables["citations"]
        if row["target_law_id"] == BASE and row["provision_id"].startswith(citing_id)
    ]


def test_a_citation_of_a_loaded_law_lands_there(tmp_path: Path) -> None:
    texts = {
        revision(BASE, "20190401"): articles(BASE, {"3": "三。"}),
        CITED: citing("基本法第三条による。", "基本法による。"),
    }
    tables = built(tmp_path, texts)
    assert landed(tables) == [("基本法第三条", f"{MAIN}3", None, None), ("基本法", None, None, None)]
    assert {row["status"] for row in tables["citations"]} == {"resolved"}


def test_one_of_a_law_that_is_not_loaded_stays_outside(tmp_path: Path) -> None:
    tables = built(tmp_path, {CITED: citing("基本法第三条による。")})
    assert landed(tables) == [("基本法第三条", f"{MAIN}3", None, "law_not_loaded")]


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        ("20190401", None),
        ("20200331", None),
        ("20200401", "repealed"),
        ("20201231", "repealed"),
        ("20210101", None),
    ],
    ids=["first day", "last day", "day it went", "while it was gone", "day it came back"],
)
def test_it_is_asked_as_of_the_day_on_which_the_citing_wording_began(
    tmp_path: Path, day: str, reason: str | None
) -> None:
    texts = {
        revision(BASE, "20190401"): articles(BASE, {"3": "三。", "4": "四。"}),
        revision(BASE, "20200401"): articles(BASE, {"4": "四。"}),
        revision(BASE, "20210101"): articles(BASE, {"3": "新三。", "4": "四。"}),
        revision(CITING, day): citing("基本法第三条及び基本法第四条による。"),
    }
    found = landed(built(tmp_path, texts), revision(CITING, day))
    assert [reason for *_, reason in found] == [reason, None]


def test_what_a_law_never_had_is_no_such_provision(tmp_path: Path) -> None:
    texts = {
        revision(BASE, "20190401"): articles(BASE, {"3": "三。"}),
        CITED: citing("基本法第五条及び基本法別表第一による。"),
    }
    assert [reason for *_, reason in landed(built(tmp_path, texts))] == [
        "no_such_provision",
        "appendix_not_in_source",
    ]


def test_what_comes_later_is_not_there_yet(tmp_path: Path) -> None:
    texts = {
        revision(BASE, "20190401"): articles(BASE, {"3": "三。"}),
        revision(BASE, "20210401"): articles(BASE, {"3": "三。", "5": "五。"}),
        CITED: citing("基本法第五条による。"),
    }
    assert landed(built(tmp_path, texts))[0][3] == "no_such_provision"


def test_a_wording_before_the_first_that_is_loaded_is_taken_to_be_that_one(tmp_path: Path) -> None:
    texts = {
        revision(BASE, "20210401"): articles(BASE, {"3": "三。"}),
        revision(BASE, "20220401"): articles(BASE, {"3": "三。", "5": "五。"}),
        CITED: citing("基本法第三条及び基本法第五条による。"),
    }
    assert [reason for *_, reason in landed(built(tmp_path, texts))] == [None, "no_such_provision"]


def test_what_is_marked_as_deleted_is_repealed(tmp_path: Path) -> None:
    gone = article("3", "削除").replace("<Article ", '<Article Delete="true" ')
    texts = {revision(BASE, "20190401"): law(BASE, gone), CITED: citing("基本法第三条による。")}
    assert landed(built(tmp_path, texts))[0][3] == "repealed"


def test_a_citing_wording_that_stays_keeps_where_it_landed_first(tmp_path: Path) -> None:
    texts = {
        revision(BASE, "20190401"): articles(BASE, {"3": "三。"}),
        revision(BASE, "20200701"): articles(BASE, {"4": "四。"}),
        CITED: citing("基本法第三条による。"),
        revision(CITING, "20210401"): citing("基本法第三条による。", "新しい。"),
    }
    tables = built(tmp_path, texts)
    assert landed(tables) == [("基本法第三条", f"{MAIN}3", None, None)]
    (kept,) = [
        row
        for row in tables["provisions"]
        if row["elm"] == f"{MAIN}1-Paragraph_1" and row["law_id"] == CITING
    ]
    assert kept["last_revision_id"] == revision(CITING, "20210401")


APPENDIX = (
    "<SupplProvision><SupplProvisionLabel>附　則</SupplProvisionLabel>"
    f"{paragraph('1', '公布の日から施行する。')}{paragraph('2', '経過措置。')}</SupplProvision>"
    "<AppdxTable><AppdxTableTitle>別表第一（第三条関係）</AppdxTableTitle></AppdxTable>"
    "<AppdxTable><AppdxTableTitle>別表第二（第三条関係）</AppdxTableTitle></AppdxTable>"
    "<AppdxTable><AppdxTableTitle>別表第三（第三条関係）</AppdxTableTitle></AppdxTable>"
)


def test_an_appendix_and_the_original_supplement_are_found_by_the_path_that_texts_use(tmp_path: Path) -> None:
    texts = {
        revision(BASE, "20190401"): articles(BASE, {"3": "三。"}, APPENDIX),
        CITED: citing("基本法別表第二及び基本法附則第二項による。"),
    }
    tables = built(tmp_path, texts)
    assert landed(tables) == [
        ("基本法別表第二", "AppdxTable[2]", None, None),
        ("基本法附則第二項", "SupplProvision[1]-Paragraph_2", None, None),
    ]
    aliases = {row["alias"]: row["elm"] for row in tables["provisions"] if row["alias"]}
    assert aliases["AppdxTable_2"] == "AppdxTable[2]"
    assert aliases["SupplProvision-Paragraph_2"] == "SupplProvision[1]-Paragraph_2"


def test_the_number_in_a_title_goes_before_the_one_in_a_path(tmp_path: Path) -> None:
    """Some texts count their tables from another number than their titles do."""
    odd = APPENDIX.replace("<AppdxTable>", '<AppdxTable Num="2">', 1).replace(
        "<AppdxTable>", '<AppdxTable Num="3">', 1
    )
    texts = {
        revision(BASE, "20190401"): articles(BASE, {"3": "三。"}, odd),
        CITED: citing("基本法別表第二による。"),
    }
    tables = built(tmp_path, texts)
    titles = {row["elm"]: row["title"] for row in tables["provisions"]}
    ((_, elm, _, _),) = landed(tables)
    assert titles[elm] == "別表第二（第三条関係）"
    assert elm == "AppdxTable_3"


def targets(tables: Mapping[str, Sequence[Row]]) -> list[list[str]]:
    """The provisions of each range, in their order."""
    found: dict[str, list[str]] = {}
    for at, row in enumerate(tables["range_targets"]):
        members = found.setdefault(row["citation_id"], [])
        members.append(row["target_elm"])
        assert row["ordinal"] == len(members), at
    return [*found.values()]


ARTICLES = {"3": "三。", "3_2": "三の二。", "4": "四。", "5": "五。", "6": "六。"}


def test_a_range_in_another_law_is_each_of_its_provisions(tmp_path: Path) -> None:
    texts = {
        revision(BASE, "20190401"): articles(BASE, ARTICLES),
        CITED: citing("基本法第三条から第五条までの規定による。"),
    }
    tables = built(tmp_path, texts)
    assert landed(tables) == [("基本法第三条から第五条まで", f"{MAIN}3", f"{MAIN}5", None)]
    assert targets(tables) == [[f"{MAIN}3", f"{MAIN}3_2", f"{MAIN}4", f"{MAIN}5"]]


def test_a_range_has_what_stood_there_on_the_day(tmp_path: Path) -> None:
    texts = {
        revision(BASE, "20190401"): articles(
            BASE, {num: text for num, text in ARTICLES.items() if num != "3_2"}
        ),
        revision(BASE, "20210401"): articles(BASE, ARTICLES),
        CITED: citing("基本法第三条から第五条までの規定による。"),
        revision(CITING, "20220401"): citing("新たに、基本法第三条から第五条までの規定による。"),
    }
    assert targets(built(tmp_path, texts)) == [
        [f"{MAIN}3", f"{MAIN}4", f"{MAIN}5"],
        [f"{MAIN}3", f"{MAIN}3_2", f"{MAIN}4", f"{MAIN}5"],
    ]


def test_a_range_that_goes_backwards_does_not_land(tmp_path: Path) -> None:
    texts = {
        revision(BASE, "20190401"): articles(BASE, ARTICLES),
        CITED: citing("基本法第五条から第三条までの規定による。"),
    }
    tables = built(tmp_path, texts)
    assert landed(tables)[0][3] == "range_not_in_order"
    assert targets(tables) == []


def test_a_range_of_appendices_is_each_of_them(tmp_path: Path) -> None:
    texts = {
        revision(BASE, "20190401"): articles(BASE, {"3": "別表第一から別表第三までによる。"}, APPENDIX),
        CITED: citing("基本法別表第二から別表第三までによる。"),
    }
    assert targets(built(tmp_path, texts)) == [
        ["AppdxTable[1]", "AppdxTable[2]", "AppdxTable[3]"],
        ["AppdxTable[2]", "AppdxTable[3]"],
    ]


def test_a_range_from_a_paragraph_to_an_article_is_both_kinds(tmp_path: Path) -> None:
    main = article("3", "一。", "二。", "三。") + article("4", "四。") + article("5", "五。", "六。")
    texts = {
        revision(BASE, "20190401"): law(BASE, main),
        CITED: citing(
            "基本法第三条第二項から第五条までの規定による。", "基本法第三条から第五条第一項までの規定による。"
        ),
    }
    assert targets(built(tmp_path, texts)) == [
        [f"{MAIN}3-Paragraph_2", f"{MAIN}3-Paragraph_3", f"{MAIN}4", f"{MAIN}5"],
        [f"{MAIN}3", f"{MAIN}4", f"{MAIN}5-Paragraph_1"],
    ]


def applied(tables: Mapping[str, Sequence[Row]]) -> list[tuple[int, str, str | None]]:
    return [
        (row["ordinal"], row["target_elm"], row["target_elm_end"]) for row in tables["applied_provisions"]
    ]


def test_what_is_applied_of_another_law_lands_with_its_citation(tmp_path: Path) -> None:
    texts = {
        revision(BASE, "20190401"): articles(BASE, ARTICLES, APPENDIX),
        CITED: citing("基本法第三条から第四条まで及び附則第二項の規定は、実施について準用する。"),
    }
    tables = built(tmp_path, texts)
    assert applied(tables) == [
        (1, f"{MAIN}3", None),
        (2, f"{MAIN}3_2", None),
        (3, f"{MAIN}4", None),
        (4, "SupplProvision[1]-Paragraph_2", None),
    ]


def test_what_is_applied_of_a_law_that_is_not_loaded_stays_a_range(tmp_path: Path) -> None:
    tables = built(tmp_path, {CITED: citing("基本法第三条から第四条までの規定は、実施について準用する。")})
    assert applied(tables) == [(1, f"{MAIN}3", f"{MAIN}4")]


def test_a_law_s_own_range_is_as_of_its_own_revision_though_others_followed_that_day(tmp_path: Path) -> None:
    main = {"3": "三。", "4": "四。", "9": "第三条から第四条までによる。"}
    texts = {
        revision(BASE, "20200401", "430AC0000000070"): articles(BASE, main),
        revision(BASE, "20200401", "503AC0000000036"): articles(BASE, {"3": "三。", "9": "第三条による。"}),
    }
    tables = built(tmp_path, texts)
    assert targets(tables) == [[f"{MAIN}3", f"{MAIN}4"]]


def test_a_division_is_cited_by_those_that_hold_it(tmp_path: Path) -> None:
    chapter = '<Chapter Num="{0}"><ChapterTitle>第{0}章　総則</ChapterTitle>{1}</Chapter>'
    main = "".join(
        chapter.format(at, article(str(at), text))
        for at, text in enumerate(("一。", "二。", "前二章による。"), 1)
    )
    tables = built(tmp_path, {revision(BASE, "20190401"): law(BASE, main)})
    assert targets(tables) == [["MainProvision-Chapter_1", "MainProvision-Chapter_2"]]
