"""`anpo ask`: questions that the warehouse is good for, listed, shown, asked."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from pathlib import Path

from rich.table import Table
from rich.text import Text

from flows.commands.sql import print_answer
from flows.commands.terminal import console
from flows.errors import InputError
from warehouse.questions import Question, questions


def ask(name: str | None, given: Sequence[str], output_format: str, warehouse: Path, *, show: bool) -> None:
    """List the questions, or ask one of them, or print its SQL.

    Args:
        name: the question; all are listed where None.
        given: parameters, each as `name=value`.
        output_format: how to print the answer.
        warehouse: folder of the warehouse.
        show: print the SQL, with the values in it, instead of asking.

    Raises:
        AnpoError: there is no such question or parameter, there is no warehouse, or the query fails.
    """
    if name is None:
        _list()
        return
    question = _find(name)
    values = _values(question, given)
    if show:
        console().print(_with_values(question, values), highlight=False, markup=False, soft_wrap=True)
        return
    print_answer(question.sql, output_format, warehouse, values)


def _list() -> None:
    table = Table(header_style="bold", show_lines=True)
    table.add_column(Text("question"), no_wrap=True)
    table.add_column(Text("what it asks"), overflow="fold")
    for question in questions().values():
        about = Text(f"{question.english}\n{question.japanese}")
        for each in question.parameters:
            about.append(f"\n{each.name}={each.default}: {each.text}", style="dim")
        table.add_row(question.name, about)
    out = console()
    out.print(table)
    out.print(
        "Ask one: anpo ask NAME [key=value …]; its SQL: anpo ask NAME --sql", style="dim", highlight=False
    )


def _find(name: str) -> Question:
    known = questions()
    if name not in known:
        near = difflib.get_close_matches(name, known, 3, 0.5)
        hint = f"Did you mean {' or '.join(near)}? " if near else ""
        raise InputError(name, "", "is no question", f"{hint}They are listed by: anpo ask")
    return known[name]


def _values(question: Question, given: Sequence[str]) -> dict[str, str]:
    """Return the value of each parameter: as given, else its default.

    Raises:
        InputError: what is given is no parameter of the question.
    """
    values = {each.name: each.default for each in question.parameters}
    for each in given:
        name, sign, value = each.partition("=")
        if not sign or name not in values:
            takes = ", ".join(f"{one.name}={one.default}" for one in question.parameters)
            raise InputError(
                each,
                "",
                f"is no parameter of the question {question.name}",
                f"It takes: {takes}." if takes else "It takes none.",
            )
        values[name] = value
    return values


def _with_values(question: Question, values: dict[str, str]) -> str:
    """Write the query with the values in it, so that it can be asked anywhere."""
    sql = question.sql
    for name, value in values.items():
        quoted = "'" + value.replace("'", "''") + "'"
        sql = sql.replace(f"${name}", quoted)
    return sql
