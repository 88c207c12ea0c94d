"""Two actions: one enumerates its situation and uses force, the other applies a law and protects itself."""

from __future__ import annotations

from typing import Any

from tests.small_warehouse.quotes import Quotes, Row

TEXT = (
    "防衛出動(自衛隊法第76条)|①攻撃が発生した事態 ②危険が切迫した事態|"
    "①命令権者:内閣総理大臣②国会の承認:(出動)必要(原則として事前承認)、(待機)必要(命令から20日以内に付議)③閣議決定:必要|"
    "○我が国を防衛するため必要な武力の行使等|―\n"
    "警護出動(自衛隊法第81条の2)|―|"
    "①命令権者:防衛大臣②国会の承認:不要③閣議決定:必要(内閣総理大臣の承認)④その他:協議|"
    "|○警護出動を命ぜられた自衛官は、警察官がその場にいない場合に限り、警察官職務執行法第7条を準用する。"
    "○自衛官は、展開予定地域内において、①自己又は隊員の生命・身体の防護のためやむを得ない必要があると認める相当の理由がある場合、"
    "②施設を防護する場合、その事態に応じ合理的に必要と判断される限度で使用できる。人に危害を与えてはならない。\n"
)


def action_rows(q: Quotes) -> dict[str, list[Row]]:
    first, second = "actions/01", "actions/02"
    lines = q.text.splitlines()
    cells = [line.split("|") for line in lines]
    actions = [
        {
            "action_id": action,
            "ordinal": ordinal,
            "name": cells[ordinal - 1][0].partition("(")[0],
            "name_cell": cells[ordinal - 1][0],
            "legal_basis_text": cells[ordinal - 1][0].partition("(")[2].removesuffix(")"),
            "situation_status": "filled" if ordinal == 1 else "dash",
            "situation_text": cells[0][1] if ordinal == 1 else None,
            "requirements_text": cells[ordinal - 1][2],
            "powers_status": "filled" if ordinal == 1 else "empty",
            "weapon_use_status": "dash" if ordinal == 1 else "filled",
            "spans": q.spans(*cells[ordinal - 1][:1]),
        }
        for ordinal, action in enumerate((first, second), 1)
    ]
    bases = [
        {
            "action_id": first,
            "ordinal": 1,
            "law_name": "自衛隊法",
            "law_id": "329AC0000000165",
            "article": "76",
        },
        {
            "action_id": second,
            "ordinal": 1,
            "law_name": "自衛隊法",
            "law_id": "329AC0000000165",
            "article": "81_2",
        },
    ]
    for row, words in zip(bases, ("自衛隊法第76条", "自衛隊法第81条の2"), strict=True):
        row["spans"] = q.spans(words)
    situations = [
        {"action_id": first, "ordinal": n, "label": label, "text": text, "spans": q.spans(text)}
        for n, label, text in ((1, "①", "攻撃が発生した事態"), (2, "②", "危険が切迫した事態"))
    ]
    power = "我が国を防衛するため必要な武力の行使等"
    powers = [{"action_id": first, "ordinal": 1, "text": power, "spans": q.spans(power)}]
    return {
        "actions": actions,
        "action_legal_bases": bases,
        "action_situations": situations,
        "powers": powers,
        "approvals": _approvals(q, first, second),
        **_weapons(q, first, second, power),
    }


