"""What amendments touch, and the reports that say so: in a tiny law and a decree, and by hand in the real ones."""

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import lxml.html
import pytest

from flows.amendment_reports.report import AmendmentReport, Change, Line, reports
from flows.amendment_reports.writing import to_html, to_json, to_markdown
from flows.impacts.impacts import impacts
from flows.impacts.wording import short_name
from flows.japanese.eras import era_date, in_era
from flows.records.laws.edits import Edit
from flows.tables.parts import Rows
from tests import amended_laws, tiny_laws
from tests.amended_laws import AFTER, BEFORE
from tests.tiny_laws import DECREE, FIRST
from warehouse.contract import contract


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_laws.build(tmp_path_factory.mktemp("amended"), amended_laws.files())


@pytest.fixture
def warehouse(database: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(database), read_only=True) as connection:
        yield connection


def touched(connection: duckdb.DuckDBPyConnection) -> list[tuple[Any, ...]]:
    """The rows of the table: changed article, table, where the row stands, steps, relation."""
    return connection.execute(
        "SELECT regexp_extract(elm, 'Article_([^-]*)', 1), table_name, "
        "regexp_extract(row_id, '_.*Article_([^-]*)', 1) || regexp_extract(row_id, '([|]|/c)[0-9]+$'), steps, relation "
        "FROM impacts ORDER BY ordinal"
    ).fetchall()


def said(connection: duckdb.DuckDBPyConnection, where: str) -> list[tuple[str, str]]:
    return connection.execute(f"SELECT path, reason FROM impacts WHERE {where} ORDER BY ordinal").fetchall()


