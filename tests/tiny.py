"""A hand-made warehouse of a few rows with every kind of link between tables, to publish and to query."""

import datetime as dt
import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeAlias

import pyarrow as pa

from flows.publishing.manifest import InputRecord
from flows.publishing.publish import DERIVED, complete, in_memory
from flows.records.laws.addresses import unit
from flows.tables.parts import Rows as TableRows
from warehouse.contract import contract
from warehouse.gate_result import GateResult

ACTIONS = (
    "防衛出動(自衛隊法第76条),@ 命令権者:内閣総理大臣 A 国会の承認:必要(原則として事前承認) "
    "B 閣議決定:必要,○ 我が国を防衛するため必要な武力の行使\n"
    "後方支援活動(自衛隊法第84条の5),@ 命令権者:防衛大臣 A 国会の承認:必要(事前),"
    "○ 自己又は自己と共に現場に所在する者の生命又は身体の防護のため か゛𠮷\n"
)
GUIDELINES = "I 指針の目的\n平素から緊密な協力関係を構築する。\n- 1 共同訓練 1射撃訓練\n第1章 目的及び範囲\n切れ目のない協力\n"
LAW = "第四条　前条の協力支援活動は、国会の承認を得なければならない。"

Rows: TypeAlias = dict[str, list[dict[str, Any]]]

TEXTS = {"actions": ACTIONS, "guidelines": GUIDELINES, "law": LAW}

DEFENSE_LAW = "329AC0000000165"
IMPACT_LAW = "411AC0000000060"
REVISION = f"{IMPACT_LAW}_20210901_503AC0000000036"
BEGINS = dt.date(2021, 9, 1)


def at(source: str, *pieces: str) -> list[dict[str, int]]:
    """The span of each piece in a text; each must be there once."""
    text = TEXTS[source]
    assert all(text.count(piece) == 1 for piece in pieces), pieces
    return [{"start": text.index(piece), "end": text.index(piece) + len(piece)} for piece in pieces]


def _sources(version: int) -> list[dict[str, Any]]:
    kinds = {"actions": "white-paper-actions", "guidelines": "guidelines", "law": "law-markdown"}
    return [
        {
            "source_id": source,
            "title": f"The {source}",
            "publisher": "A ministry",
            "kind": kinds[source],
            "licence": "CC0",
            "media_type": "text/plain",
            "encoding": "utf-8",
            "bytes": len(text.encode()),
            "sha256": hashlib.sha256(text.encode()).hexdigest(),
            "covers": f"version {version}",
            "file": f"{source}.txt",
            "retrieved_on": dt.date(2026, 2, 1),
        }
        for source, text in TEXTS.items()
    ]


def _action(number: int, name: str, start: str) -> dict[str, Any]:
    return {
        "action_id": f"actions/{number:02}",
        "source_id": "actions",
        "ordinal": number,
        "name": name,
        "name_cell": name,
        "situation_status": "dash",
        "requirements_text": name,
        "powers_status": "empty",
        "weapon_use_status": "filled",
        "spans": at("actions", start),
    }


def _approval(action: int, kind: str, label: str, value: str, text: str, **others: Any) -> dict[str, Any]:
    return {
        "approval_id": f"actions/{action:02}/{kind}/1",
        "action_id": f"actions/{action:02}",
        "source_id": "actions",
        "kind": kind,
        "label": label,
        "value": value,
        "text": text,
        "spans": at("actions", text),
        **others,
    }


def _condition(action: int, source_column: str, type_name: str, text: str) -> dict[str, Any]:
    return {
        "condition_id": f"actions/{action:02}/{'A' if source_column == 'powers' else 'W'}1",
        "action_id": f"actions/{action:02}",
        "source_id": "actions",
        "source_column": source_column,
        "bullet": 1,
        "text": text,
        "type": type_name,
        "necessity": False,
        "proportionality": False,
        "harm_restriction": False,
        "presence_limited": False,
        "bullet_text": text,
        "spans": at("actions", text),
        "bullet_spans": at("actions", text),
    }


