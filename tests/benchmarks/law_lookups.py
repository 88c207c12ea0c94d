"""Time of look-ups of provisions and citations, against bare indexed look-ups in the same DuckDB, warm.

`python -m tests.benchmarks.law_lookups [DATABASE]`: on a copy of a warehouse's database, which gets an index on
`provision_id` for the bare look-up. Prints medians and ratios; rows and order of both are asked for in turn, so that
what else the machine does falls on both alike.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

ROUNDS = 200
PROVISION = "SELECT * FROM provisions WHERE provision_id = ?"
CITATION = "SELECT * FROM citations WHERE target_law_id = ? AND target_elm = ?"
INDEXES = (
    "CREATE INDEX bare_provision ON provisions (provision_id)",
    "CREATE INDEX bare_target ON citations (target_law_id, target_elm)",
)


class Asked(NamedTuple):
    """A query and its values."""

    query: str
    values: Sequence[Any]


def timed(connection: duckdb.DuckDBPyConnection, asked: Asked) -> float:
    """Return the seconds of one execution, with all its rows."""
    begun = time.perf_counter()
    connection.execute(asked.query, asked.values).fetchall()
    return time.perf_counter() - begun


def compare(connection: duckdb.DuckDBPyConnection, name: str, asked: Asked, bare: Asked, rounds: int) -> None:
    """Print how long a macro takes and how long the bare look-up, in turn."""
    rows = len(connection.execute(asked.query, asked.values).fetchall())
    found = len(connection.execute(bare.query, bare.values).fetchall())
    for _ in range(rounds // 10):
        timed(connection, asked), timed(connection, bare)
    pairs = [(timed(connection, asked), timed(connection, bare)) for _ in range(rounds)]
    ours, floor = (statistics.median(times) for times in zip(*pairs, strict=True))
    print(
        f"{name:44} {ours * 1e3:8.2f} ms, {rows:4} rows   bare {floor * 1e3:8.2f} ms, {found:4} rows"
        f"   {ours / floor:5.2f} x"
    )


def main(database: Path) -> None:
    """Measure on a copy of a database."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copy(database, Path(folder) / "anpo.duckdb"))
        with duckdb.connect(str(copy)) as connection:
            for table in ("provisions", "citations"):
                ((count,),) = connection.execute(f"SELECT count(*) FROM {table}").fetchall()
                print(f"{table}: {count:,} rows")
            declared = "SELECT index_name, table_name, sql FROM duckdb_indexes() ORDER BY table_name"
            for name, table, sql in connection.execute(declared).fetchall():
                connection.execute(f'DROP INDEX "{name}"')
                begun = time.perf_counter()
                connection.execute(sql)
                print(f"index of {table}: {time.perf_counter() - begun:.2f} s   {sql}")
            for sql in INDEXES:
                connection.execute(sql)
        with duckdb.connect(str(copy), read_only=True) as connection:
            measure(connection)


def measure(connection: duckdb.DuckDBPyConnection) -> None:
    """Print the ratios of each macro."""
    ((law, day, revision),) = connection.execute(
        "SELECT law_id, valid_from, law_revision_id FROM law_revisions JOIN laws USING (law_id) "
        "WHERE title = '自衛隊法' ORDER BY ordinal LIMIT 1"
    ).fetchall()
    bare = Asked(PROVISION, [f"{revision}/MainProvision-Article_76"])
    for address in ("第七十六条", "76条", "第七十六条第一項第二号", "別表第一"):
        asked = Asked("FROM article('自衛隊法', ?, ?)", [address, day])
        compare(connection, f"article('自衛隊法', '{address}')", asked, bare, ROUNDS)
    literal = Asked(f"FROM article('自衛隊法', '第七十六条', DATE '{day}')", [])
    compare(connection, "article('自衛隊法', '第七十六条'), literal", literal, bare, ROUNDS)
    for address, elm in (("第九十五条の二", "Article_95_2-Paragraph_1"), ("第七条", "Article_7")):
        bare = Asked(CITATION, [law, f"MainProvision-{elm}"])
        asked = Asked("FROM cited_by('自衛隊法', ?)", [address])
        compare(connection, f"cited_by('自衛隊法', '{address}')", asked, bare, ROUNDS // 4)
    asked = Asked("FROM cites('自衛隊法', '第七十六条')", [])
    compare(connection, "cites('自衛隊法', '第七十六条')", asked, bare, ROUNDS // 4)
    asked = Asked("FROM provision_history('自衛隊法', '第七十六条')", [])
    compare(connection, "provision_history('自衛隊法', '第七十六条')", asked, bare, ROUNDS // 4)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "warehouse/anpo.duckdb"))
