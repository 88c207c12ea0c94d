"""What reading one document yields: records by table, and the characters that carry no value."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from flows.documents.located import Located, Span, gaps

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flows.documents.source_text import SourceText


@dataclass(frozen=True, slots=True)
class IgnoredSpan:
    """One row of `ignored_spans`: characters that carry no value of their own, and why."""

    source_id: str
    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Correction:
    """One row of `corrections`: a repair of an encoding or OCR fault.

    Args:
        correction_id: unique; `{source_id}/{table_name}/{row}/{ordinal}`.
        before: the faulty characters as the source has them.
        after: what they stand for.
        reason: the kind of fault.
        evidence: what shows it, in the document or outside.
    """

    correction_id: str
    source_id: str
    table_name: str
    row_id: str
    before: str
    after: str
    reason: str
    evidence: str


def field_names(kind: Any) -> tuple[str, ...]:
    """Return the names of the fields of a class of records, be it a named tuple or a dataclass."""
    names = kind._fields if issubclass(kind, tuple) else kind.__dataclass_fields__
    return tuple(names)


@dataclass
class Extraction:
    """Records of one document.

    Args:
        document: what was read.
        tables: records by table name; a record's fields are the table's columns in the contract.
        ignored: characters without a value.
    """

    document: SourceText
    tables: dict[str, list[Any]] = field(default_factory=dict)
    ignored: list[IgnoredSpan] = field(default_factory=list)

    def add(self, table: str, *records: Any) -> None:
        """Append records to a table; naming a table without records makes it present and empty."""
        self.tables.setdefault(table, []).extend(records)

    def ignore(self, piece: Located | Span | tuple[int, int], reason: str) -> None:
        """Set characters aside with the reason why they carry no value."""
        spans = piece.spans() if isinstance(piece, Located) else [Span(*piece)]
        self.ignored.extend(IgnoredSpan(self.document.source_id, start, end, reason) for start, end in spans)

    def covered(self) -> list[Span]:
        """Return every range that some record's spans hold (all fields whose name ends in `spans`)."""
        return [
            span
            for records in self.tables.values()
            for record in records
            for name in field_names(type(record))
            if name.endswith("spans")
            for span in getattr(record, name) or ()
        ]

    def unaccounted(self) -> list[Span]:
        """Return the ranges that no record holds and nothing ignores: must be none."""
        ignored: Iterable[tuple[int, int]] = ((span.start, span.end) for span in self.ignored)
        return gaps([*self.covered(), *ignored], len(self.document.text))
