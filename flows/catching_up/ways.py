"""How to ask for what has changed, so that it takes few requests: law by law, by the daily files, by that of all laws."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

DAYS_BACK = 90
"""e-Gov has the daily files of three months; the shortest three have 89 days with their first."""

DAILY_COSTS = 10
"""Requests that a daily file counts for. It holds what changed in all laws, where a list is of one; and it is made once
a day, so that the API can be ahead of it: few laws are better asked for themselves."""

WHOLE_COSTS = 300
"""Requests that the file of all laws counts for: it is 285 MB."""


class Way(NamedTuple):
    """How to ask: `law_by_law`, `daily` or `whole`; and for `daily` the days."""

    kind: str
    days: tuple[dt.date, ...] = ()


def choose(complete: int, others: int, through: dt.date | None, today: dt.date) -> Way:
    """Choose how to ask for what has changed.

    Law by law costs a request for each law and sees what the API has now. The daily files since `through`, its own
    day and today's with it, save that where they count for fewer requests than the laws they answer for; they go back
    three months. Beyond that, or for laws of which nothing is held, the file of all laws does, where there are many.

    Args:
        complete: laws that are complete through a day.
        others: laws of which nothing is held; they are asked for one by one unless there are many.
        through: that day; None where there are none.
        today: the day in Japan.
    """
    if others > WHOLE_COSTS:
        return Way("whole")
    if through is None or not complete:
        return Way("law_by_law")
    count = max((today - through).days, 0) + 1
    if count <= DAYS_BACK:
        if DAILY_COSTS * count < complete:
            return Way("daily", tuple(through + dt.timedelta(at) for at in range(count)))
        return Way("law_by_law")
    return Way("whole" if complete > WHOLE_COSTS else "law_by_law")
