"""e-Gov's names of laws and of their wordings, as file names, lists and links bear them.

A law id is 15 characters, the era and year first (`411AC0000000060`, `321CONSTITUTION`). A law revision id names one
wording: the law's id, the day of entry into force, the amending law's id, joined by `_`
(`411AC0000000060_20210901_503AC0000000036`). Letters are upper case; some copies have the ministries' hexadecimal code
in lower case (`321M30000f40001`), so that who reads a name first puts it in upper case.
"""

from __future__ import annotations

import datetime as dt
import re

LAW_ID = "(?:[0-9]{3}[0-9A-Z]{12}|[0-9]{3}CONSTITUTION)"
"""Regular expression of a law id, without groups."""

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
