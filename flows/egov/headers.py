"""What the headers of a request ask for, and what those of an answer say: days, waits, whether anything has changed."""

from __future__ import annotations

import datetime as dt
import email.utils
import re
from collections.abc import Mapping
from typing import NamedTuple


class Validators(NamedTuple):
    """What e-Gov said about an answer, by which the next request asks whether it has changed."""

    etag: str | None = None
    last_modified: str | None = None


def conditions(known: Validators | None) -> dict[str, str]:
    """Return the headers by which e-Gov may say that nothing has changed."""
    if known is None:
        return {}
    pairs = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in pairs.items() if value}


def validators_in(headers: Mapping[str, str]) -> Validators:
    """Return what an answer says about itself for the next request."""
    return Validators(headers.get("ETag"), headers.get("Last-Modified"))


def sent_at(headers: Mapping[str, str]) -> dt.datetime | None:
    """Return when an answer was sent by e-Gov's clock; None where it does not say."""
    return _date(headers.get("Date"))


def retry_after(headers: Mapping[str, str], now: dt.datetime) -> float | None:
    """Return the seconds after which e-Gov wants to be asked again; a moment is counted from its own clock."""
    text = headers.get("Retry-After")
    if text and re.fullmatch("[0-9]{1,9}", text.strip()):
        return float(text)
    moment = _date(text)
    if moment is None:
        return None
    return max(0.0, (moment - (sent_at(headers) or now)).total_seconds())


def _date(text: str | None) -> dt.datetime | None:
    try:
        day = email.utils.parsedate_to_datetime(text) if text else None
    except ValueError:
        return None
    return day.replace(tzinfo=dt.UTC) if day and day.tzinfo is None else day
