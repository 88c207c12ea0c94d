"""Laws in the Markdown of the dataset legalize-jp for tests: small ones, and what must hold of every one."""

from __future__ import annotations

from pathlib import Path

from flows.documents.law_legalize import LegalizeLaw, read_legalize_law
from flows.documents.law_tree import Provision
from flows.documents.located import Located
from flows.documents.source_text import SourceText

REVISION = "599AC0000000001_20990401_000000000000000"

FRONT = """---
title: "試験法"
identifier: "599AC0000000001"
country: "jp"
rank: "act"
publication_date: "2099-01-31"
last_updated: "2099-04-01"
status: "in_force"
source: "https://laws.e-gov.go.jp/law/599AC0000000001"
extra:
  law_title_kana: "しけんほう"
  abbrev: "試法,試験に関する法"
  category: "行政組織"
  law_num: "令和八十一年法律第一号"
  law_type: "Act"
  enforced_at: "2099-04-01"
---
"""


def law_text(*blocks: str, front: str = FRONT) -> str:
    """A law of blocks with empty lines between them."""
    return "\n\n".join([front.rstrip("\n"), *blocks]) + "\n"


def read(text: str, revision: str = REVISION) -> LegalizeLaw:
    """Read a text as a wording of a law."""
    return read_legalize_law(SourceText("law", Path("law.md"), text, "utf-8"), revision)


def nodes(law: LegalizeLaw) -> dict[str, Provision]:
    """The provisions by element path."""
    return {node.elm: node for node in law.tree.walk()}


def accounted(law: LegalizeLaw, text: str) -> bool:
    """Whether every character is in one text of the tree or set aside once, and the offsets are those of the texts."""
    kept = [law.tree.title, law.tree.law_num]
    for node in law.tree.walk():
        kept += [node.title, node.caption, *(one.text for one in node.sentences)]
    pieces = [piece for piece in kept if isinstance(piece, Located)] + [piece for piece, _ in law.ignored]
    parts: list[tuple[int, str]] = []
    for piece in pieces:
        at = 0
        for start, end in piece.spans():
            parts.append((start, piece.text[at : at + end - start]))
            at += end - start
    reached = 0
    for start, part in sorted(parts):
        if start != reached or text[start : start + len(part)] != part:
            return False
        reached += len(part)
    return reached == len(text)
