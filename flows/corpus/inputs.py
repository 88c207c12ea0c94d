"""What is to be read: one revision of one law, wherever its text lies; and laws in buckets.

A bucket is the unit of work and of reuse. Laws are sorted by their id; one whose id hashes to a multiple of the
bucket size begins a new bucket. So a law that comes or goes changes the bucket it is in and no other.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise
from operator import attrgetter
from typing import NamedTuple

from flows.documents.law_files import LawFile
from flows.sources import FETCHED

BUCKETS = 128
"""About so many buckets hold a large corpus: enough to share out evenly, few enough to be files."""

RICHNESS = {"xml": 0, "legalize": 1, "flattened": 2}
"""Forms of a law's text, the one that says most first."""


class LawInput(NamedTuple):
    """One text of one revision.

    Args:
        law_id: e-Gov law id.
        law_revision_id: e-Gov revision id.
        form: `xml`, `legalize` or `flattened`.
        stamp: what changes when the bytes do: their SHA-256, or the archive's checksum of them.
        source_id: the row of `sources`.
        first_seen_at: when it was retrieved, or packed; None where nobody knows.
        file: where it lies.
        capture: of texts that came from e-Gov under one id at different times, which one; the last is read.
        listed_on: the day of e-Gov's list of the law's revisions, where there is one.
        ends_on: day from which the law is no more, by that list.
        is_bridge: whether it is read only to tell what two revisions differ in from what their forms do.
    """

    law_id: str
    law_revision_id: str
    form: str
    stamp: str
    source_id: str
    first_seen_at: dt.date | None
    file: LawFile
    capture: int = 1
    listed_on: dt.date | None = None
    ends_on: dt.date | None = None
    is_bridge: bool = False

    @property
    def is_fetched(self) -> bool:
        """Whether it came from e-Gov by itself: nobody has looked at it yet."""
        return self.source_id.startswith(FETCHED)

    def key(self) -> tuple[str, ...]:
        """Return all that its rows depend on: where it lies is not part of it."""
        return (*self[:5], *map(str, (self.first_seen_at, self.listed_on, self.ends_on, self.is_bridge)))


class Bucket(NamedTuple):
    """Laws that are read together: the inputs of each, by law and revision; `name` is the first law's id."""

    name: str
    inputs: list[LawInput]

    @property
    def size(self) -> int:
        """Bytes to read."""
        return sum(one.file.size for one in self.inputs)

    def key(self, depends_on: str) -> str:
        """Return a hash of all that its parts depend on.

        Args:
            depends_on: hash of the code and of the names of all laws.
        """
        total = hashlib.sha256(depends_on.encode())
        for one in self.inputs:
            total.update(repr(one.key()).encode())
        return total.hexdigest()[:32]


def richest(inputs: Iterable[LawInput]) -> tuple[list[LawInput], list[tuple[LawInput, LawInput]]]:
    """Choose one text of each revision.

    It is the one in the form that most revisions of the law have, since two forms differ in what they keep, and
    what one of them lacks would seem to be amended; or else the form that says most; or else the last that came from
    e-Gov; or else the first by its hash. Where the next revision has not the form of most, this one is read in the
    form of that, if it has it, so that what the newer one changes is seen in two texts of one form.

    Returns:
        The chosen, by law and revision; and the others, each with the one chosen in its place. The same inputs
        give the same choice in whatever order they come.
    """
    by_law: dict[str, list[LawInput]] = {}
    for one in {one.key(): one for one in inputs}.values():
        by_law.setdefault(one.law_id, []).append(one)
    chosen: list[LawInput] = []
    others: list[tuple[LawInput, LawInput]] = []
    for _, texts in sorted(by_law.items()):
        revisions = Counter(form for _, form in {(one.law_revision_id, one.form) for one in texts})
        texts.sort(
            key=lambda one: (
                one.law_revision_id,
                -revisions[one.form],
                RICHNESS[one.form],
                -one.capture,
                one.key(),
            )
        )
        groups = [list(group) for _, group in groupby(texts, key=attrgetter("law_revision_id"))]
        ranks = [0] * len(groups)
        for at in reversed(range(len(groups) - 1)):
            form = groups[at + 1][ranks[at + 1]].form
            ranks[at] = next((rank for rank, one in enumerate(groups[at]) if one.form == form), 0)
        for group, rank in zip(groups, ranks, strict=True):
            chosen.append(group[rank])
            others.extend((one, group[rank]) for one in group if one.stamp != group[rank].stamp)
    return chosen, others


def bridges(chosen: Sequence[LawInput], others: Iterable[tuple[LawInput, LawInput]]) -> list[LawInput]:
    """Return the texts that are read beside the chosen, to tell what two forms differ in from what two revisions do.

    Where two consecutive revisions are read in two forms, it is a text of the newer one in the form of the older, or
    else one of the older in the form of the newer.
    """
    texts: dict[tuple[str, str], LawInput] = {}
    for other, _ in others:
        last = texts.setdefault((other.law_revision_id, other.form), other)
        if last.capture < other.capture:
            texts[other.law_revision_id, other.form] = other
    found = []
    for older, newer in pairwise(chosen):
        if older.law_id == newer.law_id and older.form != newer.form:
            text = texts.get((newer.law_revision_id, older.form)) or texts.get(
                (older.law_revision_id, newer.form)
            )
            if text is not None:
                found.append(text._replace(is_bridge=True))
    return found


def buckets(inputs: Sequence[LawInput]) -> list[Bucket]:
    """Share out inputs, sorted by law and revision, over buckets."""
    by_law = [(law_id, list(group)) for law_id, group in groupby(inputs, key=attrgetter("law_id"))]
    width = 1
    while width * BUCKETS * 2 <= len(by_law):
        width *= 2
    shared: list[Bucket] = []
    for law_id, group in by_law:
        if not shared or zlib.crc32(law_id.encode()) % width == 0:
            shared.append(Bucket(law_id, []))
        shared[-1].inputs.extend(group)
    return shared
