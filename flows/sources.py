"""Source cards to verified bytes.

Each document in `raw/` lies beside a card, `<source_id>.toml`, that says who published it under which
licence, and the SHA-256 of its bytes. A document is read only through its card: a wrong hash, a card without
licence or hash, or a file without a card stops the build.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import tomllib
from dataclasses import MISSING, dataclass, fields
from pathlib import Path
from typing import Any

from flows.documents.source_text import SourceText, decode, read_bytes
from flows.errors import InputError
from warehouse.contract import contract

RAW = Path(__file__).parents[1] / "raw"
"""The project's own sources."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What is known of one pinned input; the fields are those of the card file.

    Args:
        source_id: the card's file name without its ending.
        path: the document.
        edition: for guidelines, the edition that the document is or sums up.
        law_revision_id: for the text of a law, e-Gov's id of its wording.
        notes: what happened to the document before it reached us.
    """

    source_id: str
    path: Path
    title: str
    publisher: str
    kind: str
    file: str
    licence: str
    media_type: str
    encoding: str
    sha256: str
    covers: str
    url: str | None = None
    published_on: dt.date | None = None
    retrieved_on: dt.date | None = None
    edition: str | None = None
    law_revision_id: str | None = None
    notes: str | None = None


REQUIRED = [
    field.name
    for field in fields(Card)
    if field.default is MISSING and field.name not in ("source_id", "path")
]
KNOWN = {field.name for field in fields(Card)} - {"source_id", "path"}


def load_card(path: Path) -> Card:
    """Read one card.

    Raises:
        InputError: it is not TOML, lacks a field (licence and hash above all), or has one that is not known.
    """
    text, _ = decode(read_bytes(path), path)
    try:
        entry: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(path, "", f"is not TOML: {error}", "Mend the card.") from None
    missing = [name for name in REQUIRED if not entry.get(name)]
    if missing:
        raise InputError(
            path, "", f"the card has no {', '.join(missing)}", "Add it: nothing is read without it."
        )
    unknown = sorted(entry.keys() - KNOWN)
    if unknown:
        raise InputError(
            path, unknown[0], "is not a field of a card", f"Known are {', '.join(sorted(KNOWN))}."
        )
    if not re.fullmatch("[0-9a-f]{64}", str(entry["sha256"])):
        raise InputError(path, "sha256", f"is not a SHA-256: {entry['sha256']}", "Write 64 hex digits.")
    for name in ("kind", "encoding"):
        values = contract()["sources"].column(name).values
        if entry[name] not in values:
            raise InputError(path, name, f"is {entry[name]!r}", f"Known are {', '.join(values)}.")
    return Card(source_id=path.stem, path=path.parent / entry["file"], **entry)


def load_cards(raw: Path) -> list[Card]:
    """Read every card of a folder, in the order of their ids.

    Raises:
        InputError: a card is faulty, a document has no card, or there is no card at all.
    """
    if not raw.is_dir():
        raise InputError(
            raw, "", "is not a folder", "Name the folder that holds the sources and their cards."
        )
    cards = [load_card(path) for path in sorted(raw.glob("*.toml"))]
    if not cards:
        raise InputError(raw, "", "holds no source card", "Name the folder that holds the sources.")
    carded = {card.path.name for card in cards}
    for path in sorted(raw.iterdir()):
        if path.suffix != ".toml" and path.name not in carded | {"README.md"} and path.name[0] != ".":
            raise InputError(path, "", "has no card", f"Write {path.stem}.toml beside it, or move it away.")
    return cards


def verified_bytes(card: Card) -> bytes:
    """Read a document and check it against its card.

    Raises:
        InputError: it cannot be read, or its hash is not the card's.
    """
    content = read_bytes(card.path)
    found = hashlib.sha256(content).hexdigest()
    if found != card.sha256:
        raise InputError(
            card.path,
            "",
            f"is not the file of its card: expected sha256 {card.sha256}\n  found    sha256 {found}",
            "Restore the file, or, if the publisher changed it, add it as a new source with its own card.",
        )
    return content


def open_source(card: Card) -> SourceText:
    """Read, verify and decode a document.

    Raises:
        InputError: see `verified_bytes`; or its encoding is not the card's.
    """
    text, encoding = decode(verified_bytes(card), card.path)
    if encoding != card.encoding:
        raise InputError(
            card.path, "", f"is {encoding}, but its card says {card.encoding}", "Correct the card."
        )
    return SourceText(card.source_id, card.path, text, encoding, card.sha256)
