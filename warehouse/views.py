"""The views and macros of the database: one file each in `sql/`, and two generated from the contract.

A file is named for what it creates. Its first lines are comments: they describe it, and become its comment in
the database; a line `-- column: text` describes a column of a view, or of what a table macro returns, and
`Example: FROM name(...).` is a query that can be run on the warehouse of the project's own sources.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

from warehouse.contract import contract
from warehouse.locations import ROW_LOCATIONS, TABLE_SOURCES, row_locations, table_sources

HERE = Path(__file__).parent / "sql"

CREATES = re.compile(
    r"CREATE (?P<kind>VIEW|MACRO) (?P<name>\w+)\s*(?:\((?P<parameters>[^()]*)\))?\s+AS\b\s*(?P<table>TABLE\b)?"
)
EXAMPLE = re.compile(r"Example: (?P<query>(?:FROM|SELECT) .+?\))\.(?: |$)")
COLUMN = re.compile(r"(?P<name>[a-z0-9_-]+): (?P<text>.+)")


@dataclass(frozen=True, slots=True)
class View:
    """A view or macro.

    Args:
        name: its name.
        kind: `VIEW`, `MACRO` (a value) or `MACRO TABLE` (rows).
        parameters: the parameters of a macro.
        description: what a row of it is, or what it computes.
        columns: description by column.
        sql: the statement that creates it.
    """

    name: str
    kind: str
    parameters: tuple[str, ...]
    description: str
    columns: dict[str, str]
    sql: str

    @property
    def signature(self) -> str:
        """The name, with the parameters of a macro."""
        return self.name if self.kind == "VIEW" else f"{self.name}({', '.join(self.parameters)})"

    @property
    def example(self) -> str | None:
        """The query that its description gives as an example; None where it gives none."""
        match = EXAMPLE.search(self.description)
        return match["query"] if match else None


def parse(name: str, text: str) -> View:
    """Read the text of one file.

    Raises:
        ValueError: it does not begin with a comment, or creates something else than its name says.
    """
    lines = text.strip().splitlines()
    count = next((index for index, line in enumerate(lines) if not line.startswith("--")), len(lines))
    comments = [line[2:].strip() for line in lines[:count]]
    columns = {match["name"]: match["text"] for line in comments if (match := COLUMN.fullmatch(line))}
    description = " ".join(line for line in comments if line and not COLUMN.fullmatch(line))
    sql = "\n".join(lines[count:]).strip()
    match = CREATES.match(sql)
    if not description or not match or match["name"] != name:
        raise ValueError(f"{name}.sql: a comment and CREATE VIEW or CREATE MACRO {name} are expected")
    kind = f"{match['kind']} TABLE" if match["table"] else match["kind"]
    parameters = tuple(each.strip() for each in (match["parameters"] or "").split(",") if each.strip())
    return View(name, kind, parameters, description, columns, sql)


def _uses(view: View, other: View) -> bool:
    """Whether the statement of one asks another, which must be there first."""
    pattern = rf"\b(?:FROM|JOIN)\s+{other.name}\b" if other.kind == "VIEW" else rf"\b{other.name}\("
    return other is not view and re.search(pattern, view.sql) is not None


def _in_order_of_use(found: dict[str, View]) -> Iterator[View]:
    """Put what others use before them; otherwise by name."""
    each = [found[name] for name in sorted(found)]
    uses = {view.name: [other.name for other in each if _uses(view, other)] for view in each}
    for name in TopologicalSorter(uses).static_order():
        yield found[name]


@cache
def views() -> tuple[View, ...]:
    """Return every view and macro, in the order in which they can be created.

    Raises:
        ValueError: a file is not as it must be; see `parse`.
    """
    texts = {path.stem: path.read_text("utf-8") for path in sorted(HERE.glob("*.sql"))}
    texts[ROW_LOCATIONS] = row_locations(contract())
    texts[TABLE_SOURCES] = table_sources(contract())
    return tuple(_in_order_of_use({name: parse(name, text) for name, text in texts.items()}))
