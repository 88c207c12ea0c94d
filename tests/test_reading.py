"""The Python interface to a published warehouse, on a tiny one."""

import builtins
import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import tiny
from tests.test_publish import build
from warehouse import Provision, Warehouse, WarehouseError, open_warehouse
from warehouse.contract import contract

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("reading") / "warehouse"
    build(place)
    return place


@pytest.fixture
def anpo(folder: Path) -> Iterator[Warehouse]:
    with open_warehouse(folder) as warehouse:
        yield warehouse


def test_tables_come_as_arrow_pandas_polars_and_rows(anpo: Warehouse) -> None:
    laws = anpo.table("laws")
    titles = ["自衛隊法", *(row["title"] for row in laws.rows()[1:])]
    assert len(laws) == len(titles) == 2
    assert laws.columns == [column.name for column in contract()["laws"].columns]
    assert laws.arrow()["title"].to_pylist() == titles
    assert list(laws.pandas()["title"]) == titles
    assert laws.polars()["title"].to_list() == titles
    assert "自衛隊法" in laws._repr_html_()


def test_whole_numbers_stay_whole_where_some_are_missing(anpo: Warehouse) -> None:
    days = anpo.sql("SELECT unnest([20, NULL]) AS days")
    assert str(days.pandas()["days"].dtype) == "Int32"
    assert days.arrow()["days"].to_pylist() == [20, None]


def test_every_table_and_view_can_be_read(anpo: Warehouse) -> None:
    assert set(contract()) | {"action_matrix", "table_licences"} <= set(anpo.tables)
    for name in anpo.tables:
        assert anpo.table(name).arrow().column_names == anpo.table(name).columns


def test_parameters_go_by_name(anpo: Warehouse) -> None:
    query = "SELECT name FROM actions WHERE name = $name OR ordinal = $ordinal"
    assert anpo.sql(query, name="防衛出動", ordinal=7).rows() == [{"name": "防衛出動"}]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT nonsense FROM actions", "nonsense"),
        ("SELEC 1", "syntax error"),
        ("DROP TABLE actions", "read-only"),
        ("SELECT error('no')", "no"),
        ("FROM law_as_of('民法', DATE '2026-01-01')", "民法"),
    ],
)
def test_what_duckdb_refuses_is_said_without_its_traceback(anpo: Warehouse, query: str, said: str) -> None:
    with pytest.raises(WarehouseError, match=said):
        anpo.sql(query).rows()


def test_a_statement_without_rows_is_refused(anpo: Warehouse) -> None:
    with pytest.raises(WarehouseError, match="gives no rows"):
        anpo.sql("SET threads = 1")


def test_an_unknown_table_is_told_with_those_that_there_are(anpo: Warehouse) -> None:
    with pytest.raises(WarehouseError, match=r"there is no table 'action'; there are .*actions"):
        anpo.table("action")


def test_without_polars_the_error_says_how_to_get_it(
    anpo: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = builtins.__import__

    def without(name: str, *arguments: Any, **options: Any) -> Any:
        if name == "polars":
            raise ModuleNotFoundError(name=name)
        return original(name, *arguments, **options)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(WarehouseError, match="pip install polars"):
        anpo.table("laws").polars()


def test_a_provision_comes_with_its_text_and_the_time_in_which_it_reads_so(anpo: Warehouse) -> None:
    asked = ("重要影響事態法 1", "第四条")
    day = anpo.sql("SELECT max(valid_from) AS day FROM law_revisions").rows()[0]["day"]
    provision = anpo.article(*asked, day)
    assert isinstance(provision, Provision)
    assert provision.law_id == tiny.IMPACT_LAW
    assert provision.law_revision_id == tiny.REVISION
    assert provision.valid_from <= day
    assert provision.valid_to is None
    assert str(provision) == provision.text
    assert all(row["text"] in provision.text for row in provision.rows if row["text"])
    assert anpo.article(*asked, day.isoformat()) == provision


@pytest.mark.parametrize(
    ("law", "address", "day", "said"),
    [
        ("民法", "第一条", "2026-01-01", "民法"),
        ("重要影響事態法 1", "昔々", "2026-01-01", "昔々"),
        ("重要影響事態法 1", "第九十九条", "2026-01-01", "has no 第九十九条 on 2026-01-01"),
        ("重要影響事態法 1", "第四条", "1900-01-01", "1900"),
        ("重要影響事態法 1", "第四条", "some day", "some day"),
    ],
)
def test_a_provision_that_is_not_there_is_told(
    anpo: Warehouse, law: str, address: str, day: str, said: str
) -> None:
    with pytest.raises(WarehouseError, match=said):
        anpo.article(law, address, day)


def test_each_row_of_each_table_is_traced_as_the_macro_traces_it(anpo: Warehouse) -> None:
    places = anpo.table("row_locations").rows()
    assert len({place["table_name"] for place in places}) > 10
    for place in places:
        origin = anpo.trace(place["table_name"], *place["row_id"].split("|"))
        assert origin.source_id == place["source_id"]
        assert origin.spans == tuple((span["start"], span["end"]) for span in place["spans"] or ())
        assert origin.licence


def test_an_unknown_row_is_told_with_the_form_of_those_that_there_are(anpo: Warehouse) -> None:
    with pytest.raises(WarehouseError, match="its rows are named like actions/01"):
        anpo.trace("actions", "01")
    with pytest.raises(WarehouseError, match="SELECT DISTINCT table_name FROM row_locations"):
        anpo.trace("guideline_topics", "purpose")


def test_the_variable_names_the_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANPO_WAREHOUSE", str(folder))
    with open_warehouse() as anpo:
        assert anpo.folder == (folder / "current").resolve()
        assert anpo.snapshot_id == anpo.folder.name


def test_a_snapshot_can_be_named_itself(folder: Path) -> None:
    (snapshot,) = (folder / "snapshots").iterdir()
    with open_warehouse(str(snapshot)) as anpo:
        assert anpo.snapshot_id == snapshot.name


def test_an_open_warehouse_goes_on_showing_its_snapshot(tmp_path: Path) -> None:
    place = tmp_path / "warehouse"
    build(place, 1)
    with open_warehouse(place) as anpo:
        build(place, 2, keep=1)
        assert anpo.sql("SELECT DISTINCT covers FROM sources").rows() == [{"covers": "version 1"}]
        with open_warehouse(place) as newer:
            assert newer.sql("SELECT DISTINCT covers FROM sources").rows() == [{"covers": "version 2"}]
            assert newer.snapshot_id > anpo.snapshot_id


def test_where_nothing_is_published_the_error_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(WarehouseError, match="anpo refresh"):
        open_warehouse(tmp_path)


def test_nothing_can_be_written(anpo: Warehouse) -> None:
    with pytest.raises(WarehouseError, match="read-only"):
        anpo.sql("CREATE TABLE mine AS SELECT 1 AS one")
    assert anpo.sql("SELECT today() AS day").rows()[0]["day"] >= dt.date(2026, 1, 1)
