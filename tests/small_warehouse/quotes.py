"""Rows that quote a text: where their words stand, and what nobody quotes."""

from __future__ import annotations

from typing import Any

Row = dict[str, Any]
Spans = list[dict[str, int]]


class Quotes:
    """Where the words of a source stand; everything that nobody quotes is ignored."""

    def __init__(self, source_id: str, text: str) -> None:
        self.source_id, self.text = source_id, text
        self.held: set[int] = set()

    def spans(self, *words: str, after: str = "") -> Spans:
        """Spans of the words, each looked for behind the one before."""
        place, found = (self.text.index(after) + len(after)) if after else 0, []
        for word in words:
            start = self.text.index(word, place)
            place = start + len(word)
            self.held.update(range(start, place))
            found.append({"start": start, "end": place})
        return found

    def ignored(self) -> list[Row]:
        """A row of `ignored_spans` for every run of characters that was not quoted."""
        rows: list[Row] = []
        for at in sorted(set(range(len(self.text))) - self.held):
            if rows and rows[-1]["end"] == at:
                rows[-1]["end"] = at + 1
            else:
                rows.append({"source_id": self.source_id, "start": at, "end": at + 1, "reason": "layout"})
        return rows

    def coverage(self) -> Row:
        total, held = len(self.text), len(self.held)
        return {
            "source_id": self.source_id,
            "characters": total,
            "covered": held,
            "ignored": total - held,
            "unaccounted": 0,
        }
