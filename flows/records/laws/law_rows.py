"""A law tree to the rows of `provisions`, `sentences` and what they refer to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from flows.documents.law_tree import LawTree, Provision
from flows.documents.located import Span
from flows.documents.source_text import SourceText
from flows.records.laws.addresses import unit
from flows.records.laws.mentions import NameIndex
from flows.records.laws.references import law_references

REFERENCES = ("citations", "defined_terms", "applied_provisions", "substitutions")
"""Tables of what provisions refer to."""


class Wording(NamedTuple):
    """Which text of which law rows are of.

    Args:
        law_id: the law.
        law_revision_id: the revision; the law alone where the source does not say which it is.
        source_id: the source.
        valid_from: first day; None where the revision is not known.
        valid_to: day after the last; None where it is not known to end.
    """

    law_id: str
    law_revision_id: str
    source_id: str
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None


class ProvisionRow(NamedTuple):
    """One row of `provisions`."""

    provision_id: str
    law_revision_id: str
    last_revision_id: str
    valid_from: dt.date | None
    valid_to: dt.date | None
    law_id: str
    source_id: str
    elm: str
    alias: str | None
    unit: str
    parent_elm: str | None
    kind: str
    num: str | None
    ordinal: int
    depth: int
    caption: str | None
    title: str | None
    text: str | None
    is_deleted: bool
    is_hidden: bool
    ruby: str | None
    amend_law_num: str | None
    reading: str | None
    spans: list[Span]
    title_spans: list[Span]


class SentenceRow(NamedTuple):
    """One row of `sentences`."""

    provision_id: str
    source_id: str
    ordinal: int
    role: str
    text: str
    ruby: str | None
    row: int | None
    column: int | None
    spans: list[Span]


@dataclass(slots=True)
class LawRows:
    """The rows of one law.

    Args:
        provisions: in the order of the law.
        sentences: in the order of their provisions.
        references: rows by table, for each of `REFERENCES`, in the order of their provisions.
    """

    provisions: list[ProvisionRow] = field(default_factory=list)
    sentences: list[SentenceRow] = field(default_factory=list)
    references: dict[str, list[Any]] = field(default_factory=dict)


def law_rows(tree: LawTree, wording: Wording, known: NameIndex) -> LawRows:
    """Return the rows of one wording of a law.

    Args:
        tree: its structure.
        wording: which text it is.
        known: the laws that can be recognised by name.
    """
    rows = LawRows()
    for top in (*_head(tree), *tree.provisions):
        _add(rows, wording, top, None, 1)
    source = SourceText(wording.source_id, Path(), "", "utf-8")
    rows.references = law_references(tree, source, known, (wording.valid_from, wording.valid_to))
    return rows


def _head(tree: LawTree) -> Iterator[Provision]:
    """Yield the nodes of title and number, which a tree holds apart."""
    yield Provision("law_title", "LawTitle", title=tree.title)
    if tree.law_num:
        yield Provision("law_num", "LawNum", title=tree.law_num)


def _add(rows: LawRows, wording: Wording, node: Provision, parent: str | None, depth: int) -> None:
    """Add a node and all below it; its tables without a structure of their own are a node."""
    sentences = node.sentences
    provision_id = f"{wording.law_revision_id}/{node.elm}"
    source_id = wording.source_id
    text = node.text if len(sentences) != 1 else sentences[0].text
    title, caption = node.title, node.caption
    rows.provisions.append(
        ProvisionRow(
            provision_id, wording.law_revision_id, wording.law_revision_id, wording.valid_from,
            wording.valid_to, wording.law_id, source_id, node.elm, node.alias, unit(wording.law_id, node.elm),
            parent, node.kind, node.num, len(rows.provisions) + 1, depth, caption.text if caption else None,
            title.text if title else None, text.text or None, node.is_deleted or text.text == "削除",
            node.is_hidden, node.ruby, node.amend_law_num, node.reading, text.spans(),
            title.spans() if title else [],
        )
    )  # fmt: skip
    for ordinal, sentence in enumerate(sentences, start=1):
        role, words, ruby, row, column = sentence
        rows.sentences.append(
            SentenceRow(provision_id, source_id, ordinal, role, words.text, ruby, row, column, words.spans())
        )
    if node.cells:
        table = Provision("table_struct", f"{node.elm}-TableStruct[1]", sentences=node.cells)
        _add(rows, wording, table, node.elm, depth + 1)
    for child in node.children:
        _add(rows, wording, child, node.elm, depth + 1)
