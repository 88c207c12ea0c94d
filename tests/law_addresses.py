"""Addresses of provisions as lawyers write them, made from paths; and paths read from them by the flow's own reader."""

from __future__ import annotations

import re
from collections.abc import Callable

from flows.japanese.numerals import kanji
from flows.japanese.references import IROHA, read_phrase
from flows.records.laws.addresses import MAIN, SUPPLEMENT, Address, step_down

UNITS = {
    "Part": "編", "Chapter": "章", "Section": "節", "Subsection": "款", "Division": "目", "Article": "条",
    "Paragraph": "項", "Item": "号",
}  # fmt: skip
APPENDICES = {
    "AppdxTable": "別表第{}", "AppdxStyle": "様式第{}号", "AppdxFormat": "第{}号書式", "AppdxFig": "別図第{}",
    "AppdxNote": "別記第{}", "Appdx": "付録第{}",
}  # fmt: skip
NUMBERS: dict[str, Callable[[int], str]] = {
    "kanji": kanji,
    "ascii": str,
    "wide": lambda value: str(value).translate({48 + digit: 0xFF10 + digit for digit in range(10)}),
}
"""Ways to write a number."""

_STEP = re.compile(r"(?P<name>[A-Za-z]+)(?P<level>[0-9]*)(?:_(?P<num>[0-9]+(?:_[0-9]+)*))?")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")


def written(path: str, way: str = "kanji") -> str | None:
    """Write a path as an address; None for what lawyers have no words for (a table, an index)."""
    top, *steps = (_STEP.fullmatch(step) for step in path.split("-"))
    if top is None or not all(step and step["num"] for step in steps):
        return None
    if path == MAIN:
        return "本則"
    parts = [{MAIN: "", SUPPLEMENT: "附則"}.get(top[0]) if not top["num"] else None]
    if top["name"] in APPENDICES:
        form = APPENDICES[top["name"]]
        parts = [form.split("第")[0] + form.split("}")[1].removeprefix("号")]
        if top["num"]:
            parts = [_counted(form, top["num"], way)]
        elif steps:
            # 別表第三号 is the third table, where it is not the third item of the only one.
            return None
    for step in steps:
        if step is None:
            return None
        if step["name"] in UNITS:
            parts.append(_counted("第{}" + UNITS[step["name"]], step["num"], way))
        elif step["name"] == "Subitem" and step["num"].isdecimal():
            parts.append(_letter(int(step["level"]), int(step["num"]), way))
        else:
            return None
    return None if None in parts else "".join(part for part in parts if part)


def _counted(form: str, num: str, way: str) -> str:
    """Put a number into its form: the branches stand behind the unit, 第九十四条の五, but before 様式 and 書式."""
    main, *branches = (NUMBERS[way](int(part)) for part in num.split("_"))
    behind = "".join(f"の{branch}" for branch in branches)
    head, tail = form.split("{}")
    style = tail.removeprefix("号") if tail.endswith("式") else ""
    return f"{head}{main}{tail.removesuffix(style)}{behind}{style}"


def _letter(level: int, value: int, way: str) -> str | None:
    """Write the number of a sub-item as one of its level is written."""
    if value > len(IROHA):
        return None
    match level:
        case 1:
            return IROHA[value - 1]
        case 2:
            return f"（{NUMBERS['wide' if way == 'kanji' else way](value)}）"
        case 3:
            return f"（{IROHA[value - 1]}）"
        case _:
            return f"({_ROMAN[value - 1]})" if value <= len(_ROMAN) else None


def read(address: str) -> str | None:
    """Return the path of an address as the flow reads it where a law cites it.

    Raises:
        ValueError: it is no reference phrase.
    """
    phrase = read_phrase(address)
    if phrase.appendix:
        return Address(appendix=(phrase.appendix, phrase.appendix_num)).elm()
    return step_down(Address(root=SUPPLEMENT if phrase.supplementary else MAIN), *phrase.steps).elm()
