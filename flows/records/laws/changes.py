"""What differs between two consecutive wordings of a law: the rows of `provision_changes`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from flows.records.laws.alignment import Alignment
from flows.records.laws.edits import DELETE, Edit, edits, similarity
from flows.records.laws.nodes import Node, compact


class ProvisionChange(NamedTuple):
    """One row of `provision_changes`.

    `change` is the first that fits of

    - `added`, `removed`: the other wording has no such provision;
    - `amended`: its text, its caption, or its title beyond the number differs, wherever it stands;
    - `moved`: it stands in another node than the one that held it (chapters that are the same one under two numbers
      are one), or in another order among its like, whatever its number is now;
    - `renumbered`: its own number or that of something that holds it differs, and so its path or its title.

    White space never counts.
    """

    law_id: str
    from_revision_id: str
    to_revision_id: str
    ordinal: int
    elm_before: str | None
    elm_after: str | None
    kind: str
    change: str
    title_before: str | None
    title_after: str | None
    caption_before: str | None
    caption_after: str | None
    text_before: str | None
    text_after: str | None
    similarity: float | None
    edits: list[Edit]


_Ids = tuple[str, str, str, int]


class Provided(NamedTuple):
    """What a law provides at one path; texts without white space."""

    elm: str
    title: str
    caption: str
    text: str


def changes(
    law_id: str, from_revision_id: str, to_revision_id: str, before: Sequence[Node], after: Sequence[Node]
) -> list[ProvisionChange]:
    """Compare two consecutive wordings of a law.

    Args:
        law_id: the law.
        from_revision_id: the older revision.
        to_revision_id: the newer revision.
        before: the nodes of the older revision in document order, each after the one that holds it.
        after: those of the newer one.

    Returns:
        One row per provision that differs, in the order of the newer revision; what was removed stands after what
        it followed. Provisions that are the same give none.

    Raises:
        ValueError: a node's parent does not stand before it.
    """
    alignment = Alignment(before, after)
    rows: list[ProvisionChange] = []
    for older, newer in _in_order(alignment):
        change = _change(alignment, older, newer)
        if change:
            ids = (law_id, from_revision_id, to_revision_id, len(rows) + 1)
            was = None if older is None else before[older]
            rows.append(_row(ids, change, was, None if newer is None else after[newer]))
    return rows


def in_both(rows: Sequence[ProvisionChange], others: Sequence[ProvisionChange]) -> list[ProvisionChange]:
    """Return the rows of provisions that others are of too, numbered anew.

    Two texts of two forms differ also in what their forms keep. Where one of the revisions is there in the form of the
    other, what is the same between those two texts is no change of the law.

    Args:
        rows: changes between two revisions in two forms.
        others: changes between the same revisions in one form.
    """
    before = {row.elm_before for row in others} - {None}
    after = {row.elm_after for row in others} - {None}
    kept = [row for row in rows if row.elm_before in before or row.elm_after in after]
    return [row._replace(ordinal=ordinal) for ordinal, row in enumerate(kept, start=1)]


def apply(before: Sequence[Node], rows: Sequence[ProvisionChange]) -> list[Provided]:
    """Return what the newer wording provides, by the older one and the rows alone.

    The texts come from the edits where there are any. What has the same path and wording in another order only
    shows in the rows, so the result is in the order of the paths; compare it with `provided` of the newer nodes.

    Raises:
        ValueError: the rows do not belong to these nodes: one changes a path that is not there, or other words than
            stand there.
    """
    law = {node.elm: node for node in before}
    removed = [row for row in rows if row.elm_before is not None]
    for row in removed:
        node = law.pop(row.elm_before or "", None)
        if node is None or node[4:7] != (row.title_before, row.caption_before, row.text_before):
            raise ValueError(f"change {row.ordinal}: {row.elm_before} does not stand so in the older wording")
    result = provided(list(law.values()))
    for row in rows:
        if row.elm_after is not None:
            kept = "".join(run.text for run in row.edits if run.op != DELETE)
            text = kept if row.edits else row.text_after
            result.append(_provided(row.elm_after, row.title_after, row.caption_after, text))
    return sorted(result)


def provided(nodes: Sequence[Node]) -> list[Provided]:
    """Return what a wording provides, in the order of the paths."""
    return sorted(_provided(node.elm, node.title, node.caption, node.text) for node in nodes)


def _provided(elm: str, title: str | None, caption: str | None, text: str | None) -> Provided:
    return Provided(elm, compact(title), compact(caption), compact(text))


def _in_order(alignment: Alignment) -> Iterator[tuple[int | None, int | None]]:
    """Yield the places of every node in both trees, in the order of the newer one."""
    carried: set[int] = set()
    for place, above in enumerate(alignment.newer.above):
        if place in alignment.moved or above in carried:
            carried.add(place)
    removed: dict[int, list[int]] = {}
    follows = -1
    for older in range(len(alignment.older.nodes)):
        newer = alignment.newer_of.get(older)
        if newer is None:
            removed.setdefault(follows, []).append(older)
        elif newer not in carried:
            follows = newer
    yield from ((older, None) for older in removed.get(-1, ()))
    for newer in range(len(alignment.newer.nodes)):
        yield alignment.older_of.get(newer), newer
        yield from ((older, None) for older in removed.get(newer, ()))


def _change(alignment: Alignment, older: int | None, newer: int | None) -> str | None:
    """Say what happened to a node; None where nothing did."""
    if older is None or newer is None:
        return "added" if older is None else "removed"
    before, after = alignment.older.nodes[older], alignment.newer.nodes[newer]
    if alignment.older.wordings[older] != alignment.newer.wordings[newer]:
        return "amended"
    if newer in alignment.moved:
        return "moved"
    if before.elm != after.elm or compact(before.title) != compact(after.title):
        return "renumbered"
    return None


def _row(ids: _Ids, change: str, before: Node | None, after: Node | None) -> ProvisionChange:
    known = after or before
    if known is None:
        raise ValueError("a change of nothing")
    elm_before, title_before, caption_before, text_before = _shown(before)
    elm_after, title_after, caption_after, text_after = _shown(after)
    runs: list[Edit] = []
    if text_before is not None and text_after is not None and text_before != text_after:
        runs = edits(text_before, text_after)
    share: float | None = None
    if before and after:
        same = compact(text_before) == compact(text_after)
        share = 1.0 if same else similarity(runs) if runs else 0.0
    return ProvisionChange(
        *ids,
        elm_before,
        elm_after,
        known.kind,
        change,
        title_before,
        title_after,
        caption_before,
        caption_after,
        text_before,
        text_after,
        share,
        runs,
    )


def _shown(node: Node | None) -> tuple[str | None, str | None, str | None, str | None]:
    return (node.elm, node.title, node.caption, node.text) if node else (None, None, None, None)
