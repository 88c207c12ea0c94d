"""How a row depends on what changed, in Japanese: the path of an impact and its reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from flows.records.laws.labels import Named, label

ARROW = " ← "
LONG_TITLE = 12
"""Characters of a title above which a law is called by an abbreviation, where it has one."""

LONG_TEXT = 24
"""Characters of a White Paper's text that a path shows."""

KINDS = {
    "ordering_authority": "命令権者",
    "diet_approval": "国会の承認",
    "cabinet_decision": "閣議決定",
    "other": "その他の要件",
}
CHANGED = {
    "amended": "改められた",
    "added": "加えられた",
    "removed": "削られた",
    "renumbered": "番号の改められた",
    "moved": "移された",
}
MET = {
    "same": "規定",
    "inside": "規定の中の規定",
    "around": "規定を含む条項",
    "range": "規定を含む範囲",
    "new_in_range": "規定が間に入る範囲",
}
"""What a row means, by its relation to the change."""

VERBS = {
    "citations": "引用する",
    "applied_provisions": "準用する",
    "substitutions": "読み替える",
    "action_legal_bases": "行動の根拠とする",
    "weapon_use_applied_provisions": "武器の使用に準用する",
    "guideline_consequences": "指針の結果として挙げる",
}


class Dependent(NamedTuple):
    """A row that an amendment touches.

    Args:
        table_name, row_id: the row.
        steps: how many steps it is from the change.
        relation: how the first step meets the change, as in `impacts`.
        way: law and element path of each provision from the changed one on; only the law where it is meant as a whole.
        word: the defined term; of a substitution, the words to be replaced where they are no longer there.
        by_former_number: whether the changed provision is meant by the number that it had.
        change: what happened to it; None where the law is meant as a whole.
        action_name: of a row of a White Paper, its action.
        row_text: of an approval or a ground for using weapons, its words.
    """

    table_name: str
    row_id: str
    steps: int
    relation: str
    way: Sequence[str]
    word: str | None
    by_former_number: bool
    change: str | None
    action_name: str | None
    row_text: str | None


def short_name(title: str, abbreviations: Sequence[str]) -> str:
    """Return what a law is called in a path: its title, or the last of its abbreviations where the title is long."""
    return abbreviations[-1] if len(title) > LONG_TITLE and abbreviations else title


def places(laws: Mapping[str, str], named: Mapping[str, Mapping[str, Named]]) -> Callable[[str], str]:
    """Return what calls a place of a way by its name: the law, and the provision as lawyers write it.

    Args:
        laws: what each law is called.
        named: what the nodes of laws are called, by law and element path.
    """

    @cache
    def call(place: str) -> str:
        law_id, _, elm = place.partition("/")
        return laws.get(law_id, law_id) + (label(elm, named.get(law_id, {})) if elm else "")

    return call


def path(row: Dependent, call: Callable[[str], str]) -> str:
    """Write the way from what changed to a row.

    Args:
        row: the row.
        call: gives the name of a place; see `places`.
    """
    parts = [call(place) for place in row.way]
    if row.relation == "term":
        parts[0] += f"（「{row.word}」の定義）"
    return ARROW.join([*parts, *_leaves(row)])


def _leaves(row: Dependent) -> list[str]:
    """Return what follows the provisions of a path: rows of other documents than laws."""
    words = row.row_text or ""
    if len(words) > LONG_TEXT:
        words = f"{words[:LONG_TEXT]}…"
    match row.table_name:
        case "action_legal_bases":
            return [f"{row.action_name}の根拠規定"]
        case "approvals":
            return [f"{row.action_name}の根拠規定", f"{_kind(row)}「{words}」"]
        case "weapon_use_applied_provisions":
            return [f"{row.action_name}の武器の使用における準用"]
        case "weapon_use_conditions":
            return [f"{row.action_name}の武器の使用における準用", f"武器の使用「{words}」"]
        case "guideline_consequences":
            edition, _, ordinal = row.row_id.partition("|")
            return [f"指針（{edition}）の結果{ordinal}"]
    return []


def _kind(row: Dependent) -> str:
    return KINDS[row.row_id.split("/")[-2]]


def reason(row: Dependent) -> str:
    """Say in a sentence how a row depends on what changed."""
    if row.relation == "term":
        return f"定義の改められた語「{row.word}」を用いる"
    if row.change is None:
        what = "改正された法律"
    elif row.relation == "new_in_range":
        what = f"新たに{CHANGED[row.change]}{MET[row.relation]}"
    else:
        what = CHANGED[row.change] + MET[row.relation]
    said = _said(row, what)
    if row.by_former_number:
        said += "（改正前の番号による）"
    if row.word:
        said += f"（読み替えられる「{row.word}」が改正後の規定にない）"
    return said


def _said(row: Dependent, what: str) -> str:
    if row.table_name == "approvals":
        return f"{_reached(what, row.steps - 1)}を根拠とする行動の{_kind(row)}"
    if row.table_name == "weapon_use_conditions":
        return f"{_reached(what, row.steps - 1)}を準用する武器の使用の要件"
    return f"{_reached(what, row.steps)}を{VERBS[row.table_name]}"


def _reached(what: str, steps: int) -> str:
    """Name the provision that a row means, which is some steps of citation from the change."""
    if steps == 1:
        return what
    return f"{what}を引用する規定" if steps == 2 else f"{what}から引用を{steps - 1}回たどった規定"
