"""Changes between wordings as lines that a person can read beside the two texts, for goldens."""

from __future__ import annotations

from collections.abc import Iterable

from flows.records.laws.changes import ProvisionChange

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
