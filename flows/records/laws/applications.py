"""準用 and 読替え: which provisions a law applies elsewhere, and with which words replaced."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from flows.records.laws.addresses import Address
from flows.records.laws.citations import Citation
from flows.records.laws.found import Found, Quotation, Reading
from flows.records.laws.index import LawIndex

_READS = re.compile("」とある(?:の)?は、?(?:それぞれ)?「")
_AND = re.compile("」とあり|」(?:及び|並びに|又は|若しくは|、)「$")
_INTO = re.compile("」を、?(?:それぞれ)?「")
_REPLACED = re.compile("」(?:と、|とし|とする|と読み替え|に読み替え|と読替え|と、それぞれ)")


class AppliedProvision(NamedTuple):
    """One row of `applied_provisions`: one provision applied mutatis mutandis (準用)."""

    provision_id: str
    source_id: str
    ordinal: int
    target_law_id: str | None
    target_elm: str | None
    target_elm_end: str | None
    citation_id: str


class Substitution(NamedTuple):
    """One row of `substitutions`: one wording replaced in one provision (読替え).

    Args:
        applied_target: element path of the provision that is read over; None where the text does not say.
        applied_law_id: its law; None where it is not known.
        replaced, replacement: the words, without their quotation marks.
        start, end: offsets of 「…」とあるのは「…」 in the provision's text.
    """

    provision_id: str
    source_id: str
    ordinal: int
    applied_target: str | None
    applied_law_id: str | None
    replaced: str
    replacement: str
    start: int
    end: int


def applied_provisions(
    index: LawIndex, readings: list[Reading], rows: dict[int, Citation]
) -> list[AppliedProvision]:
    """Return what each provision applies, a range as the provisions that it spans where they are at hand."""
    applied: list[AppliedProvision] = []
    for reading in readings:
        ordinal = 0
        for found in reading.found:
            if not found.applied:
                continue
            citation = rows[id(found)]
            for first, last in _targets(index, found):
                ordinal += 1
                applied.append(
                    AppliedProvision(
                        citation.provision_id, citation.source_id, ordinal, citation.target_law_id,
                        _path(index, first), _path(index, last), citation.citation_id,
                    )
                )  # fmt: skip
    return applied


def _targets(index: LawIndex, found: Found) -> list[tuple[Address | None, Address | None]]:
    """Return the provisions that a phrase means, one by one where the law is at hand."""
    first, last = found.meaning.address, found.meaning.last
    if first is None:
        return [(None, None)]
    if first.law is not None:
        return [(first, last)]
    return [(address, None) for address in index.between(first, last)]


def _path(index: LawIndex, address: Address | None) -> str | None:
    if address is None:
        return None
    node = index.find(address) if address.law is None and not address.is_law else None
    return node.elm if node else address.elm()


def substitutions(
    index: LawIndex, readings: list[Reading], law_revision_id: str, source_id: str
) -> list[Substitution]:
    """Return the words that each provision replaces in others, one row per provision that is read over."""
    found: list[Substitution] = []
    for reading in readings:
        provision_id = f"{law_revision_id}/{reading.provision.elm}"
        ordinal = 0
        for replaced, replacement in _pairs(reading):
            for law_id, elm in _read_over(index, replaced):
                ordinal += 1
                found.append(
                    Substitution(
                        provision_id, source_id, ordinal, elm, law_id, replaced.text, replacement.text,
                        replaced.start - 1, replacement.end + 1,
                    )
                )  # fmt: skip
    return found


def _pairs(reading: Reading) -> Iterator[tuple[Quotation, Quotation]]:
    """Yield each quotation that is replaced with the one that replaces it.

    Several may be replaced by one: 「A」とあり、及び「B」とあるのは「C」, 「A」及び「B」とあるのは「C」.
    """
    if len(reading.quotations) < 2:
        return
    text = reading.text
    waiting: list[Quotation] = []
    replacement: Quotation | None = None
    for left, right in zip(reading.quotations, reading.quotations[1:], strict=False):
        between = text[left.end : right.start]
        if left is not replacement and _AND.match(between):
            waiting.append(left)
        elif _READS.fullmatch(between) or (_INTO.fullmatch(between) and _REPLACED.match(text, right.end)):
            for replaced in (*waiting, left):
                yield replaced, right
            waiting, replacement = [], right
        else:
            waiting = []


def _read_over(index: LawIndex, quotation: Quotation) -> list[tuple[str | None, str | None]]:
    """Return law and path of each provision that a quotation is read into."""
    targets: list[tuple[str | None, str | None]] = []
    for found in quotation.over:
        for first, last in _targets(index, found):
            for address in (first, last):
                if address is not None:
                    law_id = address.law.law_id if address.law else index.law_id
                    targets.append((law_id, _path(index, address)))
    return targets or [(None, None)]
