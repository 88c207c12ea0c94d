"""The items of the Guidelines and of what is written about them: one record per marked piece of text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from flows.documents.located import Located, Span
from flows.documents.repair import Repair
from flows.records.extraction import Correction, Extraction

NOTHING = Located("", ())


@dataclass(frozen=True, slots=True)
class GuidelineItem:
    """One row of `guideline_items`; the columns are described in the contract."""

    item_id: str
    source_id: str
    edition: str
    ordinal: int
    parent_item_id: str | None
    level: int
    kind: str
    marker: str
    marker_corrected: str | None
    is_heading: bool
    text: str
    text_corrected: str | None
    path: list[str]
    spans: list[Span]
    marker_spans: list[Span]


@dataclass(frozen=True, slots=True)
class Draft:
    """An item before it has its place in the document.

    Args:
        level: 0 outside the chapters, 1 for chapters, one more per step down.
        kind: a value of the contract's `kind`.
        text: the item without its marker; several pieces of the source where it was rejoined.
        marker: the marker as it stands; empty where there is none.
        is_heading: whether it heads others or names what follows.
        gap: what stands between marker and text (` ` in `1 情報交換`), for the path.
        marker_corrected, text_corrected: what was repaired; None where nothing was.
        repairs: the repairs that made them.
    """

    level: int
    kind: str
    text: Located
    marker: Located = NOTHING
    is_heading: bool = False
    gap: Located = NOTHING
    marker_corrected: str | None = None
    text_corrected: str | None = None
    repairs: tuple[Repair, ...] = ()


def item_id(source_id: str, ordinal: int) -> str:
    """Return the id of the item at that position (from 1) of a source."""
    return f"{source_id}/{ordinal:03}"


def place_items(source_id: str, edition: str, drafts: list[Draft]) -> list[GuidelineItem]:
    """Give items their ids, parents and paths, from their order and levels.

    The parent is the nearest item above of a smaller level; the items of level 0 stand outside and head
    nothing. The path names the headings among an item's ancestors only, as a reader would quote them.
    """
    items: list[GuidelineItem] = []
    open_items: list[tuple[Draft, GuidelineItem]] = []
    for ordinal, draft in enumerate(drafts, start=1):
        while open_items and open_items[-1][0].level >= draft.level:
            open_items.pop()
        item = GuidelineItem(
            item_id=item_id(source_id, ordinal),
            source_id=source_id,
            edition=edition,
            ordinal=ordinal,
            parent_item_id=open_items[-1][1].item_id if open_items else None,
            level=draft.level,
            kind=draft.kind,
            marker=draft.marker.text,
            marker_corrected=draft.marker_corrected,
            is_heading=draft.is_heading,
            text=draft.text.text,
            text_corrected=draft.text_corrected,
            path=[f"{d.marker.text}{d.gap.text}{d.text.text}" for d, _ in open_items if d.is_heading],
            spans=draft.text.spans(),
            marker_spans=draft.marker.spans(),
        )
        items.append(item)
        if draft.level > 0:
            open_items.append((draft, item))
    return items


def add_items(extraction: Extraction, edition: str, drafts: list[Draft]) -> list[GuidelineItem]:
    """Place items and add them to an extraction, with a row of `corrections` for each of their repairs.

    The space between a marker and its text is set aside.
    """
    items = place_items(extraction.document.source_id, edition, drafts)
    extraction.add("guideline_items", *items)
    extraction.add("corrections")
    for item, draft in zip(items, drafts, strict=True):
        extraction.ignore(draft.gap, "space_after_marker")
        extraction.add(
            "corrections", *corrections("guideline_items", item.item_id, item.source_id, draft.repairs)
        )
    return items


def corrections(table: str, row_id: str, source_id: str, repairs: Iterable[Repair]) -> list[Correction]:
    """Return the rows of `corrections` for the repairs of one row."""
    row = row_id.removeprefix(f"{source_id}/")
    return [
        Correction(
            correction_id=f"{source_id}/{table}/{row}/{number}",
            source_id=source_id,
            table_name=table,
            row_id=row_id,
            before=repair.before,
            after=repair.after,
            reason=repair.reason,
            evidence=repair.evidence,
        )
        for number, repair in enumerate(repairs, start=1)
    ]


def ignore_free(extraction: Extraction, pieces: Iterable[tuple[Located | Span, str]]) -> None:
    """Set pieces aside with their reasons, as far as no record holds them."""
    free = extraction.unaccounted()
    ends = [gap.end for gap in free]
    for piece, reason in pieces:
        for span in piece.spans() if isinstance(piece, Located) else [piece]:
            for start, end in islice(free, bisect_right(ends, span.start), None):
                if start >= span.end:
                    break
                extraction.ignore((max(start, span.start), min(end, span.end)), reason)
