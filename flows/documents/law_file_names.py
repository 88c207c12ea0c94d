"""What the names of law files say: e-Gov's ids, and the form of the text.

Laws are named by e-Gov's ids: `<law_revision_id>/<law_revision_id>.xml` in e-Gov's bulk files; `<law_id>.xml` and
`<law_id>.md`; `<law_id>/<law_revision_id>.md` in legalize-jp.
"""

from __future__ import annotations

from pathlib import Path

from flows.documents.law_ids import is_law_id, law_of_revision
from flows.errors import InputError

KNOWN = "Laws are named <law_id> or <law_revision_id>, with .xml or .md; archives .zip; e-Gov's lists .csv."
"""Remedy where a name is none of these."""

FRONT_MATTER = 8
"""Bytes by which front matter is told: a line of three hyphens, behind a byte order mark or not."""

_KINDS = {"xml": "xml", "md": "md", "csv": "list", "zip": "zip"}

_PICTURES = "pict"
"""Folder of a law's pictures in e-Gov's bulk files, where they were asked for; the texts name them in `src`."""


def kind_of(name: str) -> str:
    """Say what a file is by its name, in which `/` divides folders.

    Returns:
        `xml` or `md`, a law; `list`; `ignored`, what is left aside on purpose; otherwise the ending as it is.
    """
    folders, _, last = name.rpartition("/")
    stem, _, ending = last.rpartition(".")
    ending = ending.lower()
    if (stem or last).upper() == "README" or last.startswith("."):
        return "ignored"
    if ending in _KINDS:
        return _KINDS[ending]
    return "ignored" if _PICTURES in folders.split("/") else ending


def ids_of(path: Path, place: str, name: str, kind: str) -> tuple[str, str | None]:
    """Return the law id and the law revision id in the name of a file.

    Args:
        path: the file, or the zip file that holds it, for messages.
        place: its place in the zip file, for messages.
        name: the name with its folders, divided by `/`.
        kind: see `kind_of`.

    Raises:
        InputError: its ending is not that of a law, it has no law id, or its folder is named by another law or
            wording.
    """
    if kind not in ("xml", "md"):
        what = "is an archive in an archive" if kind == "zip" else "is no law by its ending"
        raise InputError(path, place, what, KNOWN)
    folders, _, last = name.rpartition("/")
    stem = last.rpartition(".")[0].upper()
    in_revision = law_of_revision(stem)
    law_id, law_revision_id = in_revision or stem, stem if in_revision else None
    if not is_law_id(law_id):
        raise InputError(path, place, "has no e-Gov id in its name", KNOWN)
    folder = folders.rpartition("/")[2].upper()
    if folder not in (stem, law_id) and (is_law_id(folder) or law_of_revision(folder)):
        problem = "is in a folder named by another law or wording"
        raise InputError(path, place, problem, "Name folder and file by the same id.")
    return law_id, law_revision_id


def form_of(path: Path, place: str, kind: str, beginning: bytes, law_revision_id: str | None) -> str:
    """Say in which form a law is.

    Raises:
        InputError: it has front matter, and its name does not say which wording it is.
    """
    if kind == "xml":
        return "xml"
    if not beginning.removeprefix(b"\xef\xbb\xbf").startswith((b"---\n", b"---\r\n")):
        return "flattened"
    if law_revision_id is None:
        raise InputError(
            path,
            place,
            "has front matter, and its name does not say which wording of the law it is",
            "Name it <law_revision_id>.md (411AC0000000060_20210901_503AC0000000036.md).",
        )
    return "legalize"
