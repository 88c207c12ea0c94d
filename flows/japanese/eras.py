"""Days of Japanese eras: 令和八年五月七日, 平成元年1月8日, 明治五年十一月九日."""

from __future__ import annotations

import datetime as dt
import functools
import re

from flows.japanese.law_numbers import ERAS
from flows.japanese.numerals import NUMERAL, number, year_number

_DATE = re.compile(
    f"(?P<era>{'|'.join(ERAS)})(?P<year>元|{NUMERAL})年(?P<month>{NUMERAL})月(?P<day>{NUMERAL})日"
)


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
