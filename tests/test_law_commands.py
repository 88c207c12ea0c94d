"""`anpo article`, `diff`, `cites` and `cited-by` on a warehouse of a few tiny laws."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest
from rich.console import Console

from flows.commands.article import article, period
from flows.commands.cites import cited_by, cites
from flows.commands.diff import diff, side_by_side, wording
from flows.commands.law_lookup import names_of
from flows.commands.law_page import Node, page
from flows.errors import InputError
from flows.japanese.line_breaks import width
from flows.records.laws.changes import changes
from flows.records.laws.labels import Named, label
from tests import tiny_laws
from tests.test_cli import anpo
from tests.tiny_laws import FIRST, SAME

DAY = dt.date(2021, 6, 1)
BEGINS = dt.date(2019, 5, 1)
DECREE = "甲の措置に関する法律施行令"


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_laws.build(tmp_path_factory.mktemp("laws")).parent


@pytest.fixture
def connection(warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(warehouse / "anpo.duckdb"), read_only=True) as opened:
        yield opened


def printed(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return [line.rstrip() for line in capsys.readouterr().out.splitlines()]


def table(capsys: pytest.CaptureFixture[str]) -> list[list[str]]:
    """The rows of a printed table, without its head."""
    lines = [line for line in printed(capsys) if line.startswith("│")]
    return [[cell.strip() for cell in line.strip("│").split("│")] for line in lines]


def test_an_article_is_printed_like_a_law_book(warehouse: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article("甲法", "第一条", DAY, warehouse)
    file = f"{FIRST}_20210401_503AC0000000003.xml"
    assert printed(capsys) == [
        "甲の措置に関する法律  第一条",
        "",
        "  （目的）",
        "第一条　次の事項を定める。",
        "  一　場所",
        "    イ　陸以外",
        "      （１）　海",
        "      （２）　空",
        "",
        "      law  甲の措置に関する法律（令和元年法律第九百一号）",
        "  wording  since 2019-05-01; 2019-05-01 is the first day loaded, it may be older",
        f" revision  {FIRST}_20210401_503AC0000000003, since 2021-04-01",
        "       by  令和三年法律第三号",
        f"   source  {file}, not stated: loaded from a file",
        f"     file  {warehouse.parent / 'laws' / file}",
    ]


@pytest.mark.parametrize(
    ("day", "text", "facts"),
    [
        (
            dt.date(2020, 6, 1),
            "２　国民は、二十日以内に協力する。",
            [
                "  wording  2019-05-01 – 2021-03-31; 2019-05-01 is the first day loaded, it may be older",
                f" revision  {FIRST}_20200401_502AC0000000002, 2020-04-01 – 2021-03-31",
            ],
        ),
        (
            DAY,
            "２　国民は、十日以内に協力する。",
            [
                "  wording  since 2021-04-01",
                f" revision  {FIRST}_20210401_503AC0000000003, since 2021-04-01",
            ],
        ),
    ],
)
def test_an_article_is_that_of_the_day(
    warehouse: Path, capsys: pytest.CaptureFixture[str], day: dt.date, text: str, facts: list[str]
) -> None:
    article("甲法", "2条2項", day, warehouse)
    lines = printed(capsys)
    assert lines[0].endswith("第二条第二項")
    assert lines[2] == text
    assert set(facts) <= set(lines)


def test_a_chapter_and_an_appendix(warehouse: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article("甲法", "第二章", DAY, warehouse)
    assert printed(capsys)[2:10] == [
        "    第二章　措置",
        "",
        "    第一節　通則",
        "  （措置）",
        "第三条　措置は、第一条から前条までの規定により別表第一のとおりとする。",
        "  （報告）",
        "第三条の二　前条の措置を報告する。",
        "",
    ]
    article("甲法", "別表第一", DAY, warehouse)
    lines = printed(capsys)
    assert lines[0].endswith("  別表第一")
    assert lines[2:4] == ["別表第一", "（第三条関係）"]
    assert lines[5] == "  │ 船舶 │ 防衛大臣 │"


def test_today_is_the_day_where_none_is_named(warehouse: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article("甲法", "第二条第二項", None, warehouse)
    assert "２　国民は、十日以内に協力する。" in printed(capsys)


def test_long_lines_hang_under_their_text_and_fit() -> None:
    text = "次に掲げる事項（以下「事項」という。）について、" * 4
    nodes = [
        Node("A", "article", "（見出し）", "第一条", None),
        Node("P", "paragraph", None, None, text),
        Node("I", "item", None, "一", text),
        Node("S", "subitem1", None, "イ", text),
        Node("B", "article", None, "第二条", "削除"),
    ]
    lines = [str(line) for line in page(nodes, 40)]
    assert all(width(line) <= 40 for line in lines)
    assert not [line for line in lines if line.lstrip()[0] in "、。）」" or line[-1] in "（「"]
    first, item, subitem = (
        next(at for at, line in enumerate(lines) if line.lstrip().startswith(label))
        for label in ("第一条　次に", "一　", "イ　")
    )
    for at, indent, hang in ((first, 0, 2), (item, 2, 6), (subitem, 4, 8)):
        assert len(lines[at]) - len(lines[at].lstrip()) == indent
        assert len(lines[at + 1]) - len(lines[at + 1].lstrip()) == hang


def test_periods_are_of_whole_days() -> None:
    assert period(BEGINS, dt.date(2021, 4, 1)) == "2019-05-01 – 2021-03-31"
    assert period(BEGINS, None) == "since 2019-05-01"


def test_a_diff_shows_old_and_new_with_what_changed_marked(
    warehouse: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    diff("甲法", dt.date(2019, 6, 1), DAY, warehouse)
    assert capsys.readouterr().out.splitlines()[-1] == "3 provisions: 2 added, 1 amended"
    diff("甲法", dt.date(2019, 6, 1), DAY, warehouse)
    assert table(capsys) == [
        ["第二条第二項", "第二条第二項"],
        ["２　国民は、〔－二十－〕日以内に協力する。", "２　国民は、〔＋十＋〕日以内に協力する。"],
        ["（新設）", "第三条の二"],
        ["", "（報告）"],
        ["", "第三条の二"],
        ["", "前条の措置を報告する。"],
    ]


def test_on_a_terminal_colours_mark_what_changed(connection: duckdb.DuckDBPyConnection) -> None:
    before, after = (wording(connection, FIRST, day) for day in (dt.date(2020, 6, 1), DAY))
    found = changes(FIRST, "old", "new", before, after)
    terminal = Console(width=100, force_terminal=True, color_system="standard")
    with terminal.capture() as capture:
        terminal.print(side_by_side(found, ("old", "new"), names_of(connection, {FIRST})[FIRST], terminal))
    out = capture.get()
    assert "国民は、\x1b[9;31m二十\x1b[0m日以内に協力する。" in out
    assert "国民は、\x1b[1;4;32m十\x1b[0m日以内に協力する。" in out
    assert "〔" not in out


def test_nothing_changed_between_days_of_one_wording(
    warehouse: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    diff("甲法", dt.date(2021, 4, 1), DAY, warehouse)
    assert printed(capsys)[-1] == "Nothing changed: one revision was in force on both days."


def test_what_a_law_cites_and_why_it_does_not_land(
    warehouse: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cites(DECREE, "第三条", DAY, warehouse)
    title = "甲の措置に関する法律"
    assert table(capsys) == [
        ["第三条第一項", f"{title}第九条", f"{title}第九条", "no_such_provision"],
        ["第三条第一項", "丙に関する法律第五条", "丙に関する法律第五条", "unknown_law"],
        ["第三条第一項", title, title, ""],
    ]
    cites(DECREE, None, DAY, warehouse)
    assert printed(capsys)[-1] == "7 citations in wordings of 2021-06-01."


def test_what_cites_a_provision(warehouse: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cited_by("甲法", "第三条", DAY, warehouse)
    assert [row[:2] + row[3:] for row in table(capsys) if row[1]] == [
        ["甲の措置に関する法律", "第三条の二第一項", "第三条"],
        ["", "別表第一の関係条文", "第三条"],
        [DECREE, "第二条第一項", "第一条から第三条まで"],
    ]
    cited_by("甲法", "第三条", dt.date(2019, 6, 1), warehouse)
    assert printed(capsys)[-1] == (
        "2 citations in wordings of 2019-06-01, 1 in others; all of them: "
        "anpo sql \"FROM cited_by('甲法', '第三条')\"."
    )
    cited_by("自衛隊法", None, DAY, warehouse)
    assert printed(capsys)[-1] == "0 citations in wordings of 2021-06-01."


ARTICLE: Callable[[str, str, Path], None] = lambda law, address, path: article(law, address, DAY, path)  # noqa: E731
CITES: Callable[[str, str, Path], None] = lambda law, address, path: cites(law, address, DAY, path)  # noqa: E731
CITED_BY: Callable[[str, str, Path], None] = lambda law, address, path: cited_by(law, address, DAY, path)  # noqa: E731


@pytest.mark.parametrize("command", [ARTICLE, CITES, CITED_BY], ids=["article", "cites", "cited_by"])
@pytest.mark.parametrize(
    ("law", "address", "said"),
    [
        ("甲の措置に関する法", "第一条", "Did you mean 甲の措置に関する法律"),
        ("甲の措置に関する法", "第一条", "is no name, number, abbreviation or id of a law"),
        (
            "届出規則",
            "第一条",
            f"the name of 2 laws: {SAME[0]} 届出規則（令和元年総務省令第九百三号）; {SAME[1]}",
        ),
        ("甲法", "第一", "is no address of a provision that can be read"),
        ("甲法", "第百条", "the law has no 第百条 on this day"),
    ],
)
def test_what_cannot_be_answered_is_said(
    warehouse: Path, command: Callable[[str, str, Path], None], law: str, address: str, said: str
) -> None:
    with pytest.raises(InputError, match="\n") as error:
        command(law, address, warehouse)
    assert said.replace("（", " (").replace("）", ")") in str(error.value)


@pytest.mark.parametrize(
    ("law", "address", "day", "said"),
    [
        ("自衛隊法", "第一条", DAY, "is known by name, but its text is not loaded"),
        ("甲法", "第一条", dt.date(2019, 4, 30), "is before 2019-05-01, the first day of which a wording is loaded"),
        ("甲法", "第三条の二", dt.date(2020, 3, 31), "It has: since 2020-04-01."),
        ("甲法", "第一節第二章", DAY, "is no address"),
    ],
)  # fmt: skip
def test_what_is_not_loaded_is_said(warehouse: Path, law: str, address: str, day: dt.date, said: str) -> None:
    with pytest.raises(InputError) as error:
        article(law, address, day, warehouse)
    assert said in str(error.value)


def test_days_of_a_diff_are_in_order_and_loaded(warehouse: Path) -> None:
    with pytest.raises(InputError, match="Put the older day first"):
        diff("甲法", DAY, BEGINS, warehouse)
    with pytest.raises(InputError, match="is before 2019-05-01"):
        diff("甲法", dt.date(2010, 1, 1), DAY, warehouse)


@pytest.mark.parametrize(
    ("elm", "expected"),
    [
        ("MainProvision-Article_84_5-Paragraph_1-Item_2", "第八十四条の五第一項第二号"),
        ("MainProvision-Article_1-Paragraph_1-Item_1-Subitem1_2-Subitem2_1", "第一条第一項第一号ロ（１）"),
        ("MainProvision-Chapter_7-Section_1", "第七章第一節"),
        ("MainProvision-Article_4:8", "第四条から第八条まで"),
        ("MainProvision-Article_3-Paragraph_1-TableStruct[1]-Table[1]", "第三条第一項の表"),
        ("MainProvision", "本則"),
        ("SupplProvision[1]-Paragraph_2", "附則第二項"),
        ("SupplProvision[2]-Article_1", "附則（令和二年法律第二号）第一条"),
        ("SupplProvision[3]-Article_1", "附則［3］第一条"),
        ("AppdxTable[2]-Item_1", "別表第二第一号"),
        ("AppdxStyle_3_2", "様式第三の二"),
        ("TOC-TOCChapter_1", "目次"),
    ],
)
def test_paths_are_written_as_lawyers_do(elm: str, expected: str) -> None:
    named = {
        "MainProvision-Article_1-Paragraph_1-Item_1-Subitem1_2": Named("ロ"),
        "MainProvision-Article_1-Paragraph_1-Item_1-Subitem1_2-Subitem2_1": Named("（１）"),
        "MainProvision-Article_4:8": Named("第四条から第八条まで"),
        "SupplProvision[2]": Named("附　則", "令和二年法律第二号"),
        "AppdxTable[2]": Named("別表第二（第三条関係）"),
    }
    assert label(elm, named) == expected


def test_what_is_written_is_read_again(connection: duckdb.DuckDBPyConnection) -> None:
    query = (
        f"SELECT elm, alias FROM provisions WHERE law_id = '{FIRST}' AND NOT starts_with(elm, 'SupplProvision[2]') "
        "AND regexp_full_match(kind, 'article|paragraph|(sub)?item[0-9]*|chapter|section|appdx_table|.*_provision')"
    )
    named = names_of(connection, {FIRST})[FIRST]
    found = connection.sql(query).fetchall()
    assert len(found) > 20
    for elm, alias in found:
        read = connection.execute("SELECT provision_path(?)", [label(elm, named)]).fetchall()
        assert read == [(alias or elm,)]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["article", "甲法", "第二条", "--on", "2020-01-01"], 0, "二十日以内"),
        (["diff", "甲法", "2020-01-01", "2021-06-01"], 0, "〔＋十＋〕"),
        (["cites", DECREE], 0, "no_such_provision"),
        (["cited-by", "甲法", "第二条"], 0, DECREE),
        (["article", "甲方", "第二条"], 1, "Did you mean 甲法"),
        (["article", "甲法", "第二条", "--on", "2000-01-01"], 1, "is before 2019-05-01"),
        (["article", "甲法", "第二条", "--on", "today"], 2, "does not match"),
    ],
)
def test_the_commands_as_their_users_meet_them(
    warehouse: Path, arguments: list[str], code: int, said: str
) -> None:
    result = anpo(*arguments, "--warehouse", warehouse)
    assert result.returncode == code
    assert said in (result.stderr if code else result.stdout).decode()
    assert "Traceback" not in result.stderr.decode()


def test_without_a_warehouse_it_says_how_to_build_one(tmp_path: Path) -> None:
    for command in (ARTICLE, CITES, CITED_BY):
        with pytest.raises(Exception, match="anpo refresh"):
            command("甲法", "第一条", tmp_path)
