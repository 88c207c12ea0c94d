"""Publishing: what a snapshot holds, what stops it, and that the last one stays."""

import errno
import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from flows.errors import InputError
from flows.publishing.manifest import Manifest, read_manifest, sha256
from flows.publishing.publish import DERIVED, GateError, publish
from flows.publishing.snapshots import current
from flows.publishing.verify import verify
from flows.tables.order import in_order, order_columns
from flows.tables.parts import Rows
from tests import tiny
from warehouse.contract import contract
from warehouse.gate_result import Failure, GateResult

pytestmark = pytest.mark.slow


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "warehouse"


def build(warehouse: Path, version: int = 1, **others: Any) -> Manifest:
    arguments: dict[str, Any] = {
        "warehouse": warehouse,
        "inputs": [] if "inputs" in others else tiny.write_sources(warehouse.parent / "raw"),
        "fingerprint": f"{version:064x}",
        "code_version": str(version),
        "source_texts": tiny.TEXTS,
        "gate": tiny.open_gate,
    }
    return publish(**{"tables": tiny.tables(version), **arguments, **others})


def shown_version(warehouse: Path) -> str:
    with duckdb.connect(str(warehouse / "anpo.duckdb"), read_only=True) as connection:
        found = connection.sql("SELECT DISTINCT covers FROM sources").fetchall()
    assert len(found) == 1
    return str(found[0][0])


def test_a_snapshot_holds_every_table_as_the_contract_says(place: Path) -> None:
    manifest = build(place)
    folder = place / "current"
    rows = tiny.rows()
    with duckdb.connect(str(place / "anpo.duckdb"), read_only=True) as connection:
        for name, table in contract().items():
            expected = len(rows.get(name, [])) if name not in DERIVED else tiny.completed()[name].num_rows
            arrow = pq.read_table(folder / f"{name}.parquet")
            assert arrow.schema.equals(table.schema), name
            assert len(arrow) == expected == manifest.rows[name], name
            assert connection.table(f'"{name}"').to_arrow_table().to_pylist() == arrow.to_pylist(), name


def test_the_manifest_says_what_went_in_and_what_came_out(place: Path) -> None:
    manifest = build(place)
    folder = current(place)
    assert folder is not None
    assert read_manifest(folder) == manifest
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert files - {"manifest.json"} == {output.file for output in manifest.outputs}
    tables = {f"{name}.parquet" for name in contract()}
    described = {"CHANGES.md", "changes.json", "croissant.json", "datapackage.json", "manifest.json"}
    assert files == {"anpo.duckdb", "data_docs/index.html"} | described | tables
    assert all(sha256(folder / output.file) == output.sha256 for output in manifest.outputs)
    assert {record.source_id for record in manifest.inputs} == set(tiny.TEXTS)
    text = tiny.TEXTS["law"]
    assert manifest.coverage["law"] == {
        "characters": len(text),
        "covered": len(text) - 1,
        "ignored": 1,
        "unaccounted": 0,
    }
    assert manifest.expectations == 1
    assert manifest.snapshot_id == folder.name


def test_links_are_relative_so_that_the_warehouse_can_be_moved(place: Path) -> None:
    build(place)
    place.rename(place.parent / "moved")
    assert shown_version(place.parent / "moved") == "version 1"
    assert verify(place.parent / "moved", place.parent / "raw") == []


def test_the_database_opens_from_any_directory(place: Path) -> None:
    build(place)
    script = f"import duckdb; print(duckdb.connect({str(place / 'anpo.duckdb')!r}, read_only=True).sql('SELECT count(*) FROM actions').fetchone()[0])"
    for directory in ("/", str(place / "snapshots")):
        done = subprocess.run(
            [sys.executable, "-c", script], cwd=directory, capture_output=True, text=True, check=True
        )
        assert done.stdout.strip() == "2"