def _approvals(q: Quotes, first: str, second: str) -> list[Row]:
    said: list[tuple[str, str, int, str, str, str, Row]] = [
        (first, "ordering_authority", 1, "①", "stated", "内閣総理大臣", {"authority": "内閣総理大臣"}),
        (
            first,
            "diet_approval",
            1,
            "②",
            "required_prior_in_principle",
            "(出動)必要(原則として事前承認)",
            {"scope": "出動", "timing": "事前承認", "condition": "原則として事前承認"},
        ),
        (
            first,
            "diet_approval",
            2,
            "②",
            "required_after",
            "(待機)必要(命令から20日以内に付議)",
            {"scope": "待機", "deadline_days": 20, "deadline_anchor": "命令から"},
        ),
        (first, "cabinet_decision", 1, "③", "required", "必要", {}),
        (second, "ordering_authority", 1, "①", "stated", "防衛大臣", {"authority": "防衛大臣"}),
        (second, "diet_approval", 1, "②", "not_required", "不要", {}),
        (
            second,
            "cabinet_decision",
            1,
            "③",
            "required_pm_approval",
            "必要(内閣総理大臣の承認)",
            {"condition": "内閣総理大臣の承認"},
        ),
        (second, "other", 1, "④", "stated", "協議", {}),
    ]
    return [
        {
            "approval_id": f"{action}/{kind}/{n}",
            "action_id": action,
            "kind": kind,
            "label": label,
            "value": value,
            "text": text,
            "spans": q.spans(text, after="閣議決定:" if kind == "cabinet_decision" else ""),
            **more,
        }
        for action, kind, n, label, value, text, more in said
    ]


def _weapons(q: Quotes, first: str, second: str, power: str) -> dict[str, list[Row]]:
    applied = (
        "警護出動を命ぜられた自衛官は、警察官がその場にいない場合に限り、警察官職務執行法第7条を準用する。"
    )
    tail = "その事態に応じ合理的に必要と判断される限度で使用できる。人に危害を与えてはならない。"
    ground = "自己又は隊員の生命・身体の防護のためやむを得ない必要があると認める相当の理由がある場合"
    head, other = "自衛官は、展開予定地域内において、①", "施設を防護する場合"
    bullet = f"{head}{ground}、②{other}、{tail}"

    def condition(
        action: str, column: str, number: int, *, kind: str, text: str, whole: str, **more: Any
    ) -> Row:
        letter = "W" if column == "weapon_use" else "A"
        suffix = f"-{more['ground_label']}" if "ground_label" in more else ""
        row = {
            "condition_id": f"{action}/{letter}{number}{suffix}",
            "action_id": action,
            "source_column": column,
            "bullet": number,
            "type": kind,
            "text": text,
            "bullet_text": whole,
            "necessity": False,
            "proportionality": False,
            "harm_restriction": False,
            "presence_limited": False,
            "spans": q.spans(text),
            "bullet_spans": q.spans(whole),
        }
        return row | more

    shared = {"bearer": "自衛官", "tail_text": tail, "proportionality": True, "harm_restriction": True}
    conditions = [
        condition(first, "powers", 1, kind="use_of_force", text=power, whole=power),
        condition(
            second,
            "weapon_use",
            1,
            kind="mutatis_mutandis",
            text="警察官職務執行法第7条を準用する",
            whole=applied,
            presence_limited=True,
        ),
        condition(
            second,
            "weapon_use",
            2,
            kind="self_preservation",
            text=ground,
            whole=bullet,
            ground_label="①",
            necessity=True,
            area_limitation="展開予定地域内",
            text_corrected=ground.replace("身体", "身體"),
            **shared,
        ),
        condition(
            second,
            "weapon_use",
            2,
            kind="facility_protection",
            text=other,
            whole=bullet,
            ground_label="②",
            **shared,
        ),
    ]
    objects = [
        {
            "condition_id": "actions/02/W2-①",
            "ordinal": n,
            "object": word,
            "interests": ["生命", "身体"],
            "spans": q.spans(word),
        }
        for n, word in ((1, "自己"), (2, "隊員"))
    ]
    provision = {
        "condition_id": "actions/02/W1",
        "ordinal": 1,
        "law_id": "323AC0000000136",
        "article": "7",
        "paragraph": None,
        "spans": q.spans("警察官職務執行法第7条"),
    }
    return {
        "weapon_use_conditions": conditions,
        "weapon_use_protected_objects": objects,
        "weapon_use_applied_provisions": [provision],
    }
