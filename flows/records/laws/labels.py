"""Element paths as lawyers write them: 第八十四条の五第一項第二号イ, 附則第二条, 別表第一."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from flows.japanese.numerals import kanji, provision_title

_UNITS = {
    "Part": "編", "Chapter": "章", "Section": "節", "Subsection": "款", "Division": "目", "Article": "条",
    "Paragraph": "項", "Item": "号",
}  # fmt: skip
_STEP = re.compile(r"(?P<name>[A-Za-z]+)[0-9]*(?:_(?P<num>[0-9_:]+))?(?:\[(?P<index>[0-9]+)\])?")
_NAMES = {
    "LawTitle": "題名", "LawNum": "法令番号", "EnactStatement": "制定文", "TOC": "目次", "Preamble": "前文",
    "MainProvision": "本則", "AppdxTable": "別表", "AppdxStyle": "様式", "AppdxFormat": "書式", "AppdxFig": "別図",
    "AppdxNote": "別記", "Appdx": "付録", "TableStruct": "表", "FigStruct": "図", "StyleStruct": "様式",
    "NoteStruct": "記", "FormatStruct": "書式", "Remarks": "備考", "RelatedArticleNum": "関係条文", "List": "列記",
    "ArithFormula": "算式", "QuoteStruct": "引用", "AmendProvision": "改正規定", "SupplNote": "付記",
    "SupplProvisionAppdxTable": "附則別表", "SupplProvisionAppdxStyle": "附則様式", "SupplProvisionAppdx": "附則付録",
    "NewProvision": "改正後の規定", "Class": "類",
}  # fmt: skip
"""What lawyers call what has no number of its own; what stands in it alone (Table in TableStruct) is left out."""


class Named(NamedTuple):
    """What a node is called by its source.

    Args:
        title: title or number as printed.
        amend_law_num: of a supplementary provision, the number of the amending law that it came with.
    """

    title: str | None
    amend_law_num: str | None = None


def label(elm: str, named: Mapping[str, Named]) -> str:
    """Write an element path as lawyers do.

    Args:
        elm: the path.
        named: what its nodes are called, by path; what is not in it is named by its number.
    """
    parts: list[str] = []
    steps = elm.split("-")
    for at, step in enumerate(steps):
        node = named.get("-".join(steps[: at + 1]), Named(None))
        parts.append(_top(step, node) if at == 0 else _below(step, node))
    return "".join(parts) or _NAMES["MainProvision"]


def _top(step: str, node: Named) -> str:
    match = _STEP.fullmatch(step)
    name, num, index = (match["name"], match["num"], match["index"]) if match else (step, None, None)
    if name == "MainProvision":
        return ""
    if name == "SupplProvision":
        if node.amend_law_num:
            return f"附則（{node.amend_law_num}）"
        return f"附則［{index}］" if index and index != "1" else "附則"
    if name.startswith("Appdx") and node.title:
        return re.split("[（(　 ]", node.title.strip(), maxsplit=1)[0]
    return _NAMES.get(name, name) + (f"第{_spelt(num)}" if num else "")


def _below(step: str, node: Named) -> str:
    match = _STEP.fullmatch(step)
    if match is None:
        return step
    name, num = match["name"], match["num"]
    if name in _UNITS and num:
        if ":" in num and node.title:
            return node.title
        return provision_title(num, _UNITS[name]) if ":" not in num else f"第{_spelt(num)}{_UNITS[name]}"
    if name.startswith(("Subitem", "Sublist")):
        return node.title or (f"（{_spelt(num)}）" if num else "")
    return f"の{_NAMES[name]}" if name in _NAMES else ""


def _spelt(num: str) -> str:
    """Write a number in e-Gov's form: `3_2` is 三の二, `4:8` 四から八まで."""
    first, _, last = num.partition(":")
    branches = "の".join(kanji(int(part)) for part in first.split("_"))
    return f"{branches}から{_spelt(last)}まで" if last else branches
