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
from flows.commands import amendments as command
from flows.errors import AnpoError
from flows.impacts.impacts import ASKED, impacts
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
        ("引用", 4),
        ("定義語の使用", 1),
        ("引用をたどって届く規定", 2),
    ]
    (read_over,) = sections["読替え"]
    assert [section.is_far for section in report.sections] == [False, False, False, True]
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
    assert len(tree.findall(".//li")) == report.touched


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


def test_the_same_tables_give_the_same_bytes(warehouse: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    tables: dict[str, Rows] = {name: warehouse.sql(f"FROM {name}").to_arrow_table() for name in ASKED}
    first, second = (impacts(tables, tmp_path / name) for name in ("first", "second"))
    assert [file.read_bytes() for file in first.files] == [file.read_bytes() for file in second.files]
    assert first.num_rows == len(touched(warehouse))


def asked(database: Path, **options: Any) -> None:
    """Ask as the command does; what is not said is left open."""
    given = {"since": None, "law": None, "output_format": None, "output": None} | options
    command.report(warehouse=database.parent, **given)


def test_the_command_prints_markdown(
    database: Path, report: AmendmentReport, capsys: pytest.CaptureFixture[str]
) -> None:
    asked(database)
    assert capsys.readouterr().out == to_markdown(report)


def test_the_command_prints_every_form(
    database: Path, report: AmendmentReport, capsys: pytest.CaptureFixture[str]
) -> None:
    asked(database, output_format="html", law="甲法")
    assert capsys.readouterr().out == to_html(report)
    asked(database, output_format="json", since=dt.date(2020, 4, 1))
    assert capsys.readouterr().out == to_json([report])
    asked(database, output_format="summary")
    line = "│ 2020-04-01 │ 甲の措置に関する法律 │ 令和二年法律第二号 │    5 │        8 │"
    assert line in capsys.readouterr().out.splitlines()


def test_several_amendments_are_listed_before_their_reports(report: AmendmentReport) -> None:
    text = command.overview([report, report])
    assert (
        text.splitlines()
        == ["# 改正の一覧（2件）", ""]
        + ["- 2020-04-01　甲の措置に関する法律（令和二年法律第二号）　改正5件、読み直し8箇所"] * 2
    )


@pytest.mark.parametrize(
    ("output_format", "files"),
    [(None, [f"{AFTER}.html", f"{AFTER}.md"]), ("html", [f"{AFTER}.html"]), ("json", ["amendments.json"])],
)
def test_the_command_writes_files(
    database: Path, tmp_path: Path, output_format: str | None, files: list[str]
) -> None:
    asked(database, output=tmp_path / "reports", output_format=output_format)
    assert sorted(path.name for path in (tmp_path / "reports").iterdir()) == files


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"since": dt.date(2020, 4, 2)}, "no amendment since 2020-04-02 is in the warehouse"),
        (
            {"law": "甲の措置に関する法律施行令"},
            "no amendment of 甲の措置に関する法律施行令 is in the warehouse",
        ),
        ({"law": "乙法"}, "is no name"),
        ({"law": "自衛隊法"}, "its text is not loaded"),
        ({"output_format": "summary", "output": Path("out")}, "is for the terminal"),
    ],
)
def test_the_command_says_what_is_wrong(database: Path, options: dict[str, Any], message: str) -> None:
    with pytest.raises(AnpoError, match=message):
        asked(database, **options)


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


@pytest.fixture(scope="module")
def real(built: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(built / "anpo.duckdb"), read_only=True) as connection:
        yield connection


def _elms(connection: duckdb.DuckDBPyConnection, revision: str, where: str) -> set[str]:
    query = f"SELECT path_elms[-1] FROM impacts WHERE to_revision_id = ? AND path_elms[-1] IS NOT NULL AND {where}"
    return {place for (place,) in connection.execute(query, [revision]).fetchall()}


@pytest.mark.slow
def test_the_digital_agency_is_a_related_agency(real: duckdb.DuckDBPyConnection) -> None:
    """第三条第一項第四号イ of 重要影響事態安全確保法 says what a 関係行政機関 is; read by hand, these use the term."""
    revision = "411AC0000000060_20210901_503AC0000000036"
    places = "Article_2-Paragraph_6 Article_4-Paragraph_1-Item_2 Article_4-Paragraph_2-Item_7 Article_4-Paragraph_2-Item_9"
    places += " Article_8-Paragraph_1 Article_9-Paragraph_1 Article_9-Paragraph_2"
    found = _elms(real, revision, "relation = 'term'")
    assert found == {f"411AC0000000060/MainProvision-{place}" for place in places.split()}
    rest = real.execute(
        "SELECT table_name, row_id FROM impacts WHERE to_revision_id = ? AND relation = 'law' AND steps = 1 ORDER BY ordinal",
        [revision],
    ).fetchall()
    assert rest == [
        ("action_legal_bases", "wp2021-siryo10/17|2"),
        (
            "citations",
            "329AC0000000165_20170401_428AC0000000044/MainProvision-Article_84_5-Paragraph_1-Item_1/c1",
        ),
        ("citations", "412AC0000000145_20160329_427AC0000000076/MainProvision-Article_1-Paragraph_1/c3"),
        ("guideline_consequences", "1997|1"),
    ]


