"""The probe of citation forms: provisions of real laws with all that they cite, read by a person.

`golden/citations/forms.tsv` has one provision per row; `golden/citations/README.md` says how to read it. The laws
themselves are in the bulk file of e-Gov, so that every provision is read in its whole law.
"""

from __future__ import annotations

import re
import tempfile
import zipfile
from functools import cache
from pathlib import Path
from typing import NamedTuple

from flows.documents.law_tree import LawTree
from flows.records.laws.citations import Citation
from tests.law_references import GOLDEN, SHARED, known, path
from tests.law_trees import from_xml

FORMS = GOLDEN / "forms.tsv"
CORPUS = SHARED / "laws" / "egov-xml-2020-11-dev.zip"

AMENDING = "the amending law"


class Cited(NamedTuple):
    """One citation: its phrase, and what it means.

    Args:
        text: the phrase.
        form: form of the contract.
        law: id of the law; `former ` before it where a former wording is meant; `AMENDING`; a treaty or a law of
            which no list has the name, by its words.
        target, last: element paths.
        part: part of the provision.
    """

    text: str
    form: str
    law: str
    target: str | None
    last: str | None
    part: str | None


class Row(NamedTuple):
    """One provision of the probe; `gap` says why it is not yet read right, and is empty where it is."""

    kind: str
    revision: str
    elm: str
    text: str
    citations: str
    gap: str


def rows() -> list[Row]:
    """Read the probe."""
    found = []
    for line in FORMS.read_text("utf-8").splitlines()[1:]:
        kind, revision, place, text, citations, gap = line.split("\t")
        found.append(Row(kind, revision, path(place), text, citations, gap))
    return found


@cache
def law(revision: str) -> LawTree:
    """Read one law of the bulk file."""
    with zipfile.ZipFile(CORPUS) as archive, tempfile.TemporaryDirectory() as folder:
        return from_xml(Path(archive.extract(f"{revision}/{revision}.xml", folder)))


def expected(row: Row, tree: LawTree) -> list[Cited]:
    """Return what a provision cites, as it was read."""
    return [_expected(one, tree) for one in row.citations.split(" ; ")]


def _expected(text: str, tree: LawTree) -> Cited:
    phrase, _, rest = text.partition("=")
    form, *words = rest.split(" ")
    part = words.pop()[1:] if words[-1].startswith("!") else None
    first, _, last = words.pop().partition("~")
    target = None if first == "-" else path(first)
    end = path(last) if last else None
    if target and target.endswith("_*"):
        target, end = _items(tree, target.rpartition("-")[0])
    return Cited(phrase, form, _law(words[0] if words else ".", tree.law_id), target, end, part)


def _items(tree: LawTree, paragraph: str) -> tuple[str, str]:
    """The first and the last item of a paragraph."""
    node = next(node for node in tree.walk() if node.elm == paragraph)
    items = [child.elm for child in node.children if child.kind == "item"]
    return items[0], items[-1]


def _law(written: str, own: str) -> str:
    if written in (".", "^"):
        return own if written == "." else f"former {own}"
    if written == "@":
        return AMENDING
    if written[0] in "?*":
        return written[1:]
    name = written.removeprefix("^")
    return name if re.match("[0-9]{3}[A-Z]", name) else str(known().names[name].law_id)


def cited(citation: Citation) -> Cited:
    """Say of a row of `citations` what the probe says of it."""
    law = citation.target_law_id or citation.target_name or ""
    if citation.reason == "amending_law" and citation.target_law_id is None:
        law = AMENDING
    elif citation.reason == "former_wording":
        law = f"former {law}"
    return Cited(
        citation.text,
        citation.form,
        law,
        citation.target_elm,
        citation.target_elm_end,
        citation.target_part,
    )
