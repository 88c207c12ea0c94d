"""What is to be read: one revision of one law, wherever its text lies; and laws in buckets.

A bucket is the unit of work and of reuse. Laws are sorted by their id; one whose id hashes to a multiple of the
bucket size begins a new bucket. So a law that comes or goes changes the bucket it is in and no other.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import zlib
from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

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

    @property
    def is_fetched(self) -> bool:
        """Whether it came from e-Gov by itself: nobody has looked at it yet."""
        return self.source_id.startswith(FETCHED)

    def key(self) -> tuple[str, ...]:
        """Return all that its rows depend on: where it lies is not part of it."""
        return (*self[:5], *map(str, (self.first_seen_at, self.listed_on, self.ends_on)))


class Bucket(NamedTuple):
    """Laws that are read together; `name` is the first law's id.

    Args:
        name: id of the first law.
        inputs: by law and revision; of several texts of a revision the one that says most first.
    """

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


class Texts(NamedTuple):
    """The texts that are read.

    Args:
        chosen: one text of each revision, by law and revision: the one in the form that says most, or else the last
            that came from e-Gov, or else the first by its hash.
        beside: other texts of some of these revisions, in the form that the revision before or after is chosen in:
            what differs between two revisions is found in texts of one form, where there are such.
        aside: the others.
    """

    chosen: list[LawInput]
    beside: list[LawInput]
    aside: list[LawInput]


def every(inputs: Iterable[LawInput]) -> list[LawInput]:
    """Return each text once, by law, revision, and form, the one that says most first."""
    return sorted({one.key(): one for one in inputs}.values(), key=_place)


def choose(inputs: Iterable[LawInput]) -> Texts:
    """Choose the texts to be read. The same inputs give the same choice in whatever order they come."""
    texts = every(inputs)
    found = Texts([], [], [])
    for _, of_law in groupby(texts, key=attrgetter("law_id")):
        revisions = [list(group) for _, group in groupby(of_law, key=attrgetter("law_revision_id"))]
        for at, (first, *rest) in enumerate(revisions):
            near = (*revisions[max(at - 1, 0) : at], *revisions[at + 1 : at + 2])
            wanted = {one[0].form for one in near} - {first.form, "flattened"}
            found.chosen.append(first)
            for other in rest:
                (found.beside if other.form in wanted else found.aside).append(other)
                wanted.discard(other.form)
    return found


def _place(one: LawInput) -> tuple[Any, ...]:
    return one.law_id, one.law_revision_id, RICHNESS[one.form], -one.capture, one.key()


def buckets(inputs: Sequence[LawInput]) -> list[Bucket]:
    """Share out texts, by law and revision, over buckets."""
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
