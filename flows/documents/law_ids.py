"""e-Gov's names of laws and of their wordings, as file names, lists and links bear them.

A law id is 15 characters, the era and year first (`411AC0000000060`, `321CONSTITUTION`). A law revision id names one
wording: the law's id, the day of entry into force, the amending law's id, joined by `_`
(`411AC0000000060_20210901_503AC0000000036`). Letters are upper case; some copies have the ministries' hexadecimal code
in lower case (`321M30000f40001`), so that who reads a name first puts it in upper case.
"""

from __future__ import annotations

import datetime as dt
import re

from flows.japanese.law_numbers import LawNumber

LAW_ID = "(?:[0-9]{3}[0-9A-Z]{12}|[0-9]{3}CONSTITUTION)"
"""Regular expression of a law id, without groups."""

_ERAS = {"1": "明治", "2": "大正", "3": "昭和", "4": "平成", "5": "令和"}
_KINDS = {"AC": "法律", "CO": "政令"}
_COUNTED = re.compile("(?P<era>[1-5])(?P<year>[0-9]{2})(?P<kind>AC|CO)[0-9]{4}(?P<count>[0-9]{6})")

_LAW_ID = re.compile(LAW_ID)
_REVISION_ID = re.compile(f"(?P<law>{LAW_ID})_(?P<day>[0-9]{{8}})_{LAW_ID}")


def is_law_id(text: str) -> bool:
    """Whether a text has the form of a law id."""
    return _LAW_ID.fullmatch(text) is not None


def law_of_revision(law_revision_id: str) -> str | None:
    """Return the law id in a law revision id; None where the text is no such id, or its day is in no calendar."""
    match = _REVISION_ID.fullmatch(law_revision_id)
    if match is None:
        return None
    try:
        dt.date.fromisoformat(match["day"])
    except ValueError:
        return None
    return match["law"]


def law_number(law_id: str) -> LawNumber | None:
    """Return the number that a law id says: `503AC0000000036` is 令和三年法律第三十六号.

    Only of 法律 and 政令: some 勅令 have no number though their ids count them, other ids have a code for the ministry.
    What stands between the letters and the count says who introduced the bill.

    Returns:
        None where the id does not say it.
    """
    match = _COUNTED.fullmatch(law_id)
    if match is None or not int(match["year"]) or not int(match["count"]):
        return None
    return LawNumber(_ERAS[match["era"]], int(match["year"]), _KINDS[match["kind"]], int(match["count"]))