def test_building_twice_gives_the_same_bytes_of_parquet(place: Path, tmp_path: Path) -> None:
    build(place)
    rows = {name: list(reversed(rows)) for name, rows in tiny.rows().items()}
    script = (
        "import sys, pathlib; sys.path.insert(0, sys.argv[1]); from tests.test_publish import build;"
        "from tests import tiny; rows = {n: r[::-1] for n, r in tiny.rows().items()};"
        "build(pathlib.Path(sys.argv[2]), tables=tiny.tables(1, rows))"
    )
    other = tmp_path / "other" / "warehouse"
    other.parent.mkdir()
    environment = os.environ | {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C"}
    subprocess.run(
        [sys.executable, "-c", script, str(Path(__file__).parents[1]), str(other)],
        env=environment,
        check=True,
    )
    assert rows["actions"][0]["ordinal"] == 1
    for name in contract():
        first, second = (folder / "current" / f"{name}.parquet" for folder in (place, other))
        assert first.read_bytes() == second.read_bytes(), name


def test_rows_are_sorted_by_their_key_or_by_their_position() -> None:
    assert order_columns(contract()["provisions"]) == ("law_id", "ordinal", "provision_id")
    assert order_columns(contract()["approvals"]) == ("approval_id",)
    assert order_columns(contract()["sentences"]) == ("provision_id", "ordinal")


def test_numbers_in_ids_are_compared_as_numbers() -> None:
    table = contract()["laws"]
    ids = ["A10", "A9", "A", "A9_2", "A9_10", "A9-11", "A9-2", "B1"]
    laws = [tiny.rows()["laws"][0] | {"law_id": law_id} for law_id in ids]
    found = in_order(table, pa.Table.from_pylist(laws, schema=table.schema), {})
    assert found["law_id"].to_pylist() == ["A", "A9", "A9-2", "A9-11", "A9_2", "A9_10", "A10", "B1"]


def test_rows_follow_the_order_of_the_rows_that_they_belong_to() -> None:
    rows = tiny.rows()
    chapter, article, supplement = (
        rows["provisions"][1] | {"provision_id": f"{tiny.REVISION}/{elm}", "elm": elm, "ordinal": ordinal}
        for ordinal, elm in ((1, "MainProvision-Chapter_1"), (2, "MainProvision-Article_1"), (3, "Appendix"))
    )
    sentences = [
        rows["sentences"][0] | {"provision_id": provision["provision_id"], "ordinal": ordinal}
        for provision in (supplement, article, chapter)
        for ordinal in (2, 1)
    ]
    changed = {"provisions": [article, supplement, chapter], "sentences": sentences, "citations": []}
    found = tiny.completed(changed=changed)
    assert found["provisions"]["ordinal"].to_pylist() == [1, 2, 3]
    assert [
        (row["provision_id"].partition("/")[2], row["ordinal"]) for row in found["sentences"].to_pylist()
    ] == [
        ("MainProvision-Chapter_1", 1),
        ("MainProvision-Chapter_1", 2),
        ("MainProvision-Article_1", 1),
        ("MainProvision-Article_1", 2),
        ("Appendix", 1),
        ("Appendix", 2),
    ]


def test_rows_with_a_double_or_missing_key_can_be_sorted_for_the_gate_to_see_them() -> None:
    laws = tiny.rows()["laws"]
    broken = [*laws, laws[0] | {"law_id": None}, laws[1]]
    found = tiny.completed(changed={"laws": broken})
    assert found["laws"]["law_id"].to_pylist() == [tiny.DEFENSE_LAW, tiny.IMPACT_LAW, tiny.IMPACT_LAW, None]
    assert len(found["law_revisions"]) == 1


FAILURE = Failure("one_value_per_scope", "approvals", "The Diet approves once.", ["actions/01: two"], 7)


def closed_gate(tables: Mapping[str, Rows], database: Path, docs: Path) -> GateResult:
    tiny.open_gate(tables, database, docs)
    return GateResult(success=False, evaluated=9, failures=[FAILURE])


def test_a_failing_gate_publishes_nothing_and_says_why(place: Path) -> None:
    build(place, 1)
    before = current(place)
    with pytest.raises(GateError) as caught:
        build(place, 2, gate=closed_gate)
    said = str(caught.value)
    for part in (
        "Nothing was published: 1 rule does not hold",
        FAILURE.rule,
        FAILURE.reason,
        FAILURE.rows[0],
    ):
        assert part in said
    assert "and 6 more" in said
    index = place / "failed" / "data_docs" / "index.html"
    assert str(index) in said
    assert index.is_file()
    assert json.loads((place / "failed" / "failures.json").read_text("utf-8"))[0]["count"] == 7
    assert current(place) == before
    assert shown_version(place) == "version 1"
    assert {path.name for path in place.iterdir()} == {
        "snapshots",
        "current",
        "anpo.duckdb",
        "failed",
        ".lock",
    }


def test_the_report_of_a_failed_build_goes_with_the_next_one(place: Path) -> None:
    with pytest.raises(GateError):
        build(place, gate=closed_gate)
    assert current(place) is None
    other = Failure("another", "laws", "Laws have titles.", ["x"], 1)
    with pytest.raises(GateError, match="another"):
        build(place, gate=lambda *_: GateResult(success=False, evaluated=1, failures=[other]))
    assert [
        entry["rule"] for entry in json.loads((place / "failed" / "failures.json").read_text("utf-8"))
    ] == ["another"]
    build(place)
    assert not (place / "failed").exists()


def test_a_gate_that_names_no_rule_publishes_nothing(place: Path) -> None:
    with pytest.raises(GateError, match="named no rule"):
        build(place, gate=lambda *_: GateResult(success=False, evaluated=0, failures=[]))
    assert current(place) is None


def test_rows_that_break_a_key_reach_the_gate_which_names_them(place: Path) -> None:
    asked: list[int] = []

    def gate(_tables: Mapping[str, Rows], database: Path, _docs: Path) -> GateResult:
        assert [path.name for path in database.parent.glob("anpo*")] == ["anpo.duckdb"]
        with duckdb.connect(str(database), read_only=True) as connection:
            asked.extend(connection.sql("SELECT ordinal FROM actions ORDER BY 1").fetchall()[0])
        return GateResult(success=False, evaluated=1, failures=[FAILURE])

    first = tiny.rows()["actions"][0]
    actions = [first, first, first | {"name": None}]
    with pytest.raises(GateError, match="one_value_per_scope"):
        build(place, tables=tiny.tables(changed={"actions": actions}), gate=gate)
    assert asked == [2]


def test_what_no_rule_sees_the_keys_of_the_database_stop(place: Path) -> None:
    items = tiny.rows()["guideline_items"]
    orphan = items[0] | {"parent_item_id": "guidelines/999"}
    with pytest.raises(GateError, match='foreign key constraint because key "item_id: guidelines/999"'):
        build(place, tables=tiny.tables(changed={"guideline_items": [orphan, *items[1:]]}))
    assert current(place) is None


def test_a_table_that_is_not_the_contracts_is_a_programming_error(place: Path) -> None:
    good = tiny.tables()
    with pytest.raises(TypeError, match="powers"):
        build(place, tables={name: table for name, table in good.items() if name != "powers"})
    with pytest.raises(TypeError, match="novel"):
        build(place, tables={**good, "novel": good["powers"]})
    with pytest.raises(TypeError, match="actions: its schema"):
        build(place, tables={**good, "actions": good["actions"].drop_columns(["name"])})
    assert [path.name for path in place.iterdir()] == [".lock"]


def test_a_warehouse_below_a_file_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    with pytest.raises(InputError, match="cannot be written: Not a directory") as caught:
        build(tmp_path / "file" / "warehouse", inputs=[])
    assert "--warehouse" in str(caught.value)


@pytest.mark.parametrize(
    ("call", "code", "remedy"),
    [
        ("mkdir", errno.EROFS, "Make the folder writable"),
        ("write_text", errno.ENOSPC, "Free some space"),
        ("rename", errno.EACCES, "Make the folder writable"),
        ("symlink_to", errno.ENOSPC, "Free some space"),
        ("replace", errno.EDQUOT, "Free some space"),
    ],
)
def test_a_failing_system_call_leaves_the_last_snapshot(
    place: Path, monkeypatch: pytest.MonkeyPatch, call: str, code: int, remedy: str
) -> None:
    build(place, 1)
    before = {path.name for path in place.iterdir()}
    original: Callable[..., Any] = getattr(Path, call)

    def fail(path: Path, *arguments: Any, **options: Any) -> Any:
        if path.is_relative_to(place) and path != place and path.name != "index.html":
            raise OSError(code, os.strerror(code), str(path))
        return original(path, *arguments, **options)

    with monkeypatch.context() as patch:
        patch.setattr(Path, call, fail)
        with pytest.raises(InputError, match=os.strerror(code)) as caught:
            build(place, 2)
    assert remedy in str(caught.value)
    assert shown_version(place) == "version 1"
    assert {path.name for path in place.iterdir()} == before
    assert verify(place, place.parent / "raw") == []


def test_a_full_disk_inside_the_gate_is_told_as_such(place: Path) -> None:
    def gate(*_: Any) -> GateResult:
        full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "index.html")
        raise RuntimeError("rendering failed") from full

    with pytest.raises(InputError, match="No space left on device"):
        build(place, gate=gate)
    assert [path.name for path in place.iterdir()] == [".lock"]


