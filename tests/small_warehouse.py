"""A whole warehouse of a few rows, made by hand: every table of the contract, valid in every respect.

Its sources are three short texts. Each row quotes them, so that spans, offsets and coverage are those of real
rows. Tests break one thing at a time.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import duckdb
import pyarrow as pa

from warehouse.contract import contract

Row = dict[str, Any]
Spans = list[dict[str, int]]

ACTIONS = (
    "防衛出動(自衛隊法第76条)|①攻撃が発生した事態 ②危険が切迫した事態|"
    "①命令権者:内閣総理大臣②国会の承認:(出動)必要(原則として事前承認)、(待機)必要(命令から20日以内に付議)③閣議決定:必要|"
    "○我が国を防衛するため必要な武力の行使等|―\n"
    "警護出動(自衛隊法第81条の2)|―|"
    "①命令権者:防衛大臣②国会の承認:不要③閣議決定:必要(内閣総理大臣の承認)④その他:協議|"
    "|○警護出動を命ぜられた自衛官は、警察官がその場にいない場合に限り、警察官職務執行法第7条を準用する。"
    "○自衛官は、展開予定地域内において、①自己又は隊員の生命・身体の防護のためやむを得ない必要があると認める相当の理由がある場合、"
    "②施設を防護する場合、その事態に応じ合理的に必要と判断される限度で使用できる。人に危害を与えてはならない。\n"
)

GUIDELINES = (
    "指針の見直し\n"
    "第1章 協力\n"
    "1 両国は、1情報収集、2防空を行い、調整所(BCC)を設ける。\n"
    "○ 捜索・救難\n"
    "これを受け周辺事態法が制定された。総理大臣は統合幕僚監部を指揮する。\n"
    "総理大臣\n統合幕僚監部\n"
    "第2章 改訂\n"
)

LAW = (
    "第一条 次の法律を準用する。ただし、「甲」とあるのは「乙」とし、以下「丙」という。\n"
    "2 前項及び第二条から第三条までの規定は、内閣法により適用する。\n"
    "第二条 二。\n"
    "第三条 三。\n"
    "一 号\n"
    "(参照) 自衛隊法\n"
)

LIST = '["411AC0000000060","329AC0000000165","323AC0000000136"]'

REVISION = "411AC0000000060_20210901_503AC0000000036"
HASH = {"actions": "a" * 64, "guidelines": "b" * 64, "law": "c" * 64, "list": "d" * 64}


class _Quotes:
    """Where the words of a source stand; everything that nobody quotes is ignored."""

    def __init__(self, source_id: str, text: str) -> None:
        self.source_id, self.text = source_id, text
        self.held: set[int] = set()

    def spans(self, *words: str, after: str = "") -> Spans:
        """Spans of the words, each looked for behind the one before."""
        place, found = (self.text.index(after) + len(after)) if after else 0, []
        for word in words:
            start = self.text.index(word, place)
            place = start + len(word)
            self.held.update(range(start, place))
            found.append({"start": start, "end": place})
        return found

    def ignored(self) -> list[Row]:
        """A row of `ignored_spans` for every run of characters that was not quoted."""
        rows: list[Row] = []
        for at in sorted(set(range(len(self.text))) - self.held):
            if rows and rows[-1]["end"] == at:
                rows[-1]["end"] = at + 1
            else:
                rows.append({"source_id": self.source_id, "start": at, "end": at + 1, "reason": "layout"})
        return rows

    def coverage(self) -> Row:
        total, held = len(self.text), len(self.held)
        return {
            "source_id": self.source_id,
            "characters": total,
            "covered": held,
            "ignored": total - held,
            "unaccounted": 0,
        }


def _sources() -> list[Row]:
    kinds = {
        "actions": "white-paper-actions",
        "guidelines": "guidelines-review",
        "law": "law-markdown",
        "list": "law-list",
    }
    return [
        {
            "source_id": name,
            "title": name,
            "publisher": "防衛省",
            "kind": kind,
            "licence": "CC0",
            "published_on": dt.date(2021, 7, 13),
            "retrieved_on": dt.date(2026, 2, 1),
            "media_type": "text/plain",
            "encoding": "utf-8",
            "bytes": 1000,
            "sha256": HASH[name],
            "covers": "a test",
            "file": f"{name}.txt",
        }
        for name, kind in kinds.items()
    ]


def _actions(q: _Quotes) -> dict[str, list[Row]]:
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


def _approvals(q: _Quotes, first: str, second: str) -> list[Row]:
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


def _weapons(q: _Quotes, first: str, second: str, power: str) -> dict[str, list[Row]]:
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
        suffix = f"-{'①②'.index(more['ground_label']) + 1}" if "ground_label" in more else ""
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
            "condition_id": "actions/02/W2-1",
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


def _guidelines(q: _Quotes) -> dict[str, list[Row]]:
    chapter = "第1章協力"
    sentence = "両国は、1情報収集、2防空を行い、調整所(BCC)を設ける。"
    told = "これを受け周辺事態法が制定された。総理大臣は統合幕僚監部を指揮する。"
    plan: list[tuple[str, str, str, int, str, int | None, list[str]]] = [
        ("2024-proposal", "", "指針の見直し", 0, "note", None, []),
        ("1997", "第1章", "協力", 1, "chapter", None, []),
        ("1997", "1", sentence, 2, "paragraph", 2, [chapter]),
        ("1997", "1", "情報収集", 3, "enumerated_term", 3, [chapter]),
        ("1997", "2", "防空", 3, "enumerated_term", 3, [chapter]),
        ("1997", "○", "捜索・救難", 2, "bullet", 2, [chapter]),
        ("1997", "", told, 2, "paragraph", 2, [chapter]),
        ("general", "", "総理大臣", 2, "bullet", 2, [chapter]),
        ("general", "", "統合幕僚監部", 2, "bullet", 2, [chapter]),
        ("2015", "第2章", "改訂", 1, "chapter", None, []),
    ]
    after = {4: "両国は、", 5: "情報収集、", 8: "指揮する。\n", 9: "総理大臣\n"}
    items: list[Row] = []
    for ordinal, (edition, marker, text, level, kind, parent, path) in enumerate(plan, 1):
        before = after.get(ordinal, "")
        items.append(
            {
                "item_id": f"guidelines/{ordinal:03}",
                "edition": edition,
                "ordinal": ordinal,
                "parent_item_id": f"guidelines/{parent:03}" if parent else None,
                "level": level,
                "kind": kind,
                "marker": marker,
                "is_heading": kind == "chapter",
                "text": text,
                "path": path,
                "spans": q.spans(text, after=before),
                "marker_spans": q.spans(marker, after=before or "指針の見直し\n") if marker else [],
            }
        )
    items[2]["marker_spans"] = q.spans("1", after="協力\n")
    items[5]["text_corrected"] = "捜索・救難等"
    item = [row["item_id"] for row in items]
    return {
        "guideline_editions": [
            {"edition": edition, "year": year, "title": f"指針 {year}", "status": status}
            for edition, year, status in (
                ("1978", 1978, "superseded"),
                ("1997", 1997, "superseded"),
                ("2015", 2015, "in_force"),
                ("2024-proposal", 2024, "proposal"),
            )
        ],
        "guideline_items": items,
        "cooperation_items": [
            {
                "item_id": item[5],
                "ordinal": 1,
                "category": "救援活動",
                "function": "捜索",
                "text": "捜索・救難等",
                "text_raw": "捜索・救難",
                "spans": q.spans("捜索・救難"),
            }
        ],
        "guideline_topics": [{"topic": "search_and_rescue", "label": "捜索・救難"}],
        "guideline_topic_items": [
            {"topic": "search_and_rescue", "edition": "1997", "item_id": item[5], "reason": "names it"}
        ],
        "guideline_consequences": [
            {
                "edition": "1997",
                "ordinal": 1,
                "name": "周辺事態法",
                "law_id": "411AC0000000060",
                "year": 1999,
                "action": "制定",
                "item_id": item[6],
                "spans": q.spans("周辺事態法が制定された"),
            }
        ],
        "mechanisms": [
            {
                "edition": "1997",
                "name": "調整所",
                "abbreviation": "BCC",
                "item_id": item[2],
                "reason": "を設ける",
                "quote": "調整所(BCC)を設ける",
                "spans": q.spans("調整所(BCC)を設ける"),
            }
        ],
        "mechanism_nodes": [
            {"node_id": item[n], "item_id": item[n], "label": items[n]["text"], "spans": items[n]["spans"]}
            for n in (7, 8)
        ],
        "mechanism_edges": [
            {
                "from_node_id": item[7],
                "to_node_id": item[8],
                "relation": "directs",
                "evidence_item_id": item[6],
                "reason": "を指揮する",
                "quote": "総理大臣は統合幕僚監部を指揮する",
                "spans": q.spans("総理大臣は統合幕僚監部を指揮する"),
            }
        ],
    }


def _law(q: _Quotes, names: _Quotes) -> dict[str, list[Row]]:
    law = "411AC0000000060"
    main = ["次の法律を準用する。", "ただし、「甲」とあるのは「乙」とし、以下「丙」という。"]
    second = ["前項及び第二条から第三条までの規定は、内閣法により適用する。"]
    plan: list[tuple[str, str | None, str, str | None, str | None, list[str]]] = [
        ("MainProvision", None, "main_provision", None, None, []),
        ("MainProvision-Article_1", "MainProvision", "article", "1", "第一条", []),
        ("MainProvision-Article_1-Paragraph_1", "MainProvision-Article_1", "paragraph", "1", None, main),
        ("MainProvision-Article_1-Paragraph_2", "MainProvision-Article_1", "paragraph", "2", "2", second),
        ("MainProvision-Article_2", "MainProvision", "article", "2", "第二条", []),
        ("MainProvision-Article_2-Paragraph_1", "MainProvision-Article_2", "paragraph", "1", None, ["二。"]),
        ("MainProvision-Article_3", "MainProvision", "article", "3", "第三条", []),
        ("MainProvision-Article_3-Paragraph_1", "MainProvision-Article_3", "paragraph", "1", None, ["三。"]),
        (
            "MainProvision-Article_3-Paragraph_1-Item_1",
            "MainProvision-Article_3-Paragraph_1",
            "item",
            "1",
            "一",
            ["号"],
        ),
    ]
    titles = {"第二条": "適用する。\n", "第三条": "二。\n", "2": "という。\n", "一": "三。\n"}
    provisions, sentences = [], []
    for ordinal, (elm, parent, kind, num, title, said) in enumerate(plan, 1):
        text = "".join(said) or None
        provision_id = f"{REVISION}/{elm}"
        provisions.append(
            {
                "provision_id": provision_id,
                "law_revision_id": REVISION,
                "law_id": law,
                "elm": elm,
                "parent_elm": parent,
                "kind": kind,
                "num": num,
                "ordinal": ordinal,
                "depth": elm.count("-"),
                "title": title,
                "text": text,
                "is_deleted": False,
                "spans": q.spans(*said, after=f"{title} " if kind == "item" else ""),
                "title_spans": q.spans(title, after=titles.get(title, "")) if title else [],
            }
        )
        roles = ["main", "proviso"] if len(said) == 2 else ["single"]
        sentences += [
            {
                "provision_id": provision_id,
                "ordinal": n,
                "role": role,
                "text": words,
                "spans": q.spans(words, after=f"{title} " if kind == "item" else ""),
            }
            for n, (role, words) in enumerate(zip(roles, said, strict=False), 1)
        ]
    paragraph, other = "MainProvision-Article_1-Paragraph_1", "MainProvision-Article_1-Paragraph_2"
    first, text = f"{REVISION}/{paragraph}", "".join(main)

    def place(words: str, within: str) -> Row:
        start = within.index(words)
        return {"start": start, "end": start + len(words)}

    def citation(
        elm: str, ordinal: int, within: str, words: str, *, form: str, status: str, **more: Any
    ) -> Row:
        return {
            "citation_id": f"{REVISION}/{elm}/c{ordinal}",
            "provision_id": f"{REVISION}/{elm}",
            "ordinal": ordinal,
            "text": words,
            "form": form,
            "status": status,
            **place(words, within),
            **more,
        }

    citations = [
        citation(
            paragraph, 1, text, "次の法律", form="law_only", status="unresolved", reason="no_list_follows"
        ),
        citation(
            other,
            1,
            second[0],
            "前項",
            form="relative",
            status="resolved",
            target_law_id=law,
            target_elm=paragraph,
        ),
        citation(
            other,
            2,
            second[0],
            "第二条から第三条まで",
            form="range",
            status="resolved",
            target_law_id=law,
            target_elm="MainProvision-Article_2",
            target_elm_end="MainProvision-Article_3",
        ),
        citation(
            other,
            3,
            second[0],
            "内閣法",
            form="law_only",
            status="external_unloaded",
            target_law_id="322AC0000000005",
            target_name="内閣法",
            reason="law_not_loaded",
        ),
    ]
    return {
        "laws": [
            {
                "law_id": law_id,
                "law_num": number,
                "law_type": "Act",
                "title": title,
                "abbreviations": ["略称"],
                "spans": names.spans(law_id),
                "source_id": "list",
            }
            for law_id, number, title in (
                (law, "平成十一年法律第六十号", "重要影響事態法"),
                ("329AC0000000165", "昭和二十九年法律第百六十五号", "自衛隊法"),
                ("323AC0000000136", "昭和二十三年法律第百三十六号", "警察官職務執行法"),
            )
        ],
        "law_revisions": [
            {
                "law_revision_id": REVISION,
                "law_id": law,
                "amendment_law_id": "503AC0000000036",
                "enforced_on": dt.date(2021, 9, 1),
                "status": "CurrentEnforced",
                "valid_from": dt.date(2021, 9, 1),
                "content_sha256": HASH["law"],
            }
        ],
        "provisions": provisions,
        "sentences": sentences,
        "defined_terms": [
            {"provision_id": first, "ordinal": 1, "term": "丙", "definition": "「乙」", **place("丙", text)}
        ],
        "citations": citations,
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
                "provision_id": f"{REVISION}/{other}",
                "ordinal": 1,
                "target_law_id": law,
                "target_elm": paragraph,
                "citation_id": f"{REVISION}/{other}/c1",
            }
        ],
        "citing_laws": [
            {
                "law_id": law,
                "citing_law_id": "329AC0000000165",
                "citing_title": "自衛隊法",
                "count": 2,
                "spans": q.spans("自衛隊法"),
            }
        ],
    }


def _corrections() -> list[Row]:
    return [
        {
            "correction_id": f"{table}/{n}",
            "source_id": table_source,
            "table_name": table,
            "row_id": row,
            "before": before,
            "after": after,
            "reason": "ocr",
            "evidence": "the printed edition",
        }
        for n, (table, table_source, row, before, after) in enumerate(
            (
                ("weapon_use_conditions", "actions", "actions/02/W2-1", "身体", "身體"),
                ("guideline_items", "guidelines", "guidelines/006", "", "等"),
            ),
            1,
        )
    ]


def rows() -> dict[str, list[Row]]:
    """Return the rows of every table; columns that are null may be left out."""
    quotes = {
        name: _Quotes(name, text)
        for name, text in (("actions", ACTIONS), ("guidelines", GUIDELINES), ("law", LAW), ("list", LIST))
    }
    parts = {
        "actions": _actions(quotes["actions"]),
        "guidelines": _guidelines(quotes["guidelines"]),
        "law": _law(quotes["law"], quotes["list"]),
    }
    found: dict[str, list[Row]] = {"sources": _sources(), "corrections": _corrections()}
    for source_id, tables in parts.items():
        for table, records in tables.items():
            found[table] = [{"source_id": source_id} | record for record in records]
    found["coverage"] = [quote.coverage() for quote in quotes.values()]
    found["ignored_spans"] = [row for quote in quotes.values() for row in quote.ignored()]
    found["source_texts"] = [{"source_id": quote.source_id, "text": quote.text} for quote in quotes.values()]
    return found


def small_tables() -> dict[str, pa.Table]:
    """Return every table of the contract as Arrow."""
    made = rows()
    return {
        name: pa.table(
            {column.name: [row.get(column.name) for row in made[name]] for column in table.columns},
            schema=table.schema,
        )
        for name, table in contract().items()
    }


def small_database(tables: dict[str, pa.Table]) -> duckdb.DuckDBPyConnection:
    """Return a database in memory that holds the tables, without constraints, so that a test can break them."""
    connection = duckdb.connect()
    for name, table in tables.items():
        connection.register("arrow", table)
        connection.execute(f'CREATE TABLE "{name}" AS FROM arrow')
        connection.unregister("arrow")
    return connection
