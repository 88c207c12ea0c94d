"""The texts of laws that are to be read: those of cards, and those at paths that a user names."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from flows.captures import History, capture_number
from flows.corpus.inputs import LawInput
from flows.documents.law_files import LawFile, LawList, find_law_files
from flows.errors import InputError
from flows.records.laws.revisions import first_seen_id, parse_revision_id
from flows.records.lineage import Source
from flows.sources import Card

FORMS = {"law-xml": "xml", "law-legalize": "legalize", "law-markdown": "flattened"}
"""Form of the text of a law by the kind of its card."""

KINDS = {form: kind for kind, form in FORMS.items()}
MEDIA_TYPES = {"xml": "application/xml", "legalize": "text/markdown", "flattened": "text/markdown"}

NOT_STATED = "not stated: loaded from a file"
LICENCE = "the text of a law is not subject to copyright (著作権法第13条第1号)"


@dataclass(slots=True)
class Collected:
    """What was found at paths.

    Args:
        inputs: the texts.
        sources: rows of `sources`.
        lists: rows of e-Gov's lists.
        faults: what cannot be read.
    """

    inputs: list[LawInput] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    lists: list[LawList] = field(default_factory=list)
    faults: list[InputError] = field(default_factory=list)


def of_cards(cards: Iterable[Card], histories: Mapping[str, History] | None = None) -> list[LawInput]:
    """Return the texts of laws among sources with cards.

    A revision that had not come into force when its text was retrieved, and that e-Gov lists no more, is left out:
    e-Gov has given it another day, and with it another id.

    Args:
        cards: the sources.
        histories: e-Gov's lists of revisions, by law.

    Raises:
        InputError: a card of a law does not say which revision it is.
    """
    inputs = []
    for card in cards:
        if card.kind not in FORMS:
            continue
        if card.law_revision_id is None:
            raise InputError(
                card.path, "law_revision_id", "is not in its card", "Write e-Gov's id of the revision."
            )
        form = FORMS[card.kind]
        law_id = card.law_revision_id.partition("_")[0]
        history = (histories or {}).get(law_id)
        listed = history.by_id.get(card.law_revision_id) if history else None
        if history and listed is None and is_scheduled(card.law_revision_id, card.retrieved_on):
            continue
        file = LawFile(
            card.path, None, card.path.stat().st_size, None, form, law_id, card.law_revision_id, None
        )
        inputs.append(
            LawInput(
                law_id,
                card.law_revision_id,
                form,
                card.sha256,
                card.source_id,
                card.retrieved_on,
                file,
                capture_number(card.path),
                history.listed_on if history else None,
                listed.ends_on if listed else None,
            )
        )
    return inputs


def is_scheduled(law_revision_id: str, on: dt.date | None) -> bool:
    """Whether a revision had yet to come into force on a day; one of which the day is not known had not."""
    return on is not None and parse_revision_id(law_revision_id).enforced_on > on


def at_paths(paths: Sequence[Path], seen_on: dt.date | None, taken: Collection[str] = ()) -> Collected:
    """Find the texts of laws at paths.

    Args:
        paths: files, folders and archives.
        seen_on: the day on which the files were retrieved, for those that do not say which revision they are.
        taken: ids of sources that others have; a source that would have one gets its hash behind its id.
    """
    found = find_law_files(paths)
    collected = Collected(lists=found.lists, faults=found.faults)
    for path in sorted({file.path for file in found.files if file.member is not None}):
        collected.sources.append(_renamed(_archive(path), taken))
    archives = {source.file: source for source in collected.sources}
    for file in found.files:
        try:
            collected.inputs.append(_input(file, archives, seen_on, collected.sources, taken))
        except InputError as error:
            collected.faults.append(error)
    return collected


def _input(
    file: LawFile,
    archives: dict[str, Source],
    seen_on: dt.date | None,
    sources: list[Source],
    taken: Collection[str],
) -> LawInput:
    day = seen_on or file.seen_on
    revision_id = file.law_revision_id
    if revision_id is None:
        if day is None:
            raise InputError(
                file.name,
                "",
                "does not say which revision of the law it is",
                "Name it by e-Gov's id of the revision, or say with --seen-on when it was retrieved.",
            )
        revision_id = first_seen_id(file.law_id, day)
    if file.member is not None:
        source = archives[str(file.path)]
        stamp = f"{file.crc:08x}-{file.size}"
        return LawInput(file.law_id, revision_id, file.form, stamp, source.source_id, day, file)
    sha256 = _hash(file.path)
    source = _renamed(_plain(file, revision_id, sha256, day), taken)
    sources.append(source)
    return LawInput(file.law_id, revision_id, file.form, sha256, source.source_id, day, file)


def _renamed(source: Source, taken: Collection[str]) -> Source:
    if source.source_id not in taken:
        return source
    return replace(source, source_id=f"{source.source_id}-{source.sha256[:8]}")


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _archive(path: Path) -> Source:
    return Source(
        source_id=path.stem,
        title=path.name,
        publisher=NOT_STATED,
        kind="law-archive",
        url=None,
        licence=LICENCE,
        published_on=None,
        retrieved_on=None,
        media_type="application/zip",
        encoding="utf-8",
        bytes=path.stat().st_size,
        sha256=_hash(path),
        covers="texts of laws",
        file=str(path),
    )


def _plain(file: LawFile, revision_id: str, sha256: str, day: dt.date | None) -> Source:
    return Source(
        source_id=revision_id,
        title=file.path.name,
        publisher=NOT_STATED,
        kind=KINDS[file.form],
        url=None,
        licence=LICENCE,
        published_on=None,
        retrieved_on=day,
        media_type=MEDIA_TYPES[file.form],
        encoding="utf-8",
        bytes=file.size,
        sha256=sha256,
        covers=f"revision {revision_id}",
        file=str(file.path),
    )