def test_an_error_of_the_gate_itself_is_not_taken_for_one_of_the_disk(place: Path) -> None:
    def gate(*_: Any) -> GateResult:
        raise RuntimeError("a bug")

    with pytest.raises(RuntimeError, match="a bug"):
        build(place, gate=gate)
    assert [path.name for path in place.iterdir()] == [".lock"]


@pytest.mark.parametrize("name", ["current", "anpo.duckdb"])
def test_what_is_not_ours_is_not_replaced(place: Path, name: str) -> None:
    place.mkdir()
    (place / name).write_text("mine", "utf-8")
    with pytest.raises(InputError, match="is in the way"):
        build(place)
    assert (place / name).read_text("utf-8") == "mine"


def test_other_things_in_the_folder_are_not_touched(place: Path) -> None:
    place.mkdir()
    (place / "contract.py").write_text("code", "utf-8")
    (place / "sql").mkdir()
    (place / ".staging-1-dead").mkdir()
    (place / ".staging-1-dead" / "half.parquet").write_text("PAR1", "utf-8")
    build(place)
    assert (place / "contract.py").read_text("utf-8") == "code"
    assert (place / "sql").is_dir()
    assert not (place / ".staging-1-dead").exists()


def test_progress_names_each_step_as_it_begins(place: Path) -> None:
    steps: list[str] = []
    build(place, progress=steps.append)
    assert steps == ["lock", "database", "gate", "Parquet", "manifest", "place", "switch", "tidy"]
