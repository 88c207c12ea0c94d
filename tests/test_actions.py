from __future__ import annotations

import re
from functools import cache
from typing import Any

import pytest

from flows.documents.located import cut, gaps
from flows.records.extraction import Extraction
from flows.tables.arrow import to_arrow
from tests.white_paper_forms import FLATTENED, GOLDEN, SOURCE_ID, fields, golden, read
from warehouse.contract import contract

COUNTS = {
    "actions": 20,
    "action_legal_bases": 28,
    "action_situations": 20,
    "approvals": 82,
    "powers": 20,
    "weapon_use_conditions": 30,
    "weapon_use_applied_provisions": 7,
    "corrections": 87,
}

LIMITS = ("necessity", "proportionality", "harm_restriction")


@cache
def seed() -> Extraction:
    return read(FLATTENED)


def rows(table: str, number: int) -> list[dict[str, Any]]:
    prefix = f"{SOURCE_ID}/{number:02}"
    found = (fields(record) for record in seed().tables[table])
    return [row for row in found if (row.get("action_id") or row["condition_id"]).startswith(prefix)]


def is_read(found: str | None, expected: str | None) -> bool:
    """Compare a text with a hand-read one, in which … stands for a stretch left out."""
    if found is None or expected is None:
        return found is expected
    return bool(re.fullmatch(".+".join(map(re.escape, expected.split("…"))), found))


def assert_rows(found: list[dict[str, Any]], expected: list[dict[str, Any]], columns: list[str]) -> None:
    assert len(found) == len(expected)
    for row, entry in zip(found, expected, strict=True):
        for column in columns:
            value, wanted = row[column], entry.get(column)
            same = is_read(value, wanted) if isinstance(wanted, str) else value == wanted
            assert same, (column, value, wanted)


def test_there_is_a_golden_for_every_action_and_none_besides() -> None:
    numbers = [record.ordinal for record in seed().tables["actions"]]
    assert sorted(path.name for path in GOLDEN.glob("*.toml")) == [f"{number:02}.toml" for number in numbers]


@pytest.mark.parametrize(("table", "count"), COUNTS.items())
def test_number_of_rows(table: str, count: int) -> None:
    assert len(seed().tables[table]) == count


@pytest.mark.parametrize("number", range(1, 21))
class TestAgainstTheHandReadActions:
    def test_action(self, number: int) -> None:
        columns = ["name", "name_cell", "legal_basis_text"]
        columns += ["situation_status", "powers_status", "weapon_use_status"]
        assert_rows(rows("actions", number), [golden(number)], columns)

    def test_legal_bases(self, number: int) -> None:
        columns = ["law_name", "law_id", "article", "paragraph"]
        assert_rows(rows("action_legal_bases", number), golden(number)["legal_bases"], columns)

    def test_situations(self, number: int) -> None:
        assert_rows(rows("action_situations", number), golden(number)["situations"], ["label", "text"])

    def test_approvals(self, number: int) -> None:
        columns = ["kind", "label", "scope", "value", "authority", "timing"]
        columns += ["deadline_days", "deadline_anchor", "condition", "text"]
        assert_rows(rows("approvals", number), golden(number)["approvals"], columns)

    def test_powers(self, number: int) -> None:
        found = rows("powers", number)
        assert [row["text"] for row in found] == golden(number)["powers"]
        assert [row["ordinal"] for row in found] == list(range(1, len(found) + 1))

    def test_weapon_use(self, number: int) -> None:
        expected = golden(number)["conditions"]
        columns = ["source_column", "bullet", "ground_label", "text", "text_corrected"]
        columns += ["bearer", "type", "area_limitation", "tail_text"]
        found = rows("weapon_use_conditions", number)
        assert_rows(found, expected, columns)
        for row, entry in zip(found, expected, strict=True):
            assert row["condition_id"] == f"{SOURCE_ID}/{number:02}/{entry['id']}"
            assert [name for name in LIMITS if row[name]] == entry.get("limits", [])
            assert row["presence_limited"] == entry.get("presence_limited", False)

    def test_protected_objects(self, number: int) -> None:
        expected = [
            (f"{SOURCE_ID}/{number:02}/{entry['id']}", ordinal, protected[0], protected[1:])
            for entry in golden(number)["conditions"]
            for ordinal, protected in enumerate(entry.get("objects", []), 1)
        ]
        found = rows("weapon_use_protected_objects", number)
        columns = ("condition_id", "ordinal", "object", "interests")
        assert [tuple(row[column] for column in columns) for row in found] == expected

    def test_applied_provisions(self, number: int) -> None:
        expected = [
            {"condition_id": f"{SOURCE_ID}/{number:02}/{entry['id']}", "ordinal": ordinal, **provision}
            for entry in golden(number)["conditions"]
            for ordinal, provision in enumerate(entry.get("applied", []), 1)
        ]
        columns = ["condition_id", "ordinal", "law_id", "article", "paragraph"]
        assert_rows(rows("weapon_use_applied_provisions", number), expected, columns)


