"""Where each row of each table stands in its source, and which sources a table has: views generated from the contract."""

from __future__ import annotations

from collections.abc import Mapping

from warehouse.contract import Table

ROW_LOCATIONS = "row_locations"
TABLE_SOURCES = "table_sources"

HEADER = """\
-- One row per row of a table that comes from a source: where it stands in it. Generated from the contract.
-- table_name: Table of the row.
-- row_id: Key of the row in it; the columns of a key of several are joined by |.
-- source_id: The source.
-- spans: Ranges of the source's text that, cut out and joined, give the row's verbatim text; null where the row stands for the source as a whole.
-- elm: For a provision or a part of one, e-Gov's path of the element.
-- via: The table whose row gives the place, where the row has none of its own.
"""


def _row_id(table: Table) -> str:
    parts = [f'CAST(t."{name}" AS VARCHAR)' for name in table.key]
    return parts[0] if len(parts) == 1 else f"concat_ws('|', {', '.join(parts)})"


def _names(table: Table) -> set[str]:
    return {column.name for column in table.columns}


def _place_giver(table: Table, tables: Mapping[str, Table]) -> tuple[str, Table, str] | None:
    """Return the first reference of a table to one with spans: column, that table and its column."""
    for column in table.columns:
        if column.references and "spans" in _names(tables[column.references[0]]):
            return column.name, tables[column.references[0]], column.references[1]
    return None


def _through(table: Table, column: str, other: Table, key: str) -> tuple[str, str, str, str, str]:
    """Return the place of rows that stand where the row of another table stands, or in a part of it.

    A row that names its source stands there only if the other comes from the same source.
    """
    names = _names(table)
    elm = "g.elm" if "elm" in _names(other) else "NULL"
    spans = 'sub_spans(g.spans, t."start", t."end")' if {"start", "end"} <= names else "g.spans"
    joined = f'"{other.name}" g ON g."{key}" = t."{column}"'
    if "source_id" not in names:
        return "g.source_id", spans, elm, f"'{other.name}'", f'"{table.name}" t JOIN {joined}'
    origin = f'"{table.name}" t LEFT JOIN {joined} AND g.source_id = t.source_id'
    if "spans" in names:
        return "t.source_id", "t.spans", elm, "NULL", origin
    via = f"CASE WHEN g.source_id IS NOT NULL THEN '{other.name}' END"
    return "t.source_id", spans, elm, via, origin


def _place(table: Table, tables: Mapping[str, Table]) -> tuple[str, str, str, str, str] | None:
    """Return source, spans, elm, via and FROM of a table's rows; None where no source states them."""
    names = _names(table)
    giver = _place_giver(table, tables)
    if giver and ("spans" not in names or "elm" in _names(giver[1])) and "elm" not in names:
        return _through(table, *giver)
    if "source_id" not in names:
        return None
    bounds = "[{'start': t.\"start\", 'end': t.\"end\"}]" if {"start", "end"} <= names else "NULL"
    spans = "t.spans" if "spans" in names else bounds
    return "t.source_id", spans, "t.elm" if "elm" in names else "NULL", "NULL", f'"{table.name}" t'


def _select(table: Table, tables: Mapping[str, Table]) -> str | None:
    place = _place(table, tables)
    if place is None:
        return None
    source_id, spans, elm, via, origin = place
    return (
        f"SELECT '{table.name}' AS table_name, {_row_id(table)} AS row_id, {source_id} AS source_id, "  # noqa: S608 - the contract's names
        f"{spans} AS spans, {elm} AS elm, {via} AS via FROM {origin}"
    )


def row_locations(tables: Mapping[str, Table]) -> str:
    """Return the text of `row_locations.sql` for a contract."""
    selects = [select for table in tables.values() if (select := _select(table, tables))]
    return f"{HEADER}CREATE VIEW {ROW_LOCATIONS} AS\n" + "\nUNION ALL\n".join(selects) + ";\n"


SOURCES_HEADER = """\
-- One row per table and source that rows of it come from. A table whose rows do not name their source has the sources of
-- the tables that it refers to; one that refers to none is made here, and is not in it. Generated from the contract.
-- table_name: The table.
-- source_id: The source.
"""


def _givers_of_sources(
    table: Table, tables: Mapping[str, Table], seen: frozenset[str] = frozenset()
) -> set[str]:
    """Return the tables whose source_id says where the rows of a table come from."""
    if "source_id" in _names(table):
        return {table.name}
    others = {column.references[0] for column in table.columns if column.references} - {table.name} - seen
    return {
        giver for other in others for giver in _givers_of_sources(tables[other], tables, seen | {table.name})
    }


def table_sources(tables: Mapping[str, Table]) -> str:
    """Return the text of `table_sources.sql` for a contract."""
    selects = [
        f"SELECT '{table.name}' AS table_name, source_id FROM \"{giver}\" GROUP BY source_id"  # noqa: S608 - the contract's names
        for table in tables.values()
        for giver in sorted(_givers_of_sources(table, tables))
    ]
    return f"{SOURCES_HEADER}CREATE VIEW {TABLE_SOURCES} AS\n" + "\nUNION\n".join(selects) + ";\n"
