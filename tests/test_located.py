"""Located text: slicing, joining and cutting never lose a character's place."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.documents.located import Located, Span, cut, gaps, merge

spans = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda pair: tuple(sorted(pair))))


@given(st.text(max_size=60), st.lists(st.slices(60), max_size=6))
def test_slices_joined_cut_back_to_their_text(source: str, slices: list[slice]) -> None:
    whole = Located.whole(source)
    pieces = [whole[part.start : part.stop] for part in slices]
    joined = Located.join(pieces)
    assert joined.text == "".join(piece.text for piece in pieces)
    assert "".join(source[at] for at in joined.at) == joined.text
    if list(joined.at) == sorted(set(joined.at)):
        assert cut(source, joined.spans()) == joined.text


def test_spans_unite_neighbours_only() -> None:
    text = Located("abd", [3, 4, 6])
    assert text.spans() == [Span(3, 5), Span(6, 7)]
    assert (text.start, text.end) == (3, 7)
    assert Located("", []).spans() == []


def test_text_and_offsets_must_agree() -> None:
    with pytest.raises(ValueError, match="2 characters but 1 offsets"):
        Located("ab", [0])


@pytest.mark.parametrize("text", ["  a b ", "", "   ", "ab"])
def test_strip_is_that_of_str(text: str) -> None:
    stripped = Located.whole(text, 5).strip()
    assert stripped.text == text.strip()
    assert cut("·" * 5 + text, stripped.spans()) == text.strip()


def test_partition_split_and_affixes() -> None:
    text = Located.whole("(物品提供)不要、(役務提供)必要")
    before, separator, after = text.partition("、")
    assert (before.text, separator.text, after.text) == ("(物品提供)不要", "、", "(役務提供)必要")
    assert after.start == 9
    assert [part.text for part in text.split("[()]")] == ["", "物品提供", "不要、", "役務提供", "必要"]
    assert text.removeprefix("(物品").at[0] == 3
    assert text.removesuffix("必要").text.endswith(")")
    assert text.partition("無")[1].text == ""


def test_group_of_a_match() -> None:
    text = Located.whole("第84条の5", 10)
    match = re.search(r"(\d+)条(の\d+)?(x)?", text.text)
    assert match
    number = text.group(match, 1)
    assert number
    assert number.spans() == [Span(11, 13)]
    assert text.group(match, 3) is None


@given(spans)
def test_merge_and_gaps_share_out_the_source(parts: list[tuple[int, int]]) -> None:
    length = 60
    inside = {offset for start, end in parts for offset in range(start, end)}
    merged = merge(parts)
    assert {offset for start, end in merged for offset in range(start, end)} == inside
    assert all(left.end < right.start for left, right in pairwise(merged))
    missing = {offset for start, end in gaps(parts, length) for offset in range(start, end)}
    assert missing == set(range(length)) - inside
