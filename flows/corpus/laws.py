"""All laws to the tables of the section *laws*: in files for the large ones, as records for the small ones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from flows.corpus.build import Place, build_parts, tidy_cache
from flows.corpus.inputs import LawInput, bridges, buckets, richest
from flows.corpus.parts import TABLES, read_facts
from flows.corpus.resolution import TABLES as RESOLVED
from flows.corpus.resolution import resolve
from flows.documents.law_lists import LawList
from flows.errors import InputError
from flows.records.laws.names import Law, LawNames, law_type
from flows.records.laws.revisions import LawRevision
from flows.records.lineage import Coverage
from flows.tables.parts import Parts


def with_lists(laws: Sequence[Law], inputs: Iterable[LawInput], lists: Iterable[LawList]) -> list[Law]:
    """Return the laws known by name, with those of e-Gov's lists that are not among them, and what these say of them.

    A law that no list has is known by what its text says at its beginning, which is looked up by the caller.

    Args:
        laws: the laws known.
        inputs: the texts, whose sources the rows of the lists come from.
        lists: rows of e-Gov's lists.
    """
    sources = {one.law_id: one.source_id for one in inputs}
    known = {law.law_id: law for law in laws}
    for row in lists:
        if row.law_id not in sources:
            continue
        if law := known.get(row.law_id):
            known[row.law_id] = replace(
                law,
                title_kana=law.title_kana or row.title_kana,
                category=law.category or row.category,
                promulgated_on=law.promulgated_on or row.promulgated_on,
            )
        elif row.title and row.law_num:
            known[row.law_id] = Law(
                row.law_id, sources[row.law_id], row.law_num, law_type(row.law_id), row.title, row.title_kana, [],
                row.category, row.promulgated_on, [],
            )  # fmt: skip
    return list(known.values())


class LawName(NamedTuple):
    """One row of `law_names`."""

    name: str
    law_id: str
    kind: str
    history_from: dt.date | None


@dataclass(slots=True)
class LawTables:
    """The tables of laws.

    Args:
        parts: the large tables.
        records: records of `laws`, `law_names`, `law_revisions`; and of `coverage` for the texts of laws.
        second: texts that another one stands for, each with that one.
        faults: laws that could not be read.
    """

    parts: dict[str, Parts]
    records: dict[str, list[Any]]
    second: list[tuple[LawInput, LawInput]]
    faults: list[InputError]


def build_laws(
    inputs: Iterable[LawInput], laws: Sequence[Law], lists: Sequence[LawList], place: Place
) -> LawTables:
    """Read laws and resolve what they cite of each other.

    Args:
        inputs: the texts.
        laws: all laws known by name.
        lists: rows of e-Gov's lists, which name amending laws.
        place: where and how.

    Raises:
        OSError: a folder cannot be written.
    """
    chosen, second = richest(inputs)
    names = LawNames.of(laws)
    read = sorted([*chosen, *bridges(chosen, second)], key=lambda one: (one.law_id, one.law_revision_id))
    folders = build_parts(buckets(read), names, place)
    facts = [read_facts(folder) for folder in folders]
    revisions = [_revision(row) for each in facts for row in each["revisions"]]
    place.tell("resolving citations")
    resolve(folders, revisions, place.out)
    parts = {table: Parts.of([folder / f"{table}.parquet" for folder in folders]) for table in TABLES}
    for table in RESOLVED:
        parts[table] = Parts.of([place.out / table / f"{folder.name}.parquet" for folder in folders])
    tidy_cache(place.cache, folders)
    known = _laws(laws, facts, revisions)
    by_id = {law.law_id: law for law in known}
    listed = {row.law_revision_id: row for row in lists if row.law_revision_id}
    return LawTables(
        parts,
        {
            "laws": known,
            "law_names": list(_names(known)),
            "law_revisions": [_amended(one, by_id, listed) for one in revisions],
            "coverage": _coverage(facts),
        },
        second,
        [InputError(*fault) for each in facts for fault in each["faults"]],
    )


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


_DAYS = tuple(
    at
    for at, name in enumerate(LawRevision._fields)
    if name in ("promulgated_on", "enforced_on", "valid_from", "valid_to", "first_seen_at")
)


def _revision(row: list[Any]) -> LawRevision:
    """Make a record again of what a part says of itself."""
    values: list[Any] = [_day(value) if at in _DAYS else value for at, value in enumerate(row)]
    return LawRevision(*values)


def _amended(one: LawRevision, laws: Mapping[str, Law], lists: Mapping[str, LawList]) -> LawRevision:
    """Return a revision with what is known of its amending law: by e-Gov's list, or by the law's id."""
    if law := laws.get(one.amendment_law_id or ""):
        one = one._replace(
            amendment_law_num=law.law_num, amendment_law_title=law.title, promulgated_on=law.promulgated_on
        )
    if row := lists.get(one.law_revision_id):
        one = one._replace(
            amendment_law_num=row.amendment_num or one.amendment_law_num,
            amendment_law_title=row.amendment_title or one.amendment_law_title,
            promulgated_on=row.amendment_promulgated_on or one.promulgated_on,
        )
    return one


def _laws(
    laws: Sequence[Law], facts: Iterable[dict[str, Any]], revisions: Iterable[LawRevision]
) -> list[Law]:
    """Return all laws, with what their texts say that the lists do not."""
    begins: dict[str, dt.date] = {}
    sources: dict[str, str] = {}
    for one in revisions:
        begins[one.law_id] = min(one.valid_from, begins.get(one.law_id, one.valid_from))
        sources[one.law_id] = one.source_id
    known = {law.law_id: law for law in laws}
    for each in facts:
        for law_id, num, kind, title, kana, abbreviations, category, promulgated in each["laws"]:
            law = known.get(law_id) or Law(
                law_id, sources[law_id], num, kind, title, kana, list(abbreviations), category, None, []
            )
            known[law_id] = replace(
                law,
                title_kana=law.title_kana or kana,
                category=law.category or category,
                promulgated_on=law.promulgated_on or _day(promulgated),
                abbreviations=[
                    *law.abbreviations,
                    *(name for name in abbreviations if name not in law.abbreviations),
                ],
                history_from=begins[law_id],
            )
    return list(known.values())


def _names(laws: Iterable[Law]) -> Iterator[LawName]:
    """Yield every name of every law, each once."""
    for law in laws:
        names = {law.law_id: "law_id"}
        names.setdefault(law.law_num, "law_num")
        names.setdefault(law.title, "title")
        for name in law.abbreviations:
            names.setdefault(name, "abbreviation")
        for name, kind in names.items():
            yield LawName(name, law.law_id, kind, law.history_from)


def _coverage(facts: Iterable[dict[str, Any]]) -> list[Coverage]:
    """Add up the characters of each source."""
    total: dict[str, tuple[int, int]] = {}
    for each in facts:
        for source_id, (characters, ignored) in each["characters"].items():
            held = total.get(source_id, (0, 0))
            total[source_id] = (held[0] + characters, held[1] + ignored)
    return [
        Coverage(source_id, characters, characters - ignored, ignored, 0)
        for source_id, (characters, ignored) in sorted(total.items())
    ]
