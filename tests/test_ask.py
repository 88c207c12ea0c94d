"""Questions as data, and `anpo ask`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.test_cli import anpo
from warehouse.questions import HERE, Question, parse, questions


@pytest.fixture(scope="module")
def warehouse(built: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(built / "anpo.duckdb"), read_only=True) as connection:
        yield connection


def answer(warehouse: duckdb.DuckDBPyConnection, question: Question, **others: str) -> list[tuple[Any, ...]]:
    values = {each.name: each.default for each in question.parameters} | others
    return warehouse.execute(question.sql, values or None).fetchall()


def test_there_are_questions_in_both_languages() -> None:
    assert len(questions()) >= 15
    assert {path.stem for path in HERE.glob("*.sql")} == questions().keys()
    for question in questions().values():
        assert question.english.endswith("?"), question.name
        assert question.japanese.endswith("。") or question.japanese.endswith("か。"), question.name


@pytest.mark.parametrize(
    "text",
    [
        "SELECT 1",
        "-- What?\nSELECT 1",
        "-- ja: 何か。\nSELECT 1",
        "-- What?\n-- ja: 何か。\n",
        "-- What?\n-- ja: 何か。\nSELECT $day",
        "-- What?\n-- ja: 何か。\n-- day = 2021-01-01: the day\nSELECT 1",
    ],
)
def test_a_question_that_lacks_something_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"one\.sql: expected are"):
        parse("one", text)


def test_a_question_is_read_with_its_parameters() -> None:
    question = parse("one", "-- What is\n-- it?\n-- ja: 何か。\n-- day = 2021-01-01: the day\nSELECT $day;\n")
    assert (question.english, question.japanese, question.sql) == ("What is it?", "何か。", "SELECT $day")
    assert [(each.name, each.default, each.text) for each in question.parameters] == [
        ("day", "2021-01-01", "the day")
    ]


@pytest.mark.slow
@pytest.mark.parametrize("name", questions())
def test_every_question_has_an_answer(warehouse: duckdb.DuckDBPyConnection, name: str) -> None:
    assert answer(warehouse, questions()[name])


@pytest.mark.slow
def test_answers_are_what_the_sources_say(warehouse: duckdb.DuckDBPyConnection) -> None:
    def first(name: str, **others: str) -> list[Any]:
        return [row[0] for row in answer(warehouse, questions()[name], **others)]

    assert set(first("diet_approval")) == {
        "防衛出動", "防御施設構築の措置", "防衛出動下令前の行動関連措置", "命令による治安出動", "後方支援活動等",
        "協力支援活動等", "国際平和協力活動",
    }  # fmt: skip
    assert len(first("who_orders")) == 20
    assert all(row[4] == 0 for row in answer(warehouse, questions()["coverage"]))
    names = first("names_of_a_law", law="平成十一年法律第六十号")
    assert {"周辺事態法", "重要影響事態法", "411AC0000000060"} <= set(names)
    assert first("law_on_a_day", address="第八十八条")[0] == "MainProvision-Article_88"
    assert first("law_on_a_day", law="重要影響事態法", address="第三条", day="2016-04-01")
    assert "海上保安庁法" in first("who_cites")


def test_they_are_listed() -> None:
    printed = anpo("ask").stdout.decode()
    assert all(name in printed for name in questions())


def test_the_query_is_shown_with_its_values() -> None:
    printed = anpo("ask", "law_on_a_day", "law=刑法", "address=第三十六条", "--sql").stdout.decode()
    assert "FROM article('刑法', '第三十六条', '2021-07-13')" in printed


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["law_on_day"], "Did you mean law_on_a_day"),
        (["coverage", "law=刑法"], "It takes none."),
        (["law_on_a_day", "刑法"], "It takes: law=自衛隊法, address=第七十六条, day=2021-07-13."),
    ],
)
def test_what_is_no_question_or_parameter_is_said(arguments: list[str], said: str) -> None:
    result = anpo("ask", *arguments)
    assert result.returncode == 1
    assert said in result.stderr.decode().replace("\n", " ")


@pytest.mark.slow
def test_one_is_asked_by_name(built: Path) -> None:
    result = anpo("ask", "names_of_a_law", "law=警職法", "--format", "json", "--warehouse", built)
    assert {row["name"] for row in json.loads(result.stdout)} >= {"警職法", "警察官職務執行法"}
    wrong = anpo("ask", "law_on_a_day", "law=無い法", "--warehouse", built)
    assert wrong.returncode == 1
    assert "law_names has 0 of that name" in wrong.stderr.decode().replace("\n", " ")
