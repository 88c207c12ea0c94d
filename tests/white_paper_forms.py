"""Every form in which 資料10 may reach us, made from the flattened seed by the hand-read names of its actions."""

from __future__ import annotations

import csv
import io
import re
import tomllib
from pathlib import Path
from typing import Any

from flows.documents.source_text import SourceText, decode, read_text
from flows.records.actions.white_paper_actions import read_actions
from flows.records.extraction import Extraction
from flows.records.laws.names import LawNames, read_law_list

ROOT = Path(__file__).parents[1]
SEED = ROOT / "raw" / "wp2021-siryo10.csv"
SOURCE_ID = "wp2021-siryo10"
GOLDEN = ROOT / "tests" / "golden" / "actions"

FLATTENED = SEED.read_text("utf-8")
NAMES = LawNames.of(read_law_list(read_text(ROOT / "raw" / "law-list.json", "law-list")).tables["laws"])

LABELS = {"letters": "@ABC", "circled": "①②③④", "digits": "1234", "wide digits": "１２３４"}
LINE_ENDS = {"flattened": None, "LF": "\n", "CRLF": "\r\n"}


def golden(number: int) -> dict[str, Any]:
    return tomllib.loads((GOLDEN / f"{number:02}.toml").read_text("utf-8"))


def published(text: str = FLATTENED) -> str:
    """Put the line breaks back: before each record, and inside quoted cells before labels and bullets."""
    starts = ["区  分,", *(f"{golden(number)['name_cell']}," for number in range(1, 21))]
    for start in starts:
        assert text.count(f" {start}") == 1, start
        text = text.replace(f" {start}", f"\n{start}")

    def broken(cell: re.Match[str]) -> str:
        return re.sub(r" (?=[@A-C] |○ |\(ただし)", "\n", cell[0])

    text = re.sub('"[^"]*"', broken, text) + "\n"
    rows = list(csv.reader(io.StringIO(text)))
    assert len(rows) == 22
    assert {len(row) for row in rows} == {5}
    return text


def form(labels: str = "letters", line_ends: str = "flattened", text: str | None = None) -> str:
    """Write the table with other labels and line ends."""
    text = FLATTENED if text is None else text
    line_end = LINE_ENDS[line_ends]
    if line_end:
        text = published(text)
    text = text.translate(str.maketrans("@ABC", LABELS[labels]))
    return text.replace("\n", line_end) if line_end else text


def all_quoted(text: str) -> str:
    """Quote every cell of a published table."""
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(csv.reader(io.StringIO(text)))
    return out.getvalue()


def read(content: bytes | str) -> Extraction:
    """Read a table from bytes in any encoding, or from text."""
    path = Path("siryo10.csv")
    if isinstance(content, str):
        return read_actions(SourceText(SOURCE_ID, path, content, "utf-8"), NAMES)
    text, encoding = decode(content, path)
    return read_actions(SourceText(SOURCE_ID, path, text, encoding), NAMES)


def fields(record: Any) -> dict[str, Any]:
    return {name: getattr(record, name) for name in type(record).__dataclass_fields__}
