"""The data dictionary: every table, view and macro of the warehouse, written from the contract.

`python -m warehouse.dictionary` writes `DICTIONARY.md` beside this file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from warehouse.contract import Column, Table, contract
from warehouse.views import View, views

DICTIONARY = Path(__file__).parent / "DICTIONARY.md"

TITLES = {
    "sources": "Sources and lineage",
    "actions": "Actions of the Self-Defense Forces",
    "guidelines": "Guidelines for Japan-U.S. Defense Cooperation",
    "laws": "Laws",
    "search": "Full-text search",
}
"""Title of each section of the contract."""

KINDS = {"VIEW": "view", "MACRO": "macro, gives a value", "MACRO TABLE": "macro, gives rows"}

OPENING = """\
# Data dictionary

Generated from the contract (`warehouse/contract/*.toml`, `warehouse/sql/*.sql`) by
`python -m warehouse.dictionary`. The same descriptions are comments in `anpo.duckdb`
(`SELECT table_name, comment FROM duckdb_tables()`).

Types are those of DuckDB. A column may be null only where it says so. `spans` are ranges of code points of the
source's decoded text, half-open, from 0.
"""


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _allowed(column: Column) -> Iterator[str]:
    """Say what the values of a column are held to."""
    if column.references:
        yield f"[{column.references[0]}](#{column.references[0]}).{column.references[1]}"
    if column.values:
        yield ", ".join(f"`{value}`" for value in column.values)
    if column.pattern is not None:
        yield f"matches `{column.pattern}`"
    if column.minimum is not None and column.maximum is not None:
        yield f"{column.minimum} to {column.maximum}"
    elif column.minimum is not None:
        yield f"at least {column.minimum}"
    elif column.maximum is not None:
        yield f"at most {column.maximum}"
    if column.within is not None:
        yield f"1, 2, 3 … within `{column.within}`"
    if column.verbatim is not None:
        yield f"cut from `{column.verbatim}`"
    if column.may_be_empty:
        yield "may be of no characters"


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(_cell(cell) for cell in cells) + " |"


def _type(column: Column) -> str:
    name = "spans" if column.type == "spans" else column.duckdb
    return f"{name}, may be null" if column.nullable else name


def _table(table: Table) -> Iterator[str]:
    yield f"### {table.name}"
    yield ""
    empty = " May be empty." if table.may_be_empty else ""
    yield f"{table.grain} Key: {', '.join(f'`{name}`' for name in table.key)}.{empty}"
    yield ""
    yield _row(["column", "type", "description", "values"])
    yield "| --- | --- | --- | --- |"
    for column in table.columns:
        yield _row([f"`{column.name}`", _type(column), column.description, "; ".join(_allowed(column))])
    yield ""


def _view(view: View) -> Iterator[str]:
    yield f"### {view.signature}"
    yield ""
    yield f"{view.description} ({KINDS[view.kind]})"
    yield ""
    if view.columns:
        yield _row(["column", "description"])
        yield "| --- | --- |"
        for name, description in view.columns.items():
            yield _row([f"`{name}`", description])
        yield ""


def dictionary() -> str:
    """Return the data dictionary as Markdown."""
    lines = [OPENING]
    for section, tables in groupby(contract().values(), key=lambda table: table.section):
        lines += [f"## {TITLES[section]}", ""]
        for table in tables:
            lines += _table(table)
    lines += ["## Views and macros", "", "Only in `anpo.duckdb`.", ""]
    for view in sorted(views(), key=lambda view: view.name):
        lines += _view(view)
    return "\n".join(lines).rstrip() + "\n"


if __name__ == "__main__":
    DICTIONARY.write_text(dictionary(), "utf-8")
