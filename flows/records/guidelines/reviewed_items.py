"""Items that reviewed files refer to: found by id, and checked by the words quoted from them.

A reviewed file names an item by its id and quotes it, so that an item that moved, or whose text was read
differently, stops the build and never silently becomes another one.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from flows.documents.located import Located
from flows.errors import InputError
from flows.records.guidelines.guideline_items import GuidelineItem

NUMBERS = {"year", "occurrence"}
"""Fields of reviewed files that are numbers."""


def read_reviewed(path: Path) -> dict[str, Any]:
    """Read a reviewed file.

    Raises:
        InputError: it is not TOML.
    """
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise InputError(path, "", f"is not TOML: {error}", "Mend the file.") from None


def check_fields(
    path: Path, place: str, entry: Mapping[str, Any], required: Iterable[str], optional: Iterable[str] = ()
) -> None:
    """Check that an entry has exactly its fields, and that none is empty or of another type.

    Raises:
        InputError: one is missing, empty or not known, or a number stands where text belongs.
    """
    required = list(required)
    if not isinstance(entry, Mapping):
        raise InputError(path, place, f"is {entry!r}", f"Write a table of {', '.join(required)}.")
    lacking = [name for name in required if not entry.get(name)]
    unknown = sorted(entry.keys() - {*required, *optional})
    if lacking or unknown:
        problem = f"lacks {', '.join(lacking)}" if lacking else f"has the unknown field {', '.join(unknown)}"
        raise InputError(path, place, problem, f"Fill exactly {', '.join([*required, *optional])}.")
    for name in sorted(entry.keys() - NUMBERS):
        if isinstance(entry[name], int | float):
            raise InputError(
                path, place, f"{name} is the number {entry[name]}", "Write it in quotation marks."
            )


class ReviewedItems:
    """The items that one reviewed file can refer to.

    Args:
        path: the reviewed file, for messages.
        documents: the documents that the file says it is about.
        items: the items of every document that was read.
    """

    def __init__(self, path: Path, documents: Iterable[str], items: Iterable[GuidelineItem]) -> None:
        self.path = path
        self.documents = set(documents)
        self.items = {item.item_id: item for item in items}
        self.read = {item.source_id for item in self.items.values()}

    def was_read(self, place: str, item_id: str) -> bool:
        """Whether the document of that item was read at all.

        Raises:
            InputError: it is none of those that the file is about.
        """
        document = item_id.rpartition("/")[0]
        if document not in self.documents:
            raise InputError(
                self.path,
                place,
                f"refers to {item_id!r}, of a document that the file does not list",
                f"Its documents are {', '.join(sorted(self.documents)) or 'none'}.",
            )
        return document in self.read

    def find(self, place: str, item_id: str, quote: str) -> tuple[GuidelineItem, Located]:
        """Return the item of that id, and where in the source the words quoted from it stand.

        Raises:
            InputError: there is no such item, or it does not have these words.
        """
        item = self._item(place, item_id, quote, lambda text: quote in text)
        offsets = [offset for start, end in item.spans for offset in range(start, end)]
        start = item.text.index(quote)
        return item, Located(item.text, offsets)[start : start + len(quote)]

    def begins(self, place: str, item_id: str, quote: str) -> GuidelineItem:
        """Return the item of that id, which begins with the words quoted from it.

        Raises:
            InputError: there is no such item, or it begins otherwise.
        """
        return self._item(place, item_id, quote, lambda text: text.startswith(quote))

    def _item(self, place: str, item_id: str, quote: str, fits: Callable[[str], bool]) -> GuidelineItem:
        item = self.items.get(item_id)
        if item is None:
            raise InputError(
                self.path, place, f"refers to {item_id}, which does not exist", "Name the item that is meant."
            )
        if not quote or not fits(item.text):
            raise InputError(
                self.path,
                place,
                f"quotes {quote!r}, but {item_id} reads {item.text[:60]!r}",
                "Find the item that has these words and correct the id, or review the decision.",
            )
        return item
