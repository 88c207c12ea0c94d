"""A law in flattened Markdown to rows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from flows.documents.law_ids import is_law_id
from flows.documents.law_landing import unlanded
from flows.documents.law_markdown import read_markdown_law
from flows.documents.law_structure import build_law
from flows.documents.law_text import CitingText, MarkdownLaw
from flows.documents.law_tree import LawTree
from flows.documents.located import Span
from flows.documents.source_text import SourceText
from flows.errors import InputError
from flows.records.extraction import Extraction
from flows.records.laws.law_rows import Wording, law_rows
from flows.records.laws.mentions import NameIndex
from flows.records.laws.names import Law, law_type
from flows.records.laws.revisions import RevisionId, parse_revision_id


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
        `substitutions`; `laws` where the law is in no list.

    Raises:
        InputError: the text is not of this form, or does not say which law it is.
    """
    law = read_markdown_law(document)
    law_id = identify(law, document, known, law_revision_id)
    tree = build_law(law, law_id, law_revision_id or law_id)
    extraction = Extraction(document)
    if law_id not in known.titles:
        extraction.add("laws", law_row(tree, document))
    enforced_on = require_revision(law_revision_id, document).enforced_on if law_revision_id else None
    rows = law_rows(tree, Wording(law_id, tree.law_revision_id, document.source_id, enforced_on), known)
    extraction.add("provisions", *rows.provisions)
    extraction.add("sentences", *rows.sentences)
    extraction.add("citing_laws", *(citing_row(law_id, document, entry) for entry in law.citing))
    for table, references in rows.references.items():
        extraction.add(table, *references)
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
    if law_id is None and is_law_id(document.path.stem.upper()):
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


def require_revision(law_revision_id: str, document: SourceText) -> RevisionId:
    """Read the revision id of a card.

    Raises:
        InputError: it is not such an id.
    """
    try:
        return parse_revision_id(law_revision_id)
    except ValueError as error:
        raise InputError(
            document.path,
            f"law_revision_id {law_revision_id!r}",
            str(error),
            "It is the law's id, the day of entry into force, and the amending law's id, joined by _.",
        ) from None


def citing_row(law_id: str, document: SourceText, entry: CitingText) -> CitingLaw:
    """Return one row of `citing_laws`; the citing law is the one that the entry links to.

    Raises:
        InputError: the link is not to a law's file.
    """
    citing_law_id = PurePosixPath(entry.target).stem.upper()
    if not is_law_id(citing_law_id):
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