def _item(
    number: int, parent: int | None, edition: str, *, kind: str, marker: str, text: str
) -> dict[str, Any]:
    return {
        "item_id": f"guidelines/{number:03}",
        "source_id": "guidelines",
        "edition": edition,
        "ordinal": number,
        "parent_item_id": None if parent is None else f"guidelines/{parent:03}",
        "level": 1 if parent is None else 2,
        "kind": kind,
        "marker": marker,
        "is_heading": parent is None,
        "text": text,
        "path": [],
        "spans": at("guidelines", text),
        "marker_spans": [],
    }


def _law(law_id: str, number: str, title: str, abbreviations: list[str]) -> dict[str, Any]:
    return {
        "law_id": law_id,
        "source_id": "guidelines",
        "law_num": number,
        "law_type": "Act",
        "title": title,
        "abbreviations": abbreviations,
        "history_from": BEGINS if law_id == IMPACT_LAW else None,
        "spans": [],
    }


def _provision(elm: str, ordinal: int, **others: Any) -> dict[str, Any]:
    return {
        "provision_id": f"{REVISION}/{elm}",
        "law_revision_id": REVISION,
        "last_revision_id": REVISION,
        "valid_from": BEGINS,
        "law_id": IMPACT_LAW,
        "source_id": "law",
        "elm": elm,
        "unit": unit(IMPACT_LAW, elm),
        "ordinal": ordinal,
        "depth": elm.count("-"),
        "is_deleted": False,
        "is_hidden": False,
        "spans": [],
        "title_spans": [],
        **others,
    }


PARAGRAPH = "MainProvision-Article_4-Paragraph_1"
SENTENCE = "前条の協力支援活動は、国会の承認を得なければならない。"


