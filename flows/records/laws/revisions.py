"""Revisions of a law: their ids, their order, and the days on which each is valid."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from flows.documents.law_ids import LAW_ID
from flows.records.laws.law_rows import Wording

_REVISION_ID = re.compile(f"(?P<law>{LAW_ID})_(?P<day>[0-9]{{8}})_(?P<amendment>{LAW_ID})")
_ORIGINAL = "000000000000000"
"""Stands in a revision id for the amending law of a wording that no law has amended, or whose law is not known."""


class RevisionId(NamedTuple):
    """What e-Gov's id of a revision says.

    Args:
        law_id: the law.
        enforced_on: entry into force.
        amendment_law_id: the amending law; None for the original wording, and where it is not known.
    """

    law_id: str
    enforced_on: dt.date
    amendment_law_id: str | None


def parse_revision_id(text: str) -> RevisionId:
    """Read e-Gov's id of a revision: law, day of entry into force, amending law, joined by `_`.

    Raises:
        ValueError: it is not such an id.
    """
    match = _REVISION_ID.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not an e-Gov revision id")
    amendment = None if match["amendment"] == _ORIGINAL else match["amendment"]
    return RevisionId(match["law"], dt.date.fromisoformat(match["day"]), amendment)


def first_seen_id(law_id: str, seen_on: dt.date) -> str:
    """Return the id of a wording of which only the day is known on which it was first seen."""
    return f"{law_id}_{seen_on:%Y%m%d}_{_ORIGINAL}"


class LawRevision(NamedTuple):
    """One row of `law_revisions`; number, title and promulgation of the amending law are looked up afterwards."""

    law_revision_id: str
    law_id: str
    amendment_law_id: str | None
    amendment_law_num: str | None
    amendment_law_title: str | None
    promulgated_on: dt.date | None
    enforced_on: dt.date
    status: str
    ordinal: int
    valid_from: dt.date
    valid_to: dt.date | None
    first_seen_at: dt.date | None
    source_id: str
    content_sha256: str

    def wording(self) -> Wording:
        """Return which text its rows are of."""
        return Wording(self.law_id, self.law_revision_id, self.source_id, self.valid_from, self.valid_to)


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of one revision before it is put among the others.

    Args:
        law_revision_id: e-Gov's id.
        source_id: its source.
        content_sha256: hash of the source's bytes.
        first_seen_at: when it was retrieved; None where nobody knows.
        ends_on: day from which the law is repealed or has lapsed; None while it stands.
        listed_on: the latest day on which e-Gov said which revisions there are; None where it was not asked.
    """

    law_revision_id: str
    source_id: str
    content_sha256: str
    first_seen_at: dt.date | None = None
    ends_on: dt.date | None = None
    listed_on: dt.date | None = None


def in_order(seen: Iterable[Seen]) -> list[LawRevision]:
    """Put the revisions of one law in order and say on which days each is valid.

    The order is that of entry into force; on one day, of the amending laws' ids, which ascend with the years and
    numbers of the laws, as these were promulgated. A revision is valid until the next one enters into force; of several on one day only
    the last is valid. What is in force is judged on the latest day on which any of them was retrieved, or e-Gov listed them.

    Raises:
        ValueError: an id is not one, or they are of different laws.
    """
    parsed = [(parse_revision_id(one.law_revision_id), one) for one in seen]
    if len({each.law_id for each, _ in parsed}) > 1:
        raise ValueError("revisions of different laws have no common order")
    parsed.sort(key=_place)
    days = [each.enforced_on for each, _ in parsed]
    known = [day for _, one in parsed for day in (one.first_seen_at, one.listed_on) if day]
    today = max(known) if known else days[-1] if days else None
    rows = []
    for at, (each, one) in enumerate(parsed):
        ends = days[at + 1] if at + 1 < len(days) else one.ends_on
        rows.append(
            LawRevision(
                one.law_revision_id, each.law_id, each.amendment_law_id, None, None, None, each.enforced_on,
                _status(each.enforced_on, ends, today, repealed=one.ends_on if ends == one.ends_on else None),
                at + 1, each.enforced_on, ends, one.first_seen_at, one.source_id, one.content_sha256,
            )
        )  # fmt: skip
    return rows


def _place(revision: tuple[RevisionId, Seen]) -> tuple[dt.date, str, str]:
    each, one = revision
    return each.enforced_on, each.amendment_law_id or "", one.law_revision_id


def _status(begins: dt.date, ends: dt.date | None, today: dt.date | None, *, repealed: dt.date | None) -> str:
    if today is not None and begins > today:
        return "UnEnforced"
    if ends is None or today is None or ends > today:
        return "CurrentEnforced"
    return "Repeal" if repealed else "PreviousEnforced"
