"""The command as its users meet it: helps, answers, errors, exit codes."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

pytestmark = pytest.mark.slow

ANPO = Path(sys.executable).with_name("anpo")
COMMANDS = ["refresh", "extract", "search", "ask", "sql", "trace", "serve", "status", "changes", "verify"]


def anpo(*arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
    """Run the command in a process of its own."""
    return subprocess.run([ANPO, *arguments], capture_output=True, check=False, timeout=120)


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    """A folder with a small database, for what `sql` does with any."""
    with duckdb.connect(str(tmp_path / "anpo.duckdb")) as connection:
        connection.sql("CREATE TABLE actions (name VARCHAR, days INTEGER, on_day DATE, labels VARCHAR[])")
        connection.sql(
            "INSERT INTO actions VALUES ('防衛出動', 20, '2021-07-13', ['①','②']), ('災害派遣', NULL, NULL, [])"
        )
    return tmp_path


@pytest.mark.parametrize("command", COMMANDS)
def test_each_help_shows_an_example(command: str) -> None:
    result = anpo(command, "--help")
    assert result.returncode == 0
    assert f"Example: anpo {command}" in " ".join(result.stdout.decode().split())


def test_no_command_shows_the_help() -> None:
    result = anpo()
    assert all(command in result.stdout.decode() for command in COMMANDS)


@pytest.mark.parametrize("arguments", [["--help"], ["sql", "SELECT 1", "--warehouse", "{warehouse}"]])
def test_help_and_sql_import_no_heavy_library(arguments: list[str], warehouse: Path) -> None:
    script = (
        "import sys\n"
        "from flows.cli import main\n"
        f"sys.argv = ['anpo', *{[a.format(warehouse=warehouse) for a in arguments]!r}]\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print(sorted({'prefect', 'great_expectations', 'pandas'} & sys.modules.keys()), file=sys.stderr)"
    )
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert result.stderr.decode().strip() == "[]"


def test_table_lines_up_full_width_characters(warehouse: Path) -> None:
    result = anpo("sql", "SELECT name, days FROM actions", "--warehouse", warehouse)
    lines = result.stdout.decode().splitlines()
    assert lines[3] == "│ 防衛出動 │   20 │"
    assert lines[4] == "│ 災害派遣 │ NULL │"
    assert lines[-1] == "2 rows"


def test_csv_json_and_parquet_hold_the_same_rows(warehouse: Path) -> None:
    query = "FROM actions"
    rows = list(
        csv.DictReader(io.StringIO(anpo("sql", query, "-f", "csv", "--warehouse", warehouse).stdout.decode()))
    )
    assert rows[0] == {"name": "防衛出動", "days": "20", "on_day": "2021-07-13", "labels": '["①", "②"]'}
    assert rows[1]["days"] == ""
    objects = json.loads(anpo("sql", query, "-f", "json", "--warehouse", warehouse).stdout)
    assert objects[0] == {"name": "防衛出動", "days": 20, "on_day": "2021-07-13", "labels": ["①", "②"]}
    assert objects[1]["days"] is None
    table = pq.read_table(io.BytesIO(anpo("sql", query, "-f", "parquet", "--warehouse", warehouse).stdout))
    assert table.to_pylist()[0]["name"] == "防衛出動"


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT * FROM action", "Did you mean"),
        ("SELEC 1", "syntax error"),
        ("DROP TABLE actions", "read-only"),
    ],
)
def test_failing_query_says_why(warehouse: Path, query: str, message: str) -> None:
    result = anpo("sql", query, "--warehouse", warehouse)
    assert result.returncode == 1
    assert message in result.stderr.decode()
    assert "Traceback" not in result.stderr.decode()


def test_no_warehouse_says_how_to_build_one(tmp_path: Path) -> None:
    result = anpo("sql", "SELECT 1", "--warehouse", tmp_path)
    assert result.returncode == 1
    assert "anpo refresh" in result.stderr.decode()
