"""The main job as its users run it: published whole, or not at all; nothing done where nothing has changed."""

import json
import shutil
import subprocess
import time
import urllib.request
from pathlib import Path
from typing import NamedTuple

import duckdb
import pytest

from flows.publishing.manifest import read_manifest
from flows.publishing.snapshots import CACHE
from tests.conftest import BIN

pytestmark = pytest.mark.slow


def anpo(*arguments: str | Path, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [BIN / "anpo", *arguments], env=env, capture_output=True, text=True, check=False, timeout=900
    )


def ask(api: str, path: str) -> list[dict[str, object]]:
    request = urllib.request.Request(
        f"{api}/{path}/filter", data=b"{}", headers={"content-type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=30) as response:
        rows: list[dict[str, object]] = json.load(response)
        return rows


def test_a_fresh_build_publishes_every_table(built: Path) -> None:
    manifest = read_manifest(built / "current")
    assert {source["unaccounted"] for source in manifest.coverage.values()} == {0}
    assert manifest.rows["actions"] == 20
    assert manifest.rows["approvals"] == 82
    assert manifest.rows["powers"] == 20
    assert manifest.rows["weapon_use_conditions"] == 30
    assert manifest.rows["guideline_items"] == 106 + 185 + 192
    assert manifest.rows["cooperation_items"] == 40
    assert (built / "current" / "data_docs" / "index.html").is_file()
    with duckdb.connect(str(built / "anpo.duckdb"), read_only=True) as connection:
        for table, rows in manifest.rows.items():
            assert connection.sql(f'SELECT count(*) FROM "{table}"').fetchone() == (rows,)


@pytest.mark.parametrize("law", ["重要影響事態安全確保法", "重要影響事態法", "周辺事態法", "411AC0000000060"])
def test_a_law_is_found_by_every_name_that_our_sources_use(built: Path, law: str) -> None:
    with duckdb.connect(str(built / "anpo.duckdb"), read_only=True) as connection:
        found = connection.execute("SELECT DISTINCT law_id FROM law_as_of(?, DATE '2026-02-01')", [law])
        assert found.fetchall() == [("411AC0000000060",)]


def test_nothing_changed_is_said_at_once(built: Path, quiet_environment: dict[str, str]) -> None:
    before = time.monotonic()
    result = anpo("refresh", "--warehouse", built, env=quiet_environment)
    took = time.monotonic() - before
    assert result.returncode == 0
    assert "Nothing has changed" in result.stderr
    floor = time.monotonic()
    subprocess.run([BIN / "python", "-c", "import prefect"], env=quiet_environment, check=True)
    assert took < time.monotonic() - floor, "slower than importing Prefect alone"


class Again(NamedTuple):
    """A second build from the same sources, with a server: the warehouse, and the runs that the server knew before."""

    warehouse: Path
    before: set[object]


@pytest.fixture(scope="module")
def again(
    prefect_server: str,
    built: Path,
    quiet_environment: dict[str, str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Again:
    before = {run["id"] for run in ask(prefect_server, "flow_runs")}
    warehouse = tmp_path_factory.mktemp("again")
    # Two laws are half of the work: of these the first build's parts are taken over, the others are read again.
    for part in (
        one for law in ("329AC0000000165", "140AC0000000045") for one in built.glob(f"{CACHE}/{law}-*")
    ):
        shutil.copytree(part, warehouse / CACHE / part.name)
    environment = quiet_environment | {"PREFECT_API_URL": prefect_server}
    result = anpo("refresh", "--warehouse", warehouse, env=environment)
    assert result.returncode == 0, result.stderr
    return Again(warehouse, before)


def test_runs_and_summary_are_reported_to_a_server(prefect_server: str, again: Again) -> None:
    runs = (run for run in ask(prefect_server, "flow_runs") if run["id"] not in again.before)
    run = min(runs, key=lambda run: str(run["created"]))
    assert run["state_name"] == "Completed"
    tasks = [one for one in ask(prefect_server, "task_runs") if one["flow_run_id"] == run["id"]]
    assert 1 <= len(tasks) <= 6
    (summary,) = (one for one in ask(prefect_server, "artifacts") if one["flow_run_id"] == run["id"])
    assert summary["key"] == "refresh-summary"
    assert "| approvals | 82 |" in str(summary["data"])


def test_two_builds_give_the_same_bytes(built: Path, again: Again) -> None:
    first, second = (
        {
            each.file: each.sha256
            for each in read_manifest(folder / "current").outputs
            if each.rows is not None
        }
        for folder in (built, again.warehouse)
    )
    assert first == second


def test_a_wrong_source_leaves_the_snapshot_untouched(
    prefect_server: str, quiet_environment: dict[str, str], built: Path, raw: Path
) -> None:
    before = (built / "current").readlink()
    (raw / "guidelines-1997.md").write_bytes(b"other")
    environment = quiet_environment | {"PREFECT_API_URL": prefect_server}
    result = anpo("refresh", "--raw", raw, "--warehouse", built, env=environment)
    assert result.returncode == 1
    assert "guidelines-1997.md" in result.stderr
    assert "expected sha256 c8cc8890" in result.stderr
    assert "Traceback" not in result.stderr
    assert (built / "current").readlink() == before
