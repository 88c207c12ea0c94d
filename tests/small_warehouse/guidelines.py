"""A paper of ten items on two editions, with a topic, a law that followed, a body and a small chart."""

from __future__ import annotations

from tests.small_warehouse.quotes import Quotes, Row

TEXT = (
    "指針の見直し\n"
    "第1章 協力\n"
    "1 両国は、1情報収集、2防空を行い、調整所(BCC)を設ける。\n"
    "○ 捜索・救難\n"
    "これを受け周辺事態法が制定された。総理大臣は統合幕僚監部を指揮する。\n"
    "総理大臣\n統合幕僚監部\n"
    "第2章 改訂\n"
)


def guideline_rows(q: Quotes) -> dict[str, list[Row]]:
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
