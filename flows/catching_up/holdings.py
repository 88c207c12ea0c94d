"""What is held of laws, and what of e-Gov's list of revisions it lacks, or has beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from flows.captures import History, history
from flows.corpus.collect import FORMS, is_scheduled
from flows.egov.responses import LawRevisions, RevisionInfo
from flows.records.laws.revisions import parse_revision_id
from flows.sources import Card, load_cards


class Held(NamedTuple):
    """What is held of one law.

    Args:
        xml: revisions held as XML, each with the day on which it was retrieved.
        others: revisions held in another form only, likewise.
        last: e-Gov's newest list of them.
    """

    xml: dict[str, dt.date | None]
    others: dict[str, dt.date | None]
    last: History | None


def law_cards(raw: Path) -> dict[str, list[Card]]:
    """Return the cards of texts of laws, by law.

    Raises:
        InputError: a card cannot be read.
    """
    found: dict[str, list[Card]] = {}
    for card in load_cards(raw):
        if card.kind in FORMS and card.law_revision_id:
            found.setdefault(card.law_revision_id.partition("_")[0], []).append(card)
    return found


def held_of(raw: Path, law_id: str, cards: list[Card]) -> Held:
    """Return what is held of a law.

    Args:
        raw: the folder of sources.
        law_id: e-Gov law id.
        cards: of its texts.

    Raises:
        InputError: its newest list is not the one of its card.
    """
    xml: dict[str, dt.date | None] = {}
    others: dict[str, dt.date | None] = {}
    for card in cards:
        form = xml if FORMS[card.kind] == "xml" else others
        form[str(card.law_revision_id)] = card.retrieved_on
    return Held(xml, {name: day for name, day in others.items() if name not in xml}, history(raw, law_id))


def wanted(answer: LawRevisions, held: Held) -> list[RevisionInfo]:
    """Return the revisions whose texts are to be asked for, in the order of their entry into force.

    They are those of which no text is held; before such a one, the revision that it amends, where that is held in
    another form only: what changes between the two is seen in two texts of one form; and those held that e-Gov has
    touched since it listed them last.
    """
    order = sorted(answer.revisions, key=lambda one: _place(one.law_revision_id))
    found: dict[str, RevisionInfo] = {}
    for at, one in enumerate(order):
        name = one.law_revision_id
        if name in held.xml:
            before = held.last.by_id.get(name) if held.last else None
            if before is not None and before.updated != one.updated:
                found[name] = one
        elif name not in held.others:
            if at and order[at - 1].law_revision_id in held.others:
                found.setdefault(order[at - 1].law_revision_id, order[at - 1])
            found[name] = one
    return list(found.values())


def missing(answer: LawRevisions, held: Held) -> list[str]:
    """Return the revisions that e-Gov listed before, or that are held where it was never asked, and lists no more.

    One that was not in force yet and has been given another day, and with it another id, is not among them: there is
    a new revision by the same amending law.
    """
    if held.last is not None:
        before: Mapping[str, dt.date | None] = dict.fromkeys(held.last.by_id, held.last.listed_on)
    else:
        before = {**held.others, **held.xml}
    listed = {one.law_revision_id for one in answer.revisions}
    new = {parse_revision_id(name).amendment_law_id for name in listed - before.keys()}
    return sorted(
        name
        for name, day in before.items()
        if name not in listed
        and not (is_scheduled(name, day) and parse_revision_id(name).amendment_law_id in new - {None})
    )


def _place(law_revision_id: str) -> tuple[dt.date, str, str]:
    each = parse_revision_id(law_revision_id)
    return each.enforced_on, each.amendment_law_id or "", law_revision_id
