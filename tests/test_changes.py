"""The change log of the data: rows added, changed and dropped against the snapshot before."""

import json
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.commands.changes import changes as command
from flows.commands.status import status
from flows.errors import InputError
from flows.publishing import publish as publishing
from flows.publishing.changes import (
    NAMED,
    TableChanges,
    changes_since,
    compare,
    markdown,
    read_changes,
    summary,
)
from flows.publishing.manifest import OutputRecord, describe_files
from flows.publishing.snapshots import current
from flows.tables.parquet import write_table
from flows.tables.parts import Parts
from tests import tiny
from tests.test_publish import build
from warehouse.contract import contract

pytestmark = pytest.mark.slow


def differing(place: Path) -> dict[str, TableChanges]:
    found = read_changes(place / "current")
    assert found is not None
    return {each.table: each for each in found.tables if not each.is_same}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "warehouse"


def test_the_first_snapshot_says_that_it_is_the_first(place: Path) -> None:
    build(place)
    found = read_changes(place / "current")
    assert found is not None
    assert (found.against, found.problem, found.tables) == (None, None, [])
    assert "The first snapshot" in (place / "current" / "CHANGES.md").read_text("utf-8")
    assert summary(place / "current") == "the first"


def test_a_snapshot_says_what_it_added_changed_and_dropped(place: Path) -> None:
    first = build(place, 1)
    build(place, 2)
    found = read_changes(place / "current")
    assert found is not None
    assert found.against == first.snapshot_id
    assert [each.table for each in found.tables] == list(contract())
    changed = differing(place)
    assert changed.keys() == {"sources", "guideline_topics", "laws", "law_names", "search_terms"}
    assert changed["sources"].columns == {"covers": 3}
    assert changed["sources"].rows == {"changed": ["actions", "guidelines", "law"]}
    names = changed["law_names"]
    assert (names.before, names.after, names.added, names.changed, names.dropped) == (6, 6, 1, 0, 1)
    assert names.rows == {
        "added": [f"重要影響事態法 2|{tiny.IMPACT_LAW}"],
        "dropped": [f"重要影響事態法 1|{tiny.IMPACT_LAW}"],
    }
    text = (place / "current" / "CHANGES.md").read_text("utf-8")
    assert "| law_names | 6 | 6 | 1 | 0 | 1 |" in text
    assert f"The same row by row: {len(contract()) - 5} tables." in text
    assert summary(place / "current") == "2 added, 6 changed, 2 dropped"


def test_the_same_rows_again_are_no_change(place: Path) -> None:
    build(place)
    build(place)
    assert differing(place) == {}


def test_the_manifest_names_the_change_log(place: Path) -> None:
    manifest = build(place)
    assert {"changes.json", "CHANGES.md"} <= {output.file for output in manifest.outputs}


@pytest.mark.parametrize("damaged", ["manifest.json", "sources.parquet"])
def test_a_last_snapshot_that_cannot_be_read_is_said_and_no_hindrance(place: Path, damaged: str) -> None:
    build(place, 1)
    (place / "current" / damaged).write_text("damaged", "utf-8")
    build(place, 2)
    found = read_changes(place / "current")
    assert found is not None
    assert found.problem is not None
    assert "cannot be read" in found.problem
    assert summary(place / "current") == "not known"
    assert "Not known" in (place / "current" / "CHANGES.md").read_text("utf-8")


Rows = dict[str, tuple[int | None, list[str]]]
ROWS = st.dictionaries(
    st.text("ab1", min_size=1, max_size=3),
    st.tuples(st.none() | st.integers(0, 3), st.lists(st.text("xy", max_size=2), max_size=2)),
    max_size=6,
)


def write(folder: Path, files: list[Rows], columns: str = "days, labels") -> list[OutputRecord]:
    """Write a table `powers` in parts, with a key of two columns."""
    (folder / "powers").mkdir(parents=True)
    counts: dict[str, int] = {}
    with duckdb.connect() as connection:
        connection.execute(
            "CREATE TABLE powers (action_id VARCHAR, ordinal INTEGER, days INTEGER, labels VARCHAR[])"
        )
        for number, rows in enumerate(files):
            connection.execute("DELETE FROM powers")
            for key, (days, labels) in rows.items():
                connection.execute("INSERT INTO powers VALUES (?, 1, ?, ?)", [key, days, labels])
            name = f"powers/{number:04}.parquet"
            connection.execute(
                f"COPY (SELECT action_id, ordinal, {columns} FROM powers ORDER BY ALL) TO '{folder / name}'"
            )
            counts[name] = len(rows)
    return describe_files(folder, counts)


@settings(deadline=None, max_examples=40)
@given(kept=ROWS, before=ROWS, after=ROWS)
def test_rows_are_compared_as_dictionaries_are(
    kept: Rows, before: Rows, after: Rows, tmp_path_factory: pytest.TempPathFactory
) -> None:
    place = tmp_path_factory.mktemp("changes")
    old = {key: row for key, row in before.items() if key not in kept}
    new = {key: row for key, row in after.items() if key not in kept}
    of_old, of_new = write(place / "old", [kept, old]), write(place / "new", [new, kept])
    (found,) = compare(place / "old", of_old, place / "new", of_new)
    changed = {key for key in old.keys() & new.keys() if old[key] != new[key]}
    assert (found.before, found.after) == (len(kept) + len(old), len(kept) + len(new))
    assert (found.added, found.dropped) == (len(new.keys() - old.keys()), len(old.keys() - new.keys()))
    assert found.changed == len(changed)
    assert found.rows.get("changed", []) == sorted(f"{key}|1" for key in changed)
    differ = {
        name: sum(old[key][at] != new[key][at] for key in changed)
        for at, name in enumerate(("days", "labels"))
    }
    assert found.columns == {name: count for name, count in differ.items() if count}


