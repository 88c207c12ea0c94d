"""The revisions of one law put together: what consecutive revisions have alike is stored once.

A node is the same in two revisions where its place, title, text, sentences and what these refer to are the same: a
前条 whose words stay but which means another article since an insertion is another row.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from operator import itemgetter
from typing import Any, NamedTuple

from flows.records.laws.law_rows import REFERENCES, LawRows, ProvisionRow
from flows.records.laws.revisions import LawRevision

_OF_THE_REVISION = {
    "provision_id", "law_revision_id", "last_revision_id", "valid_from", "valid_to", "source_id", "citation_id",
    "spans", "title_spans", "ordinal",
}  # fmt: skip
"""Fields that say where a row comes from and not what it says; rows of a provision keep their order anyway."""


class _Bundle(NamedTuple):
    """A provision with the rows that hang on it, by table."""

    provision: ProvisionRow
    below: dict[str, list[Any]]


def merge(wordings: Sequence[tuple[LawRevision, LawRows]]) -> LawRows:
    """Put the rows of the revisions of one law together.

    Args:
        wordings: each revision with its rows, in the order of the revisions.

    Returns:
        Each node once for every run of consecutive revisions that have it alike, with the first and the last of
        them; by the order of the law, then of the revisions. `ordinal` counts through all nodes of all revisions.
    """
    if len(wordings) == 1:
        return wordings[0][1]
    places = common_order([[row.elm for row in rows.provisions] for _, rows in wordings])
    open_rows: dict[str, tuple[Any, int, _Bundle]] = {}
    done: list[tuple[int, int, _Bundle]] = []
    for at, (revision, rows) in enumerate(wordings):
        still: dict[str, tuple[Any, int, _Bundle]] = {}
        for bundle, place in zip(_bundles(rows), places[at], strict=True):
            elm = bundle.provision.elm
            content = (place, _content(bundle))
            before = open_rows.pop(elm, None)
            if before and before[0] == content:
                lasting = before[2]._replace(provision=_until(before[2].provision, revision))
                still[elm] = (content, before[1], lasting)
                continue
            if before:
                done.append((before[0][0], before[1], before[2]))
            still[elm] = (content, at, bundle)
        done.extend((content[0], began, bundle) for content, began, bundle in open_rows.values())
        open_rows = still
    done.extend((content[0], began, bundle) for content, began, bundle in open_rows.values())
    done.sort(key=itemgetter(0, 1))
    return _rows((place, bundle) for place, _, bundle in done)


def _until(row: ProvisionRow, revision: LawRevision) -> ProvisionRow:
    return row._replace(last_revision_id=revision.law_revision_id, valid_to=revision.valid_to)


def _bundles(rows: LawRows) -> list[_Bundle]:
    """Return each provision with the rows that hang on it."""
    bundles = {row.provision_id: _Bundle(row, {}) for row in rows.provisions}
    for table, members in (("sentences", rows.sentences), *rows.references.items()):
        for member in members:
            bundles[member.provision_id].below.setdefault(table, []).append(member)
    return list(bundles.values())


def _content(bundle: _Bundle) -> tuple[Any, ...]:
    """Return what a provision says, without where it says so."""
    parts = [_says(ProvisionRow._fields)(bundle.provision)]
    for table, members in bundle.below.items():
        says = _says(members[0]._fields)
        parts.append((table, *map(says, members)))
    return tuple(parts)


@cache
def _says(fields: tuple[str, ...]) -> Callable[[Any], Any]:
    return itemgetter(*(at for at, name in enumerate(fields) if name not in _OF_THE_REVISION))


def _rows(bundles: Iterable[tuple[int, _Bundle]]) -> LawRows:
    """Spread bundles to tables again."""
    rows = LawRows(references={table: [] for table in REFERENCES})
    for place, bundle in bundles:
        rows.provisions.append(bundle.provision._replace(ordinal=place + 1))
        for table, members in bundle.below.items():
            if table == "citations":
                until = bundle.provision.valid_to
                rows.references[table].extend(member._replace(valid_to=until) for member in members)
            else:
                (rows.sentences if table == "sentences" else rows.references[table]).extend(members)
    return rows


def common_order(revisions: Sequence[Sequence[str]]) -> list[list[int]]:
    """Give every node of every revision a place in one order.

    Nodes of one revision keep their order; a node keeps its place through the revisions as long as the order of
    those that stay does. One that changes places with others gets a place of its own.

    Args:
        revisions: element paths of each revision, in its order; no path twice in one.

    Returns:
        For each revision, the place of each of its nodes: ascending, from 0, equal where a node keeps its place.
    """
    order: list[tuple[str, int]] = []
    latest: dict[str, tuple[str, int]] = {}
    chosen: list[list[tuple[str, int]]] = []
    for paths in revisions:
        rank = {slot: at for at, slot in enumerate(order)}
        ranks = [rank[latest[path]] if path in latest else -1 for path in paths]
        kept = _longest_ascending(ranks)
        merged: list[tuple[str, int]] = []
        slots: list[tuple[str, int]] = []
        reached = 0
        for at, path in enumerate(paths):
            if at in kept:
                merged.extend(order[reached : ranks[at]])
                reached = ranks[at] + 1
                slot = latest[path]
            else:
                slot = (path, latest[path][1] + 1 if path in latest else 0)
                latest[path] = slot
            merged.append(slot)
            slots.append(slot)
        merged.extend(order[reached:])
        order = merged
        chosen.append(slots)
    place = {slot: at for at, slot in enumerate(order)}
    return [[place[slot] for slot in slots] for slots in chosen]


def _longest_ascending(ranks: Sequence[int]) -> set[int]:
    """Return the positions of a longest ascending run among ranks; -1 is none."""
    tails: list[int] = []
    tail_at: list[int] = []
    before: list[int] = []
    for at, rank in enumerate(ranks):
        if rank < 0:
            before.append(-1)
            continue
        length = bisect_left(tails, rank)
        if length == len(tails):
            tails.append(rank)
            tail_at.append(at)
        else:
            tails[length] = rank
            tail_at[length] = at
        before.append(tail_at[length - 1] if length else -1)
    kept: set[int] = set()
    at = tail_at[-1] if tail_at else -1
    while at >= 0:
        kept.add(at)
        at = before[at]
    return kept
