"""Numbers of things as people write them, and where one thing is told."""

from __future__ import annotations

import pytest

from flows.catching_up.fetched import Fetched
from flows.counts import counted
from flows.summary import Brought, amendments_markdown


@pytest.mark.parametrize(
    ("number", "expected"), [(0, "0 rows"), (1, "1 row"), (2, "2 rows"), (1204, "1,204 rows")]
)
def test_one_is_one(number: int, expected: str) -> None:
    assert counted(number, "row") == expected


@pytest.mark.parametrize(
    ("requests", "expected"), [(1, "arrived in 1 request, which"), (2, "arrived in 2 requests, which")]
)
def test_in_the_summary_of_a_run(requests: int, expected: str) -> None:
    said = amendments_markdown(Fetched(requests=requests), Brought([], []), [])
    assert expected in said
    assert "Not done" not in said
