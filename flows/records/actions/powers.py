"""権限に関する主な規定, and the bullets of which this column and 武器の使用 consist."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flows.documents.located import Located, Span
from flows.japanese.markers import BULLETS
from flows.records.actions.cells import FILLED, Cell

BULLET = "○〇◯"
"""The bullet of these columns: ○, and the zero and the large circle that are typed for it."""

_BULLET = re.compile(f"(?<![{BULLET}])[{BULLET}](?![{BULLET}])")
_OTHER_MARKER = re.compile(rf"(?:^|\s)(?![{BULLET}])[{re.escape(BULLETS)}]\s*(?=\w)")


@dataclass(frozen=True, slots=True)
class Power:
    """One row of `powers`."""

    action_id: str
    source_id: str
    ordinal: int
    text: str
    spans: list[Span]


def bullets(cell: Cell) -> list[Located]:
    """Cut a cell into its bullets, without their markers. ○○ stands for a name left out and is no marker.

    Raises:
        InputError: the cell does not begin with ○, a bullet is empty, or another marker begins an item.
    """
    if cell.status != FILLED:
        return []
    starts = [match.start() for match in _BULLET.finditer(cell.text.text)]
    if not starts or starts[0]:
        raise cell.error("does not begin with the bullet ○", cell.text)
    items = [
        cell.text[start + 1 : end].strip()
        for start, end in zip(starts, [*starts[1:], len(cell.text)], strict=True)
    ]
    for item in items:
        other = _OTHER_MARKER.search(item.text)
        if not item:
            raise cell.error("a bullet has no text", cell.text)
        if other:
            raise cell.error("an unknown marker begins an item", item[other.start() :].strip())
    return items


def powers(cell: Cell, action_id: str) -> list[Power]:
    """Read the powers of an action.

    Raises:
        InputError: see `bullets`.
    """
    return [
        Power(action_id, cell.document.source_id, ordinal, str(item), item.spans())
        for ordinal, item in enumerate(bullets(cell), 1)
    ]
