"""A law in Markdown to the rows of `law_revisions`, `provisions`, `sentences` and `citing_laws`."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from flows.documents.law_landing import unlanded
from flows.documents.law_markdown import read_markdown_law
from flows.documents.law_structure import build_law
from flows.documents.law_text import CitingText, MarkdownLaw
from flows.documents.law_tree import LawTree, Provision
from flows.documents.located import Span
from flows.documents.source_text import SourceText
from flows.errors import InputError
from flows.records.extraction import Extraction
from flows.records.laws.mentions import NameIndex
from flows.records.laws.names import Law, law_type
from flows.records.laws.references import law_references

_LAW_ID = re.compile("[0-9]{3}[0-9A-Z]{12}|[0-9]{3}CONSTITUTION")
_REVISION_ID = re.compile(f"(?P<law>{_LAW_ID.pattern})_(?P<day>[0-9]{{8}})_(?P<amendment>{_LAW_ID.pattern})")
_ORIGINAL = "000000000000000"
"""Stands in a revision id for the amending law of a wording that no law has amended."""


_Place = tuple[str | None, int]
"""The path above a provision, and its depth."""


@dataclass(frozen=True, slots=True)
class LawRevision:
    """One row of `law_revisions`."""

    law_revision_id: str
    law_id: str
    amendment_law_id: str | None
    amendment_law_num: str | None
    amendment_law_title: str | None
    promulgated_on: dt.date | None
    enforced_on: dt.date
    status: str
    valid_from: dt.date
    valid_to: dt.date | None
    first_seen_at: dt.date | None
    source_id: str
    content_sha256: str


@dataclass(frozen=True, slots=True)
class ProvisionRow:
    """One row of `provisions`."""

    provision_id: str
    law_revision_id: str
    law_id: str
    source_id: str
    elm: str
    parent_elm: str | None
    kind: str
    num: str | None
    ordinal: int
    depth: int
    caption: str | None
    title: str | None
    text: str | None
    is_deleted: bool
    reading: str | None
    spans: list[Span]
    title_spans: list[Span]


@dataclass(frozen=True, slots=True)
class SentenceRow:
    """One row of `sentences`."""

    provision_id: str
    source_id: str
    ordinal: int
    role: str
    text: str
    ruby: str | None
    spans: list[Span]


@dataclass(frozen=True, slots=True)
class CitingLaw:
    """One row of `citing_laws`."""

    law_id: str
    source_id: str
    citing_law_id: str
    citing_title: str
    count: int
    spans: list[Span]


def read_law(document: SourceText, known: NameIndex, law_revision_id: str | None = None) -> Extraction:
    """Read one law in flattened Markdown.

    Args:
        document: its text.
        known: the laws that can be recognised by name.
        law_revision_id: e-Gov's id of this wording, where it is known.

    Returns:
        `provisions`, `sentences`, `citing_laws`, `citations`, `defined_terms`, `applied_provisions`,
        `substitutions`; `law_revisions` where the wording is known; `laws` where the law is in no list.

    Raises:
        InputError: the text is not of this form, or does not say which law it is.
    """
    law = read_markdown_law(document)
    law_id = identify(law, document, known, law_revision_id)
    tree = build_law(law, law_id, law_revision_id or law_id)
    extraction = Extraction(document)
    if law_id not in known.titles:
        extraction.add("laws", law_row(tree, document))
    extraction.add("law_revisions")
    if law_revision_id:
        extraction.add("law_revisions", revision_row(law_revision_id, document, known))
    add_structure(extraction, tree)
    extraction.add("citing_laws", *(citing_row(law_id, document, entry) for entry in law.citing))
    for table, rows in law_references(tree, document, known).items():
        extraction.add(table, *rows)
    for piece, reason in law.ignored:
        extraction.ignore(piece, reason)
    require_landing(document, tree)
    return extraction


def identify(law: MarkdownLaw, document: SourceText, known: NameIndex, law_revision_id: str | None) -> str:
    """Say which law a text is of: by its number, or else by its file's name, which in the dataset is the id.

    Raises:
        InputError: neither says it, or the text is of another law than its card says.
    """
    named = known.numbered(law.law_num.text)
    law_id = named.law_id if named else None
    if law_id is None and _LAW_ID.fullmatch(document.path.stem.upper()):
        law_id = document.path.stem.upper()
    if law_id is None:
        raise InputError(
            document.path,
            f"law number {law.law_num.text!r}",
            "is in no list of laws",
            "Name the file by the law's e-Gov id (411AC0000000060.md), or add the law to the list.",
        )
    if law_revision_id and not law_revision_id.startswith(f"{law_id}_"):
        raise InputError(
            document.path,
            f"law number {law.law_num.text!r}",
            f"is of law {law_id}, but its card says {law_revision_id}",
            "Correct the card's law_revision_id.",
        )
    return law_id


def law_row(tree: LawTree, document: SourceText) -> Law:
    """Return the row of `laws` of a law that no list has."""
    number = tree.law_num or tree.title
    return Law(
        law_id=tree.law_id,
        source_id=document.source_id,
        law_num=number.text,
        law_type=law_type(tree.law_id),
        title=tree.title.text,
        title_kana=None,
        abbreviations=[],
        category=None,
        promulgated_on=None,
        spans=tree.title.spans(),
    )


def revision_row(law_revision_id: str, document: SourceText, known: NameIndex) -> LawRevision:
    """Return the row of `law_revisions`, from what e-Gov's revision id says.

    Raises:
        InputError: it is not such an id.
    """
    match = _REVISION_ID.fullmatch(law_revision_id)
    try:
        enforced_on = dt.date.fromisoformat(match["day"]) if match else None
    except ValueError:
        enforced_on = None
    if match is None or enforced_on is None:
        raise InputError(
            document.path,
            f"law_revision_id {law_revision_id!r}",
            "is not an e-Gov revision id",
            "It is the law's id, the day of entry into force, and the amending law's id, joined by _.",
        )
    amendment = None if match["amendment"] == _ORIGINAL else match["amendment"]
    number = next((number for number, law_id in known.by_number.items() if law_id == amendment), None)
    return LawRevision(
        law_revision_id=law_revision_id,
        law_id=match["law"],
        amendment_law_id=amendment,
        amendment_law_num=number,
        amendment_law_title=known.titles.get(amendment or ""),
        promulgated_on=None,
        enforced_on=enforced_on,
        status="CurrentEnforced",
        valid_from=enforced_on,
        valid_to=None,
        first_seen_at=None,
        source_id=document.source_id,
        content_sha256=document.sha256,
    )


def add_structure(extraction: Extraction, tree: LawTree) -> None:
    """Add the rows of `provisions` and `sentences`, in document order."""
    head = [Provision("law_title", "LawTitle", title=tree.title)]
    if tree.law_num:
        head.append(Provision("law_num", "LawNum", title=tree.law_num))
    below = (each for top in (*head, *tree.provisions) for each in _below(top, (None, 1)))
    for ordinal, (provision, place) in enumerate(below, start=1):
        row = provision_row(tree, extraction.document, ordinal, provision, place)
        extraction.add("provisions", row)
        extraction.add("sentences", *sentence_rows(row, provision))


def _below(provision: Provision, place: _Place) -> Iterator[tuple[Provision, _Place]]:
    """Yield a provision and all below it, each with its place; its tables are nodes of their own."""
    yield provision, place
    if provision.cells:
        table = Provision("table_struct", f"{provision.elm}-TableStruct[1]", sentences=provision.cells)
        yield table, (provision.elm, place[1] + 1)
    for child in provision.children:
        yield from _below(child, (provision.elm, place[1] + 1))


def provision_row(
    tree: LawTree, document: SourceText, ordinal: int, provision: Provision, place: _Place
) -> ProvisionRow:
    """Return the row of one provision; its place is the path above it and its depth."""
    parent, depth = place
    text = provision.text
    title = provision.title
    return ProvisionRow(
        provision_id=f"{tree.law_revision_id}/{provision.elm}",
        law_revision_id=tree.law_revision_id,
        law_id=tree.law_id,
        source_id=document.source_id,
        elm=provision.elm,
        parent_elm=parent,
        kind=provision.kind,
        num=provision.num,
        ordinal=ordinal,
        depth=depth,
        caption=provision.caption.text if provision.caption else None,
        title=title.text if title else None,
        text=text.text or None,
        is_deleted=text.text == "削除",
        reading=provision.reading,
        spans=text.spans(),
        title_spans=title.spans() if title else [],
    )


def sentence_rows(row: ProvisionRow, provision: Provision) -> Iterator[SentenceRow]:
    """Yield the rows of a provision's sentences."""
    for ordinal, sentence in enumerate(provision.sentences, start=1):
        text = sentence.text
        yield SentenceRow(
            row.provision_id, row.source_id, ordinal, sentence.role, text.text, None, text.spans()
        )