def rows(version: int = 1) -> Rows:
    """The rows by table; `version` stands in a row of three tables."""
    cited = {
        "provision_id": f"{REVISION}/{PARAGRAPH}",
        "source_id": "law",
        "ordinal": 1,
        "start": 0,
        "end": 2,
    }
    return {
        "sources": _sources(version),
        "coverage": [
            {
                "source_id": source,
                "characters": len(text),
                "covered": len(text) - 1,
                "ignored": 1,
                "unaccounted": 0,
            }
            for source, text in TEXTS.items()
        ],
        "ignored_spans": [{"source_id": "guidelines", "start": 7, "end": 8, "reason": "line_wrap"}],
        "actions": [
            _action(2, "後方支援活動", "後方支援活動(自衛隊法第84条の5)"),
            _action(1, "防衛出動", "防衛出動(自衛隊法第76条)"),
        ],
        "action_legal_bases": [
            {
                "action_id": f"actions/{number:02}",
                "source_id": "actions",
                "ordinal": 1,
                "law_name": "自衛隊法",
                "law_id": DEFENSE_LAW,
                "article": article,
                "spans": at("actions", text),
            }
            for number, article, text in ((1, "76", "自衛隊法第76条"), (2, "84_5", "自衛隊法第84条の5"))
        ],
        "approvals": [
            _approval(1, "ordering_authority", "①", "stated", "内閣総理大臣", authority="内閣総理大臣"),
            _approval(1, "diet_approval", "②", "required_prior_in_principle", "必要(原則として事前承認)"),
            _approval(1, "cabinet_decision", "③", "required", "閣議決定:必要"),
            _approval(2, "ordering_authority", "①", "stated", "防衛大臣", authority="防衛大臣"),
            _approval(2, "diet_approval", "②", "required_prior", "必要(事前)"),
        ],
        "weapon_use_conditions": [
            _condition(1, "powers", "use_of_force", "我が国を防衛するため必要な武力の行使"),
            _condition(
                2,
                "weapon_use",
                "self_preservation",
                "自己又は自己と共に現場に所在する者の生命又は身体の防護のため か゛𠮷",
            ),
        ],
        "guideline_editions": [
            {"edition": "1997", "year": 1997, "title": "1997 Guidelines", "status": "superseded"},
            {"edition": "2015", "year": 2015, "title": "2015 Guidelines", "status": "in_force"},
        ],
        "guideline_items": [
            _item(4, 3, "1997", kind="enumerated_term", marker="1", text="射撃訓練"),
            _item(5, None, "2015", kind="chapter", marker="第1章", text="目的及び範囲"),
            _item(1, None, "1997", kind="chapter", marker="I", text="指針の目的"),
            _item(2, 1, "1997", kind="paragraph", marker="", text="平素から緊密な協力関係を構築する。"),
            _item(3, 2, "1997", kind="bullet", marker="- 1", text="共同訓練"),
            _item(6, 5, "2015", kind="paragraph", marker="", text="切れ目のない協力"),
        ],
        "guideline_topics": [
            {"topic": "purpose", "label": f"目的 {version}"},
            {"topic": "training", "label": f"訓練 {version}"},
        ],
        "guideline_topic_items": [
            {"topic": topic, "edition": edition, "item_id": f"guidelines/{number:03}", "reason": "同旨"}
            for topic, edition, number in (
                ("purpose", "1997", 1),
                ("purpose", "2015", 5),
                ("training", "1997", 3),
            )
        ],
        "laws": [
            _law(DEFENSE_LAW, "昭和二十九年法律第百六十五号", "自衛隊法", []),
            _law(
                IMPACT_LAW, "平成十一年法律第六十号", f"重要影響事態法 {version}", ["重要影響事態安全確保法"]
            ),
        ],
        "law_names": [
            {
                "name": name,
                "law_id": law_id,
                "kind": kind,
                "history_from": BEGINS if law_id == IMPACT_LAW else None,
            }
            for law_id, kind, name in (
                (DEFENSE_LAW, "law_id", DEFENSE_LAW),
                (DEFENSE_LAW, "title", "自衛隊法"),
                (IMPACT_LAW, "law_id", IMPACT_LAW),
                (IMPACT_LAW, "law_num", "平成十一年法律第六十号"),
                (IMPACT_LAW, "title", f"重要影響事態法 {version}"),
                (IMPACT_LAW, "abbreviation", "重要影響事態安全確保法"),
            )
        ],
        "law_revisions": [
            {
                "law_revision_id": REVISION,
                "law_id": IMPACT_LAW,
                "ordinal": 1,
                "enforced_on": BEGINS,
                "valid_from": BEGINS,
                "status": "CurrentEnforced",
                "source_id": "law",
                "content_sha256": hashlib.sha256(LAW.encode()).hexdigest(),
            }
        ],
        "provisions": [
            _provision(
                PARAGRAPH,
                2,
                kind="paragraph",
                num="1",
                parent_elm="MainProvision-Article_4",
                text=SENTENCE,
                spans=at("law", SENTENCE),
            ),
            _provision("MainProvision-Article_4", 1, kind="article", num="4", title="第四条"),
        ],
        "sentences": [
            {
                "provision_id": f"{REVISION}/{PARAGRAPH}",
                "source_id": "law",
                "ordinal": 1,
                "role": "single",
                "text": SENTENCE,
                "spans": at("law", SENTENCE),
            }
        ],
        "citations": [
            {
                "citation_id": f"{REVISION}/{PARAGRAPH}/c1",
                "valid_from": BEGINS,
                "text": "前条",
                "form": "relative",
                "status": "unresolved",
                "reason": "no_such_provision",
                **cited,
            }
        ],
    }


def tables(version: int = 1, changed: Rows | None = None) -> dict[str, pa.Table]:
    """The Arrow tables, as publishing takes them: all but `DERIVED`; some with other rows."""
    found = rows(version) | (changed or {})
    return {
        name: pa.Table.from_pylist(found.get(name, []), schema=table.schema)
        for name, table in contract().items()
        if name not in DERIVED
    }


def completed(version: int = 1, changed: Rows | None = None) -> dict[str, pa.Table]:
    """Every table of the contract, in order, as publishing writes them."""
    every = complete(tables(version, changed), TEXTS)
    return {name: in_memory(every, name) for name in every}


def write_sources(raw: Path) -> list[InputRecord]:
    """Write the sources into a folder, and return their records for the manifest."""
    raw.mkdir(exist_ok=True)
    for source, text in TEXTS.items():
        (raw / f"{source}.txt").write_bytes(text.encode())
    return [
        InputRecord(source, f"{source}.txt", hashlib.sha256(text.encode()).hexdigest(), len(text.encode()))
        for source, text in TEXTS.items()
    ]


def open_gate(tables: Mapping[str, TableRows], database: Path, docs: Path) -> GateResult:
    """A gate that lets everything through and leaves a report."""
    (docs / "index.html").write_text(f"{len(tables)} tables in {database.name}", "utf-8")
    return GateResult(success=True, evaluated=1, failures=[])
