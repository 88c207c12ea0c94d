"""One run of asking e-Gov: which laws, where, within which bounds."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from flows.catching_up.fetched import Fetched
from flows.catching_up.run import fetch_amendments
from flows.egov.connection import BASE_URL, Connection
from flows.watch import find, read_watch

URL_VARIABLE = "ANPO_EGOV_URL"


class Bounds(NamedTuple):
    """What ends a run.

    Args:
        limit: texts to fetch at most; None for no limit.
        minutes: minutes after which nothing more is asked.
    """

    limit: int | None = None
    minutes: float = 30


def fetch_watched(raw: Path, laws: Sequence[str], egov_url: str | None, bounds: Bounds) -> Fetched:
    """Fetch what is new of the laws of the watch list, or of those named.

    Args:
        raw: folder of the sources.
        laws: laws by title, abbreviation, number or id; those of the watch list where empty.
        egov_url: where e-Gov is; the environment's ANPO_EGOV_URL, or else e-Gov itself, where None.
        bounds: what ends the run.

    Raises:
        InputError: a law is not known, another run is fetching, or the folder is not as it must be.
    """
    watched = find(raw, laws) if laws else read_watch(raw)
    url = egov_url or os.environ.get(URL_VARIABLE) or BASE_URL
    with Connection(url, deadline=bounds.minutes * 60) as egov:
        return fetch_amendments(raw, watched, egov, bounds.limit)
