"""区分 and 対象となる事態等: the actions themselves, and the situations in which they are taken."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flows.documents.located import Located, Span
from flows.japanese.markers import Label, candidates, line_labels
from flows.japanese.widths import fold
from flows.records.actions.cells import FILLED, Cell

_NAME_CELL = re.compile(r"(?P<name>[^()。○\s](?:[^。○]*[^。○\s])?)\s*\((?P<basis>[^()]*法[^()]*)\)")


@dataclass(frozen=True, slots=True)
class Action:
    """One row of `actions`."""

    action_id: str
    source_id: str
    ordinal: int
    name: str
    name_cell: str
    legal_basis_text: str
    situation_status: str
    situation_text: str | None
    requirements_text: str
    powers_status: str
    weapon_use_status: str
    spans: list[Span]


@dataclass(frozen=True, slots=True)
class ActionSituation:
    """One row of `action_situations`."""

    action_id: str
    source_id: str
    ordinal: int
    label: str | None
    text: str
    spans: list[Span]


def is_name_cell(text: str) -> bool:
    """Tell whether a text names an action and, in a bracket after it, a law: 防衛出動(自衛隊法第76条)."""
    return bool(_NAME_CELL.fullmatch(fold(text)))


def name_and_basis(cell: Cell) -> tuple[Located, Located]:
    """Cut 区分 into the action's name and the content of the bracket that names its legal basis.

    Raises:
        InputError: there is no such bracket.
    """
    match = _NAME_CELL.fullmatch(fold(cell.text.text))
    if not match:
        raise cell.error("does not name an action and in brackets the law it is based on", cell.text)
    return cell.text[match.start("name") : match.end("name")], cell.text[
        match.start("basis") : match.end("basis")
    ].strip()


def situation_labels(cell: Cell) -> list[Label]:
    """Return the labels of the enumerated alternatives of a situation.

    Raises:
        InputError: the enumeration does not begin with the cell, or a circled number is left that neither
            counts nor can be a letter or digit of the text.
    """
    labels = line_labels(cell.text.text, cell.alphabet)
    if labels and labels[0].start:
        raise cell.error("a text stands before the first of the enumerated alternatives", cell.text)
    for label in candidates(cell.text.text, cell.alphabet):
        char = cell.text.text[label.start : label.end]
        if label not in labels and not re.fullmatch("[0-9A-Z]", fold(char)):
            raise cell.error(f"{char} stands where no alternative is counted", cell.text[label.start :])
    return labels


def situations(cell: Cell, labels: list[Label], action_id: str) -> list[ActionSituation]:
    """Read 対象となる事態等: one record per alternative, or one for all where none are enumerated."""
    if cell.status != FILLED:
        return []
    ends = [*(label.start for label in labels[1:]), len(cell.text)]
    parts: list[tuple[str | None, Located]] = [
        (label.circled, cell.text[label.end : end].strip()) for label, end in zip(labels, ends, strict=False)
    ] or [(None, cell.text)]
    return [
        ActionSituation(action_id, cell.document.source_id, ordinal, label, str(text), text.spans())
        for ordinal, (label, text) in enumerate(parts, 1)
    ]
