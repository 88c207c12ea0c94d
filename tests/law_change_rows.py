"""Rows of changes for tests: what must hold of them, and as lines that a person can read beside the two texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from flows.records.laws.changes import ProvisionChange, apply, changes, provided
from flows.records.laws.nodes import Node, compact

MARKS = {"delete": "-", "insert": "+"}
SHOWN = 24
"""Characters of a run that are shown whole; of a longer one its beginning and its end."""


def shortened(text: str) -> str:
    """A text, or the beginning and end of a long one."""
    return text if len(text) <= SHOWN else f"{text[: SHOWN // 2]}…{text[-SHOWN // 2 :]}"


def line(row: ProvisionChange) -> str:
    """What happened, where it stood, where it stands, and what differs, parted by tabs.

    What differs is each run that goes (-) or comes (+), with the title and the caption where they differ by more than
    a number; of what was added or removed the text.
    """
    parts: list[str] = []
    if row.change in ("added", "removed"):
        parts = [row.title_after or row.title_before or "", row.caption_after or row.caption_before or ""]
        parts.append(shortened(row.text_after or row.text_before or ""))
    elif row.change == "amended":
        for before, after in (
            (row.title_before, row.title_after),
            (row.caption_before, row.caption_after),
        ):
            if before != after:
                parts.append(f"{before or '∅'} → {after or '∅'}")
        if row.edits:
            runs = (
                f"{MARKS[run.op]}{shortened(run.text)}"
                for run in row.edits
                if run.op in MARKS and run.text.strip()
            )
            parts.append(" ".join(runs))
        elif row.text_before != row.text_after:
            parts.append(f"{shortened(row.text_before or '∅')} → {shortened(row.text_after or '∅')}")
    return "\t".join([row.change, row.elm_before or "", row.elm_after or "", " ".join(filter(None, parts))])


def lines(rows: Iterable[ProvisionChange]) -> list[str]:
    """The lines of all rows."""
    return [line(row) for row in rows]


def between(before: Sequence[Node], after: Sequence[Node]) -> list[ProvisionChange]:
    """The changes between two wordings of some law."""
    return changes("999AC0000000001", "one", "other", before, after)


def check(before: Sequence[Node], after: Sequence[Node], rows: Sequence[ProvisionChange]) -> None:
    """The rows make the one wording into the other, each node at most once, their runs and their numbers are right."""
    assert apply(before, rows) == provided(after)
    assert [row.ordinal for row in rows] == list(range(1, len(rows) + 1))
    for paths in ([row.elm_before for row in rows], [row.elm_after for row in rows]):
        assert max(Counter(filter(None, paths)).values(), default=1) == 1
    for row in rows:
        assert (row.similarity is None) == (row.change in ("added", "removed"))
        if row.edits:
            assert "".join(text for op, text in row.edits if op != "insert") == row.text_before
            assert "".join(text for op, text in row.edits if op != "delete") == row.text_after
        if row.change == "amended":
            old = row.title_before, row.caption_before, row.text_before
            new = row.title_after, row.caption_after, row.text_after
            assert [compact(text) for text in old] != [compact(text) for text in new]
