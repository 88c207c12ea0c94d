"""Subjects that the editions of the Guidelines share, and the items that treat them: reviewed data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from flows.errors import InputError
from flows.records.guidelines.editions import read_editions
from flows.records.guidelines.guideline_items import GuidelineItem
from flows.records.guidelines.reviewed_items import ReviewedItems, check_fields, read_reviewed

REVIEWED = Path(__file__).parents[2] / "reviewed" / "topics.toml"


@dataclass(frozen=True, slots=True)
class GuidelineTopic:
    """One row of `guideline_topics`."""

    topic: str
    label: str


@dataclass(frozen=True, slots=True)
class GuidelineTopicItem:
    """One row of `guideline_topic_items`."""

    topic: str
    edition: str
    item_id: str
    reason: str


def read_topics(
    items: Iterable[GuidelineItem], path: Path = REVIEWED
) -> tuple[list[GuidelineTopic], list[GuidelineTopicItem]]:
    """Read the reviewed topics and their alignment.

    Args:
        items: the items of every document that was read. Alignments of a document that is not among them are
            left out; this is the case where single documents are tried.
        path: the reviewed file.

    Raises:
        InputError: an entry is not whole, a topic or an item of it occurs twice, or an item does not exist,
            begins otherwise than quoted, or belongs to no edition.
    """
    file = read_reviewed(path)
    reviewed = ReviewedItems(path, file.get("documents", []), items)
    editions = {edition.edition for edition in read_editions()}
    topics: dict[str, GuidelineTopic] = {}
    aligned: dict[tuple[str, str], GuidelineTopicItem] = {}
    for number, entry in enumerate(file.get("topic", []), start=1):
        check_fields(path, f"topic {number}", entry, ("topic", "label", "reason", "items"))
        topic = GuidelineTopic(entry["topic"], entry["label"])
        if topic.topic in topics:
            raise InputError(path, f"topic {number}", f"{topic.topic} occurs twice", "Unite the two.")
        topics[topic.topic] = topic
        for position, alignment in enumerate(entry["items"], start=1):
            place = f"topic {topic.topic}, item {position}"
            check_fields(path, place, alignment, ("item", "quote"), ("reason",))
            if not reviewed.was_read(place, alignment["item"]):
                continue
            item = reviewed.begins(place, alignment["item"], alignment["quote"])
            reason = alignment.get("reason") or entry["reason"]
            row = GuidelineTopicItem(topic.topic, item.edition, item.item_id, reason)
            if item.edition not in editions:
                raise InputError(
                    path,
                    place,
                    f"{item.item_id} belongs to no edition, but is {item.edition!r}",
                    "Align an item that speaks of one edition.",
                )
            if aligned.setdefault((topic.topic, item.item_id), row) is not row:
                raise InputError(path, place, f"{item.item_id} occurs twice", "Remove one of them.")
    return list(topics.values()), list(aligned.values())
