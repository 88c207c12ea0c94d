"""The text of one provision: its sentences, and where it repeats the tables that follow it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from flows.documents.law_roles import sentence_roles
from flows.documents.law_tree import Sentence
from flows.documents.located import Located
from flows.japanese.sentence_ends import sentence_ends


def sentences(text: Located) -> list[Sentence]:
    """Divide the text of a provision into its sentences and name their roles."""
    ends = sentence_ends(text.text)
    if len(ends) == 1:
        return [Sentence("single", text)]
    found = [Sentence("single", text[start:end]) for start, end in pairwise([0, *ends])]
    roles = sentence_roles([one.text.text for one in found])
    return [Sentence(role, one.text) for role, one in zip(roles, found, strict=True)]


def repetition(text: str, cells: Sequence[str]) -> int:
    """Return where the repetition of a provision's cells begins at the end of its text.

    Args:
        text: the text, in which all cells stand one after the other at the end.
        cells: those of all its tables, without the white space around them, which the text may have.

    Raises:
        ValueError: the text does not end so.
    """
    end = len(text)
    for cell in reversed(cells):
        if not cell:
            continue
        end = len(text[:end].rstrip())
        if not text.endswith(cell, 0, end):
            raise ValueError(f"{cell[:40]!r} does not stand at its place at the end of the text")
        end -= len(cell)
    return end
