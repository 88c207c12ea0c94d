"""The gate as a whole: Great Expectations judges the small warehouse, and every expectation can fail."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import duckdb
import pyarrow as pa
import pytest

from expectations import asking
from expectations.derived import derived
from expectations.rules import written
from expectations.suites import suite
from flows.publishing.database import write_database
from flows.tables.parquet import write_table
from flows.tables.parts import Parts
from tests.small_warehouse import small_database, small_tables
from warehouse.contract import contract
from warehouse.gate_result import Failure

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore:module 'sre_(constants|parse)' is deprecated:DeprecationWarning"),
]


@pytest.fixture(scope="module")
def gate() -> ModuleType:
    """The gate; it is loaded here, for loading Great Expectations takes seconds."""
    return importlib.import_module("expectations.gate")


@pytest.fixture
def tables() -> dict[str, pa.Table]:
    return small_tables()


@pytest.fixture
def database(tables: dict[str, pa.Table]) -> Iterator[duckdb.DuckDBPyConnection]:
    with small_database(tables) as connection:
        yield connection


def test_a_valid_warehouse_passes(gate: ModuleType, tables: dict[str, pa.Table], tmp_path: Path) -> None:
    path = tmp_path / "staged.duckdb"
    write_database(path, tables)
    result = gate.run_gate(tables, path, tmp_path / "docs")
    of_tables = sum(len(suite(name)) for name in contract())
    assert result.success
    assert result.failures == []
    assert result.evaluated == 2 + of_tables + len(derived()) + len(written())
    assert (tmp_path / "docs" / "index.html").is_file()


def in_files(tables: dict[str, pa.Table], folder: Path) -> dict[str, pa.Table | Parts]:
    """The same tables, the large ones in files of one row each."""
    found: dict[str, pa.Table | Parts] = dict(tables)
    for name, table in contract().items():
        if table.large:
            files = [folder / f"{name}-{at}.parquet" for at in range(tables[name].num_rows)]
            for at, file in enumerate(files):
                write_table(tables[name].slice(at, 1), file)
            found[name] = Parts.of(files)
    return found


def test_large_tables_are_judged_in_files_as_in_memory(
    gate: ModuleType, tables: dict[str, pa.Table], database: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    first, second = tmp_path / "memory", tmp_path / "files"
    assert gate.run_gate(tables, database, first) == gate.run_gate(
        in_files(tables, tmp_path), database, second
    )
    for path in first.rglob("*.html"):
        assert path.read_bytes() == (second / path.relative_to(first)).read_bytes()


def test_a_table_that_is_not_large_is_not_taken_from_files(
    gate: ModuleType, tables: dict[str, pa.Table], database: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    write_table(tables["powers"], tmp_path / "powers.parquet")
    mixed = {**tables, "powers": Parts.of([tmp_path / "powers.parquet"])}
    with pytest.raises(TypeError, match="powers is in files"):
        gate.run_gate(mixed, database, tmp_path / "docs")


def test_what_does_not_fit_into_memory_leaves_nothing_behind(tmp_path: Path) -> None:
    with duckdb.connect(tmp_path / "staged.duckdb") as connection:
        connection.execute("CREATE TABLE powers (text VARCHAR)")
    with asking.opened(tmp_path / "staged.duckdb") as connection:
        limit, folder = connection.execute(
            "SELECT current_setting('memory_limit'), current_setting('temp_directory')"
        ).fetchall()[0]
        assert limit == "488.2 MiB", "512 MB"
        assert Path(folder).is_dir()
        with pytest.raises(duckdb.InvalidInputException, match="read-only"):
            connection.execute("DELETE FROM powers")
    assert {path.name for path in tmp_path.iterdir()} == {"staged.duckdb"}


def test_nothing_is_asked_of_a_table_that_may_be_empty_and_is(
    gate: ModuleType, tables: dict[str, pa.Table], tmp_path: Path
) -> None:
    tables["substitutions"] = tables["substitutions"].slice(0, 0)
    with small_database(tables) as database:
        result = gate.run_gate(tables, database, tmp_path)
    rules = [rule for rule in (*derived(), *written()) if rule.table != "substitutions"]
    of_tables = sum(len(suite(name)) for name in contract() if name != "substitutions")
    assert result.success
    assert result.evaluated == 2 + of_tables + len(rules)
    assert "nothing to ask" in (tmp_path / "validations" / "substitutions.html").read_text("utf-8")


@pytest.fixture(scope="module")
def failures(gate: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Failure]:
    """What the gate says of a build with several things wrong, by rule."""
    tables = small_tables()
    with small_database(tables) as database:
        database.execute("UPDATE weapon_use_conditions SET type = 'use_of_force' WHERE ground_label = '②'")
        database.execute("UPDATE guideline_items SET text = text || ' '")
        database.execute("UPDATE laws SET law_type = 'Law' WHERE title = '自衛隊法'")
        database.execute("UPDATE sentences SET role = 'first', provision_id = 'x', ordinal = ordinal * 0")
        database.execute("UPDATE citations SET form = NULL, reason = NULL WHERE form = 'law_only'")
        for name in ("weapon_use_conditions", "guideline_items", "laws"):
            tables[name] = database.table(name).to_arrow_table().cast(contract()[name].schema)
        result = gate.run_gate(tables, database, tmp_path_factory.mktemp("docs"))
    assert not result.success
    return {failure.rule: failure for failure in result.failures}


def test_a_failure_says_which_rows_and_why(failures: dict[str, Failure]) -> None:
    force = failures["weapon_use_conditions.force_only_in_defense"]
    assert force.table == "weapon_use_conditions"
    assert "防衛出動" in force.reason
    assert force.rows == ["condition_id actions/02/W2-②, name 警護出動, text 施設を防護する場合"]
    assert force.count == 1
    assert "警護出動" in str(force)


def test_many_counter_examples_are_counted_and_five_shown(failures: dict[str, Failure]) -> None:
    trimmed = failures["guideline_items.text_is_trimmed"]
    assert (trimmed.count, len(trimmed.rows)) == (10, 5)
    assert str(trimmed).endswith("and 5 more")


def test_a_row_that_breaks_a_column_is_named_by_its_key(failures: dict[str, Failure]) -> None:
    assert failures["laws.law_type.in_set"].rows == ["law_id 329AC0000000165, law_type Law"]


def test_a_row_of_a_large_table_that_breaks_a_column_is_named_by_its_key(
    failures: dict[str, Failure],
) -> None:
    role = failures["sentences.role.in_set"]
    assert (role.count, role.rows) == (10, ["provision_id x, ordinal 0, role first"] * 5)
    assert failures["sentences.key"].rows == ["provision_id x, ordinal 0, rows 10"]
    assert failures["sentences.ordinal.bounds"].count == 10
    assert failures["sentences.provision_id.references"].count == 10
    assert failures["sentences.ordinal.consecutive"].rows == ["provision_id x, from 0, to 0, rows 10"]
    assert [row.rpartition("/")[2] for row in failures["citations.not_null"].rows] == [
        "c1, missing form",
        "c3, missing form",
    ]
    assert [row.rpartition("/")[2] for row in failures["citations.unresolved_has_a_reason"].rows] == [
        "c1, status unresolved",
        "c3, status external_unloaded",
    ]


def _cast(table: pa.Table, column: str, to: pa.DataType) -> pa.Table:
    place = table.schema.get_field_index(column)
    return table.set_column(place, pa.field(column, to, nullable=False), table[column].cast(to))


SHAPES: dict[str, Callable[[dict[str, pa.Table]], dict[str, pa.Table]]] = {
    "a column is missing": lambda tables: {"powers": tables["powers"].drop_columns("text")},
    "a column too many": lambda tables: {"powers": tables["powers"].append_column("note", pa.array([None]))},
    "another order": lambda tables: {"powers": tables["powers"].select(tables["powers"].column_names[::-1])},
    "another type": lambda tables: {"powers": _cast(tables["powers"], "ordinal", pa.int64())},
    "a null allowed": lambda tables: {
        "powers": tables["powers"].cast(pa.schema([f.with_nullable(True) for f in tables["powers"].schema]))
    },
    "a table too many": lambda tables: {"notes": tables["powers"]},
}


@pytest.mark.parametrize("change", SHAPES)
def test_another_shape_is_found_and_nothing_else_is_asked(
    gate: ModuleType,
    tables: dict[str, pa.Table],
    database: duckdb.DuckDBPyConnection,
    tmp_path: Path,
    change: str,
) -> None:
    changed = SHAPES[change](tables)
    result = gate.run_gate({**tables, **changed}, database, tmp_path)
    assert "shape.columns" in {failure.rule for failure in result.failures}
    assert result.evaluated == 2
    rows = next(failure.rows for failure in result.failures if failure.rule == "shape.columns")
    assert all(f"table {name}" in row for name in changed for row in rows)


def test_a_missing_table_is_found(
    gate: ModuleType, tables: dict[str, pa.Table], database: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    del tables["powers"]
    failures = gate.run_gate(tables, database, tmp_path).failures
    assert "found nothing" in failures[0].rows[0]


@pytest.mark.parametrize("change", ["DELETE FROM powers", "DROP TABLE powers"])
def test_a_database_with_other_rows_is_found(
    gate: ModuleType,
    tables: dict[str, pa.Table],
    database: duckdb.DuckDBPyConnection,
    tmp_path: Path,
    change: str,
) -> None:
    database.execute(change)
    (failure,) = gate.run_gate(tables, database, tmp_path).failures
    assert failure.rule == "shape.rows"
    assert "table powers" in failure.rows[0]
