"""Sources that lag behind e-Gov, a server that has the rest, and processes that bring it in."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from tests.conftest import RAW

PROJECT = Path(__file__).parents[1]

LAW = "411AC0000000060"
"""重要影響事態安全確保法, amended twice by 令和三年法律第三十六号."""

FIRST, SECOND, THIRD = (
    f"{LAW}_{ending}"
    for ending in ("20160329_427AC0000000076", "20210519_503AC0000000036", "20210901_503AC0000000036")
)

OF_THE_RUN = {"first_seen_at", "retrieved_on", "url"}
"""Columns that say when and from where something arrived."""

LISTS = "law-revision-list"
"""Kind of source of which there is one for each time that e-Gov's list has changed."""


class End(NamedTuple):
    """How a run ended: its exit code, or `killed`; and what it said."""

    end: int | str
    said: str


class Amender:
    """A process that runs `anpo amendments run`; see `tests/amender.py`."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.amender"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=PROJECT,
            env={**environment, "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL"},
        )

    def ask(self, arguments: Sequence[str | Path], **options: Any) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps({"arguments": list(map(str, arguments)), **options}) + "\n")
        self.process.stdin.flush()

    def answer(self) -> End:
        assert self.process.stdout is not None
        return End(**json.loads(self.process.stdout.readline()))

    def __call__(self, arguments: Sequence[str | Path], **options: Any) -> End:
        self.ask(arguments, **options)
        return self.answer()

    def close(self) -> None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait()


class World(NamedTuple):
    """Folders of one test, and the server.

    Args:
        raw: sources in which the laws end with the revisions named.
        warehouse: built from them by runs.
        url: of the server.
    """

    raw: Path
    warehouse: Path
    url: str

    def copied(self, folder: Path, url: str) -> World:
        """Return the same in another folder, with another server."""
        for path in (self.raw, self.warehouse):
            shutil.copytree(path, folder / path.name, symlinks=True)
        return World(folder / self.raw.name, folder / self.warehouse.name, url)

    @property
    def arguments(self) -> list[str | Path]:
        return ["--egov-url", self.url, "--raw", self.raw, "--warehouse", self.warehouse]


def lagging(folder: Path, last: Mapping[str, str]) -> Path:
    """Copy the sources, with some laws only, each up to a revision.

    Args:
        folder: does not exist yet.
        last: of each law the id of its last revision.
    """
    others = [path.name for path in (RAW / "laws").iterdir() if path.name.partition(".")[0] not in last]
    shutil.copytree(RAW, folder, ignore=shutil.ignore_patterns(*others, "egov"))
    for law_id, revision in last.items():
        card = folder / "laws" / f"{law_id}.toml"
        files = tomllib.loads(card.read_text("utf-8"))["files"]
        head, _, _ = card.read_text("utf-8").partition("[files]")
        kept = {name: sha256 for name, sha256 in files.items() if Path(name).stem <= revision}
        lines = "".join(f'"{name}" = "{sha256}"\n' for name, sha256 in kept.items())
        card.write_text(f"{head}[files]\n{lines}", "utf-8")
        for name in files.keys() - kept.keys():
            (folder / "laws" / law_id / name).unlink()
    _shorten_law_list(folder)
    # The flattened text of one is of a later revision.
    for path in folder.glob(f"law-{LAW}.*"):
        path.unlink()
    return folder


def _shorten_law_list(raw: Path) -> None:
    """Leave only the security laws in the list of laws: of 8,885 every run would make patterns."""
    kept = {path.stem for path in (RAW / "laws").glob("*.toml")}
    laws = [law for law in json.loads((raw / "law-list.json").read_text("utf-8")) if law[0] in kept]
    content = json.dumps(laws, ensure_ascii=False).encode()
    (raw / "law-list.json").write_bytes(content)
    card = raw / "law-list.toml"
    before = hashlib.sha256((RAW / "law-list.json").read_bytes()).hexdigest()
    card.write_text(card.read_text("utf-8").replace(before, hashlib.sha256(content).hexdigest()), "utf-8")


def tables(warehouse: Path, *, without: set[str] = OF_THE_RUN) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of every table of a warehouse, without the columns that say when a run was."""
    with duckdb.connect(warehouse / "anpo.duckdb", read_only=True) as connection:
        found: dict[str, list[str]] = {}
        for table, column in connection.execute(
            "SELECT table_name, column_name FROM duckdb_columns() JOIN duckdb_tables() USING (table_name) "
            "ORDER BY table_name, column_index"
        ).fetchall():
            if column not in without:
                found.setdefault(table, []).append(column)
        rows = {}
        for table, columns in found.items():
            names = ", ".join(f'"{name}"' for name in columns)
            kept = f" WHERE kind <> '{LISTS}'" if table == "sources" else ""
            rows[table] = sorted(
                connection.execute(f'SELECT {names} FROM "{table}"{kept}').fetchall(), key=repr
            )
        return rows


def files_below(*folders: Path) -> dict[str, bytes]:
    """Every file below some folders, with its bytes, but for the locks, which say who held them last."""
    files = (path for folder in folders for path in folder.rglob("*") if path.is_file())
    return {str(path): path.read_bytes() for path in files if path.name != ".lock"}


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)
