"""Queries with the rows that answer them, and how well a ranking does by them.

The queries are data: `golden/search/queries.toml`. A row is named as its reader would name it, and a ranking is judged by
hits: an article of a law, an action of the White Paper, an item of the guidelines, a law.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import fmean

import duckdb

GOLD = Path(__file__).parent / "golden" / "search" / "queries.toml"

Search = Callable[[str], Sequence[str]]
"""`search(query)`: the hits of a query, the best first."""


@dataclass(frozen=True, slots=True)
class Query:
    """A query, and what answers it.

    Args:
        kind: its class.
        query: as it is typed.
        relevant: the hits that answer it.
    """

    kind: str
    query: str
    relevant: frozenset[str]


@dataclass(frozen=True, slots=True)
class Scores:
    """Means over queries.

    Args:
        at_5, at_10: precision: the share of relevant ones among the first five (ten) hits.
        best_at_5, best_at_10: what the best ranking would have, where fewer rows are relevant than five (ten).
        recall: share of the relevant hits among the first twenty.
        first: mean of one by the rank of the first relevant hit (MRR).
    """

    at_5: float
    best_at_5: float
    at_10: float
    best_at_10: float
    recall: float
    first: float


@cache
def queries() -> tuple[dict[str, str], ...]:
    """Read the queries as they are written."""
    return tuple(tomllib.loads(GOLD.read_text("utf-8"))["query"])


def gold(connection: duckdb.DuckDBPyConnection) -> list[Query]:
    """Return the queries, with the rows that answer them found in a warehouse.

    Raises:
        ValueError: a row is not there.
    """
    known = {
        hit
        for (hit,) in connection.execute(
            "SELECT DISTINCT search_hit(law_id, place) FROM searchable"
        ).fetchall()
    }
    return [
        Query(
            each["class"],
            each["query"],
            frozenset(_hit(connection, name, known) for name in each["relevant"]),
        )
        for each in queries()
    ]


def _hit(connection: duckdb.DuckDBPyConnection, name: str, known: set[str]) -> str:
    """Return the hit that a line of the file names: a table and a key, or a law and an address.

    Raises:
        ValueError: there is none.
    """
    first, _, rest = name.partition(" ")
    hit = rest
    if first not in ("actions", "guideline_items", "laws"):
        query = "SELECT law_id_of(?) || '/' || provision_path(?)"
        ((hit,),) = connection.execute(query, [first, rest]).fetchall()
    if hit not in known:
        raise ValueError(f"{name}: the warehouse has no such row")
    return hit


def scores(ranked: Iterable[tuple[Query, Sequence[str]]]) -> Scores:
    """Score rankings, each of one query."""
    rows = [
        (
            len(query.relevant & set(hits[:5])) / 5,
            min(5, len(query.relevant)) / 5,
            len(query.relevant & set(hits[:10])) / 10,
            min(10, len(query.relevant)) / 10,
            len(query.relevant & set(hits[:20])) / min(20, len(query.relevant)),
            next((1 / rank for rank, hit in enumerate(hits, 1) if hit in query.relevant), 0.0),
        )
        for query, hits in ranked
    ]
    return Scores(*(fmean(column) for column in zip(*rows, strict=True)))


def search_of(connection: duckdb.DuckDBPyConnection) -> Search:
    """Return the warehouse's own `search`, by hits."""
    known = connection.execute(
        "SELECT table_name, row_id, search_hit(law_id, place) FROM searchable"
    ).fetchall()
    hit_of = {(table, row): hit for table, row, hit in known}

    def search(query: str) -> Sequence[str]:
        rows = connection.execute(
            "SELECT table_name, row_id FROM search(?) ORDER BY rank", [query]
        ).fetchall()
        return list(dict.fromkeys(hit_of[row] for row in rows))

    return search
