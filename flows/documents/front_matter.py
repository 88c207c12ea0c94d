"""The YAML block at the head of a law in the dataset legalize-jp: which law, which wording, since when.

The converter writes every value in double quotes on a line of its own, without escapes; keys below `extra:` are
indented by two spaces. Where e-Gov gives no day of promulgation, it repeats the day of entry into force in
`publication_date`, which cannot be told from a law that entered into force on the day of its promulgation.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from flows.documents.located import Located
from flows.documents.source_text import SourceText
from flows.errors import InputError

FRONT_MATTER = "front_matter"
"""Why the block is set aside."""

_BLOCK = re.compile(r"---\r?\n(?P<entries>(?:[^\n]*\n)*?)---\r?(?:\n|\Z)")
_ENTRY = re.compile(r'(?P<key>(?:  )?[a-z_]+): "(?P<value>[^"\\]*)"')
_EXTRA = "extra:"

_REQUIRED = (
    "title", "identifier", "country", "rank", "publication_date", "last_updated", "status", "source",
    "  law_num", "  law_type", "  enforced_at",
)  # fmt: skip
_OPTIONAL = ("  law_title_kana", "  abbrev", "  category")
_STATUSES = ("in_force", "repealed")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the block says.

    Args:
        title: 題名.
        law_id: e-Gov law id.
        law_num: 法令番号.
        law_type: `LawType` of 法令標準XML.
        title_kana: reading of the title; None where it is not given.
        abbreviations: 略称.
        category: e-Gov's category; None where it is not given.
        promulgated_on: promulgation of the law, not of its last amendment.
        enforced_on: entry into force of this wording.
        status: `in_force` or `repealed`.
    """

    title: str
    law_id: str
    law_num: str
    law_type: str
    title_kana: str | None
    abbreviations: tuple[str, ...]
    category: str | None
    promulgated_on: dt.date
    enforced_on: dt.date
    status: str


class FrontMatterBlock(NamedTuple):
    """The block in its document.

    Args:
        front: what it says.
        title: 題名 where it stands.
        law_num: 法令番号 where it stands.
        rest: the other characters of the block, in order.
        end: offset after the block.
    """

    front: FrontMatter
    title: Located
    law_num: Located
    rest: tuple[Located, ...]
    end: int


def read_front_matter(document: SourceText) -> FrontMatterBlock:
    """Read the block with which a document begins.

    Raises:
        InputError: there is none, or an entry is not as above, unknown, missing, given twice or empty; or a value
            is no date or status, or two values contradict each other.
    """
    values, end = _values(document)
    for key in _REQUIRED:
        if not values.get(key):
            raise InputError(
                document.path,
                f"front matter, {key.strip()!r}",
                "is missing or empty",
                "Fetch the file again; the block names the law and its wording.",
            )
    texts = {key: value.text for key, value in values.items()}
    front = FrontMatter(
        title=texts["title"],
        law_id=texts["identifier"],
        law_num=texts["  law_num"],
        law_type=texts["  law_type"],
        title_kana=texts.get("  law_title_kana") or None,
        abbreviations=tuple(name for name in texts.get("  abbrev", "").split(",") if name),
        category=texts.get("  category") or None,
        promulgated_on=_date(document, texts, "publication_date"),
        enforced_on=_date(document, texts, "  enforced_at"),
        status=texts["status"],
    )
    _require(document, "status", texts["status"], _STATUSES)
    _require(document, "country", texts["country"], ("jp",))
    _require(document, "last_updated", texts["last_updated"], (texts["  enforced_at"],))
    title, law_num = values["title"], values["  law_num"]
    first, second = sorted((title, law_num), key=lambda value: value.start)
    block = Located.whole(document.text[:end])
    rest = (block[: first.start], block[first.end : second.start], block[second.end :])
    return FrontMatterBlock(front, title, law_num, rest, end)


def _values(document: SourceText) -> tuple[dict[str, Located], int]:
    """Return the values by key, with the indentation of keys below `extra:`, and the offset after the block."""
    block = _BLOCK.match(document.text)
    if block is None:
        raise InputError(
            document.path,
            f"line 1: {document.text[:60].partition(chr(10))[0]!r}",
            "no front matter between two lines '---' begins here",
            "A law of this dataset begins with such a block; check the file's kind.",
        )
    values: dict[str, Located] = {}
    extra = False
    at = block.start("entries")
    for number, text in enumerate(block["entries"].splitlines(keepends=True), start=2):
        line = Located.whole(text, at)
        at += len(text)
        match = _ENTRY.fullmatch(text.rstrip("\r\n"))
        if text.rstrip("\r\n") == _EXTRA and not extra:
            extra = True
            continue
        key = match["key"] if match else ""
        value = line.group(match, "value") if match else None
        known = key in _REQUIRED or key in _OPTIONAL
        if value is None or not known or key in values or key.startswith(" ") is not extra:
            raise InputError(
                document.path,
                f"line {number}: {text.strip()[:60]!r}",
                "is no entry of the front matter that is known, or is given twice or out of place",
                "Entries are 'key: \"value\"'; mend it, or teach the reader the new key.",
            )
        values[key] = value
    return values, block.end()


def _date(document: SourceText, texts: Mapping[str, str], key: str) -> dt.date:
    try:
        return dt.date.fromisoformat(texts[key])
    except ValueError:
        raise InputError(
            document.path,
            f"front matter, {key.strip()!r}",
            f"is no date: {texts[key]!r}",
            "Dates are YYYY-MM-DD.",
        ) from None


def _require(document: SourceText, key: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise InputError(
            document.path,
            f"front matter, {key!r}",
            f"is {value!r}, which is none of {', '.join(allowed)}",
            "Correct the entry, or teach the reader the new value.",
        )
