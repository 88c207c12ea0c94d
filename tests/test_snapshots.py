"""Snapshots by their manifests, the lock, the fingerprint, and verifying: no tables needed."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from flows.errors import InputError
from flows.publishing import fingerprint as fingerprints
from flows.publishing.fingerprint import fingerprint
from flows.publishing.lock import lock
from flows.publishing.manifest import InputRecord, Manifest, describe_files, read_manifest
from flows.publishing.snapshots import current, discard, prune, published, snapshots, sweep, up_to_date
from flows.publishing.staging import switch
from flows.publishing.verify import verify

PROJECT = Path(__file__).parents[1]


def make(warehouse: Path, snapshot_id: str, built_at: str, mark: str = "f" * 64) -> Path:
    """Write a snapshot of two files, and switch to it."""
    folder = warehouse / "snapshots" / snapshot_id
    (folder / "data_docs").mkdir(parents=True)
    (folder / "laws.parquet").write_bytes(b"rows of " + snapshot_id.encode())
    (folder / "anpo.duckdb").write_bytes(b"database")
    (folder / "data_docs" / "index.html").write_text("report", "utf-8")
    raw = warehouse.parent / "raw"
    raw.mkdir(exist_ok=True)
    (raw / "law.md").write_text("第一条", "utf-8")
    document = describe_files(raw, {})[0]
    inputs = [InputRecord("law", document.file, document.sha256, document.bytes)]
    outputs = describe_files(folder, {"laws.parquet": 3})
    manifest = Manifest(snapshot_id, built_at, "0.1", mark, inputs, outputs)
    (folder / "manifest.json").write_text(manifest.to_json(), "utf-8")
    switch(folder)
    return folder


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    return tmp_path / "warehouse"


def test_a_folder_without_snapshot_has_no_current_one(warehouse: Path) -> None:
    assert current(warehouse) is None
    assert snapshots(warehouse) == []
    assert up_to_date(warehouse, "f" * 64) is None
    with pytest.raises(InputError, match="holds no published snapshot"):
        published(warehouse)
    with pytest.raises(InputError, match="anpo refresh"):
        verify(warehouse, warehouse)


def test_snapshots_are_listed_newest_first_with_the_current_one_marked(warehouse: Path) -> None:
    make(warehouse, "b", "2026-02-01T00:00:00+00:00")
    make(warehouse, "a", "2026-03-01T00:00:00+00:00")
    switch(warehouse / "snapshots" / "b")
    listed = snapshots(warehouse)
    assert [(info.snapshot_id, info.is_current, info.rows) for info in listed] == [
        ("a", False, 3),
        ("b", True, 3),
    ]
    assert listed[0].bytes == len(b"rows of a") + len(b"database") + len("report")
    assert published(warehouse) == warehouse / "snapshots" / "b"


def test_up_to_date_asks_for_the_fingerprint_and_every_file(warehouse: Path) -> None:
    folder = make(warehouse, "a", "2026-03-01T00:00:00+00:00")
    manifest = up_to_date(warehouse, "f" * 64)
    assert manifest == read_manifest(folder)
    assert manifest is not None
    assert manifest.rows == {"laws": 3}
    assert up_to_date(warehouse, "0" * 64) is None
    (folder / "laws.parquet").write_bytes(b"shorter")
    assert up_to_date(warehouse, "f" * 64) is None
    (folder / "laws.parquet").unlink()
    assert up_to_date(warehouse, "f" * 64) is None


def test_up_to_date_asks_for_the_link_to_the_database(warehouse: Path) -> None:
    make(warehouse, "a", "2026-03-01T00:00:00+00:00")
    (warehouse / "anpo.duckdb").unlink()
    assert up_to_date(warehouse, "f" * 64) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "is not JSON"),
        ("[]", "is not a manifest"),
        ('{"format": 1}', "is not a manifest"),
        ('{"format": 2, "inputs": [], "outputs": []}', "its format is 2"),
        ('{"format": 1, "inputs": [{}], "outputs": []}', "is not a manifest"),
        (None, "cannot be read: No such file"),
    ],
)
def test_a_damaged_manifest_is_said_and_built_anew(warehouse: Path, text: str | None, said: str) -> None:
    folder = make(warehouse, "a", "2026-03-01T00:00:00+00:00")
    (folder / "manifest.json").unlink()
    if text is not None:
        (folder / "manifest.json").write_text(text, "utf-8")
    with pytest.raises(InputError, match=said):
        read_manifest(folder)
    assert up_to_date(warehouse, "f" * 64) is None
    (info,) = snapshots(warehouse)
    assert info.problem is not None
    assert info.is_current


def test_pruning_keeps_the_newest_and_never_removes_the_current_one(warehouse: Path) -> None:
    for month, name in enumerate("abcde", start=1):
        make(warehouse, name, f"2026-0{month}-01T00:00:00+00:00")
    (warehouse / "snapshots" / "d" / "manifest.json").write_text("damaged", "utf-8")
    switch(warehouse / "snapshots" / "a")
    assert prune(warehouse, 2) == ["b", "d"]
    assert {info.snapshot_id for info in snapshots(warehouse)} == {"e", "c", "a"}
    assert prune(warehouse, 2) == []
    assert sorted(path.name for path in warehouse.iterdir()) == ["anpo.duckdb", "current", "snapshots"]
    with pytest.raises(ValueError, match="at least one"):
        prune(warehouse, 0)


def test_a_snapshot_leaves_its_place_whole(warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = make(warehouse, "a", "2026-03-01T00:00:00+00:00")
    removed: list[Path] = []
    monkeypatch.setattr(shutil, "rmtree", removed.append)
    discard(warehouse, folder)
    assert not folder.exists()
    assert (removed[0] / "manifest.json").is_file()
    monkeypatch.undo()
    assert sweep(warehouse) == [removed[0].name]
    assert not removed[0].exists()


def test_a_switch_that_fails_changes_nothing(warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = make(warehouse, "a", "2026-03-01T00:00:00+00:00")

    def fail(*_: object) -> None:
        raise PermissionError(13, "Permission denied", "current")

    monkeypatch.setattr(Path, "symlink_to", fail)
    with pytest.raises(InputError, match="Permission denied"):
        make(warehouse, "b", "2026-04-01T00:00:00+00:00")
    assert current(warehouse) == old
    assert [info.snapshot_id for info in snapshots(warehouse)] == ["a"]
    monkeypatch.undo()
    make(warehouse, "b", "2026-04-01T00:00:00+00:00")
    monkeypatch.setattr(Path, "symlink_to", fail)
    with pytest.raises(InputError, match="Permission denied"):
        switch(old)
    assert [info.snapshot_id for info in snapshots(warehouse)] == ["b", "a"]


def test_verify_finds_a_changed_a_missing_and_a_foreign_file(warehouse: Path) -> None:
    folder = make(warehouse, "a", "2026-03-01T00:00:00+00:00")
    raw = warehouse.parent / "raw"
    assert verify(warehouse, raw) == []
    (raw / "law.md").write_text("第二条", "utf-8")
    (raw / "other.csv").write_text("x", "utf-8")
    (raw / "law.toml").write_text("a card is no document", "utf-8")
    flipped = bytearray((folder / "laws.parquet").read_bytes())
    flipped[3] ^= 1
    (folder / "laws.parquet").write_bytes(flipped)
    (folder / "data_docs" / "index.html").unlink()
    (folder / "data_docs" / "new.html").write_text("x", "utf-8")
    found = [(difference.file.name, difference.problem) for difference in verify(warehouse, raw)]
    assert found == [
        ("law.md", "changed"),
        ("other.csv", "not in the manifest"),
        ("index.html", "missing"),
        ("laws.parquet", "changed"),
        ("new.html", "not in the manifest"),
    ]
    changed = verify(warehouse, raw)[3]
    assert changed.expected != changed.found
    assert f"expected {changed.expected}\n  found    {changed.found}" in str(changed)


def test_verify_finds_a_database_that_is_no_longer_the_snapshots(warehouse: Path) -> None:
    make(warehouse, "a", "2026-03-01T00:00:00+00:00")
    (warehouse / "anpo.duckdb").unlink()
    (difference,) = verify(warehouse, warehouse.parent / "raw")
    assert (difference.file.name, difference.problem) == ("anpo.duckdb", "missing")
    (warehouse / "anpo.duckdb").write_bytes(b"another")
    (difference,) = verify(warehouse, warehouse.parent / "raw")
    assert (difference.problem, difference.expected) == ("changed", "a link to current/anpo.duckdb")


def test_the_second_refresh_is_told_who_holds_the_lock(warehouse: Path) -> None:
    with lock(warehouse):
        with pytest.raises(InputError, match=f"is being refreshed by process {os.getpid()} on") as caught:
            lock(warehouse).__enter__()
        assert "Wait until it is done" in str(caught.value)
        assert json.loads((warehouse / ".lock").read_text("utf-8"))["pid"] == os.getpid()
    with lock(warehouse):
        pass


def test_the_lock_of_a_killed_process_is_gone(warehouse: Path) -> None:
    script = f"import pathlib, time; from flows.publishing.lock import lock\nwith lock(pathlib.Path({str(warehouse)!r})):\n print(flush=True); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, cwd=PROJECT) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        with pytest.raises(InputError, match=f"process {holder.pid} on"):
            lock(warehouse).__enter__()
        holder.kill()
    with lock(warehouse):
        pass


def test_a_lock_file_that_says_nothing_is_no_hindrance(warehouse: Path) -> None:
    warehouse.mkdir()
    with lock(warehouse):
        (warehouse / ".lock").write_text("", "utf-8")
        with pytest.raises(InputError, match="has not said its name"):
            lock(warehouse).__enter__()


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project of the same shape."""
    for name in (
        "flows/refresh.py",
        "flows/reviewed/topics.toml",
        "warehouse/sql/trace.sql",
        "warehouse/contract/laws.toml",
        "expectations/rules/one.sql",
        "expectations/suite.json",
        "constraints.txt",
        "raw/law.md",
        "raw/law.toml",
    ):
        path = tmp_path / "project" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, "utf-8")
    monkeypatch.setattr(fingerprints, "PROJECT", tmp_path / "project")
    return tmp_path / "project"


