"""Values that hold for a part of an action only: the scope in a bracket before or after the value."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from flows.documents.located import Located
from flows.japanese.brackets import Run
from flows.japanese.widths import fold
from flows.records.actions.cells import Cell

OFFICE = "[一-龠々ァ-ヶ]*(?:大臣|長官?|総監|司令官|知事)"
"""An office of state as the table names it."""

_SEPARATOR = re.compile(r"[\s、,;。]*")
_CASE = re.compile("場合|とき|に限|を除|以外")
"""What makes a scope a conditional clause, which is one scope however many commas it holds."""

_SUB_ACTIVITY = re.compile("(?:提供|活動|業務|措置|輸送|派遣|自衛官|部隊等?|場合|とき|以外)等?$")
"""What a bracket after a value must end in to be a scope."""

_APPROVING = re.compile("承認|付議|報告|決定|議決|協議")
"""Words of an approval, which no scope holds."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One value of a requirement.

    Args:
        text: scope and value as they stand.
        scope: the content of the scope's bracket; None where the value holds for the whole action.
        body: the value without scope and brackets, save the one that explains an office.
        brackets: the contents of the other brackets after the value.
    """

    text: Located
    scope: Located | None
    body: Located
    brackets: list[Located]


@dataclass(slots=True)
class _Draft:
    """An entry under construction; offsets into the requirement's text."""

    start: int
    end: int
    prefix: Run | None = None
    body: tuple[int, int] | None = None
    brackets: list[Run] = field(default_factory=list)


def is_office(content: str) -> bool:
    """Tell whether a bracket explains an office: 国際平和協力本部長(内閣総理大臣)."""
    return bool(re.fullmatch(OFFICE, fold(content).strip()))


def is_scope(content: str) -> bool:
    """Tell whether a bracket after a value names a sub-activity or a case, and no condition of approval."""
    folded = fold(content).strip()
    return bool(_SUB_ACTIVITY.search(folded)) and not _APPROVING.search(folded)


def labels_of(scope: Located | None) -> list[str | None]:
    """Return the labels inside a scope's bracket; a conditional clause is one, no bracket is None."""
    if scope is None:
        return [None]
    if _CASE.search(scope.text):
        return [str(scope)]
    return [str(part.strip()) for part in scope.split("、|,|及び|並びに") if part.strip()]


def entries(cell: Cell, content: Located) -> list[Entry]:
    """Cut a requirement into its values: 「(物品提供)不要、(役務提供)必要(内閣総理大臣の承認)」 has two.

    A bracket begins a value where the requirement begins with a bracket or a comma stands before it, and a
    text follows; any other bracket belongs to the value before it.

    Raises:
        InputError: brackets are unbalanced, or a value is nothing but a bracket.
    """
    runs = cell.runs(content)
    drafts: list[_Draft] = []
    separated = True
    for run, after in zip(runs, [*runs[1:], None], strict=True):
        stretch = content[run.start : run.end]
        if run.bracketed:
            before_text = after is not None and bool(
                _SEPARATOR.sub("", content.text[after.start : after.end])
            )
            if before_text and (separated or runs[0].bracketed) and not _explains_office(drafts, stretch):
                drafts.append(_Draft(run.start, run.end, prefix=run))
            elif drafts:
                drafts[-1].brackets.append(run)
                drafts[-1].end = run.end
            else:
                raise cell.error("a value begins with a bracket that nothing follows", content)
            separated = False
            continue
        body = stretch.strip(" \u3000、,;。")
        if body:
            start = run.start + stretch.text.index(body.text)
            _add_body(drafts, start, start + len(body), stretch.text)
        separated = bool(re.search(r"[、,;。]\s*$", stretch.text))
    found = [_entry(cell, content, draft) for draft in drafts]
    if len(found) == 1 and found[0].scope and not drafts[0].prefix:
        raise cell.error("a value is limited by a bracket and nothing is said of the rest", found[0].text)
    return found


def _explains_office(drafts: list[_Draft], bracket: Located) -> bool:
    return bool(drafts) and drafts[-1].body is not None and is_office(bracket.text[1:-1])


def _add_body(drafts: list[_Draft], start: int, end: int, stretch: str) -> None:
    """Give a text to the entry that waits for one, or let it go on after a bracket, or begin another."""
    last = drafts[-1] if drafts else None
    if last and last.body is None:
        last.body, last.end = (start, end), end
    elif last and last.body and re.match("又は|若しくは|及び|並びに|の", stretch):
        last.body, last.end = (last.body[0], end), end
    else:
        drafts.append(_Draft(start, end, body=(start, end)))


def _entry(cell: Cell, content: Located, draft: _Draft) -> Entry:
    text = content[draft.start : draft.end]
    if draft.body is None:
        raise cell.error("a bracket stands without a value", text)
    start, end = draft.body
    scopes = [draft.prefix] if draft.prefix else []
    others: list[Run] = []
    for bracket in draft.brackets:
        inner = content.text[bracket.start + 1 : bracket.end - 1]
        if bracket.start <= end and is_office(inner):
            end = max(end, bracket.end)
        elif is_scope(inner):
            scopes.append(bracket)
        else:
            others.append(bracket)
    if len(scopes) > 1 or (
        draft.prefix and _APPROVING.search(content.text[draft.prefix.start : draft.prefix.end])
    ):
        raise cell.error("the scope of the value cannot be told", text)
    inside = [content[bracket.start + 1 : bracket.end - 1].strip() for bracket in [*scopes, *others]]
    return Entry(text, inside[0] if scopes else None, content[start:end], inside[len(scopes) :])
