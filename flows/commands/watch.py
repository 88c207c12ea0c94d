"""`anpo watch`: which laws e-Gov is asked about."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.table import Table

from flows.commands.terminal import console
from flows.counts import counted
from flows.watch import Watched, read_watch
from flows.watch import add as add_laws
from flows.watch import remove as remove_laws


def show(raw: Path) -> None:
    """Print the watch list.

    Raises:
        InputError: it cannot be read.
    """
    table = Table()
    table.add_column("law_id", no_wrap=True)
    table.add_column("title")
    laws = read_watch(raw)
    for law in laws:
        table.add_row(*law)
    out = console()
    out.print(table)
    out.print(counted(len(laws), "law"), highlight=False)


def add(names: Sequence[str], raw: Path) -> None:
    """Put laws on the watch list.

    Raises:
        InputError: a name means no law, or several.
    """
    _tell("watched from now on", "watched already", add_laws(raw, names))


def remove(names: Sequence[str], raw: Path) -> None:
    """Take laws off the watch list.

    Raises:
        InputError: a name means no law that is watched.
    """
    _tell("no longer watched; what was fetched stays", "nothing to do", remove_laws(raw, names))


def _tell(done: str, otherwise: str, laws: Sequence[Watched]) -> None:
    out = console()
    for law in laws:
        out.print(f"{law.law_id}  {law.title}: {done}", highlight=False, soft_wrap=True)
    if not laws:
        out.print(otherwise, highlight=False)
