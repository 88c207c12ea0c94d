"""`search` and `anpo search` on the real sources: what people ask, and what they get."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.search_gold import Query, gold, queries, scores, search_of
from tests.test_cli import anpo

pytestmark = pytest.mark.slow

FLOORS = {
    "term": (0.60, 0.80),
    "activity": (0.65, 0.90),
    "abbreviation": (0.22, 0.95),
    "address": (0.20, 0.85),
    "form": (0.65, 0.80),
    "several words": (0.50, 0.75),
    "guidelines": (0.80, 0.95),
}
"""Precision among five hits and recall among twenty, by class of queries, below which something has become worse."""


@pytest.fixture(scope="module")
def warehouse(built: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(built / "anpo.duckdb"), read_only=True) as connection:
        yield connection


@pytest.fixture(scope="module")
def ranked(warehouse: duckdb.DuckDBPyConnection) -> list[tuple[Query, list[str]]]:
    """Every query of the gold set with its hits."""
    search = search_of(warehouse)
    return [(query, list(search(query.query))) for query in gold(warehouse)]


def hits(warehouse: duckdb.DuckDBPyConnection, query: str) -> list[dict[str, Any]]:
    return warehouse.execute("FROM search(?)", [query]).to_arrow_table().to_pylist()


def test_the_gold_set_is_of_real_size() -> None:
    counted = Counter(each["class"] for each in queries())
    assert counted.keys() == FLOORS.keys()
    assert sum(counted.values()) >= 60
    assert min(counted.values()) >= 8
    assert len({each["query"] for each in queries()}) == len(queries())


@pytest.mark.parametrize("kind", FLOORS)
def test_hits_are_as_good_as_they_were(ranked: list[tuple[Query, list[str]]], kind: str) -> None:
    found = scores(row for row in ranked if row[0].kind == kind)
    assert (found.at_5 >= FLOORS[kind][0], found.recall >= FLOORS[kind][1]) == (True, True), found


def test_what_is_asked_by_name_or_address_comes_first(ranked: list[tuple[Query, list[str]]]) -> None:
    wrong = [
        query.query
        for query, found in ranked
        if query.kind in ("address", "abbreviation") and found[0] not in query.relevant
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("国会の承認", "國會の承認"),
        ("戦闘行為", "戰鬪行爲"),
        ("武器の使用", "武器ノ使用"),
        ("武器の使用", "武器使用"),
        ("ミサイル防衛", "ﾐｻｲﾙ防衛"),
        ("入った者", "入つた者"),
        ("ＡＣＭ", "acm"),
        ("第九十五条の二", "第95条の2"),
        ("第九十五条の二", "第９５条の２"),
        ("国会　承認", "国会 承認"),
        ("衆議院の", "衆議院"),
    ],
)
def test_forms_of_letters_make_no_difference(
    warehouse: duckdb.DuckDBPyConnection, one: str, other: str
) -> None:
    first, second = ([hit["row_id"] for hit in hits(warehouse, query)] for query in (one, other))
    assert first
    assert first == second


def test_a_passage_is_cut_from_the_text_and_marks_the_words(warehouse: duckdb.DuckDBPyConnection) -> None:
    found = hits(warehouse, "国会の承認 衆議院")
    assert found
    for hit in found:
        assert "〔" in hit["passage"]
        ((text,),) = warehouse.execute(
            "SELECT string_agg(concat_ws('　', title, caption, body), '　') FROM searchable WHERE search_hit(law_id, place) = "
            "(SELECT search_hit(law_id, place) FROM searchable WHERE table_name = ? AND row_id = ?)",
            [hit["table_name"], hit["row_id"]],
        ).fetchall()
        inner = hit["passage"].strip("…").replace("〔", "").replace("〕", "")
        assert len(inner) <= 100
        assert all(part in text for part in inner.split("　") if part), hit["passage"]


def test_every_hit_can_be_traced(warehouse: duckdb.DuckDBPyConnection) -> None:
    for query in ("武器の使用", "重要影響事態法", "同盟調整メカニズム"):
        for hit in hits(warehouse, query)[:10]:
            place = [hit["table_name"], hit["row_id"]]
            assert warehouse.execute("SELECT sha256 FROM trace(?, ?)", place).fetchall(), place


def test_an_article_is_one_hit_in_its_newest_wording(warehouse: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT count(*) FROM provisions WHERE elm = 'MainProvision-Article_100_6-Paragraph_1' AND law_id = '329AC0000000165'"
    assert warehouse.execute(query).fetchall() > [(1,)]
    found = [
        hit
        for hit in hits(warehouse, "合衆国軍隊に対する物品又は役務の提供")
        if "Article_100_6" in hit["row_id"]
    ]
    assert [hit["standing"] for hit in found] == ["in_force"]


def test_what_is_no_more_in_force_says_so_and_comes_after_what_is(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    former = hits(warehouse, "護衛艦隊")
    assert {hit["standing"] for hit in former} == {"former"}
    assert all(hit["valid_to"] for hit in former)
    both = [hit["standing"] for hit in hits(warehouse, "物品又は役務の提供に伴う手続")]
    assert set(both) >= {"in_force", "former"}
    assert both.index("former") > both.index("in_force")


def test_a_quoted_phrase_is_looked_for_as_it_is(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert hits(warehouse, "海上警備行動")
    assert hits(warehouse, '"海上警備行動"') == []
    assert hits(warehouse, "「海上における警備行動」") == hits(warehouse, '"海上における警備行動"') != []


def test_a_law_that_is_not_loaded_is_found_by_name(warehouse: duckdb.DuckDBPyConnection) -> None:
    (first, *_) = hits(warehouse, "災害対策基本法")
    assert (first["kind"], first["standing"], first["label"]) == ("law", "not_loaded", "災害対策基本法")


@pytest.mark.parametrize("query", ["", " ", "　", "、。", "%", "___", '""', "「」", "*"])
def test_what_has_no_letter_is_an_error_in_words(warehouse: duckdb.DuckDBPyConnection, query: str) -> None:
    with pytest.raises(duckdb.InvalidInputException, match="it has no letter, kanji, kana or digit"):
        hits(warehouse, query)


@pytest.mark.parametrize(
    "query",
    ["防衛%出動", "防衛_出動", "防.*動", "(防衛出動", "[防衛", "防衛\\", "'; DROP TABLE laws; --", '"防衛出動', "a" * 200, "防" * 200, "防衛出動\n国会", "𠮷野家", "~^国"],
)  # fmt: skip
def test_signs_are_no_pattern(warehouse: duckdb.DuckDBPyConnection, query: str) -> None:
    """Whatever is typed is looked for, and nothing else happens."""
    hits(warehouse, query)
    assert len(hits(warehouse, "防衛%出動")) <= len(hits(warehouse, "防衛 出動"))


def test_it_works_in_plain_duckdb_without_extensions(built: Path, tmp_path: Path) -> None:
    script = (
        "import duckdb, sys\n"
        "c = duckdb.connect(sys.argv[1], read_only=True, config={'autoinstall_known_extensions': False, "
        "'autoload_known_extensions': False, 'extension_directory': sys.argv[2]})\n"
        "print(c.sql(\"SELECT row_id FROM search('自衛隊法第95条の2')\").fetchall()[0][0])"
    )
    result = subprocess.run(
        [sys.executable, "-c", script, built / "anpo.duckdb", tmp_path],
        cwd=tmp_path,
        capture_output=True,
        check=True,
    )
    assert result.stdout.decode().strip().endswith("/MainProvision-Article_95_2")


def test_the_command_prints_places_and_passages(built: Path) -> None:
    printed = anpo("search", "武器等防護", "-n", "3", "--warehouse", built).stdout.decode()
    assert "第九十五条の二" in printed
    assert "〔武器等の防護〕" in printed.replace("\n", "")
    assert "hits, 3 shown." in printed
    former = anpo("search", "護衛艦隊", "--warehouse", built).stdout.decode()
    assert "no more in force" in former


def test_the_command_says_why_there_is_nothing(built: Path) -> None:
    result = anpo("search", "。", "--warehouse", built)
    assert result.returncode == 1
    assert "has no letter, kanji, kana or digit to search for" in result.stderr.decode()
    assert (
        "Nothing found" in anpo("search", "かようなことばはありません", "--warehouse", built).stdout.decode()
    )
