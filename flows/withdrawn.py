"""Revisions that e-Gov has withdrawn for good, as a person has found: `raw/egov/withdrawn.toml`.

A revision that e-Gov listed before and lists no more may be a fault of its list, so that it is told on each run. Each
entry of this file says of one that it is none, with reason and evidence; from then on it is missed no more. What was
fetched of it stays.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

from flows.documents.law_ids import law_of_revision
from flows.errors import InputError
from flows.sources import EGOV

WITHDRAWN = "withdrawn.toml"

FIELDS = ("law_revision_id", "reason", "evidence")


def read_withdrawn(raw: Path) -> set[str]:
    """Read which revisions are not to be missed.

    Raises:
        InputError: the file cannot be read, or an entry is not as it must be.
    """
    path = raw / EGOV / WITHDRAWN
    if not path.is_file():
        return set()
    try:
        groups = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(path, "", f"is not TOML: {error}", "Mend it.") from None
    entries = groups.get("revision", [])
    if groups.keys() - {"revision"} or not isinstance(entries, list):
        raise InputError(path, "", "holds something else than revisions", "Write each under [[revision]].")
    return {_revision(path, f"revision {number}", entry) for number, entry in enumerate(entries, 1)}


def _revision(path: Path, place: str, entry: object) -> str:
    """Return the id in an entry.

    Raises:
        InputError: a field is missing, unknown or empty, or the id is none.
    """
    fields = entry if isinstance(entry, dict) else {}
    if fields.keys() != set(FIELDS):
        wrong = ", ".join(sorted(fields.keys() ^ set(FIELDS)))
        raise InputError(
            path, place, f"has a field too few or too many: {wrong}", f"Write {', '.join(FIELDS)}."
        )
    for name, value in fields.items():
        if not isinstance(value, str) or not value.strip():
            raise InputError(path, place, f"{name} is empty or no text", "Say which, why, and what shows it.")
    law_revision_id = str(fields["law_revision_id"])
    if law_of_revision(law_revision_id) is None:
        raise InputError(
            path, place, f"{law_revision_id!r} is not an e-Gov revision id", "Write it as the run names it."
        )
    return law_revision_id
