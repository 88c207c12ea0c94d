"""A law in two revisions that cites itself and others, applies, replaces and defines; and one that cites it.

The second revision changes an item and adds a table, so that rows stand for one revision or for both.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from flows.records.laws.addresses import unit
from tests.small_warehouse.quotes import Quotes, Row

TEXT = (
    "第一章\n"
    "第一条 次の法律を準用する。ただし、「甲」とあるのは「乙」とし、以下「丙」という。\n"
    "2 前項及び第二条から第三条までの規定は、内閣法により適用する。\n"
    "第二条 二。\n"
    "第三条 三。\n"
    "一 号\n"
    "(参照) 自衛隊法\n"
)

LIST = '["411AC0000000060","329AC0000000165","323AC0000000136"]'

LAW, OTHER = "411AC0000000060", "329AC0000000165"
FIRST = f"{LAW}_20160329_427AC0000000076"
SECOND = f"{LAW}_20210901_503AC0000000036"
CITING = f"{OTHER}_20180401_000000000000000"

DAYS = {FIRST: dt.date(2016, 3, 29), SECOND: dt.date(2021, 9, 1), CITING: dt.date(2018, 4, 1)}
SOURCES = {FIRST: "law", SECOND: "law-2021", CITING: "archive"}

MAIN = "MainProvision"
CHAPTER = f"{MAIN}-Chapter_1"
ITEM = f"{MAIN}-Article_3-Paragraph_1-Item_1"
TABLE = "AppdxTable[1]-TableStruct[1]-Table[1]"
OPENING = ["次の法律を準用する。", "ただし、「甲」とあるのは「乙」とし、以下「丙」という。"]
RANGE = "前項及び第二条から第三条までの規定は、内閣法により適用する。"
CITES = "重要影響事態法第三条第一号による。"

_Node = tuple[str, str | None, str, str | None, str | None, list[str]]
"""elm, parent_elm, kind, num, title, sentences."""

OF_THE_FIRST: list[_Node] = [
    (MAIN, None, "main_provision", None, None, []),
    (CHAPTER, MAIN, "chapter", "1", "第一章", []),
    (f"{MAIN}-Article_1", CHAPTER, "article", "1", "第一条", []),
    (f"{MAIN}-Article_1-Paragraph_1", f"{MAIN}-Article_1", "paragraph", "1", None, OPENING),
    (f"{MAIN}-Article_1-Paragraph_2", f"{MAIN}-Article_1", "paragraph", "2", "2", [RANGE]),
    (f"{MAIN}-Article_2", CHAPTER, "article", "2", "第二条", []),
    (f"{MAIN}-Article_2-Paragraph_1", f"{MAIN}-Article_2", "paragraph", "1", None, ["二。"]),
    (f"{MAIN}-Article_3", CHAPTER, "article", "3", "第三条", []),
    (f"{MAIN}-Article_3-Paragraph_1", f"{MAIN}-Article_3", "paragraph", "1", None, ["三。"]),
    (ITEM, f"{MAIN}-Article_3-Paragraph_1", "item", "1", "一", ["号"]),
]
OF_THE_SECOND: list[_Node] = [
    (ITEM, f"{MAIN}-Article_3-Paragraph_1", "item", "1", "一", ["新号"]),
    ("AppdxTable[1]", None, "appdx_table", None, "別表第一", []),
    ("AppdxTable[1]-TableStruct[1]", "AppdxTable[1]", "table_struct", None, None, []),
    (TABLE, "AppdxTable[1]-TableStruct[1]", "table", None, None, ["左", "右"]),
]
OF_THE_OTHER: list[_Node] = [
    (MAIN, None, "main_provision", None, None, []),
    (f"{MAIN}-Article_76", MAIN, "article", "76", "第七十六条", []),
    (f"{MAIN}-Article_76-Paragraph_1", f"{MAIN}-Article_76", "paragraph", "1", None, [CITES]),
    (f"{MAIN}-Article_81_2", MAIN, "article", "81_2", "第八十一条の二", []),
]

AFTER = {"第二条": "適用する。\n", "第三条": "二。\n", "2": "という。\n", "一": "三。\n"}
"""What stands before a title that is not the first of its kind in the text."""


def place(words: str, within: str) -> Row:
    start = within.index(words)
    return {"start": start, "end": start + len(words)}


def _nodes(
    q: Quotes, nodes: Sequence[_Node], revision: str, last: str, places: Sequence[int]
) -> Iterator[tuple[Row, list[Row]]]:
    """Each node with its sentences; those of the first revision quote the source."""
    quoted = revision == FIRST
    depth: dict[str | None, int] = {None: 0}
    for elm, parent, *_ in OF_THE_OTHER if revision == CITING else (*OF_THE_FIRST, *OF_THE_SECOND):
        depth[elm] = depth[parent] + 1
    for ordinal, (elm, parent, kind, num, title, said) in zip(places, nodes, strict=True):
        after = f"{title} " if kind == "item" else ""
        provision = {
            "provision_id": f"{revision}/{elm}",
            "law_revision_id": revision,
            "last_revision_id": last,
            "valid_from": DAYS[revision],
            "valid_to": DAYS[SECOND] if last == FIRST else None,
            "law_id": revision.partition("_")[0],
            "source_id": SOURCES[revision],
            "elm": elm,
            "alias": "AppdxTable_1" if kind == "appdx_table" else None,
            "unit": unit(revision.partition("_")[0], elm),
            "parent_elm": parent,
            "kind": kind,
            "num": num,
            "ordinal": ordinal,
            "depth": depth[elm],
            "title": title,
            "text": "".join(said) or None,
            "is_deleted": False,
            "is_hidden": False,
            "spans": q.spans(*said, after=after) if quoted else [],
            "title_spans": q.spans(title, after=AFTER.get(title, "")) if quoted and title else [],
        }
        roles = ["main", "proviso"] if said == OPENING else ["column" if kind == "table" else "single"] * 2
        sentences = [
            {
                "provision_id": provision["provision_id"],
                "source_id": SOURCES[revision],
                "ordinal": n,
                "role": role,
                "text": words,
                "row": 1 if kind == "table" else None,
                "column": n if kind == "table" else None,
                "spans": q.spans(words, after=after) if quoted else [],
            }
            for n, (role, words) in enumerate(zip(roles, said, strict=False), 1)
        ]
        yield provision, sentences


def _provisions(q: Quotes) -> tuple[list[Row], list[Row]]:
    lasting, ended = OF_THE_FIRST[:-1], OF_THE_FIRST[-1:]
    found = [
        *_nodes(q, lasting, FIRST, SECOND, range(1, 10)),
        *_nodes(q, ended, FIRST, FIRST, [10]),
        *_nodes(q, OF_THE_SECOND, SECOND, SECOND, range(10, 14)),
        *_nodes(q, OF_THE_OTHER, CITING, CITING, range(1, 5)),
    ]
    return [provision for provision, _ in found], [row for _, rows in found for row in rows]


def _citation(revision: str, elm: str, ordinal: int, within: str, words: str, **more: Any) -> Row:
    return {
        "citation_id": f"{revision}/{elm}/c{ordinal}",
        "valid_from": DAYS[revision],
        "provision_id": f"{revision}/{elm}",
        "source_id": SOURCES[revision],
        "ordinal": ordinal,
        "text": words,
        "target_unit": unit(more["target_law_id"], more["target_elm"]) if more.get("target_elm") else None,
        **place(words, within),
        **more,
    }


def _citations() -> list[Row]:
    first, second = f"{MAIN}-Article_1-Paragraph_1", f"{MAIN}-Article_1-Paragraph_2"
    missing = {"form": "law_only", "status": "unresolved", "reason": "no_antecedent"}
    own = {"status": "resolved", "target_law_id": LAW}
    return [
        _citation(FIRST, first, 1, "".join(OPENING), "次の法律", **missing),
        _citation(FIRST, second, 1, RANGE, "前項", form="relative", target_elm=first, **own),
        _citation(
            FIRST,
            second,
            2,
            RANGE,
            "第二条から第三条まで",
            form="range",
            target_elm=f"{MAIN}-Article_2",
            target_elm_end=f"{MAIN}-Article_3",
            **own,
        ),
        _citation(
            FIRST,
            second,
            3,
            RANGE,
            "内閣法",
            form="law_only",
            status="external_unloaded",
            target_law_id="322AC0000000005",
            target_name="内閣法",
            reason="law_not_loaded",
        ),
        _citation(
            CITING,
            f"{MAIN}-Article_76-Paragraph_1",
            1,
            CITES,
            "重要影響事態法第三条第一号",
            form="absolute",
            target_elm=ITEM,
            target_name="重要影響事態法",
            **own,
        ),
    ]


def _laws(names: Quotes) -> list[Row]:
    known: tuple[tuple[str, str, str, list[str], dt.date | None], ...] = (
        (LAW, "平成十一年法律第六十号", "重要影響事態法", ["周辺事態法"], DAYS[FIRST]),
        (OTHER, "昭和二十九年法律第百六十五号", "自衛隊法", [], DAYS[CITING]),
        ("323AC0000000136", "昭和二十三年法律第百三十六号", "警察官職務執行法", ["警職法"], None),
    )
    return [
        {
            "law_id": law_id,
            "law_num": number,
            "law_type": "Act",
            "title": title,
            "abbreviations": abbreviations,
            "history_from": begins,
            "spans": names.spans(law_id),
            "source_id": "list",
        }
        for law_id, number, title, abbreviations, begins in known
    ]


def _names(laws: Sequence[Row]) -> list[Row]:
    kinds = ("law_id", "law_num", "title")
    return [
        {"name": name, "law_id": law["law_id"], "kind": kind, "history_from": law["history_from"]}
        for law in laws
        for kind, name in (
            *((kind, law[kind]) for kind in kinds),
            *(("abbreviation", name) for name in law["abbreviations"]),
        )
    ]


def _revisions(hashes: dict[str, str]) -> list[Row]:
    return [
        {
            "law_revision_id": revision,
            "law_id": revision.partition("_")[0],
            "amendment_law_id": amendment,
            "enforced_on": DAYS[revision],
            "status": status,
            "ordinal": ordinal,
            "valid_from": DAYS[revision],
            "valid_to": DAYS[SECOND] if revision == FIRST else None,
            "source_id": SOURCES[revision],
            "content_sha256": hashes[SOURCES[revision]] if revision != CITING else "f" * 64,
        }
        for revision, amendment, status, ordinal in (
            (FIRST, "427AC0000000076", "PreviousEnforced", 1),
            (SECOND, "503AC0000000036", "CurrentEnforced", 2),
            (CITING, None, "CurrentEnforced", 1),
        )
    ]


def _changes() -> list[Row]:
    between: Row = {"law_id": LAW, "from_revision_id": FIRST, "to_revision_id": SECOND}
    amended: Row = {
        "ordinal": 1,
        "elm_before": ITEM,
        "elm_after": ITEM,
        "kind": "item",
        "change": "amended",
        "title_before": "一",
        "title_after": "一",
        "text_before": "号",
        "text_after": "新号",
        "similarity": 0.5,
        "edits": [{"op": "insert", "text": "新"}, {"op": "equal", "text": "号"}],
    }
    added: list[Row] = [
        {
            "ordinal": ordinal,
            "elm_after": elm,
            "kind": kind,
            "change": "added",
            "title_after": title,
            "text_after": "".join(said) or None,
            "edits": [],
        }
        for ordinal, (elm, _, kind, _, title, said) in enumerate(OF_THE_SECOND[1:], 2)
    ]
    return [between | row for row in (amended, *added)]


def _impacts() -> list[Row]:
    """What the second revision touches: the citation of the other law, and the legal basis and consequence that name it."""
    cited = f"{OTHER}/{MAIN}-Article_76-Paragraph_1"
    common: Row = {"law_id": LAW, "to_revision_id": SECOND, "is_closest": True}
    return [
        common
        | {
            "ordinal": 1,
            "change_ordinal": 1,
            "elm": ITEM,
            "table_name": "citations",
            "row_id": f"{CITING}/{MAIN}-Article_76-Paragraph_1/c1",
            "row_from": DAYS[CITING],
            "steps": 1,
            "relation": "same",
            "path": "重要影響事態法第三条第一項第一号 ← 自衛隊法第七十六条第一項",
            "path_elms": [f"{LAW}/{ITEM}", cited],
            "reason": "改められた規定を引用する",
        },
        common
        | {
            "ordinal": 2,
            "change_ordinal": 1,
            "elm": ITEM,
            "table_name": "action_legal_bases",
            "row_id": "actions/01|1",
            "row_from": dt.date(2021, 7, 13),
            "steps": 2,
            "relation": "same",
            "path": "重要影響事態法第三条第一項第一号 ← 自衛隊法第七十六条第一項 ← 防衛出動の根拠規定",
            "path_elms": [f"{LAW}/{ITEM}", cited],
            "reason": "改められた規定を引用する規定を行動の根拠とする",
        },
    ]


def law_rows(q: Quotes, names: Quotes, hashes: dict[str, str]) -> dict[str, list[Row]]:
    """The rows of the section *laws*.

    Args:
        q: the text of the first revision.
        names: the list of laws.
        hashes: SHA-256 by source.
    """
    paragraph, other = f"{MAIN}-Article_1-Paragraph_1", f"{MAIN}-Article_1-Paragraph_2"
    first, text = f"{FIRST}/{paragraph}", "".join(OPENING)
    provisions, sentences = _provisions(q)
    laws = _laws(names)
    return {
        "laws": laws,
        "law_names": _names(laws),
        "law_revisions": _revisions(hashes),
        "provisions": provisions,
        "sentences": sentences,
        "defined_terms": [
            {"provision_id": first, "ordinal": 1, "term": "丙", "definition": "「乙」", **place("丙", text)}
        ],
        "citations": _citations(),
        "range_targets": [
            {
                "citation_id": f"{FIRST}/{other}/c2",
                "ordinal": ordinal,
                "target_law_id": LAW,
                "target_elm": f"{MAIN}-Article_{ordinal + 1}",
                "target_unit": f"{LAW}/{MAIN}-Article_{ordinal + 1}",
            }
            for ordinal in (1, 2)
        ],
        "provision_changes": _changes(),
        "impacts": _impacts(),
        "substitutions": [
            {
                "provision_id": first,
                "ordinal": 1,
                "replaced": "甲",
                "replacement": "乙",
                **place("「甲」とあるのは「乙」", text),
            }
        ],
        "applied_provisions": [
            {
                "provision_id": f"{FIRST}/{other}",
                "ordinal": 1,
                "target_law_id": LAW,
                "target_elm": paragraph,
                "citation_id": f"{FIRST}/{other}/c1",
            }
        ],
        "citing_laws": [
            {
                "law_id": LAW,
                "citing_law_id": OTHER,
                "citing_title": "自衛隊法",
                "count": 2,
                "spans": q.spans("自衛隊法"),
            }
        ],
    }
