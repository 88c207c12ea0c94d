"""Forms of citations, 準用 and 読替え in whole laws of all kinds and ages, against what a person reads there."""

from collections import Counter
from functools import cache
from typing import Any

import pytest

from flows.records.laws.references import law_references
from tests.citation_forms import CORPUS, Row, cited, expected, law, rows
from tests.law_references import known, no_document

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


@pytest.mark.parametrize("row", ROWS, ids=[f"{row.kind}-{row.revision[:15]}-{row.elm}" for row in ROWS])
def test_form(row: Row, request: pytest.FixtureRequest) -> None:
    if row.gap:
        request.applymarker(pytest.mark.xfail(reason=row.gap, strict=True))
    tree = law(row.revision)
    node = next(node for node in tree.walk() if node.elm == row.elm)
    assert node.text.text == row.text
    provision_id = f"{tree.law_revision_id}/{row.elm}"
    found = [one for one in references(row.revision)["citations"] if one.provision_id == provision_id]
    assert [cited(one) for one in found] == expected(row, tree)
