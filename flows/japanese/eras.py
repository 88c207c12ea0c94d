"""Days of Japanese eras: 令和八年五月七日, 平成元年1月8日, 明治五年十一月九日."""

from __future__ import annotations

import datetime as dt
import functools
import re

from flows.japanese.law_numbers import ERAS
from flows.japanese.numerals import NUMERAL, kanji, number, year_number

_DATE = re.compile(
    f"(?P<era>{'|'.join(ERAS)})(?P<year>元|{NUMERAL})年(?P<month>{NUMERAL})月(?P<day>{NUMERAL})日"
)

_BEGINS = (
    ("令和", dt.date(2019, 5, 1)),
    ("平成", dt.date(1989, 1, 8)),
    ("昭和", dt.date(1926, 12, 25)),
    ("大正", dt.date(1912, 7, 30)),
    ("明治", dt.date(1868, 1, 25)),
)
"""First day of each era, the last one first."""


@functools.lru_cache(maxsize=4096)
def era_date(text: str) -> dt.date:
    """Read a day of an era, in kanji or digits of either width.

    A year beyond the era's last counts on, as laws that look ahead do (平成三十二年 is 2020). Month and day stand as
    they are written, also before 明治六年, when they were those of the lunisolar calendar: e-Gov's ids do the same
    (明治五年十一月九日 is 1872-11-09).

    Raises:
        ValueError: the text is no such day.
    """
    match = _DATE.fullmatch(text)
    if not match:
        raise ValueError(f"{text!r} is not a day of an era")
    year = ERAS[match["era"]] + year_number(match["year"]) - 1
    try:
        return dt.date(year, number(match["month"]), number(match["day"]))
    except OverflowError:
        raise ValueError(f"{text!r} is in no calendar") from None


def in_era(day: dt.date) -> str:
    """Write a day as laws do: 2021-09-01 is 令和三年九月一日; a day before 明治 in digits."""
    for era, begins in _BEGINS:
        if day >= begins:
            year = day.year - begins.year + 1
            return f"{era}{'元' if year == 1 else kanji(year)}年{kanji(day.month)}月{kanji(day.day)}日"
    return day.isoformat()
