"""What the project says when an input or a place to write is not as it must be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class AnpoError(Exception):
    """Base of every error that is told to the user without a traceback."""


@dataclass
class InputError(AnpoError):
    """An input that the rules cannot read.

    Args:
        file: the input as the user knows it (a path, or a source id).
        place: where in it, in the words of the document (`record 3, column 行動の要件等`, `line 84`).
        problem: what was found there, with the text itself.
        remedy: what the user can do.
    """

    file: Path | str
    place: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        """One message over three lines: where, what, and what to do."""
        where = f"{self.file}: {self.place}" if self.place else f"{self.file}"
        return f"{where}\n  {self.problem}\n  {self.remedy}"
