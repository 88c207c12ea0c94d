"""`anpo status`, `verify` and `trace` on a warehouse built from the real sources."""

import shutil
from pathlib import Path

import duckdb
import pytest

from flows.documents.located import cut
from tests.conftest import RAW
from tests.test_cli import anpo

pytestmark = pytest.mark.slow


@pytest.fixture
def own(built: Path, tmp_path: Path) -> Path:
    """A copy of the built warehouse that a test may damage."""
    return Path(shutil.copytree(built, tmp_path / "warehouse", symlinks=True))


def test_status_lists_snapshots_and_says_what_a_refresh_would_do(own: Path, raw: Path) -> None:
    name = (own / "current").readlink().name
    listed = anpo("status", "--warehouse", own).stdout.decode()
    assert name in listed
    assert "→" in listed
    (raw / "muto-2024.toml").write_text((raw / "muto-2024.toml").read_text("utf-8") + "\n", "utf-8")
    changed = anpo("status", "--warehouse", own, "--raw", raw).stdout.decode()
    assert "have changed since" in changed


def test_status_without_a_snapshot(tmp_path: Path) -> None:
    assert "Build one with: anpo refresh" in anpo("status", "--warehouse", tmp_path).stdout.decode()


def test_verify_finds_a_changed_byte_among_inputs_and_outputs(own: Path, raw: Path) -> None:
    good = anpo("verify", "--warehouse", own)
    assert good.returncode == 0
    assert "are as published" in good.stdout.decode()
    table = own / "current" / "approvals.parquet"
    table.write_bytes(table.read_bytes().replace(b"PAR1", b"PAR2", 1))
    (raw / "law-list.json").write_bytes(b"[]")
    bad = anpo("verify", "--warehouse", own, "--raw", raw)
    assert bad.returncode == 1
    printed = bad.stdout.decode()
    assert "approvals.parquet: changed" in printed
    assert "law-list.json: changed" in printed
    # The copy of the sources has the revisions of one law only.
    missing = len(list((RAW / "laws").glob("*/*.md"))) - len(list((raw / "laws").glob("*/*.md")))
    assert printed.count(": missing") == missing > 0
    assert f"{missing + 2} of " in printed


def test_trace_shows_source_hash_spans_and_the_marked_text(built: Path) -> None:
    printed = anpo(
        "trace", "approvals", "wp2021-siryo10/05/diet_approval/1", "--warehouse", built
    ).stdout.decode()
    assert "8f01364404ed0545ce95e7dca34612d027d25c3022905ab499efe9f42a607c24" in printed
    assert "⟦必要(出動命令から20日以内に付議)⟧" in printed
    start, end = next(line for line in printed.splitlines() if "spans" in line).split()[-1].split("–")
    source = (RAW / "wp2021-siryo10.csv").read_text("utf-8")
    assert cut(source, [(int(start), int(end))]) == "必要(出動命令から20日以内に付議)"


@pytest.mark.parametrize(
    ("table", "row", "message"),
    [("approvals", "nope", "its rows are named like"), ("nope", "1", "is not a table with sources")],
)
def test_trace_of_nothing_says_what_there_is(built: Path, table: str, row: str, message: str) -> None:
    result = anpo("trace", table, row, "--warehouse", built)
    assert result.returncode == 1
    assert message in result.stderr.decode()


def test_every_row_with_a_place_can_be_traced(built: Path) -> None:
    with duckdb.connect(str(built / "anpo.duckdb"), read_only=True) as connection:
        tables = connection.sql("SELECT DISTINCT table_name FROM row_locations ORDER BY 1").fetchall()
        for (table,) in tables:
            row = connection.execute(
                "SELECT row_id FROM row_locations WHERE table_name = ? LIMIT 1", [table]
            ).fetchone()
            assert row
            found = connection.execute("SELECT sha256 FROM trace(?, ?)", [table, row[0]]).fetchall()
            assert len(found[0][0]) == 64, table