def test_whole_cells_have_their_circled_numbers_back() -> None:
    first = rows("actions", 1)[0]
    assert (
        first["requirements_text"]
        == "① 命令権者:内閣総理大臣 ② 国会の承認:必要(原則として事前承認) ③ 閣議決定:必要"
    )
    assert first["situation_text"].startswith("① 我が国に対する")
    assert " ② 我が国と密接な関係にある" in first["situation_text"]
    assert rows("actions", 14)[0]["situation_text"] is None


def test_grounds_of_one_bullet_share_it() -> None:
    grounds = rows("weapon_use_conditions", 20)
    assert len({row["bullet_text"] for row in grounds}) == 1
    assert grounds[0]["bullet_text"].startswith("国際平和協力業務について、@自己又は")
    assert grounds[0]["bullet_text"].endswith("人に危害を与えてはならない。")


@pytest.mark.parametrize("table", [table for table in seed().tables if table != "corrections"])
def test_rows_fit_the_contract(table: str) -> None:
    assert to_arrow(contract()[table], seed().tables[table]).num_rows == len(seed().tables[table])


@pytest.mark.parametrize("table", seed().tables)
def test_keys_are_unique(table: str) -> None:
    keys = [tuple(getattr(row, column) for column in contract()[table].key) for row in seed().tables[table]]
    assert len(set(keys)) == len(keys)


def test_spans_cut_back_to_the_text() -> None:
    pairs = [("text", "spans"), ("bullet_text", "bullet_spans"), ("object", "spans")]
    compared = 0
    for records in seed().tables.values():
        for record in records:
            for text, spans in pairs:
                if hasattr(record, text) and hasattr(record, spans):
                    assert cut(FLATTENED, getattr(record, spans)) == getattr(record, text)
                    compared += 1
    assert compared == 20 + 82 + 20 + 2 * 30 + 45


def test_spans_of_an_action_are_its_cells() -> None:
    record = seed().tables["actions"][11]
    assert cut(FLATTENED, record.spans).startswith("災害派遣(自衛隊法第83条)天災地変その他の")
    assert cut(FLATTENED, record.spans).endswith("警察官等がその場にいない場合に限る。)")


def test_every_character_is_accounted_for() -> None:
    assert seed().unaccounted() == []
    reasons = {span.reason for span in seed().ignored}
    assert reasons == {"csv_delimiter", "csv_quote", "csv_record_delimiter", "table_title", "table_header"}


def test_what_the_rows_below_an_action_leave_out_is_labels_and_markers_only() -> None:
    held = [
        span
        for table, records in seed().tables.items()
        if table not in ("actions", "corrections")
        for record in records
        for span in (*record.spans, *getattr(record, "bullet_spans", ()))
    ]
    left = [FLATTENED[start:end] for start, end in gaps(held, len(FLATTENED))]
    marks = re.compile(
        r"[\s、,\"()及び―]*(?:○ ?|[@ABC] |命令権者:|国会の承認:|閣議決定:|その他:|[\s、,\"]|―)*"
    )
    names = [golden(number)["name"] for number in range(1, 21)]
    title = FLATTENED[: FLATTENED.index(names[0])]
    for piece in left:
        rest = piece.replace(title, "")
        for name in sorted(names, key=len, reverse=True):
            rest = re.sub(rf"{name} ?\($", "", rest)
        assert marks.fullmatch(rest), piece


def test_every_decayed_number_is_one_correction_with_its_evidence() -> None:
    corrections = seed().tables["corrections"]
    assert len(corrections) == len(re.findall("[@A-C]", FLATTENED))
    assert {(each.before, each.after) for each in corrections} == {
        ("@", "①"), ("A", "②"), ("B", "③"), ("C", "④"),
    }  # fmt: skip
    assert all(f"{each.after} as 0x87" in each.evidence for each in corrections)
    known = {record.action_id for record in seed().tables["actions"]} | {
        record.condition_id for record in seed().tables["weapon_use_conditions"]
    }
    assert {each.row_id for each in corrections} <= known
