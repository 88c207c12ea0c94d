"""The reader against the hand-made reference annotations, where they are at hand."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from flows.japanese.markers import CIRCLED
from flows.records.extraction import Extraction
from tests.white_paper_forms import FLATTENED, SOURCE_ID, read

GOLD = Path(__file__).parents[2] / "shared" / "gold"
VALUES = {"other": "stated", "ordering_authority": "stated"}


def reference(name: str) -> list[dict[str, Any]]:
    path = GOLD / f"{name}.sample.json"
    if not path.exists():
        pytest.skip(f"{path.name} is not at hand: the hand-made annotations lie beside the checkout")
    found = json.loads(path.read_text("utf-8"))
    entries: list[dict[str, Any]] = found["actions"] if isinstance(found, dict) else found
    assert entries
    return entries


@cache
def seed() -> Extraction:
    return read(FLATTENED)


def by(table: str, column: str) -> dict[str, Any]:
    return {getattr(record, column): record for record in seed().tables[table]}


def test_actions() -> None:
    actions = by("actions", "ordinal")
    for entry in reference("actions"):
        action = actions[entry["order"]]
        assert action.name == entry["name"]
        assert action.name_cell == entry["name_cell_raw"]
        assert action.legal_basis_text == entry["legal_basis_raw"]
        assert action.situation_status == entry["situation"]["status"]
        assert action.powers_status == entry["authority_provisions"]["status"]
        assert action.weapon_use_status == entry["weapon_use"]["status"]
        assert (action.spans[0].start, action.spans[-1].end) <= tuple(entry["char_span_of_record_in_source"])
        assert action.spans[0].start == entry["char_span_of_record_in_source"][0]
        bases = [row for row in seed().tables["action_legal_bases"] if row.action_id == action.action_id]
        assert [(row.law_name, row.law_id, row.article) for row in bases] == [
            (basis["law_abbrev"], basis["law_id"], (basis["article"] or "").replace("の", "_") or None)
            for basis in entry["legal_basis"]
        ]
        powers = [row.text for row in seed().tables["powers"] if row.action_id == action.action_id]
        assert powers == [
            bullet["text"].removeprefix("○ ") for bullet in entry["authority_provisions"]["bullets"]
        ]
        situations = [row for row in seed().tables["action_situations"] if row.action_id == action.action_id]
        alternatives = entry["situation"]["enumerated_alternatives"]
        if alternatives:
            assert [(row.label, row.text) for row in situations] == [
                (alternative["label"], alternative["text"]) for alternative in alternatives
            ]
        else:
            assert [row.text for row in situations] == [entry["situation"]["text"]]


def test_approvals() -> None:
    found: dict[tuple[str, str], list[Any]] = {}
    for record in seed().tables["approvals"]:
        found.setdefault((record.action_id, record.kind), []).append(record)
    seen: dict[tuple[str, str], int] = {}
    for entry in reference("approvals"):
        key = (f"{SOURCE_ID}/{entry['action_order']:02}", entry["kind"])
        record = found[key][seen.get(key, 0)]
        seen[key] = seen.get(key, 0) + 1
        assert record.text == entry["verbatim"]
        assert record.label == entry["label"]
        assert record.scope == entry["scope"]
        assert record.value == VALUES.get(entry["kind"], entry["value"])
        assert record.condition == entry.get("condition_verbatim")
        if entry["kind"] == "ordering_authority":
            assert [record.authority] == entry["value"]
        deadline = entry.get("deadline") or {"days": None, "anchor": None}
        assert (record.deadline_days, record.deadline_anchor) == (deadline["days"], deadline["anchor"])
    for key, count in seen.items():
        assert len(found[key]) == count


def test_weapon_use() -> None:
    conditions = by("weapon_use_conditions", "condition_id")
    columns = {"権限に関する主な規定": "powers", "武器の使用": "weapon_use"}
    for entry in reference("weapon_use"):
        row = conditions[f"{SOURCE_ID}/{entry['id'].replace('-', '/', 1)}"]
        assert row.source_column == columns[entry["source_column"]]
        assert row.bullet == entry["bullet_index"]
        assert row.ground_label == entry["ground_label"]
        assert row.ground_label is None or row.ground_label in CIRCLED
        assert row.text == entry["ground_verbatim"].removeprefix(entry["ground_label_raw"] or "")
        assert row.bearer == entry["who_verbatim"]
        assert row.type == entry["type"]
        assert row.necessity == entry["necessity_standard_present"]
        assert row.proportionality == entry["proportionality_present"]
        assert row.harm_restriction == entry["harm_restriction_present"]
        assert row.area_limitation == entry["area_limitation"]
        assert row.presence_limited == entry["presence_limited"]
        assert row.tail_text == entry.get("tail_verbatim")
        assert f"○ {row.bullet_text}" == entry["bullet_verbatim"]
        objects = [
            each
            for each in seed().tables["weapon_use_protected_objects"]
            if each.condition_id == row.condition_id
        ]
        assert [each.object for each in objects] == entry["protected_objects"]
        assert all(each.interests == entry["protected_interests"] for each in objects)
        applied = [
            (each.law_id, each.article, each.paragraph)
            for each in seed().tables["weapon_use_applied_provisions"]
            if each.condition_id == row.condition_id
        ]
        assert applied == [
            (each["law_id"], each["article"], each["paragraph"]) for each in entry["mutatis_mutandis"]
        ]
