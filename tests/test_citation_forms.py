"""Forms of citations, 準用 and 読替え in whole laws of all kinds and ages, against what a person reads there."""

from collections import Counter
from functools import cache
from typing import Any

import pytest

from flows.records.laws.references import law_references
from tests.citation_forms import CORPUS, Row, cited, expected, law, rows
from tests.law_references import GOLDEN, known, no_document, path

ROWS = rows()

pytestmark = pytest.mark.skipif(not CORPUS.exists(), reason=f"{CORPUS} is not here")


@cache
def references(revision: str) -> dict[str, list[Any]]:
    return law_references(law(revision), no_document(), known())


def test_the_probe_covers_every_form_in_laws_of_every_kind() -> None:
    assert len(ROWS) >= 150
    assert min(Counter(row.kind for row in ROWS).values()) >= 6
    letters = Counter(row.revision[3:].lstrip("0123456789")[:2] for row in ROWS)
    assert {"AC", "CO", "IO", "M1", "M5", "M6", "RJ"} <= set(letters)
    katakana = [row for row in ROWS if not any("ぁ" <= char <= "ん" for char in row.text)]
    assert len(katakana) >= 20


def in_turn(row: Row, at: int) -> Any:
    """One form in four is in the quick part of the tests: each reads the whole law that it is from."""
    marks = [pytest.mark.slow] if at % 4 else []
    return pytest.param(row, id=f"{row.kind}-{row.revision[:15]}-{row.elm}", marks=marks)


@pytest.mark.parametrize("row", [in_turn(row, at) for at, row in enumerate(ROWS)])
def test_form(row: Row, request: pytest.FixtureRequest) -> None:
    if row.gap:
        request.applymarker(pytest.mark.xfail(reason=row.gap, strict=True))
    tree = law(row.revision)
    node = next(node for node in tree.walk() if node.elm == row.elm)
    assert node.text.text == row.text
    provision_id = f"{tree.law_revision_id}/{row.elm}"
    found = [one for one in references(row.revision)["citations"] if one.provision_id == provision_id]
    assert [cited(one) for one in found] == expected(row, tree)


# 準用 and 読替え

APPLICATIONS = [
    line.split("\t") for line in (GOLDEN / "applications.tsv").read_text("utf-8").splitlines()[1:]
]


def address(written: str, law_id: str) -> tuple[str, str | None, str | None]:
    """Law, path and last path of `4-2`, `337AC0000000139 21-2~21-5`."""
    named, _, place = written.rpartition(" ")
    first, _, last = place.partition("~")
    return named or law_id, path(first), path(last) if last else None


@pytest.mark.parametrize(
    ("revision", "place", "applied", "replaced"),
    APPLICATIONS,
    ids=[f"{row[0][:15]}-{row[1]}" for row in APPLICATIONS],
)
def test_what_a_provision_applies_and_replaces(
    revision: str, place: str, applied: str, replaced: str
) -> None:
    law_id = revision.split("_", maxsplit=1)[0]
    tables = {
        name: [row for row in rows if row.provision_id == f"{revision}/{path(place)}"]
        for name, rows in references(revision).items()
    }
    assert [
        (row.target_law_id, row.target_elm, row.target_elm_end) for row in tables["applied_provisions"]
    ] == [address(one, law_id) for one in applied.split(" ; ") if one]
    found = [
        (row.applied_law_id, row.applied_target, row.replaced, row.replacement)
        for row in tables["substitutions"]
    ]
    expected_words = []
    for one in replaced.split(" ; ") if replaced else []:
        where, _, words = one.partition(" 「")
        before, _, after = words.removesuffix("」").partition("」→「")
        expected_words.append((*address(where, law_id)[:2], before, after))
    assert found == expected_words