def citing_row(law_id: str, document: SourceText, entry: CitingText) -> CitingLaw:
    """Return one row of `citing_laws`; the citing law is the one that the entry links to.

    Raises:
        InputError: the link is not to a law's file.
    """
    citing_law_id = PurePosixPath(entry.target).stem.upper()
    if not _LAW_ID.fullmatch(citing_law_id):
        raise InputError(
            document.path,
            f"entry {entry.entry.text[:60]!r}",
            "links to no law",
            "Links of this list end in a law's e-Gov id.",
        )
    return CitingLaw(
        law_id, document.source_id, citing_law_id, entry.title.text, entry.count, entry.entry.spans()
    )


def require_landing(document: SourceText, tree: LawTree) -> None:
    """Stop where the main provisions refer to an article of their own that is not there.

    A reference to a paragraph or item that is not there says so in its row; an article that is not there has been
    lost with all it says.

    Raises:
        InputError: it names the line and the reference.
    """
    for lost in unlanded(tree):
        line = document.text.count("\n", 0, lost.phrase.start) + 1
        raise InputError(
            document.path,
            f"line {line}: {lost.phrase.text!r}",
            f"refers to article {lost.target} of the main provisions, which the text does not have",
            "Part of the law is missing, or an article's heading is damaged: fetch the text again.",
        )
