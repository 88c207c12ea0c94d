"""A whole warehouse of a few rows, made by hand: every table of the contract, valid in every respect.

Its sources are four short texts, beside the rows of two laws from elsewhere. Each row quotes them, so that spans, offsets and coverage are those of real
rows. Tests break one thing at a time.
"""

from __future__ import annotations

import datetime as dt

import duckdb
import pyarrow as pa

from flows.tables.search import search_terms
from tests.small_warehouse import actions, guidelines, laws
from tests.small_warehouse.quotes import Quotes, Row
from warehouse.contract import contract
from warehouse.views import views

KINDS = {
    "actions": "white-paper-actions",
    "guidelines": "guidelines-review",
    "law": "law-markdown",
    "list": "law-list",
    "law-2021": "law-xml",
    "archive": "law-archive",
}
HASH = {name: letter * 64 for name, letter in zip(KINDS, "abcdef", strict=True)}

READ_ELSEWHERE = ("law-2021", "archive")
"""Sources whose text is not kept: their characters were counted when they were read."""


def _sources() -> list[Row]:
    return [
        {
            "source_id": name,
            "title": name,
            "publisher": "防衛省",
            "kind": kind,
            "licence": "CC0",
            "published_on": dt.date(2021, 7, 13),
            "retrieved_on": dt.date(2026, 2, 1),
            "media_type": "text/plain",
            "encoding": "utf-8",
            "bytes": 1000,
            "sha256": HASH[name],
            "covers": "a test",
            "file": f"{name}.txt",
        }
        for name, kind in KINDS.items()
    ]


def _corrections() -> list[Row]:
    return [
        {
            "correction_id": f"{table}/{n}",
            "source_id": table_source,
            "table_name": table,
            "row_id": row,
            "before": before,
            "after": after,
            "reason": "ocr",
            "evidence": "the printed edition",
        }
        for n, (table, table_source, row, before, after) in enumerate(
            (
                ("weapon_use_conditions", "actions", "actions/02/W2-①", "身体", "身體"),
                ("guideline_items", "guidelines", "guidelines/006", "", "等"),
            ),
            1,
        )
    ]


def rows() -> dict[str, list[Row]]:
    """Return the rows of every table; columns that are null may be left out."""
    quotes = {
        name: Quotes(name, text)
        for name, text in (
            ("actions", actions.TEXT),
            ("guidelines", guidelines.TEXT),
            ("law", laws.TEXT),
            ("list", laws.LIST),
        )
    }
    parts = {
        "actions": actions.action_rows(quotes["actions"]),
        "guidelines": guidelines.guideline_rows(quotes["guidelines"]),
        "law": laws.law_rows(quotes["law"], quotes["list"], HASH),
    }
    found: dict[str, list[Row]] = {"sources": _sources(), "corrections": _corrections()}
    for source_id, tables in parts.items():
        for table, records in tables.items():
            found[table] = [{"source_id": source_id} | record for record in records]
    counted = {"characters": 9, "covered": 9, "ignored": 0, "unaccounted": 0}
    found["coverage"] = [quote.coverage() for quote in quotes.values()]
    found["coverage"] += [{"source_id": source_id} | counted for source_id in READ_ELSEWHERE]
    found["ignored_spans"] = [row for quote in quotes.values() for row in quote.ignored()]
    found["source_texts"] = [{"source_id": quote.source_id, "text": quote.text} for quote in quotes.values()]
    return found


def small_tables() -> dict[str, pa.Table]:
    """Return every table of the contract as Arrow."""
    made = rows()
    tables = {
        name: pa.table(
            {column.name: [row.get(column.name) for row in made[name]] for column in table.columns},
            schema=table.schema,
        )
        for name, table in contract().items()
        if name != "search_terms"
    }
    return tables | {"search_terms": search_terms(tables)}


def small_database(tables: dict[str, pa.Table]) -> duckdb.DuckDBPyConnection:
    """Return a database in memory that holds tables, without constraints, so that a test can break them.

    Where all are there, the views are too.
    """
    connection = duckdb.connect()
    for name, table in tables.items():
        connection.register("arrow", table)
        connection.execute(f'CREATE TABLE "{name}" AS FROM arrow')
        connection.unregister("arrow")
    for view in views() if tables.keys() == contract().keys() else ():
        connection.execute(view.sql)
    return connection
