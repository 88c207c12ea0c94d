"""Questions that the warehouse is good for: one file each in `questions/`, named for the question.

A file begins with comments: the question in English; `ja:` and the question in Japanese; and a line
`parameter = default: what it is` for each parameter, which the query has as `$parameter`. The query follows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent / "questions"

PARAMETER = re.compile(r"(?P<name>[a-z_]+) = (?P<default>[^:]+): (?P<text>.+)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a question: its name, the value where none is given, what it is."""

    name: str
    default: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question.

    Args:
        name: its name.
        english, japanese: the question in words.
        parameters: what may be asked otherwise.
        sql: the query; it has `$name` for each parameter.
    """

    name: str
    english: str
    japanese: str
    parameters: tuple[Parameter, ...]
    sql: str


def parse(name: str, text: str) -> Question:
    """Read the text of one file.

    Raises:
        ValueError: it lacks the question in a language, or its parameters are not those of its query.
    """
    lines = text.strip().splitlines()
    count = next((at for at, line in enumerate(lines) if not line.startswith("--")), len(lines))
    comments = [line[2:].strip() for line in lines[:count]]
    sql = "\n".join(lines[count:]).strip().rstrip(";")
    parameters = tuple(
        Parameter(match["name"], match["default"], match["text"])
        for line in comments
        if (match := PARAMETER.fullmatch(line))
    )
    japanese = [line.removeprefix("ja: ") for line in comments if line.startswith("ja: ")]
    english = " ".join(
        line for line in comments if not line.startswith("ja: ") and not PARAMETER.fullmatch(line)
    )
    asked = set(re.findall(r"\$([a-z_]+)", sql))
    if not english or len(japanese) != 1 or not sql or asked != {each.name for each in parameters}:
        raise ValueError(
            f"{name}.sql: expected are the question, a line ja: with it in Japanese, a line for each parameter, a query"
        )
    return Question(name, english, japanese[0], parameters, sql)


@cache
def questions() -> dict[str, Question]:
    """Return every question by name, in the order of the names."""
    return {path.stem: parse(path.stem, path.read_text("utf-8")) for path in sorted(HERE.glob("*.sql"))}
