"""Goldens of the guideline documents, and what the readers' rows are compared with."""

import json
from pathlib import Path
from typing import Any

import pytest

from flows.records.extraction import Extraction
from flows.records.guidelines.guideline_items import GuidelineItem
from flows.sources import RAW, load_card, open_source

GOLDEN = Path(__file__).parent / "golden" / "guidelines"
GOLD = Path(__file__).parents[2] / "shared" / "gold"


def raw_document(name: str) -> Any:
    return open_source(load_card(RAW / f"{name}.toml"))


def golden_rows(name: str) -> list[dict[str, str]]:
    """Rows of a golden: fields divided by `|`, the first line that is no comment names them."""
    lines = (GOLDEN / name).read_text("utf-8").splitlines()
    header, *rows = [line.split("|") for line in lines if not line.startswith("#")]
    assert all(len(row) == len(header) for row in rows)
    return [dict(zip(header, row, strict=True)) for row in rows]


def agrees(item: GuidelineItem, row: dict[str, str]) -> bool:
    """Whether an item is that of a golden row; `…` in the row's text stands for what it leaves out."""
    begin, cut, end = row["text"].replace("\\t", "\t").partition("…")
    same_text = item.text == begin if not cut else item.text.startswith(begin) and item.text.endswith(end)
    return same_text and (
        str(item.ordinal),
        (item.parent_item_id or "").rpartition("/")[2].lstrip("0"),
        str(item.level),
        item.kind,
        "yes" if item.is_heading else "no",
        item.marker,
        item.marker_corrected or "",
    ) == tuple(
        row[name] for name in ("ordinal", "parent", "level", "kind", "heading", "marker", "marker_corrected")
    )


def sample(name: str) -> Any:
    path = GOLD / f"{name}.sample.json"
    if not path.exists():
        pytest.skip(f"{path} is not there: the hand-read samples lie beside the checkout")
    return json.loads(path.read_text("utf-8"))


def sample_rows(document: str) -> list[dict[str, Any]]:
    """The sampled items of one document, in the warehouse's terms."""
    return [
        {
            "ordinal": int(row["id"][4:]),
            "parent": int(row["parent_id"][4:]) if row["parent_id"] else None,
            "level": row["level"],
            "kind": row["kind"],
            "is_heading": row["is_heading"],
            "marker": row["marker"],
            "marker_spans": [row["marker_span"]] if row["marker_span"] else [],
            "text": row["text"],
            "text_corrected": row.get("text_corrected"),
            "path": row["path"],
            "spans": row["spans"],
            "edition": row["edition"],
        }
        | ({"marker_corrected": row["marker_fixed"]} if "marker_fixed" in row else {})
        for row in sample("guideline_items")
        if row["doc"] == document
    ]


def in_sample_terms(item: GuidelineItem, names: list[str]) -> dict[str, Any]:
    values = {name: getattr(item, name) for name in item.__dataclass_fields__} | {
        "parent": int(item.parent_item_id.rpartition("/")[2]) if item.parent_item_id else None,
        "spans": [list(span) for span in item.spans],
        "marker_spans": [list(span) for span in item.marker_spans],
    }
    return {name: values[name] for name in names}


def sampled_references(document: str) -> set[tuple[int, str]]:
    """Ordinal and label of every item of a document that the samples of topics and editions quote."""
    found: set[tuple[int, str]] = set()

    def walk(node: Any) -> None:
        if isinstance(node, list):
            for each in node:
                walk(each)
        elif isinstance(node, dict):
            name = node.get("id") or node.get("item_id")
            quoted = node.get("label") or node.get("quote")
            if isinstance(name, str) and quoted and name.startswith(f"{document}-"):
                found.add((int(name[4:]), quoted))
            for each in node.values():
                walk(each)

    walk(sample("crosswalk"))
    walk(sample("editions"))
    return found


def replayed(extraction: Extraction, item: GuidelineItem) -> str:
    """The text of an item after the repairs that its corrections describe."""
    text = item.text
    for correction in extraction.tables["corrections"]:
        if correction.row_id == item.item_id and correction.table_name == "guideline_items":
            text = text.replace(correction.before, correction.after) if correction.before else text
    return text
