"""法令番号: 平成十一年法律第六十号, 明治十九年勅令, 昭和四十四年人事院規則一三―一, 平成十年外務省告示第二号.

A number says in which year of which era, by whom and as what the law was made, and counts it within that year.
Some have no count: old ordinances, and decisions, which are told apart by their day.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from flows.japanese.numerals import NUMERAL, kanji, number, year_number

ERAS = {"明治": 1868, "大正": 1912, "昭和": 1926, "平成": 1989, "令和": 2019}
"""First year of each era in the Gregorian calendar."""

_ERA_YEAR = f"(?:{'|'.join(ERAS)})(?:元|{NUMERAL})年(?:{NUMERAL}月{NUMERAL}日)?"
_OFFICE = "(?:第[一二]復員|[一-龥々ァ-ヴー・]){0,120}?"
_COUNTED = "(?:法律|法|令|規則|布告|達|条約|告示|訓令|規程|規約)"
_UNCOUNTED = "(?:憲法|決定|勅令(?!第))"
_COUNT = f"(?:第{NUMERAL}号|{NUMERAL}(?:[―－-]{NUMERAL})+)"

LAW_NUMBER = f"{_ERA_YEAR}{_OFFICE}(?:{_COUNTED}{_COUNT}|{_UNCOUNTED})"
"""Regular expression of a number in running text, without groups."""

_WHOLE = re.compile(
    f"(?P<era>{'|'.join(ERAS)})(?P<year>元|{NUMERAL})年(?:(?P<month>{NUMERAL})月(?P<day>{NUMERAL})日)?"
    f"(?:(?P<kind>{_OFFICE}{_COUNTED})(?:第(?P<count>{NUMERAL})号|(?P<series>{_COUNT}))"
    f"|(?P<uncounted>{_OFFICE}(?:{_UNCOUNTED}|[省府]令)))"
)


@dataclass(frozen=True, slots=True)
class LawNumber:
    """A law number.

    Args:
        era: 元号.
        year: year of the era, 元年 being 1.
        kind: who made it as what (法律, 政令, 内閣府・法務省令, 人事院規則, 内閣総理大臣決定).
        count: its number; None where it has none.
        series: number of a 人事院規則 as written (一三―一); None elsewhere.
        month, day: the day of promulgation or decision, where the number states it.
    """

    era: str
    year: int
    kind: str
    count: int | None = None
    series: str | None = None
    month: int | None = None
    day: int | None = None

    @property
    def western_year(self) -> int:
        """Year in the Gregorian calendar."""
        return ERAS[self.era] + self.year - 1

    def __str__(self) -> str:
        """Return the number as lists of laws have it: 平成十一年法律第六十号, the day only where no count is."""
        year = "元" if self.year == 1 else kanji(self.year)
        if self.series:
            return f"{self.era}{year}年{self.kind}{self.series}"
        if self.count is not None:
            return f"{self.era}{year}年{self.kind}第{kanji(self.count)}号"
        day = f"{kanji(self.month)}月{kanji(self.day)}日" if self.month and self.day else ""
        return f"{self.era}{year}年{day}{self.kind}"


def parse_law_number(text: str) -> LawNumber:
    """Read a law number, in kanji with units (第百六十五号), by position (第一六五号) or in digits.

    Raises:
        ValueError: the text is not a law number.
    """
    match = _WHOLE.fullmatch(text)
    if not match:
        raise ValueError(f"{text!r} is not a law number")
    month, day, count = match["month"], match["day"], match["count"]
    return LawNumber(
        match["era"],
        year_number(match["year"]),
        match["kind"] or match["uncounted"],
        number(count) if count else None,
        match["series"],
        number(month) if month else None,
        number(day) if day else None,
    )
