"""A law of three articles that cites itself and another, applies, replaces and defines."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.small_warehouse.quotes import Quotes, Row

TEXT = (
    "第一条 次の法律を準用する。ただし、「甲」とあるのは「乙」とし、以下「丙」という。\n"
    "2 前項及び第二条から第三条までの規定は、内閣法により適用する。\n"
    "第二条 二。\n"
    "第三条 三。\n"
    "一 号\n"
    "(参照) 自衛隊法\n"
)

LIST = '["411AC0000000060","329AC0000000165","323AC0000000136"]'

REVISION = "411AC0000000060_20210901_503AC0000000036"


def law_rows(q: Quotes, names: Quotes, sha256: str) -> dict[str, list[Row]]:
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
                "last_revision_id": REVISION,
                "valid_from": dt.date(2021, 9, 1),
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
                "is_hidden": False,
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
                "ordinal": 1,
                "amendment_law_id": "503AC0000000036",
                "enforced_on": dt.date(2021, 9, 1),
                "status": "CurrentEnforced",
                "valid_from": dt.date(2021, 9, 1),
                "content_sha256": sha256,
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
