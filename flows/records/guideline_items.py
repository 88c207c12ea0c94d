"""The items of the Guidelines and of what is written about them: one record per marked piece of text."""

from __future__ import annotations

from dataclasses import dataclass, field

from flows.documents.located import Located, Span


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
    """

    level: int
    kind: str
    text: Located
    marker: Located = field(default_factory=lambda: Located("", []))
    is_heading: bool = False
    gap: str = ""
    marker_corrected: str | None = None
    text_corrected: str | None = None


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
            path=[f"{d.marker.text}{d.gap}{d.text.text}" for d, _ in open_items if d.is_heading],
            spans=draft.text.spans(),
            marker_spans=draft.marker.spans(),
        )
        items.append(item)
        if draft.level > 0:
            open_items.append((draft, item))
    return items