@pytest.mark.slow
def test_the_transport_of_nationals_rests_on_an_amended_article(real: duckdb.DuckDBPyConnection) -> None:
    """第八十四条の四 of 自衛隊法 was amended on 2022-04-20: who cites its first paragraph was read by hand."""
    revision = "329AC0000000165_20220420_504AC0000000026"
    where = "elm = 'MainProvision-Article_84_4-Paragraph_1' AND steps = 1 AND relation = 'same'"
    places = (
        "84_4-Paragraph_2 84_4-Paragraph_2-Item_2 84_4-Paragraph_3 94_6-Paragraph_1 100_6-Paragraph_1-Item_7"
    )
    agreements = " ".join(f"100_{number}-Paragraph_1-Item_5" for number in (8, 10, 12, 14, 16))
    assert _elms(real, revision, where) == {
        f"329AC0000000165/MainProvision-Article_{place}" for place in f"{places} {agreements}".split()
    }
    basis = real.execute(
        "SELECT table_name, row_id, steps FROM impacts WHERE to_revision_id = ? AND is_closest "
        "AND starts_with(row_id, 'wp2021') ORDER BY ordinal",
        [revision],
    ).fetchall()
    assert basis == [
        ("action_legal_bases", "wp2021-siryo10/16|1", 1),
        ("approvals", "wp2021-siryo10/16/cabinet_decision/1", 2),
        ("approvals", "wp2021-siryo10/16/diet_approval/1", 2),
        ("approvals", "wp2021-siryo10/16/ordering_authority/1", 2),
        ("approvals", "wp2021-siryo10/16/other/1", 2),
    ]


@pytest.mark.slow
def test_the_use_of_weapons_by_the_police_is_applied_by_grounds(real: duckdb.DuckDBPyConnection) -> None:
    """第七条 of 警察官職務執行法 was amended on 2025-06-01 (拘禁刑): six grounds of the White Paper apply it, and one
    第二十条第二項 of 海上保安庁法, which cites it."""
    found = real.execute(
        "SELECT row_id, min(steps) FROM impacts WHERE to_revision_id = '323AC0000000136_20250601_504AC0000000068' "
        "AND table_name = 'weapon_use_conditions' GROUP BY row_id ORDER BY row_id"
    ).fetchall()
    applied = [(f"wp2021-siryo10/{action}/W1", 2) for action in ("04", "05", "07", "08", "09", "10")]
    assert sorted(found) == sorted([*applied, ("wp2021-siryo10/09/W2", 3)])


@pytest.mark.slow
def test_what_rests_on_a_changed_basis_is_visible(real: duckdb.DuckDBPyConnection) -> None:
    found = real.execute(
        "SELECT name, basis_changed_since, basis_changes FROM action_matrix WHERE basis_changed_since IS NOT NULL"
    ).fetchall()
    defense, support, peace = "329AC0000000165", "411AC0000000060", "404AC0000000079"
    of_defense = [f"{defense}_20240712_506AC0000000024", f"{defense}_20250528_507AC0000000044"]
    assert found == [
        (
            "海賊対処行動",
            dt.date(2025, 3, 24),
            ["421AC0000000055_20250324_506AC0000000024", "421AC0000000055_20250601_504AC0000000068"],
        ),
        ("在外邦人等の輸送", dt.date(2022, 4, 20), [f"{defense}_20220420_504AC0000000026"]),
        ("後方支援活動等", dt.date(2021, 9, 1), [f"{support}_20210901_503AC0000000036", *of_defense]),
        ("協力支援活動等", dt.date(2024, 7, 12), of_defense),
        ("国際緊急援助活動", dt.date(2024, 7, 12), of_defense),
        (
            "国際平和協力活動",
            dt.date(2021, 9, 1),
            [
                f"{peace}_20210901_503AC0000000036",
                of_defense[0],
                of_defense[0].replace(defense, peace),
                of_defense[1],
                of_defense[1].replace(defense, peace),
            ],
        ),
    ]


@pytest.mark.slow
def test_every_amendment_has_a_report(built: Path) -> None:
    found = reports(built / "anpo.duckdb", since=dt.date(2021, 1, 1))
    assert len(found) > 50
    for one in found:
        assert one.title in to_html(one)
        assert to_markdown(one).count("`anpo trace ") == one.touched
    assert len(json.loads(to_json(found))) == len(found)
