"""The text of one revision to its tree, whatever the form."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import NamedTuple

from flows.corpus.inputs import LawInput
from flows.documents.law_legalize import read_legalize_law
from flows.documents.law_markdown import read_markdown_law
from flows.documents.law_structure import build_law
from flows.documents.law_tree import LawTree
from flows.documents.law_xml import read_law_xml
from flows.documents.safe_xml import parse_xml
from flows.documents.source_text import SourceText, decode
from flows.records.laws.flattened_law import require_landing
from flows.records.laws.names import law_type


class LawFacts(NamedTuple):
    """What a text says of its law."""

    law_id: str
    law_num: str
    law_type: str
    title: str
    title_kana: str | None
    abbreviations: tuple[str, ...]
    category: str | None
    promulgated_on: dt.date | None


class Read(NamedTuple):
    """One revision, read.

    Args:
        tree: its structure.
        facts: what it says of the law.
        sha256: hash of its bytes.
        characters: characters of the text; of XML those that are not white space.
        ignored: characters that carry no value of their own.
    """

    tree: LawTree
    facts: LawFacts
    sha256: str
    characters: int
    ignored: int


def read_input(one: LawInput, content: bytes) -> Read:
    """Read one revision.

    Raises:
        InputError: the text is not of its form.
    """
    return _READERS[one.form](one, content)


def _xml(one: LawInput, content: bytes) -> Read:
    law = read_law_xml(parse_xml(content, one.file.name), one.file.name, one.law_id, one.law_revision_id)
    tree = law.tree
    facts = LawFacts(
        one.law_id,
        str(tree.law_num or ""),
        law.law_type,
        str(tree.title) or str(tree.law_num or ""),
        law.title_kana,
        law.abbreviations,
        None,
        law.promulgated_on,
    )
    return Read(tree, facts, hashlib.sha256(content).hexdigest(), law.characters, 0)


def _document(one: LawInput, content: bytes) -> SourceText:
    text, encoding = decode(content, one.file.name)
    sha256 = hashlib.sha256(content).hexdigest()
    return SourceText(one.source_id, one.file.path, text, encoding, sha256)


def _legalize(one: LawInput, content: bytes) -> Read:
    document = _document(one, content)
    law = read_legalize_law(document, one.law_revision_id)
    front = law.front
    facts = LawFacts(
        one.law_id,
        front.law_num,
        front.law_type,
        front.title,
        front.title_kana,
        front.abbreviations,
        front.category,
        front.promulgated_on,
    )
    ignored = sum(len(piece) for piece, _ in law.ignored)
    return Read(law.tree, facts, document.sha256, len(document.text), ignored)


def _flattened(one: LawInput, content: bytes) -> Read:
    document = _document(one, content)
    law = read_markdown_law(document)
    tree = build_law(law, one.law_id, one.law_revision_id)
    require_landing(document, tree)
    facts = LawFacts(one.law_id, str(law.law_num), law_type(one.law_id), str(law.title), None, (), None, None)
    ignored = sum(len(piece) for piece, _ in law.ignored)
    return Read(tree, facts, document.sha256, len(document.text), ignored)


_READERS = {"xml": _xml, "legalize": _legalize, "flattened": _flattened}