def test_of_many_rows_the_first_are_named_and_all_counted(tmp_path: Path) -> None:
    rows: Rows = {f"{number:03}": (number, []) for number in range(100)}
    of_old, of_new = write(tmp_path / "old", [{}]), write(tmp_path / "new", [rows])
    (found,) = compare(tmp_path / "old", of_old, tmp_path / "new", of_new)
    assert found.added == 100
    assert found.rows["added"] == [f"{number:03}|1" for number in range(NAMED)]
    (old,) = compare(tmp_path / "new", of_new, tmp_path / "old", of_old)
    assert (old.added, old.dropped) == (0, 100)


def test_a_new_and_a_lost_column_are_named_and_the_others_compared(tmp_path: Path) -> None:
    of_old = write(tmp_path / "old", [{"a": (1, ["x"]), "b": (2, [])}], "days")
    of_new = write(tmp_path / "new", [{"a": (1, ["x"]), "b": (3, [])}], "days, labels")
    (found,) = compare(tmp_path / "old", of_old, tmp_path / "new", of_new)
    assert (found.new_columns, found.lost_columns) == (["labels"], [])
    assert (found.changed, found.columns) == (1, {"days": 1})
    (back,) = compare(tmp_path / "new", of_new, tmp_path / "old", of_old)
    assert (back.new_columns, back.lost_columns) == ([], ["labels"])


def test_a_new_and_a_lost_table_are_named(tmp_path: Path) -> None:
    files = write(tmp_path / "new", [{"a": (1, [])}])
    (found,) = compare(tmp_path / "none", [], tmp_path / "new", files)
    assert (found.before, found.after, found.added) == (None, 1, 1)
    (gone,) = compare(tmp_path / "new", files, tmp_path / "none", [])
    assert (gone.before, gone.after, gone.dropped) == (1, None, 1)
    assert not found.is_same
    assert not gone.is_same


def test_files_of_equal_bytes_are_not_read(tmp_path: Path) -> None:
    of_old, of_new = (write(tmp_path / name, [{"a": (1, [])}, {"b": (2, [])}]) for name in ("old", "new"))
    for folder in ("old", "new"):
        for file in (tmp_path / folder / "powers").iterdir():
            file.write_text("not read", "utf-8")
    (found,) = compare(tmp_path / "old", of_old, tmp_path / "new", of_new)
    assert found.is_same
    assert (found.before, found.after) == (2, 2)


def test_tables_in_parts_are_compared_too(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(place, 1, tables=in_parts(place, 1))
    monkeypatch.setattr(publishing, "ONE_FILE", 0)
    build(place, 2, tables=in_parts(place, 2))
    changed = differing(place)
    assert "provisions" not in changed
    assert "sentences" not in changed
    assert changed["sources"].columns == {"covers": 3}


def in_parts(place: Path, version: int) -> dict[str, Any]:
    """The tiny tables with the large ones in files, a row to each."""
    tables: dict[str, Any] = dict(tiny.tables(version))
    folder = place.parent / f"parts-{version}"
    folder.mkdir()
    for name, rows in tiny.completed().items():
        if contract()[name].large:
            files = [folder / f"{name}-{row}.parquet" for row in range(max(1, len(rows)))]
            for row, file in enumerate(files):
                write_table(rows.slice(row, 1), file)
            tables[name] = Parts.of(files)
    return tables


def test_a_change_log_that_cannot_be_read_is_none(place: Path) -> None:
    build(place)
    folder = current(place)
    assert folder is not None
    for text in ("{", "[]", json.dumps({"against": None, "tables": [{"name": 1}]})):
        (folder / "changes.json").write_text(text, "utf-8")
        assert read_changes(folder) is None
        assert summary(folder) == ""


def test_the_text_names_every_kind_of_change() -> None:
    found = changes_since(None, Path(), [])
    each = TableChanges(
        "laws", 3, 3, 30, 1, 0, {"title": 1}, ["x"], ["y"], {"added": ["a"], "changed": ["b"]}
    )
    text = markdown(type(found)("before", None, [each]))
    for part in (
        "New columns: `x`",
        "Columns gone: `y`",
        "`title` in 1",
        "added: `a` and 29 more",
        "changed: `b`",
    ):
        assert part in text


def test_the_command_prints_the_change_log_of_the_current_or_a_named_snapshot(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = build(place, 1)
    build(place, 2)
    command(None, place)
    assert capsys.readouterr().out == (place / "current" / "CHANGES.md").read_text("utf-8")
    command(first.snapshot_id, place)
    assert "The first snapshot" in capsys.readouterr().out
    with pytest.raises(InputError, match=f"is no snapshot\\n  Snapshots here: .*{first.snapshot_id}"):
        command("20000101T000000Z", place)
    (place / "current" / "changes.json").unlink()
    with pytest.raises(InputError, match="has no change log that can be read"):
        command(None, place)


def test_without_a_snapshot_the_command_says_what_to_run(place: Path) -> None:
    with pytest.raises(InputError, match="anpo refresh"):
        command(None, place)


def test_the_status_says_what_each_snapshot_changed(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    build(place, 1)
    build(place, 2)
    status(place.parent / "raw", place)
    shown = capsys.readouterr().out
    assert "2 added, 6 changed, 2 dropped" in shown
    assert "the first" in shown
