"""Numerals of Japanese legal texts, and the numbers of provisions in e-Gov's form.

Laws count in kanji with units (百四十五, 千三百五), titles and years also by position (二〇二一), tables and
newspapers in digits of either width. e-Gov writes the number of 第九十四条の五 as `94_5`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

NUMERAL = "(?:[0-9０-９]+|[〇一二三四五六七八九十百千万億兆]+)"
"""Regular expression of what may be a numeral; `number` decides whether it is one."""

BRANCH = f"の(?>{NUMERAL})(?![部方つ人箇個])"
"""Regular expression of one branch number (条の二); 「第七条の一部」 has none."""

PROVISION = f"第{NUMERAL}(?:編|章|節|款|目|条|項|号)(?:{BRANCH})*"
"""Regular expression of a provision's number with its branches: 第九十四条の五, 第77条の2, 第三号の二."""

_DIGITS = "〇一二三四五六七八九"
_DIGIT = {char: value for value, char in enumerate(_DIGITS)} | {"零": 0, "○": 0, "◯": 0}
_SMALL_UNITS = {"千": 1000, "百": 100, "十": 10}
_LARGE_UNITS = {"兆": 10**12, "億": 10**8, "万": 10**4, "": 1}
_GROUP = re.compile(
    "(?:([一二三四五六七八九]?)千)?(?:([一二三四五六七八九]?)百)?(?:([一二三四五六七八九]?)十)?([一二三四五六七八九]?)"
)
_LARGEST = 10**16 - 1


@lru_cache(maxsize=4096)
def number(text: str) -> int:
    """Read a numeral in kanji (with units or by position) or in digits of either width.

    Raises:
        ValueError: the text is no numeral, or not one in the usual order of units.
    """
    if re.fullmatch("[0-9０-９]+", text):
        return int(text)
    if len(text) > 0 and all(char in _DIGIT for char in text):
        return int("".join(str(_DIGIT[char]) for char in text))
    total = 0
    rest = text
    for unit, value in _LARGE_UNITS.items():
        group, found, after = rest.partition(unit) if unit else (rest, "", "")
        if unit and not found:
            continue
        if group or unit:
            total += _group(group, text) * value
        rest = after
    if not text:
        raise ValueError("an empty text is no numeral")
    return total


def _group(group: str, whole: str) -> int:
    """Read up to four digits with their units, 千三百五."""
    match = _GROUP.fullmatch(group)
    if not group or not match:
        raise ValueError(f"{whole!r} is no numeral")
    *units, ones = match.groups()
    values = zip(units, _SMALL_UNITS.values(), strict=True)
    return sum(_DIGIT[digit or "一"] * unit for digit, unit in values if digit is not None) + (
        _DIGIT[ones] if ones else 0
    )


def year_number(text: str) -> int:
    """Read the year of an era, in which 元 is the first.

    Raises:
        ValueError: the text is neither 元 nor a numeral.
    """
    return 1 if text == "元" else number(text)


def kanji(value: int) -> str:
    """Write a number as laws do: 145 is 百四十五, 1305 千三百五, 10000 一万.

    Raises:
        ValueError: it is negative, or as large as 京.
    """
    if not 0 <= value <= _LARGEST:
        raise ValueError(f"{value} is not written in units up to 兆")
    if value == 0:
        return _DIGITS[0]
    parts: list[str] = []
    for unit, size in _LARGE_UNITS.items():
        group, value = divmod(value, size)
        if group:
            parts.append(_kanji_group(group) + unit)
    return "".join(parts)


def _kanji_group(group: int) -> str:
    parts: list[str] = []
    for unit, size in _SMALL_UNITS.items():
        digit, group = divmod(group, size)
        if digit:
            parts.append((_DIGITS[digit] if digit > 1 else "") + unit)
    return "".join([*parts, _DIGITS[group] if group else ""])


def egov_num(main: str, branches: Iterable[str] = ()) -> str:
    """Return a provision's number in e-Gov's form from its numerals: 九十四 and [五] give `94_5`.

    Raises:
        ValueError: one of them is no numeral.
    """
    return "_".join(str(number(numeral)) for numeral in (main, *branches))


def provision_num(text: str) -> str:
    """Return the number of a provision in e-Gov's form: 第九十四条の五 gives `94_5`, 第77条の2 `77_2`.

    Raises:
        ValueError: the text is not a provision's number.
    """
    match = re.fullmatch(PROVISION, text)
    if not match:
        raise ValueError(f"{text!r} is not the number of a provision")
    main, *branches = re.findall(NUMERAL, text)
    return egov_num(main, branches)


def provision_title(num: str, unit: str) -> str:
    """Return a provision's number as laws print it: `94_5` and 条 give 第九十四条の五."""
    main, *branches = (kanji(int(part)) for part in num.split("_"))
    return "の".join([f"第{main}{unit}", *branches])
