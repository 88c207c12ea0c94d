"""Bodies and mechanisms that an edition creates or proposes, and the organisation chart of a proposal.

The boxes of the chart are read from the document; what the PDF does not tell (which bodies an edition creates,
which boxes the text relates) is reviewed data, `flows/reviewed/mechanisms.toml`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows.documents.located import Span
from flows.errors import InputError
from flows.records.guidelines.guideline_items import GuidelineItem
from flows.records.guidelines.reviewed_items import ReviewedItems, check_fields, read_reviewed

REVIEWED = Path(__file__).parents[2] / "reviewed" / "mechanisms.toml"

MECHANISM = ("edition", "name", "item", "quote", "reason")
EDGE = ("from", "to", "relation", "evidence", "quote", "reason")
"""Fields of an entry in the reviewed file."""


@dataclass(frozen=True, slots=True)
class Mechanism:
    """One row of `mechanisms`."""

    edition: str
    name: str
    abbreviation: str | None
    item_id: str
    reason: str
    source_id: str
    quote: str
    spans: list[Span]


@dataclass(frozen=True, slots=True)
class MechanismNode:
    """One row of `mechanism_nodes`."""

    node_id: str
    item_id: str
    source_id: str
    label: str
    spans: list[Span]


@dataclass(frozen=True, slots=True)
class MechanismEdge:
    """One row of `mechanism_edges`."""

    from_node_id: str
    to_node_id: str
    relation: str
    evidence_item_id: str
    reason: str
    source_id: str
    quote: str
    spans: list[Span]


def chart_node(item: GuidelineItem) -> MechanismNode:
    """Return the box of the chart whose label is this item."""
    return MechanismNode(item.item_id, item.item_id, item.source_id, item.text, item.spans)


def read_mechanisms(
    items: Iterable[GuidelineItem], nodes: Iterable[MechanismNode], path: Path = REVIEWED
) -> tuple[list[Mechanism], list[MechanismEdge]]:
    """Read the reviewed mechanisms and edges of the chart.

    Args:
        items: the items of every document that was read. An entry whose document is not among them is left
            out; this is the case where single documents are tried.
        nodes: the boxes of the chart.
        path: the reviewed file.

    Raises:
        InputError: an entry is not whole, or names an item, words, an edition or a box that are not there.
    """
    file = read_reviewed(path)
    reviewed = ReviewedItems(path, file.get("documents", []), items)
    boxes = list(nodes)
    mechanisms = [
        _mechanism(reviewed, place, entry)
        for place, entry in _entries(path, file, "mechanism", MECHANISM, ["abbreviation"])
        if reviewed.was_read(place, entry["item"])
    ]
    edges = [
        _edge(reviewed, boxes, place, entry)
        for place, entry in _entries(path, file, "edge", EDGE, [])
        if reviewed.was_read(place, entry["evidence"])
    ]
    return mechanisms, edges


def _entries(
    path: Path, file: dict[str, Any], kind: str, required: Sequence[str], optional: Sequence[str]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the entries of one kind, each with its place and checked for its fields."""
    for number, entry in enumerate(file.get(kind, []), start=1):
        check_fields(path, f"{kind} {number}", entry, required, optional)
        yield f"{kind} {number}", entry


def _mechanism(reviewed: ReviewedItems, place: str, entry: dict[str, Any]) -> Mechanism:
    item, quote = reviewed.find(place, entry["item"], entry["quote"])
    for name in ("name", "abbreviation"):
        if entry.get(name) and entry[name] not in item.text:
            raise InputError(
                reviewed.path,
                place,
                f"{entry[name]!r} does not stand in {item.item_id}: {item.text[:60]!r}",
                f"Write the {name} as the item has it.",
            )
    if item.edition != entry["edition"]:
        raise InputError(
            reviewed.path,
            place,
            f"is of edition {entry['edition']}, but {item.item_id} of {item.edition}",
            "Name an item of the edition that creates or proposes it.",
        )
    return Mechanism(
        edition=entry["edition"],
        name=entry["name"],
        abbreviation=entry.get("abbreviation"),
        item_id=item.item_id,
        reason=entry["reason"],
        source_id=item.source_id,
        quote=quote.text,
        spans=quote.spans(),
    )


def _edge(
    reviewed: ReviewedItems, boxes: Sequence[MechanismNode], place: str, entry: dict[str, Any]
) -> MechanismEdge:
    item, quote = reviewed.find(place, entry["evidence"], entry["quote"])
    chart = [box for box in boxes if box.source_id == item.source_id]
    return MechanismEdge(
        from_node_id=_box(reviewed.path, f"{place}, from", chart, entry["from"]),
        to_node_id=_box(reviewed.path, f"{place}, to", chart, entry["to"]),
        relation=entry["relation"],
        evidence_item_id=item.item_id,
        reason=entry["reason"],
        source_id=item.source_id,
        quote=quote.text,
        spans=quote.spans(),
    )


def _box(path: Path, place: str, chart: Sequence[MechanismNode], reference: dict[str, Any]) -> str:
    """Return the id of the box that a reference means: by its label, and its number among equal labels."""
    check_fields(path, place, reference, ("label",), ("occurrence",))
    label = reference["label"]
    found = [box.node_id for box in chart if box.label == label]
    if not found:
        raise InputError(
            path,
            place,
            f"there is no box {label!r} in the chart",
            f"Its boxes are {', '.join(dict.fromkeys(box.label for box in chart)) or 'none'}.",
        )
    occurrence = reference.get("occurrence")
    if occurrence is None and len(found) > 1:
        raise InputError(
            path, place, f"there are {len(found)} boxes {label!r}", "Say which: occurrence = 1, 2, ..."
        )
    if occurrence is not None and not 1 <= occurrence <= len(found):
        raise InputError(
            path, place, f"there is no box {label!r} number {occurrence}", f"There are {len(found)}."
        )
    return found[(occurrence or 1) - 1]
