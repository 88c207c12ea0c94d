"""The reader of a paper that reviews the Guidelines edition by edition and proposes a new one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from flows.documents.located import Located, Span
from flows.documents.source_text import SourceText
from flows.errors import InputError
from flows.records.extraction import Extraction
from flows.records.guidelines.consequences import Conclusion, read_consequences
from flows.records.guidelines.editions import GuidelineEdition, edition_named, read_editions
from flows.records.guidelines.guideline_items import Draft, GuidelineItem, corrections, item_id
from flows.records.guidelines.mechanisms import chart_node
from flows.records.guidelines.repairs import load_repairs, mend
from flows.records.guidelines.review_lines import Rank
from flows.records.guidelines.review_outline import Node, read_nodes
from flows.records.guidelines.review_terms import inline_items
from flows.records.laws.names import LawNames

GENERAL = "general"
"""`edition` of what is about no single edition."""

KIND = "guidelines-review"

PAGE_BREAK = re.compile(r"[ \f]*\r?\n[ \f]+")
"""White space at a page break: one line end without an empty line, and the space of the next page."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """An item, the draft that it was made of, and its node; what a text marks inside itself has no node."""

    item: GuidelineItem
    draft: Draft
    node: Node | None = None


@dataclass(frozen=True, slots=True)
class _Place:
    """What an item has from its surroundings; the columns of the same names."""

    edition: str
    parent_item_id: str | None
    path: list[str]


def read_review(document: SourceText, names: LawNames, edition: str) -> Extraction:
    """Read a review of the Guidelines.

    Args:
        document: the text of the paper, as taken from its PDF.
        names: the names of laws.
        edition: the edition that the paper proposes; what names no other edition belongs to it.

    Returns:
        `guideline_items`, `guideline_consequences`, `mechanism_nodes` and `corrections`.

    Raises:
        InputError: the layout or a marker is not understood (see `paragraphs` and `read_lines`), a heading
            names an edition that is not known, or a conclusion about laws is not understood.
    """
    nodes = read_nodes(document)
    entries = _entries(document.source_id, nodes, _editions(document, nodes, edition))
    extraction = Extraction(document)
    extraction.add("guideline_items", *(entry.item for entry in entries))
    extraction.add("guideline_consequences", *read_consequences(document, _conclusions(entries), names))
    extraction.add(
        "mechanism_nodes",
        *(chart_node(entry.item) for entry in entries if entry.node and entry.node.rank == Rank.CHART),
    )
    extraction.add("corrections")
    for entry in entries:
        row = entry.item.item_id
        extraction.add(
            "corrections", *corrections("guideline_items", row, document.source_id, entry.draft.repairs)
        )
    _ignore_layout(extraction)
    return extraction


def _editions(document: SourceText, nodes: Sequence[Node], proposed: str) -> list[str]:
    """Return the edition of each node: that which the nearest heading above names.

    A chapter whose sections each name an edition of their own is `general`; any other chapter that names none
    is about the edition proposed. The headings of chapters, sections and blocks name editions, and so does a
    reference at the end; a sentence that mentions one does not.
    """
    editions = read_editions()
    found: dict[int, str] = {}
    for node in nodes:
        named = None
        if node.rank <= Rank.BLOCK:
            named = _named(document, node, editions)
        sections = [child for child in node.children if child.rank == Rank.SECTION]
        if named:
            found[id(node)] = named
        elif node.parent:
            found[id(node)] = found[id(node.parent)]
        elif node.rank == Rank.OUTSIDE or (
            sections and all(_named(document, section, editions) for section in sections)
        ):
            found[id(node)] = GENERAL
        else:
            found[id(node)] = proposed
    return [found[id(node)] for node in nodes]


def _named(document: SourceText, node: Node, editions: Sequence[GuidelineEdition]) -> str | None:
    try:
        return edition_named(node.text.text, editions)
    except LookupError as error:
        raise InputError(
            document.path,
            f"line {node.line.source.line}: {node.line.source.text.text[:40]!r}",
            f"names an edition that is not known: {error}",
            "Add the edition to flows/reviewed/editions.toml with its evidence.",
        ) from None


def _entries(source_id: str, nodes: Sequence[Node], editions: Sequence[str]) -> list[_Entry]:
    """Return the item of every node, each followed by those that its text marks inside itself."""
    entries: list[_Entry] = []
    items: dict[int, GuidelineItem] = {}
    for node, edition in zip(nodes, editions, strict=True):
        path = [above.quoted for above in node.ancestors() if above.is_heading]
        place = _Place(edition, items[id(node.parent)].item_id if node.parent else None, path)
        draft = _draft(node.level, node.kind, node.line.marker, node.text, node.is_heading)
        item = _item(source_id, len(entries) + 1, draft, place)
        items[id(node)] = item
        entries.append(_Entry(item, draft, node))
        place = _Place(edition, item.item_id, path)
        for inner in inline_items(node.text):
            draft = _draft(node.level + 1, inner.kind, inner.marker, inner.text, False)
            entries.append(_Entry(_item(source_id, len(entries) + 1, draft, place), draft))
    return entries


def _draft(level: int, kind: str, marker: Located, text: Located, is_heading: bool) -> Draft:
    repairs = load_repairs(KIND).of(text.text)
    return Draft(
        level=level,
        kind=kind,
        text=text,
        marker=marker,
        is_heading=is_heading,
        text_corrected=mend(text.text, repairs) if repairs else None,
        repairs=tuple(repairs),
    )


def _item(source_id: str, ordinal: int, draft: Draft, place: _Place) -> GuidelineItem:
    return GuidelineItem(
        item_id=item_id(source_id, ordinal),
        source_id=source_id,
        edition=place.edition,
        ordinal=ordinal,
        parent_item_id=place.parent_item_id,
        level=draft.level,
        kind=draft.kind,
        marker=draft.marker.text,
        marker_corrected=draft.marker_corrected,
        is_heading=draft.is_heading,
        text=draft.text.text,
        text_corrected=draft.text_corrected,
        path=place.path,
        spans=draft.text.spans(),
        marker_spans=draft.marker.spans(),
    )


def _conclusions(entries: Sequence[_Entry]) -> list[Conclusion]:
    """Return what is concluded (⇒) from whole sections: there the paper says which laws followed."""
    return [
        Conclusion(entry.item.item_id, entry.item.edition, entry.node.text, entry.node.line.source.line)
        for entry in entries
        if entry.node
        and entry.node.rank == Rank.CONCLUSION
        and entry.node.parent
        and entry.node.parent.rank == Rank.SECTION
    ]


def _ignore_layout(extraction: Extraction) -> None:
    """Set aside the white space between items, and between the lines of one; nothing else."""
    text = extraction.document.text
    wraps = {
        Span(before.end, after.start)
        for item in extraction.tables["guideline_items"]
        for before, after in pairwise(item.spans)
    }
    for gap in extraction.unaccounted():
        between = text[gap.start : gap.end]
        if between.strip():
            continue
        if PAGE_BREAK.fullmatch(between):
            extraction.ignore(gap, "page_break")
        elif gap in wraps:
            extraction.ignore(gap, "line_wrap")
        else:
            extraction.ignore(gap, "line_end" if "\n" in between else "spacing")
