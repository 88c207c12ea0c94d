"""What the provisions of one law refer to: citations, defined terms, 準用 and 読替え."""

from __future__ import annotations

from typing import Any

from flows.documents.law_tree import LawTree
from flows.documents.source_text import SourceText
from flows.records.laws.applications import applied_provisions, substitutions
from flows.records.laws.citations import Period, citations, read_law
from flows.records.laws.definitions import read_definitions
from flows.records.laws.mentions import NameIndex


def law_references(
    tree: LawTree, document: SourceText, known: NameIndex, period: Period = (None, None)
) -> dict[str, list[Any]]:
    """Read the references of a law.

    Args:
        tree: the law.
        document: its source.
        known: the laws that can be recognised by name.
        period: in which the text is the law.

    Returns:
        The rows of `citations`, `defined_terms`, `applied_provisions` and `substitutions`.
    """
    index, readings = read_law(tree, known)
    rows = citations(tree, document, index, readings, period)
    return {
        "citations": list(rows.values()),
        "defined_terms": read_definitions(tree, document),
        "applied_provisions": applied_provisions(index, readings, rows),
        "substitutions": substitutions(index, readings, tree.law_revision_id, document.source_id),
    }
