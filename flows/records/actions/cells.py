"""A cell of a table on its way to records: its text, its address, and how its document writes labels."""

from __future__ import annotations

from dataclasses import dataclass

from flows.documents.located import Located
from flows.documents.source_text import SourceText
from flows.errors import InputError
from flows.japanese.brackets import Run, runs
from flows.japanese.markers import CIRCLED, Alphabet, Label

SHOWN = 120
"""Characters of a cell that a message shows."""

EMPTY = "empty"
DASH = "dash"
FILLED = "filled"

DASHES = frozenset("―—–‐-−－ー─")
"""Forms of the dash that White Papers set in a cell without content."""

NEW_WORDING = "Read the cell; if the wording is right, teach it to the rules of this column."


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell.

    Args:
        document: the source, for messages.
        place: the address of the cell.
        text: the content.
        alphabet: how the document writes circled numbers.
    """

    document: SourceText
    place: str
    text: Located
    alphabet: Alphabet

    @property
    def status(self) -> str:
        """`filled`, `empty` or `dash`."""
        if not self.text:
            return EMPTY
        return DASH if str(self.text) in DASHES else FILLED

    def error(self, problem: str, found: Located | str, remedy: str = NEW_WORDING) -> InputError:
        """Return the error for a part of the cell that no rule reads."""
        text = str(found)
        shown = text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
        return InputError(self.document.path, self.place, f"{problem}: 「{shown}」", remedy)

    def runs(self, part: Located) -> list[Run]:
        """Cut a part of the cell into brackets and what stands between them.

        Raises:
            InputError: its brackets are unbalanced.
        """
        try:
            return list(runs(part.text))
        except ValueError as error:
            raise self.error(str(error), part, "Restore the bracket in the document.") from None


@dataclass(frozen=True, slots=True)
class Repair:
    """A circled number that was read as one.

    Args:
        text: the character or characters as the source has them.
        label: what they stand for.
    """

    text: Located
    label: Label

    @property
    def intact(self) -> bool:
        """Whether there was nothing to repair."""
        return str(self.text) in CIRCLED
