"""Reference phrases of a law to rows of `citations`: each lands on a provision, or says why it does not."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple, TypeAlias

from flows.documents.law_tree import LawTree
from flows.documents.source_text import SourceText
from flows.records.laws.addresses import Address, LawName, unit
from flows.records.laws.found import Found, Reading
from flows.records.laws.index import LawIndex
from flows.records.laws.mentions import NameIndex
from flows.records.laws.naming import Names
from flows.records.laws.reader import LawReader

RESOLVED = "resolved"
EXTERNAL = "external_unloaded"
UNRESOLVED = "unresolved"

_UNKNOWN = {"unknown": "unknown_law", "ambiguous": "ambiguous_law", "amending": "amending_law"}


class Citation(NamedTuple):
    """One row of `citations`: one reference phrase.

    Args:
        citation_id: `{provision_id}/c{ordinal}`.
        valid_from, valid_to: first day of the citing wording and the day after the last, as far as they are known.
        start, end: offsets of the phrase in the provision's text.
        form: how it refers.
        target_law_id: the law referred to; None for a treaty and for a law that is not known.
        target_name: the law or treaty by its title, where it is not the law that is read.
        target_elm: the (first) provision referred to; None where a whole law is, or it cannot be said.
        target_elm_end: the last of several; None for one.
        target_unit: what look-ups of `target_elm` go by.
        target_part: proviso, front, rear, main, chapeau.
        status: whether the target is a provision at hand.
        reason: why it is not.
    """

    citation_id: str
    valid_from: dt.date | None
    valid_to: dt.date | None
    provision_id: str
    source_id: str
    ordinal: int
    start: int
    end: int
    text: str
    form: str
    target_law_id: str | None
    target_name: str | None
    target_elm: str | None
    target_elm_end: str | None
    target_unit: str | None
    target_part: str | None
    status: str
    reason: str | None


def read_law(tree: LawTree, known: NameIndex) -> tuple[LawIndex, list[Reading]]:
    """Read what the provisions of a law refer to.

    Args:
        tree: the law.
        known: the laws that can be recognised by name.
    """
    index = LawIndex.of(tree)
    names = Names(known, LawName(tree.law_id, str(tree.title)))
    return index, LawReader(index, names).read()


Period: TypeAlias = tuple[dt.date | None, dt.date | None]
"""First day of a wording and the day after the last, as far as they are known."""


def citations(
    tree: LawTree,
    document: SourceText,
    index: LawIndex,
    readings: list[Reading],
    period: Period = (None, None),
) -> dict[int, Citation]:
    """Make the rows; by identity of what was found, so that 準用 can point at them."""
    rows: dict[int, Citation] = {}
    source_id = document.source_id
    for reading in readings:
        if not reading.found:
            continue
        provision_id = f"{tree.law_revision_id}/{reading.provision.elm}"
        for ordinal, found in enumerate(reading.found, start=1):
            form, law_id, name, elm, last, part, status, reason = _target(index, found)
            rows[id(found)] = Citation(
                f"{provision_id}/c{ordinal}", *period, provision_id, source_id, ordinal, found.start, found.end,
                found.text, form, law_id, name, elm, last, unit(law_id, elm) if law_id and elm else None, part,
                status, reason,
            )  # fmt: skip
    return rows


def read_citations(tree: LawTree, document: SourceText, known: NameIndex) -> list[Citation]:
    """Return the rows of `citations` of one law."""
    return list(citations(tree, document, *read_law(tree, known)).values())


_Target = tuple[str, str | None, str | None, str | None, str | None, str | None, str, str | None]


def _target(index: LawIndex, found: Found) -> _Target:
    """Return form, target_law_id, target_name, target_elm, target_elm_end, target_part, status, reason.

    In the form, what is referred to goes before how.
    """
    meaning = found.meaning
    form, address = meaning.form, meaning.address
    if address is None:
        law_id, title, *_ = found.law or (None, None)
        return form, law_id, title, None, None, meaning.part, UNRESOLVED, meaning.reason or "no_antecedent"
    if address.appendix and form != "range":
        form = "appendix"
    elif form == "absolute" and found.law and found.law.kind == "treaty":
        form = "treaty"
    last = meaning.last
    last_elm: str | None = None
    lost: str | None
    law = address.law
    # 第六十条から前条まで, quoted from another law: which article is 前条 there is not said.
    endless = ("quoted_text" if found.quoted else "no_antecedent") if form == "range" and not last else None
    if law is not None:
        last_elm = last.elm() if last else None
        status, lost = _of_other_law(index, law)
        if endless and status == EXTERNAL:
            status, lost = UNRESOLVED, endless
        return form, law.law_id, law.title or None, address.elm(), last_elm, meaning.part, status, lost
    elm, lost = _landing(index, address)
    if last:
        last_elm, last_lost = _landing(index, last)
        lost = lost or last_lost or (None if index.precedes(address, last) else "range_not_in_order")
    lost = lost or meaning.reason or endless
    status = UNRESOLVED if lost else RESOLVED
    return form, index.law_id, None, elm, last_elm, meaning.part, status, lost


def _of_other_law(index: LawIndex, law: LawName) -> tuple[str, str]:
    if reason := _UNKNOWN.get(law.kind):
        return UNRESOLVED, reason
    if law.law_id == index.law_id:
        return UNRESOLVED, "former_wording"
    if law.kind == "treaty":
        return EXTERNAL, "treaty_not_loaded"
    return EXTERNAL, "law_not_loaded"


def _landing(index: LawIndex, address: Address) -> tuple[str | None, str | None]:
    """Return the path of the provision at an address of the law that is read, and why there is none."""
    if address.article is None and address.is_law:
        return None, None
    if node := index.find(address):
        return node.elm, None
    if address.root in index.amending:
        return address.elm(), "amending_law"
    return address.elm(), "appendix_not_in_source" if address.appendix else "no_such_provision"
