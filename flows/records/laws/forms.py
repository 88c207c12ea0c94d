"""Changes between two wordings of a law whose texts may be of different forms.

What a form does not keep has not been removed, and what another one adds has not been enacted. So two wordings are
compared in texts of one form wherever both have such a text; else in what all forms keep, written in one way.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from flows.records.laws.changes import ProvisionChange, changes, shown
from flows.records.laws.nodes import Node, compact

Forms: TypeAlias = dict[str, list[Node]]
"""The nodes of one wording by the form of the text, the one that is in `provisions` first."""

_NOT_KEPT = re.compile("toc|toc_.*|enact_statement|law_num|related_article_num")
"""Kinds of nodes that only 法令標準XML has."""

_READING = re.compile("[(（][ぁ-ん]+[)）]")
"""A reading in brackets, which e-Gov once wrote for ルビ."""


_JOINED = re.compile("から|まで|及び|[〜～・]")
"""What stands between the numbers of several provisions that are one: 一から三まで, which e-Gov once wrote 一～三."""


def changes_of_forms(ids: tuple[str, str, str], before: Forms, after: Forms) -> list[ProvisionChange]:
    """Compare two consecutive wordings of a law.

    Args:
        ids: the law, the older and the newer revision.
        before: the nodes of the older revision by form.
        after: those of the newer one.

    Returns:
        The rows of `provision_changes`, in the words of the texts that stand first.
    """
    was, now = next(iter(before.values())), next(iter(after.values()))
    for form in (form for form in before if form in after):
        rows = changes(*ids, before[form], after[form])
        if before[form] is was and after[form] is now:
            return rows
        told = _in_words_of(rows, _by_path(was), _by_path(now))
        if told is not None:
            return told
    rows = changes(*ids, list(_kept(was)), list(_kept(now)))
    return _in_words_of(rows, _by_path(was), _by_path(now)) or []


def _by_path(nodes: Sequence[Node]) -> dict[str, Node]:
    """Return nodes by their paths, by those that texts cite foremost."""
    return {node.elm: node for node in nodes} | {node.alias: node for node in nodes if node.alias}


def _in_words_of(
    rows: Sequence[ProvisionChange], before: Mapping[str, Node], after: Mapping[str, Node]
) -> list[ProvisionChange] | None:
    """Return changes in the words of other texts of the same wordings; None where these lack what changed."""
    told: list[ProvisionChange] = []
    for row in rows:
        was, now = before.get(row.elm_before or ""), after.get(row.elm_after or "")
        if (was is None) != (row.elm_before is None) or (now is None) != (row.elm_after is None):
            return None
        told.append(shown((*row[:3], row.ordinal), row.change, was, now))
    return told


def _kept(nodes: Sequence[Node]) -> Iterator[Node]:
    """Yield what every form keeps of a wording, written in one way: numbers, titles, captions of articles, texts.

    Cells of a table count as one text; signs that differ in width, a circle before a digit and readings in brackets
    are as e-Gov wrote them at some time and do not count.
    """
    cells: dict[str, list[str]] = {}
    for node in nodes:
        if node.kind == "table" and node.parent_elm and node.text:
            cells.setdefault(node.parent_elm, []).append(node.text)
    path = {node.elm: node.alias or node.elm for node in nodes}
    for node in nodes:
        if _NOT_KEPT.fullmatch(node.kind) or node.kind == "table":
            continue
        parent, own = node.parent_elm, "".join([node.text or "", *cells.get(node.elm, ())])
        yield node._replace(
            elm=path[node.elm],
            parent_elm=path[parent] if parent else None,
            title=_JOINED.sub("", _plain(_first_word(node))),
            caption=_plain(node.caption) if node.kind == "article" else None,
            text=_plain(own) or None,
        )


def _first_word(node: Node) -> str | None:
    """Return the title; of an appendix without what it belongs to (別表　（第三条関係）)."""
    if "appdx" in node.kind and node.title and not node.title.isspace():
        return node.title.split(maxsplit=1)[0]
    return node.title


def _plain(text: str | None) -> str:
    return unicodedata.normalize("NFKC", _READING.sub("", compact(text).replace("○", "")))
