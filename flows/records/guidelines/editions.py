"""The editions of the Guidelines, and how headings name them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from flows.errors import InputError
from flows.japanese.widths import fold

REVIEWED = Path(__file__).parents[2] / "reviewed" / "editions.toml"

_NAMED = re.compile(r"(?<![0-9])((?:19|20)?[0-9]{2}) ?年?の?(?:新|旧)? ?ガイドライン")
"""「1978年のガイドライン」, 「2015年ガイドライン」, 「97 ガイドライン」, 「１５ガイドライン」 (folded)."""


@dataclass(frozen=True, slots=True)
class GuidelineEdition:
    """One row of `guideline_editions`."""

    edition: str
    year: int
    title: str
    status: str


def read_editions(path: Path = REVIEWED) -> list[GuidelineEdition]:
    """Read the reviewed list of editions, in the order of their years.

    Raises:
        InputError: the file is not TOML, an entry is not whole, or an edition occurs twice.
    """
    try:
        entries = tomllib.loads(path.read_text("utf-8")).get("edition", [])
    except tomllib.TOMLDecodeError as error:
        raise InputError(path, "", f"is not TOML: {error}", "Mend the file.") from None
    columns = list(GuidelineEdition.__dataclass_fields__)
    editions: dict[str, GuidelineEdition] = {}
    for number, entry in enumerate(entries, start=1):
        if entry.keys() != {*columns, "reason", "evidence"} or not all(entry.values()):
            raise InputError(
                path,
                f"edition {number}",
                f"has the fields {', '.join(entry)}",
                f"Fill exactly {', '.join([*columns, 'reason', 'evidence'])}.",
            )
        if entry["edition"] in editions:
            raise InputError(path, f"edition {number}", f"{entry['edition']} occurs twice", "Remove one.")
        editions[entry["edition"]] = GuidelineEdition(**{name: entry[name] for name in columns})
    return sorted(editions.values(), key=lambda edition: edition.year)


def edition_named(text: str, editions: Sequence[GuidelineEdition]) -> str | None:
    """Return the edition that a heading names by its year, in four digits or two; None if it names none.

    Raises:
        LookupError: it names a year of which there is no edition.
    """
    match = _NAMED.search(fold(text))
    if not match:
        return None
    for edition in editions:
        if str(edition.year).endswith(match[1]):
            return edition.edition
    raise LookupError(match[0])