def test_each_way_of_depending_is_found_the_closest_first(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert touched(warehouse) == [
        ("3", "substitutions", "1|1", 1, "same"),
        ("3", "applied_provisions", "1|1", 1, "same"),
        ("3", "citations", "1/c1", 1, "same"),
        ("3", "citations", "1/c2", 1, "same"),
        ("6", "citations", "2/c1", 1, "same"),
        ("10", "citations", "3/c1", 1, "same"),
        ("3", "citations", "5/c1", 1, "range"),
        ("3_2", "citations", "5/c1", 1, "new_in_range"),
        ("1", "provisions", "2", 1, "term"),
        (None, "citations", "7/c1", 1, "law"),
        ("10", "citations", "4/c1", 2, "same"),
        ("10", "citations", "5/c1", 3, "same"),
    ]


def test_the_closest_way_to_a_row_is_marked(warehouse: duckdb.DuckDBPyConnection) -> None:
    others = warehouse.execute("SELECT ordinal, relation FROM impacts WHERE NOT is_closest").fetchall()
    assert others == [(8, "new_in_range")]


@pytest.mark.parametrize(
    ("where", "path", "reason"),
    [
        (
            "table_name = 'substitutions'",
            "甲の措置に関する法律第三条第一項 ← 甲の措置に関する法律施行令第一条第一項",
            "改められた規定を読み替える（読み替えられる「許可する」が改正後の規定にない）",
        ),
        (
            "table_name = 'applied_provisions'",
            "甲の措置に関する法律第三条第一項 ← 甲の措置に関する法律施行令第一条第一項",
            "改められた規定を準用する",
        ),
        (
            "elm LIKE '%Article_6'",
            "甲の措置に関する法律第六条 ← 甲の措置に関する法律施行令第二条第一項",
            "削られた規定を引用する",
        ),
        (
            "elm LIKE '%Article_10' AND steps = 1",
            "甲の措置に関する法律第十条 ← 甲の措置に関する法律施行令第三条第一項",
            "番号の改められた規定を引用する（改正前の番号による）",
        ),
        (
            "elm LIKE '%Article_10' AND steps = 2",
            "甲の措置に関する法律第十条 ← 甲の措置に関する法律施行令第三条第一項 ← 甲の措置に関する法律施行令第四条第一項",
            "番号の改められた規定を引用する規定を引用する（改正前の番号による）",
        ),
        (
            "relation = 'new_in_range'",
            "甲の措置に関する法律第三条の二 ← 甲の措置に関する法律第五条第一項",
            "新たに加えられた規定が間に入る範囲を引用する",
        ),
        (
            "relation = 'term'",
            "甲の措置に関する法律第一条第一項（「船舶」の定義） ← 甲の措置に関する法律第二条第一項",
            "定義の改められた語「船舶」を用いる",
        ),
        (
            "relation = 'law'",
            "甲の措置に関する法律 ← 甲の措置に関する法律施行令第七条第一項",
            "改正された法律を引用する",
        ),
    ],
)
def test_paths_and_reasons_are_in_words(
    warehouse: duckdb.DuckDBPyConnection, where: str, path: str, reason: str
) -> None:
    assert said(warehouse, where) == [(path, reason)]


def test_the_report_of_a_law_has_what_its_changes_touch(warehouse: duckdb.DuckDBPyConnection) -> None:
    found = warehouse.execute(
        "SELECT coalesce(elm_after, elm_before), list_transform(touches, lambda one: one.table_name) "
        "FROM amendment_report('甲法', DATE '2020-04-01') WHERE len(touches) > 0"
    ).fetchall()
    assert found == [
        ("MainProvision-Article_1-Paragraph_1", ["provisions"]),
        (
            "MainProvision-Article_3-Paragraph_1",
            ["substitutions", "applied_provisions", "citations", "citations", "citations"],
        ),
        ("MainProvision-Article_3_2", ["citations"]),
        ("MainProvision-Article_6", ["citations"]),
        ("MainProvision-Article_10", ["citations"] * 3),
        (None, ["citations"]),
    ]


def test_without_changes_nothing_is_asked(tmp_path: Path) -> None:
    tables: dict[str, Rows] = {"provision_changes": contract()["provision_changes"].schema.empty_table()}
    found = impacts(tables, tmp_path / "impacts")
    assert found.num_rows == 0
    assert found.schema.equals(contract()["impacts"].schema)


def test_long_titles_give_way_to_the_last_abbreviation() -> None:
    assert short_name("自衛隊法", ["隊法"]) == "自衛隊法"
    assert (
        short_name("国際連合平和維持活動等に対する協力に関する法律", ["ＰＫＯ法", "国際平和協力法"])
        == "国際平和協力法"
    )
    assert (
        short_name("長い題名の付いた架空の法律に関する法律", []) == "長い題名の付いた架空の法律に関する法律"
    )


@pytest.fixture(scope="module")
def report(database: Path) -> AmendmentReport:
    (found,) = reports(database)
    return found


def test_a_report_says_which_amendment_it_is_of(report: AmendmentReport) -> None:
    assert report.title == "甲の措置に関する法律の改正（令和二年法律第二号、令和二年四月一日施行）"
    assert (report.from_revision_id, report.law_revision_id) == (BEFORE, AFTER)
    assert (report.amendment_law_num, report.amendment_law_title) == ("令和二年法律第二号", None)
    assert (report.enforced_on, report.promulgated_on) == (dt.date(2020, 4, 1), None)


def test_a_report_has_old_and_new_text(report: AmendmentReport) -> None:
    changes = [(change.place, change.change, change.former_place) for change in report.changes]
    assert changes == [
        ("第一条第一項", "amended", None),
        ("第三条第一項", "amended", None),
        ("第三条の二", "added", None),
        ("第六条", "removed", None),
        ("第十条", "renumbered", "第九条"),
    ]
    assert report.changes[1].lines[0].text == [
        Edit("equal", "大臣は、"),
        Edit("delete", "許可"),
        Edit("insert", "申請により免許"),
        Edit("equal", "する。"),
    ]
    added = report.changes[2]
    assert [line.place for line in added.lines] == ["第三条の二", "第三条の二第一項"]


def test_a_report_names_each_place_once_with_its_words(report: AmendmentReport) -> None:
    sections = {section.heading: section.touched for section in report.sections}
    assert [(name, len(found)) for name, found in sections.items()] == [
        ("読替え", 1),
        ("引用", 6),
        ("定義語の使用", 1),
    ]
    (read_over,) = sections["読替え"]
    assert read_over.quote == "「許可する」とあるのは「認可する」"
    assert sections["定義語の使用"][0].quote == "船舶の所有者は、届け出る。"
    assert report.touched == 8


def test_markdown_has_all_of_it(report: AmendmentReport) -> None:
    text = to_markdown(report)
    assert (
        "- 改正法令：令和二年法律第二号\n- 公布：資料に記載なし\n- 施行：令和二年四月一日（2020-04-01）\n"
        in text
    )
    assert (
        "### 第三条第一項（改正）\n\n- 旧：大臣は、〔－許可－〕する。\n- 新：大臣は、〔＋申請により免許＋〕する。\n"
        in text
    )
    assert "### 第十条（条項の移動、旧第九条）" in text
    assert f"`anpo trace provisions {BEFORE}/MainProvision-Article\\_2-Paragraph\\_1`" not in text
    assert f"`anpo trace provisions {BEFORE}/MainProvision-Article_2-Paragraph_1`" in text


def test_html_needs_nothing_else_and_marks_what_changed(report: AmendmentReport) -> None:
    page = to_html(report)
    assert "<p>大臣は、<del>許可</del>する。</p>" in page
    assert "<p>大臣は、<ins>申請により免許</ins>する。</p>" in page
    tree = lxml.html.fromstring(page)
    assert tree.xpath("//script | //link | //img | //@src") == []
    assert len(tree.xpath("//li")) == report.touched


def test_words_of_a_law_are_no_markup(report: AmendmentReport) -> None:
    line = Line("<b>", [], [], [Edit("insert", "<script>*甲*</script>")])
    odd = replace(report, changes=[Change("added", "A", None, [line])], sections=[])
    assert "<script>" not in to_html(odd)
    assert "\\<script\\>\\*甲\\*\\</script\\>" in to_markdown(odd)


def test_json_has_every_field(report: AmendmentReport) -> None:
    (found,) = json.loads(to_json([report]))
    assert found["enforced_on"] == "2020-04-01"
    assert found["changes"][1]["lines"][0]["text"][1] == {"op": "delete", "text": "許可"}
    assert found["sections"][0]["touched"][0]["table_name"] == "substitutions"


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ({"since": dt.date(2020, 4, 1)}, 1),
        ({"since": dt.date(2020, 4, 2)}, 0),
        ({"law_id": FIRST}, 1),
        ({"law_id": DECREE}, 0),
        ({"revisions": [AFTER]}, 1),
        ({"revisions": [BEFORE]}, 0),
        ({"revisions": []}, 0),
    ],
)
def test_reports_are_chosen(database: Path, asked: dict[str, Any], count: int) -> None:
    assert len(reports(database, **asked)) == count


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (dt.date(2019, 4, 30), "平成三十一年四月三十日"),
        (dt.date(2019, 5, 1), "令和元年五月一日"),
        (dt.date(1989, 1, 7), "昭和六十四年一月七日"),
        (dt.date(1926, 12, 25), "昭和元年十二月二十五日"),
        (dt.date(1867, 11, 9), "1867-11-09"),
    ],
)
def test_days_are_written_in_eras(day: dt.date, text: str) -> None:
    assert in_era(day) == text
    if text != day.isoformat():
        assert era_date(text) == day
