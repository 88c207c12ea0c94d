"""Wordings of approvals, and what they mean.

Every wording that White Papers are known to use has one rule here; any other stops the build, because a
wrong reading of who must approve would look like a fact.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from flows.documents.located import Located
from flows.japanese.numerals import NUMERAL, number
from flows.japanese.widths import fold
from flows.records.actions.cells import Cell
from flows.records.actions.scopes import OFFICE, Entry

_AUTHORITY = re.compile(
    rf"{OFFICE}(?:\({OFFICE}\))?(?:(?:又は|若しくは|及び)(?:その(?:委任を受けた|指定する)者|{OFFICE}(?:\({OFFICE}\))?))*"
)

_DEADLINE = re.compile(f"(?P<anchor>.+?)から(?P<days>{NUMERAL})日以内に(?:国会に)?付議(?:すること)?")


@dataclass(frozen=True, slots=True)
class Value:
    """What a wording means; the fields are columns of `approvals`."""

    value: str
    authority: str | None = None
    timing: str | None = None
    deadline_days: int | None = None
    deadline_anchor: str | None = None
    condition: str | None = None


@dataclass(frozen=True, slots=True)
class Wording:
    """One known wording.

    Args:
        body: pattern of the value, 必要 or 不要.
        condition: pattern of the bracket after it; None where there is none.
        value: what it means.
        timed: whether the bracket says when.
    """

    body: str
    condition: str | None
    value: str
    timed: bool = False


WORDINGS: dict[str, Sequence[Wording]] = {
    "diet_approval": [
        Wording("不要", None, "not_required"),
        Wording("不要", ".*報告", "not_required_report", timed=True),
        Wording("必要", None, "required"),
        Wording(
            "必要", "原則(?:として)?(?:事前承認|事前の承認|.+前)", "required_prior_in_principle", timed=True
        ),
        Wording("必要", "(?:例外なき)?(?:事前承認|事前の承認)", "required_prior", timed=True),
        Wording("必要", "(?:事後承認|事後の承認)", "required_after", timed=True),
        Wording("必要", _DEADLINE.pattern, "required_after", timed=True),
        Wording("必要", ".+の(?:閣議)?決定後", "required", timed=True),
    ],
    "cabinet_decision": [
        Wording("不要", None, "not_required"),
        Wording("必要", None, "required"),
        Wording("必要", "(?:.+につき)?内閣総理大臣の承認", "required_pm_approval"),
        Wording("必要", "(?!.*承認).+(?:こと|の案|計画|方針|要項)", "required"),
        Wording("必要に応じ(?:て)?閣議決定", None, "as_needed"),
    ],
}
"""Known wordings by kind; `timed` brackets are the `timing` as well as the `condition`."""


def read_authority(cell: Cell, entry: Entry) -> Value:
    """Read 命令権者.

    Raises:
        InputError: it is no office, or carries a bracket that is neither scope nor office.
    """
    if entry.brackets or not _AUTHORITY.fullmatch(fold(entry.body.text)):
        raise cell.error("is not known as 命令権者", entry.text)
    return Value("stated", authority=str(entry.body))


def read_value(cell: Cell, kind: str, entry: Entry) -> Value:
    """Read 国会の承認 or 閣議決定.

    Raises:
        InputError: the wording is not known.
    """
    if len(entry.brackets) > 1:
        raise cell.error("several brackets qualify one value", entry.text)
    condition: Located | None = entry.brackets[0] if entry.brackets else None
    unbroken = re.sub(r"\s", "", condition.text) if condition else None
    said = fold(unbroken) if unbroken else None
    for wording in WORDINGS[kind]:
        if re.fullmatch(wording.body, entry.body.text) and _fits(wording.condition, said):
            deadline = _DEADLINE.fullmatch(said) if said and wording.condition == _DEADLINE.pattern else None
            return Value(
                wording.value,
                timing=str(condition) if wording.timed else None,
                deadline_days=number(deadline["days"]) if deadline else None,
                deadline_anchor=unbroken[: deadline.end("anchor")] if deadline and unbroken else None,
                condition=str(condition) if condition else None,
            )
    raise cell.error("is a wording of an approval that the rules do not know", entry.text)


def _fits(pattern: str | None, said: str | None) -> bool:
    if pattern is None or said is None:
        return pattern is None and said is None
    return bool(re.fullmatch(pattern, said))
