"""Lines of Japanese: what may stand at their ends."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.japanese.line_breaks import NOT_AT_END, NOT_AT_START, breaks, width


def lines(text: str, columns: int, first: int | None = None) -> list[str]:
    starts = [0, *breaks(text, columns, first), len(text)]
    return [text[start:end] for start, end in pairwise(starts)]


@pytest.mark.parametrize(
    ("text", "columns", "expected"),
    [
        ("第七十六条", 10, ["第七十六条"]),
        ("第七十六条", 6, ["第七十", "六条"]),
        ("国は、努める。", 4, ["国", "は、", "努め", "る。"]),
        ("の（以下「法」", 6, ["の（以", "下", "「法」"]),
        ("法は（次の", 6, ["法は", "（次の"]),
        ("号 law 2021 年", 7, ["号 law ", "2021 年"]),
        ("", 4, [""]),
    ],
)
def test_lines_end_where_they_may(text: str, columns: int, expected: list[str]) -> None:
    assert lines(text, columns) == expected


def test_the_first_line_may_be_wider() -> None:
    assert lines("一二三四五六", 4, 8) == ["一二三四", "五六"]


TEXT = st.text("一二三あいアッ、。（）「」っー・ab1２ ", max_size=60)


@given(TEXT, st.integers(2, 24))
def test_no_character_is_lost_and_no_line_too_wide(text: str, columns: int) -> None:
    found = lines(text, columns)
    assert "".join(found) == text
    assert all(width(line) <= columns for line in found)


@given(TEXT, st.integers(2, 24))
def test_a_line_begins_badly_only_where_none_could_begin_better(text: str, columns: int) -> None:
    start = 0
    for line, after in pairwise(lines(text, columns)):
        end = start + len(line)
        bad = after[0] in NOT_AT_START or line[-1] in NOT_AT_END
        better = [
            at
            for at in range(start + 1, end)
            if text[at] not in NOT_AT_START
            and text[at - 1] not in NOT_AT_END
            and not (
                text[at - 1 : at + 1].isascii() and not text[at - 1].isspace() and not text[at].isspace()
            )
        ]
        assert not bad or not better
        start = end
