"""行動の要件等: who orders an action, and whether Diet, Cabinet and others must approve it.

A cell counts its requirements, `① 命令権者:… ② 国会の承認:… ③ 閣議決定:… ④ その他:…`. A requirement may hold
several values for several sub-activities, each with its scope in a bracket before or after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from flows.documents.located import Located, Span
from flows.japanese.markers import Label, candidates
from flows.japanese.widths import fold
from flows.records.actions.approval_values import Value, read_authority, read_value
from flows.records.actions.cells import Cell
from flows.records.actions.scopes import Entry, entries, labels_of

KINDS = {
    "命令権者": "ordering_authority",
    "国会の承認": "diet_approval",
    "閣議決定": "cabinet_decision",
    "その他": "other",
}
"""The requirements that the table knows."""

FIRST_REQUIREMENT = re.compile(r"(\S{1,2}?)\s*命令権者\s*:")
"""What stands before 命令権者, in folded text, is a document's first circled number."""

_NAME = re.compile(r"\s*(?P<name>[^\s:()、。]{1,20})\s*:\s*")


@dataclass(frozen=True, slots=True)
class Approval:
    """One row of `approvals`."""

    approval_id: str
    action_id: str
    source_id: str
    kind: str
    label: str
    scope: str | None
    value: str
    authority: str | None
    timing: str | None
    deadline_days: int | None
    deadline_anchor: str | None
    condition: str | None
    text: str
    spans: list[Span]


@dataclass(frozen=True, slots=True)
class Requirement:
    """One numbered requirement of a cell: its label, its kind, and what stands after the colon."""

    label: Label
    kind: str
    content: Located


def requirement_labels(cell: Cell) -> list[Label]:
    """Return the labels of a cell's requirements: each begins a line, counts on and is named.

    Raises:
        InputError: the cell does not begin with the first label.
    """
    text = fold(cell.text.text)
    labels: list[Label] = []
    for label in candidates(text, cell.alphabet):
        begins = label.start == 0 or text[label.start - 1].isspace()
        if begins and label.number == len(labels) + 1 and _NAME.match(text, label.end):
            labels.append(label)
    if not labels or labels[0].start:
        raise cell.error("does not begin with the label ① and the name of a requirement", cell.text)
    return labels


def requirements(cell: Cell) -> Iterator[Requirement]:
    """Cut a cell into its requirements.

    Raises:
        InputError: a requirement has a name that the table does not know, stands twice, or is empty.
    """
    text = fold(cell.text.text)
    labels = requirement_labels(cell)
    seen: set[str] = set()
    for label, end in zip(labels, [*(label.start for label in labels[1:]), len(text)], strict=True):
        named = _NAME.match(text, label.end, end)
        name = named["name"] if named else ""
        content = cell.text[named.end() if named else label.end : end].strip()
        if name not in KINDS:
            raise cell.error(
                f"the requirement 「{name}」 is none of {', '.join(KINDS)}", cell.text[label.start : end]
            )
        if name in seen or not content:
            raise cell.error(
                f"the requirement 「{name}」 stands twice or is empty", cell.text[label.start : end]
            )
        seen.add(name)
        yield Requirement(label, KINDS[name], content)


def approvals(cell: Cell, action_id: str) -> list[Approval]:
    """Read the requirements of an action.

    Raises:
        InputError: a label, a scope or a wording is not known.
    """
    found: list[Approval] = []
    for requirement in requirements(cell):
        of_kind: list[Approval] = []
        for entry in _entries(cell, requirement):
            value = _value(cell, requirement.kind, entry)
            of_kind += [
                Approval(
                    f"{action_id}/{requirement.kind}/{len(of_kind) + ordinal}",
                    action_id,
                    cell.document.source_id,
                    requirement.kind,
                    requirement.label.circled,
                    scope,
                    value.value,
                    value.authority,
                    value.timing,
                    value.deadline_days,
                    value.deadline_anchor,
                    value.condition,
                    str(entry.text),
                    entry.text.spans(),
                )
                for ordinal, scope in enumerate(labels_of(entry.scope), 1)
            ]
        found += of_kind
    return found


def _entries(cell: Cell, requirement: Requirement) -> list[Entry]:
    """Return the values of a requirement side by side; その他 is one text, whatever brackets it holds."""
    if requirement.kind != "other":
        return entries(cell, requirement.content)
    if ":" in fold(requirement.content.text):
        raise cell.error("holds a further requirement, or one without its label", requirement.content)
    return [Entry(requirement.content, None, requirement.content, [])]


def _value(cell: Cell, kind: str, entry: Entry) -> Value:
    if kind == "other":
        return Value("stated")
    return read_authority(cell, entry) if kind == "ordering_authority" else read_value(cell, kind, entry)
