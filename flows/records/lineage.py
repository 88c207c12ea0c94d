"""Where rows come from: the sources, and what of each text is covered, ignored or unaccounted for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from flows.counts import counted
from flows.documents.located import Span, merge
from flows.errors import InputError
from flows.records.extraction import Extraction


@dataclass(frozen=True, slots=True)
class Source:
    """One row of `sources`."""

    source_id: str
    title: str
    publisher: str
    kind: str
    url: str | None
    licence: str
    published_on: dt.date | None
    retrieved_on: dt.date | None
    media_type: str
    encoding: str
    bytes: int
    sha256: str
    covers: str
    file: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """One row of `coverage`; counts are code points."""

    source_id: str
    characters: int
    covered: int
    ignored: int
    unaccounted: int


def _length(spans: list[Span]) -> int:
    return sum(end - start for start, end in spans)


def coverage(extraction: Extraction) -> Coverage:
    """Count what of a document's text its records hold, and what was set aside."""
    characters = len(extraction.document.text)
    covered = _length(merge(extraction.covered()))
    unaccounted = _length(extraction.unaccounted())
    return Coverage(
        extraction.document.source_id, characters, covered, characters - covered - unaccounted, unaccounted
    )


def require_coverage(extraction: Extraction) -> None:
    """Stop where a reader left characters in no row and in no ignored span.

    Raises:
        InputError: it names the first such place and its text.
    """
    lost = extraction.unaccounted()
    if lost:
        document = extraction.document
        line = document.text.count("\n", 0, lost[0].start) + 1
        raise InputError(
            document.path,
            f"line {line}, character {lost[0].start}",
            f"no rule reads this text: {document.text[lost[0].start : lost[0].end][:80]!r}"
            + (f" (and {counted(len(lost) - 1, 'place')} more)" if len(lost) > 1 else ""),
            "The document is not of the form that this kind is known in; nothing was written.",
        )
