"""Rules over several tables or columns: SQL that must return no rows, for a returned row is a counter-example.

Those that need human knowledge are files in `rules/`, named `{table}.{what}.sql`, with a leading comment
`-- reason` that says why. Those that follow from the contract are written by `expectations.derived`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from warehouse.contract import contract

FOLDER = Path(__file__).parent / "rules"
LONGEST = 80
"""Characters of a value shown in a counter-example."""

SHOWN = 5
"""Counter-examples shown of each rule."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A query that must return no rows.

    Args:
        rule: its id, unique; it begins with the table.
        table: the table whose rows it judges.
        page: the page of the Data Docs that shows it.
        reason: why it holds, in a sentence or two.
        sql: the query. One that judges each row of a relation by itself has the form of `OF_ROWS`; what must hold of
            a row may also be unknown, as where a value is missing.
        subject: the heading under which its page lists it, a column; its table where None.
    """

    rule: str
    table: str
    page: str
    reason: str
    sql: str
    subject: str | None = None


class Found(NamedTuple):
    """The counter-examples of a rule: how many there are, and the first few as text."""

    total: int
    rows: list[str]


OF_ROWS = re.compile(
    r"\s*SELECT (?:(?!\bFROM\b).)+\bFROM (?P<relation>(?:(?!\b(?:SELECT|WHERE)\b).)+?)\s+WHERE NOT (?P<condition>\(.+\))\s*",
    re.DOTALL,
)
"""A rule that judges each row by itself: `SELECT … FROM … WHERE NOT (…)`."""


def of_rows(sql: str) -> tuple[str, str] | None:
    """Return the relation of a rule that judges each row by itself, and what must hold of a row; None of others."""
    match = OF_ROWS.fullmatch(sql)
    if match is None:
        return None
    depth = 0
    bare = re.sub("'[^']*'", "", match["condition"])
    for at, char in enumerate(bare):
        depth += (char == "(") - (char == ")")
        if depth == 0 and at + 1 < len(bare):
            return None
    return " ".join(match["relation"].replace('"', "").split()), match["condition"]


def read_rule(path: Path) -> Rule:
    """Read one rule.

    Raises:
        ValueError: the file is not named after a table, or gives no reason.
    """
    text = path.read_text("utf-8")
    head = []
    for line in text.splitlines():
        if not line.startswith("--"):
            break
        head.append(line.removeprefix("--").strip())
    table = path.name.partition(".")[0]
    if not head or table not in contract():
        raise ValueError(f"{path.name}: must be named after its table and begin with its reason as a comment")
    sql = "\n".join(text.splitlines()[len(head) :])
    return Rule(path.stem, table, f"rules_{contract()[table].section}", " ".join(head), sql)


@cache
def written() -> tuple[Rule, ...]:
    """Read the rules of the folder `rules/`, in the order of their names."""
    return tuple(read_rule(path) for path in sorted(FOLDER.glob("*.sql")))


def _shown(value: Any) -> str:
    text = str(value).replace("\n", "⏎")
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def in_words(row: Iterable[tuple[str, Any]]) -> str:
    """Say a row as text: `action_id 資料10/01, scope 物品提供`; what is missing is left out."""
    return ", ".join(f"{name} {_shown(value)}" for name, value in row if value is not None)
