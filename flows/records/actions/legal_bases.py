"""Laws and provisions that a table cites: the basis of an action, and what it applies mutatis mutandis."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from flows.documents.located import Located, Span
from flows.japanese.numerals import BRANCH, NUMERAL, provision_num
from flows.records.actions.cells import Cell
from flows.records.laws.names import LawNames

_PROVISION = re.compile(f"(?P<article>第{NUMERAL}条(?:{BRANCH})*)(?P<paragraph>第{NUMERAL}項)?")
_BETWEEN = re.compile(r"(?:\s|、|及び|並びに|又は|若しくは|・)*")
_LONGEST_NAME = 120
_UNKNOWN = "Add the law to the law list, or, if this is another name of a law there, to the reviewed aliases."


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """One row of `action_legal_bases`."""

    action_id: str
    source_id: str
    ordinal: int
    law_name: str
    law_id: str
    article: str | None
    paragraph: str | None
    spans: list[Span]


@dataclass(frozen=True, slots=True)
class Citation:
    """A law, or an article or paragraph of it.

    Args:
        text: the citation in the source.
        law_name: the law as the table calls it; where several articles follow each other, as at the first.
        article: in e-Gov's form; None where the law is cited whole.
        paragraph: None where the article is cited whole.
    """

    text: Located
    law_name: str
    law_id: str
    article: str | None
    paragraph: str | None


def _cited(text: Located, name: str, law_id: str, match: re.Match[str] | None) -> Citation:
    article = provision_num(match["article"]) if match else None
    paragraph = provision_num(match["paragraph"]) if match and match["paragraph"] else None
    return Citation(text, name, law_id, article, paragraph)


def _law_at(text: str, names: LawNames) -> tuple[str, str] | None:
    """Return the longest name of a law with which `text` begins, and the law's id."""
    for end in range(min(len(text), _LONGEST_NAME), 0, -1):
        law_id = names.find(text[:end])
        if law_id:
            return text[:end], law_id
    return None


def _law_before(text: str, names: LawNames) -> tuple[str, str] | None:
    """Return the longest name of a law with which `text` ends, and the law's id."""
    for start in range(max(len(text) - _LONGEST_NAME, 0), len(text)):
        law_id = names.find(text[start:])
        if law_id:
            return text[start:], law_id
    return None


def citations(cell: Cell, part: Located, names: LawNames) -> Iterator[Citation]:
    """Read a text that is nothing but citations: 自衛隊法第77条の3及び米軍等行動関連措置法.

    Conjunctions may be missing between a provision and the next law.

    Raises:
        InputError: a law is unknown, or something else stands there.
    """
    law: tuple[str, str] | None = None
    position = 0
    while position < len(part):
        start = position
        named = _law_at(part.text[position:], names)
        if named:
            law = named
            position += len(named[0])
        match = _PROVISION.match(part.text, position)
        if law is None or not (named or match):
            raise cell.error("no law is known by this name", part[position:], _UNKNOWN)
        position = match.end() if match else position
        yield _cited(part[start:position], *law, match)
        between = _BETWEEN.match(part.text, position)
        if between and between.end() == len(part) and between[0].strip():
            raise cell.error("the list of laws breaks off", part)
        position = between.end() if between else position


def provisions_applied(cell: Cell, part: Located, names: LawNames) -> Iterator[Citation]:
    """Find every article that a sentence applies: 警察官職務執行法第7条を準用する.

    What is only referred to (「…第7条の規定により武器を使用する場合のほか」) is passed over.

    Raises:
        InputError: the law before an article is unknown.
    """
    law: tuple[str, str] | None = None
    position = 0
    for match in _PROVISION.finditer(part.text):
        before = part.text[position : match.start()]
        named = _law_before(before, names)
        if named is None and (law is None or not re.fullmatch(_BETWEEN, before)):
            raise cell.error(
                "no law is known by the name before this article", part[position : match.end()], _UNKNOWN
            )
        law = named or law
        if law is not None and not part.text.startswith("の規定", match.end()):
            start = match.start() - (len(named[0]) if named else 0)
            yield _cited(part[start : match.end()], *law, match)
        position = match.end()


def legal_bases(cell: Cell, part: Located, names: LawNames, action_id: str) -> list[LegalBasis]:
    """Read the bracket that names the legal basis of an action.

    Raises:
        InputError: a law is unknown.
    """
    return [
        LegalBasis(
            action_id,
            cell.document.source_id,
            ordinal,
            citation.law_name,
            citation.law_id,
            citation.article,
            citation.paragraph,
            citation.text.spans(),
        )
        for ordinal, citation in enumerate(citations(cell, part, names), 1)
    ]
