"""Whether a text in 法令標準XML is whole, and of the law that its name says."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from flows.documents.law_ids import law_of_revision
from flows.documents.safe_xml import parse_xml
from flows.errors import InputError

_ERAS = {"Meiji": "1", "Taisho": "2", "Showa": "3", "Heisei": "4", "Reiwa": "5"}
_NUMBERED = re.compile("[0-9]{3}(?:AC|CO|IO)[0-9]([0-9]{9})")
"""Ids of acts and orders: era, year, letters, who proposed it, and the number."""


def require_law(content: bytes, where: str | Path, law_revision_id: str, law_num: str | None = None) -> None:
    """Check that a text is one well-formed law, and of the law that it should be.

    Args:
        content: its bytes.
        where: the file, for messages.
        law_revision_id: what it should be.
        law_num: number of that law, where it is known.

    Raises:
        InputError: it is not.
    """
    root = parse_xml(content, where)
    number = _compact(root.findtext("LawNum"))
    if law_num and number == _compact(law_num):
        return
    if not _is_of(root.get("Era"), root.get("Year"), root.get("Num"), law_revision_id):
        problem = f"is the text of another law: {number or 'one without a number'}"
        raise InputError(where, "LawNum", problem, "Fetch it again.")


def _is_of(era: str | None, year: str | None, num: str | None, law_revision_id: str) -> bool:
    """Whether era, year and number at the root of a text are those in the law's id, as far as both have them."""
    law_id = law_of_revision(law_revision_id) or ""
    if not (era and _is_number(year)):
        return False
    if not law_id.startswith(f"{_ERAS.get(era, '?')}{int(year or 0):02d}"):
        return False
    numbered = _NUMBERED.fullmatch(law_id)
    return numbered is None or not _is_number(num) or int(numbered[1]) == int(num or 0)


def _is_number(text: str | None) -> bool:
    return bool(text) and re.fullmatch("[0-9]{1,9}", text or "") is not None


def _compact(text: str | None) -> str:
    return "".join(unicodedata.normalize("NFKC", text or "").split())
