from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.japanese.numerals import (
    NUMERAL,
    PROVISION,
    egov_num,
    kanji,
    number,
    provision_num,
    provision_title,
    year_number,
)

POSITIONAL = str.maketrans("0123456789", "〇一二三四五六七八九")
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("一", 1),
        ("十", 10),
        ("十一", 11),
        ("二十", 20),
        ("百四十五", 145),
        ("九百九十五", 995),
        ("千三百五", 1305),
        ("一千", 1000),
        ("一万", 10_000),
        ("百二十万五千", 1_205_000),
        ("三億二百", 300_000_200),
        ("二〇二一", 2021),
        ("一〇", 10),
        ("二○一五", 2015),
        ("〇", 0),
        ("165", 165),
        ("１６５", 165),
    ],
)
def test_numerals(text: str, value: int) -> None:
    assert number(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "元",
        "十百",
        "百千",
        "二二十",
        "十二三",
        "万",
        "億万",
        "一万二億",
        "甲",
        "一条",
        "1十",
        "-1",
        "1.5",
        "²",
    ],
)
def test_what_is_no_numeral(text: str) -> None:
    with pytest.raises(ValueError, match="no numeral"):
        number(text)


@pytest.mark.parametrize(("text", "value"), [("元", 1), ("二", 2), ("六十四", 64), ("３", 3)])
def test_years_of_an_era(text: str, value: int) -> None:
    assert year_number(text) == value


@given(st.integers(0, 10**16 - 1))
def test_kanji_round_trip(value: int) -> None:
    assert number(kanji(value)) == value
    assert re.fullmatch(NUMERAL, kanji(value))


@given(st.integers(0, 10**16 - 1))
def test_digits_round_trip(value: int) -> None:
    assert number(str(value)) == value
    assert number(str(value).translate(FULL_WIDTH)) == value
    assert number(str(value).translate(POSITIONAL)) == value


@given(st.text("一二三四五六七八九十百千万億兆〇", max_size=8))
def test_a_numeral_is_read_or_refused_and_never_guessed(text: str) -> None:
    try:
        value = number(text)
    except ValueError:
        return
    written_out = {kanji(value), str(value).translate(POSITIONAL)}
    assert text.replace("一千", "千").replace("一百", "百").replace("一十", "十") in written_out or (
        text.lstrip("〇") in written_out | {""}
    )


@pytest.mark.parametrize("value", [-1, 10**16])
def test_numbers_without_a_kanji_form(value: int) -> None:
    with pytest.raises(ValueError, match="not written"):
        kanji(value)


@pytest.mark.parametrize(
    ("text", "num"),
    [
        ("第九十四条の五", "94_5"),
        ("第77条の2", "77_2"),
        ("第８４条の５", "84_5"),
        ("第七十六条", "76"),
        ("第百条の三の二", "100_3_2"),
        ("第二項", "2"),
        ("第三号の二", "3_2"),
    ],
)
def test_numbers_of_provisions(text: str, num: str) -> None:
    assert provision_num(text) == num


@pytest.mark.parametrize("text", ["九十四条", "第条", "第九十四条の", "第三条第二項", "附則", "第十百条"])
def test_what_is_not_the_number_of_a_provision(text: str) -> None:
    with pytest.raises(ValueError, match=r"not the number of a provision|no numeral"):
        provision_num(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("第七条の一部を改正", "第七条"),
        ("第十条の十一部分", "第十条"),
        ("第84条の5重要影響事態", "第84条の5"),
        ("第十条の二第三項", "第十条の二"),
    ],
)
def test_where_the_number_of_a_provision_ends(text: str, found: str) -> None:
    match = re.match(PROVISION, text)
    assert match is not None
    assert match[0] == found


@given(st.lists(st.integers(1, 2000), min_size=1, max_size=4), st.sampled_from("章節款条項号"))
def test_provision_numbers_round_trip(parts: list[int], unit: str) -> None:
    num = "_".join(map(str, parts))
    assert provision_num(provision_title(num, unit)) == num
    assert egov_num(kanji(parts[0]), [kanji(part) for part in parts[1:]]) == num
