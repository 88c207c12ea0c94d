"""Through which day which laws are complete: `raw/egov/complete.toml`."""

from __future__ import annotations

import datetime as dt
import json
import tomllib
from collections.abc import Iterable
from pathlib import Path

from flows.captures import write_whole
from flows.errors import InputError
from flows.sources import EGOV

COMPLETE = "complete.toml"


def read_complete(raw: Path) -> tuple[dt.date | None, set[str]]:
    """Read through which day which laws are complete.

    Raises:
        InputError: it cannot be read.
    """
    path = raw / EGOV / COMPLETE
    if not path.is_file():
        return None, set()
    try:
        entry = tomllib.loads(path.read_text("utf-8"))
        through, laws = dt.date.fromisoformat(str(entry["through"])), set(map(str, entry["laws"]))
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(
            path, "", f"cannot be read: {error}", "Remove it: all laws are asked for again."
        ) from None
    return through, laws


def write_complete(raw: Path, through: dt.date, laws: Iterable[str]) -> None:
    """Write that laws are complete through a day.

    Raises:
        OSError: it cannot be written.
    """
    ids = "".join(f"  {json.dumps(law_id)},\n" for law_id in sorted(laws))
    text = f"# Laws for which e-Gov has been asked through this day.\nthrough = {through}\nlaws = [\n{ids}]\n"
    write_whole(raw / EGOV / COMPLETE, text.encode())
