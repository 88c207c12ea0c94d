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
        retrieved_at: of what was fetched from e-Gov, the moment.
        info: of what was fetched from e-Gov, what it said of the revision, in JSON.
        etag: what e-Gov said with a list, by which it can be asked whether there is another.
        last_modified: the same.
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
    retrieved_at: dt.datetime | None = None
    info: str | None = None
    etag: str | None = None
    last_modified: str | None = None
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
    return _card(path, path.stem, _entry(path), path.parent)


def _entry(path: Path) -> dict[str, Any]:
    """Read the fields of a card.

    Raises:
        InputError: it is not TOML.
    """
    text, _ = decode(read_bytes(path), path)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(path, "", f"is not TOML: {error}", "Mend the card.") from None


def _card(path: Path, source_id: str, entry: dict[str, Any], raw: Path) -> Card:
    """Make a card of its fields; `file` is relative to the folder of sources.

    Raises:
        InputError: one is missing, not known, or has a value that is not.
    """
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
    return Card(source_id=source_id, path=raw / entry["file"], **entry)


LAWS = "laws"
"""Folder of `raw/` that holds the revisions of laws: a folder for each law, beside a card for all its files."""


def load_revision_cards(path: Path) -> list[Card]:
    """Read the card of a law's revisions: the fields of a card, and under `[files]` each file with its SHA-256.

    The files lie in a folder of the card's name; the name of a file without its ending is the revision's id and
    the source's.

    Raises:
        InputError: it is not such a card, or the folder holds other files than it lists.
    """
    entry = _entry(path)
    files = entry.pop("files", None)
    if not isinstance(files, dict) or not files:
        raise InputError(
            path, "files", "lists no files", "Write a table [files] of file names and their SHA-256."
        )
    folder = path.with_suffix("")
    present = {each.name for each in folder.iterdir()} if folder.is_dir() else set()
    if odd := sorted(present ^ files.keys()):
        problem = (
            "is in the folder and not in the card"
            if odd[0] in present
            else "is in the card and not in the folder"
        )
        raise InputError(path, odd[0], problem, "Restore the file, or write it into the card.")
    cards = []
    for name, sha256 in files.items():
        own = {"file": f"{LAWS}/{folder.name}/{name}", "sha256": sha256, "law_revision_id": Path(name).stem}
        cards.append(_card(path, Path(name).stem, {**entry, **own}, path.parents[1]))
    return cards


EGOV = "egov"
"""Folder of `raw/` that holds what was fetched from e-Gov; see `flows.captures`."""

LIST = "revisions"
"""Name of a list of revisions there."""

FETCHED = "egov-"
"""Stands before a card's name in the id of a source that was fetched, since another text of the same revision may
have come by another way."""


def load_fetched_cards(raw: Path) -> list[Card]:
    """Read the cards of what was fetched from e-Gov: texts, and lists of the revisions of a law.

    What has no card is on its way, and not an error.

    Raises:
        InputError: a card is faulty, or what it is of is gone.
    """
    cards = []
    for path in sorted((raw / EGOV).glob("*/*.toml")):
        is_list = path.name.partition(".")[0] == LIST
        name = f"{path.parent.name}-{path.stem}" if is_list else path.stem
        card = _card(path, FETCHED + name, _entry(path), raw)
        if not card.path.is_file():
            raise InputError(
                path, card.file, "is gone", "Restore it: files of raw/egov/ are only ever added."
            )
        cards.append(card)
    return cards


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
    for path in sorted((raw / LAWS).glob("*.toml")):
        cards.extend(load_revision_cards(path))
    cards.extend(load_fetched_cards(raw))
    if not cards:
        raise InputError(raw, "", "holds no source card", "Name the folder that holds the sources.")
    carded = {card.path.name for card in cards} | {LAWS, EGOV}
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