def test_every_file_that_a_build_depends_on_changes_the_fingerprint(project: Path) -> None:
    seen = {fingerprint(project / "raw")}
    files = [path for path in sorted(project.rglob("*")) if path.is_file()]
    assert len(files) == 9
    for path in files:
        path.write_text("changed", "utf-8")
        seen.add(fingerprint(project / "raw"))
    assert len(seen) == 10
    (project / "raw" / "law.md").rename(project / "raw" / "act.md")
    seen.add(fingerprint(project / "raw"))
    assert len(seen) == 11


def test_what_was_built_does_not_change_the_fingerprint(project: Path) -> None:
    before = fingerprint(project / "raw")
    for name in (
        "warehouse/snapshots/a/manifest.json",
        "warehouse/current/x.json",
        "warehouse/failed/failures.json",
        "warehouse/reports/x.json",
        "warehouse/.staging-1-ab/half.json",
        "flows/__pycache__/refresh.cpython-311.pyc",
        "flows/notes.txt",
        "tests/test_x.py",
        "README.md",
    ):
        path = project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", "utf-8")
    assert fingerprint(project / "raw") == before


def test_the_fingerprint_depends_on_python_and_not_on_the_place(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = fingerprint(project / "raw")
    project.rename(tmp_path / "elsewhere")
    monkeypatch.setattr(fingerprints, "PROJECT", tmp_path / "elsewhere")
    assert fingerprint(tmp_path / "elsewhere" / "raw") == before
    monkeypatch.setattr(sys, "version_info", (3, 99, 0))
    assert fingerprint(tmp_path / "elsewhere" / "raw") != before


def test_the_fingerprint_of_no_sources_is_not_an_error(project: Path) -> None:
    assert fingerprint(project / "nowhere") != fingerprint(project / "raw")


def test_nothing_to_do_is_found_out_with_the_standard_library_alone() -> None:
    script = (
        "import sys, flows.publishing.fingerprint, flows.publishing.snapshots, flows.publishing.verify, flows.publishing.lock;"
        "print(sorted({name.partition('.')[0] for name in sys.modules} & {'pyarrow', 'duckdb', 'prefect', 'great_expectations', 'pandas', 'numpy'}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=PROJECT
    )
    assert done.stdout.strip() == "[]"


def test_the_fingerprint_of_this_project_takes_little_more_than_reading_it() -> None:
    def best(run: Callable[[], object]) -> float:
        times = []
        for _ in range(7):
            began = time.perf_counter()
            run()
            times.append(time.perf_counter() - began)
        return min(times)

    def read() -> None:
        for folder in ("raw", "flows", "expectations", "warehouse/sql", "warehouse/contract"):
            for path in (PROJECT / folder).rglob("*"):
                if path.is_file():
                    hashlib.sha256(path.read_bytes()).digest()

    assert best(lambda: fingerprint(PROJECT / "raw")) < 3 * best(read)
