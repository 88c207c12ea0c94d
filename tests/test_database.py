"""The DuckDB file: tables, keys, bounds and comments."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.publishing.database import ConstraintError, parents_first, write_database
from flows.tables.order import in_order_of_reference
from tests import tiny
from warehouse.contract import contract
from warehouse.views import views

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    path = tmp_path_factory.mktemp("database") / "anpo.duckdb"
    write_database(path, tiny.completed())
    with duckdb.connect(str(path), read_only=True) as connection:
        yield connection


def test_every_table_has_the_keys_of_its_contract(database: duckdb.DuckDBPyConnection) -> None:
    declared = database.sql(
        "SELECT table_name, constraint_type, constraint_column_names, referenced_table, referenced_column_names "
        "FROM duckdb_constraints()"
    ).fetchall()
    found = {(name, kind, tuple(columns)) for name, kind, columns, *_ in declared}
    links = {(name, *columns, table, *there) for name, kind, columns, table, there in declared if table}
    kept = [table for table in contract().values() if not table.large]
    assert not {name for name, *_ in declared} - {table.name for table in kept}
    for table in kept:
        assert (table.name, "PRIMARY KEY", table.key) in found
        for column in table.columns:
            must = (table.name, "NOT NULL", (column.name,))
            assert (must in found) == (not column.nullable or column.name in table.key), column.name
            if column.references:
                assert (table.name, column.name, *column.references) in links
    assert len(links) == sum(1 for table in kept for column in table.columns if column.references)


def test_every_table_column_view_and_macro_has_a_comment(database: duckdb.DuckDBPyConnection) -> None:
    tables = dict(database.sql("SELECT table_name, comment FROM duckdb_tables()").fetchall())
    assert tables == {table.name: table.grain for table in contract().values()}
    columns = database.sql(
        "SELECT table_name, column_name, comment FROM duckdb_columns() WHERE NOT internal"
    ).fetchall()
    expected = {
        (table.name, each.name): each.description for table in contract().values() for each in table.columns
    }
    for view in views():
        if view.kind == "VIEW":
            expected |= {(view.name, name): description for name, description in view.columns.items()}
    assert {(table, column): comment for table, column, comment in columns} == expected
    shown = dict(database.sql("SELECT view_name, comment FROM duckdb_views() WHERE NOT internal").fetchall())
    shown |= dict(
        database.sql("SELECT function_name, comment FROM duckdb_functions() WHERE NOT internal").fetchall()
    )
    assert shown.keys() == {view.name for view in views()}
    for view in views():
        assert shown[view.name].startswith(view.description)


def test_table_macros_say_what_columns_they_return(database: duckdb.DuckDBPyConnection) -> None:
    for macro in (view for view in views() if view.kind == "MACRO TABLE"):
        assert database.sql(macro.example or "").columns == list(macro.columns), macro.name


def test_the_file_is_of_a_format_that_any_duckdb_from_1_2_opens(database: duckdb.DuckDBPyConnection) -> None:
    (tags,) = database.sql("SELECT tags FROM duckdb_databases() WHERE NOT internal").fetchall()
    assert tags[0]["storage_version"].startswith("v1.2.0")


@pytest.mark.parametrize(
    ("table", "change", "said"),
    [
        ("sources", {"source_id": None}, "NOT NULL"),
        ("sources", {"sha256": "ABC"}, "CHECK"),
        ("sources", {"bytes": 0}, "CHECK"),
        ("sources", {"kind": "novel"}, "CHECK"),
        ("sources", {"title": ""}, "CHECK"),
        ("coverage", {"source_id": "nowhere"}, "foreign key"),
        ("coverage", {"unaccounted": 1}, "CHECK"),
        ("ignored_spans", {"reason": None}, "NOT NULL"),
    ],
)
def test_a_row_that_breaks_its_contract_is_refused(
    tmp_path: Path, table: str, change: dict[str, Any], said: str
) -> None:
    first, *others = tiny.rows()[table]
    changed = tiny.completed(changed={table: [first | change, *others]})
    with pytest.raises(ConstraintError, match=said):
        write_database(tmp_path / "anpo.duckdb", changed)
    write_database(tmp_path / "unconstrained.duckdb", changed, constrained=False)


def test_two_rows_of_one_key_are_refused(tmp_path: Path) -> None:
    first, *others = tiny.rows()["sources"]
    changed = tiny.completed(changed={"sources": [first, first, *others]})
    with pytest.raises(ConstraintError, match="duplicate key"):
        write_database(tmp_path / "anpo.duckdb", changed)


def test_a_file_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="nowhere"):
        write_database(tmp_path / "nowhere" / "anpo.duckdb", tiny.completed())


def test_tables_follow_those_that_they_reference() -> None:
    names = [table.name for table in in_order_of_reference(contract())]
    assert sorted(names) == sorted(contract())
    for table in contract().values():
        for column in table.columns:
            if column.references and column.references[0] != table.name:
                assert names.index(column.references[0]) < names.index(table.name)


def test_children_wait_for_their_parents() -> None:
    assert parents_first(list("abcde"), [None, "a", "a", "c", None]) == [[0], [1, 2], [3, 4]]
    assert parents_first(["b", "a"], ["a", None]) == [[1], [0]]
    assert parents_first(["a", "b", "c"], [None, "nowhere", "c"]) == [[0], [1, 2]]


@given(st.data())
def test_runs_hold_every_row_once_and_no_parent_with_its_child(data: st.DataObject) -> None:
    count = data.draw(st.integers(1, 30))
    ids = [str(number) for number in range(count)]
    parents = [
        data.draw(st.none() | st.sampled_from(ids[:number])) if number else None for number in range(count)
    ]
    order = data.draw(st.permutations(range(count)))
    runs = parents_first([ids[row] for row in order], [parents[row] for row in order])
    assert sorted(row for run in runs for row in run) == list(range(count))
    inserted: set[str | None] = {None}
    for run in runs:
        assert all(parents[order[row]] in inserted for row in run)
        inserted |= {ids[order[row]] for row in run}


def test_a_tree_in_the_wrong_order_is_loaded_and_an_orphan_or_a_circle_refused(tmp_path: Path) -> None:
    items = tiny.rows()["guideline_items"]
    shuffled = [item | {"ordinal": 7 - item["ordinal"]} for item in items]
    loaded = tiny.completed(changed={"guideline_items": shuffled})
    assert loaded["guideline_items"]["parent_item_id"].to_pylist()[0] is not None
    write_database(tmp_path / "shuffled.duckdb", loaded)
    with duckdb.connect(str(tmp_path / "shuffled.duckdb")) as connection:
        assert connection.table("guideline_items").count("*").fetchall() == [(6,)]
    circle = [item | {"parent_item_id": items[0]["item_id"]} for item in items[:1]] + items[1:]
    with pytest.raises(ConstraintError, match="foreign key"):
        write_database(
            tmp_path / "circle.duckdb",
            tiny.completed(changed={"guideline_items": circle}),
        )


def test_a_deep_and_wide_tree_is_loaded_in_document_order(tmp_path: Path) -> None:
    template = tiny.rows()["guideline_items"][0]
    items = [
        template
        | {
            "item_id": f"guidelines/{number:04}",
            "ordinal": number,
            "parent_item_id": None if number == 1 else f"guidelines/{max(1, number - number % 7 - 1):04}",
        }
        for number in range(1, 2001)
    ]
    tables = tiny.completed(changed={"guideline_items": items, "guideline_topic_items": []})
    write_database(tmp_path / "tree.duckdb", tables)
    with duckdb.connect(str(tmp_path / "tree.duckdb")) as connection:
        found = connection.table("guideline_items").to_arrow_table()
    assert found["ordinal"].to_pylist() == list(range(1, 2001))


def test_arrow_goes_in_and_comes_out_the_same(database: duckdb.DuckDBPyConnection) -> None:
    expected = tiny.completed()
    for name, table in expected.items():
        found: pa.Table = database.table(f'"{name}"').to_arrow_table()
        assert found.to_pylist() == table.to_pylist(), name
