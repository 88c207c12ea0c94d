"""Law numbers: every number of the list is read, and is written again as it was."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.documents.law_ids import law_number
from flows.japanese.law_numbers import ERAS, LAW_NUMBER, LawNumber, parse_law_number
from flows.sources import RAW


@pytest.fixture(scope="module")
def listed() -> list[tuple[str, str]]:
    """Law id and number of each law of the list."""
    entries = json.loads((RAW / "law-list.json").read_text("utf-8"))
    return [(law_id, law_num) for law_id, law_num, _, _ in entries]


def unread(numbers: list[str]) -> list[str]:
    """Return the numbers that are not read, or not written again as they were."""
    failures: list[str] = []
    for text in numbers:
        try:
            if str(parse_law_number(text)) != text:
                failures.append(text)
        except ValueError:
            failures.append(text)
    return failures


def test_every_number_of_the_list(listed: list[tuple[str, str]]) -> None:
    assert len(listed) == 8885
    assert unread([law_num for _, law_num in listed]) == []


def test_year_agrees_with_the_law_id(listed: list[tuple[str, str]]) -> None:
    era_digit = {"1": "明治", "2": "大正", "3": "昭和", "4": "平成", "5": "令和"}
    wrong = [
        (law_id, law_num)
        for law_id, law_num in listed
        if (number := parse_law_number(law_num)).era != era_digit[law_id[0]]
        or number.year != int(law_id[1:3])
    ]
    assert wrong == []


def test_an_id_says_the_number_of_a_law_or_cabinet_order(listed: list[tuple[str, str]]) -> None:
    said = {law_id: number for law_id, _ in listed if (number := law_number(law_id))}
    assert [(law_id, num) for law_id, num in listed if law_id in said and str(said[law_id]) != num] == []
    unsaid = {law_id[3:5] for law_id, _ in listed if law_id not in said}
    assert not unsaid & {"AC"}
    assert len(said) > 4000


@pytest.mark.parametrize(
    "law_id", ["321CONSTITUTION", "120IO0000000001", "321M30000F40001", "503AC0000000000", "000000000000000"]
)
def test_other_ids_say_no_number(law_id: str) -> None:
    assert law_number(law_id) is None


def test_numbers_in_running_text(listed: list[tuple[str, str]]) -> None:
    pattern = re.compile(LAW_NUMBER)
    missed = []
    for _, law_num in listed:
        found = pattern.search(f"この法律（{law_num}。以下同じ。）第三条")
        if found is None or found[0] != law_num:
            missed.append(law_num)
    uncounted = [n for n in missed if n.endswith(("省令", "府令"))]
    assert missed == uncounted
    assert len(uncounted) == 6


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("平成十一年法律第六十号", LawNumber("平成", 11, "法律", 60)),
        ("平成元年政令第三号", LawNumber("平成", 1, "政令", 3)),
        ("平成一一年一二月二二日法律第一六〇号", LawNumber("平成", 11, "法律", 160, None, 12, 22)),
        ("令和3年法律第36号", LawNumber("令和", 3, "法律", 36)),
        ("昭和二十一年憲法", LawNumber("昭和", 21, "憲法")),
        ("明治十九年勅令", LawNumber("明治", 19, "勅令")),
        ("大正十二年内務省・鉄道省令", LawNumber("大正", 12, "内務省・鉄道省令")),
        ("昭和二十年第一復員省令第二号", LawNumber("昭和", 20, "第一復員省令", 2)),
        ("平成六年人事院規則一五―一四", LawNumber("平成", 6, "人事院規則", None, "一五―一四")),
        (
            "昭和五十一年十二月二十三日内閣総理大臣決定",
            LawNumber("昭和", 51, "内閣総理大臣決定", None, None, 12, 23),
        ),
        ("昭和三十五年条約第六号", LawNumber("昭和", 35, "条約", 6)),
    ],
)
def test_forms(text: str, expected: LawNumber) -> None:
    assert parse_law_number(text) == expected


def test_the_same_number_in_other_digits() -> None:
    assert str(parse_law_number("令和3年法律第36号")) == "令和三年法律第三十六号"
    assert str(parse_law_number("平成一一年一二月二二日法律第一六〇号")) == "平成十一年法律第百六十号"


def test_western_year() -> None:
    assert parse_law_number("平成十一年法律第六十号").western_year == 1999
    assert parse_law_number("令和元年法律第一号").western_year == 2019


@pytest.mark.parametrize(
    "text", ["", "法律第六十号", "平成十一年第六十号", "平成十一年法律", "慶応三年法律第一号"]
)
def test_what_is_none(text: str) -> None:
    with pytest.raises(ValueError, match="is not a law number"):
        parse_law_number(text)


@given(
    era=st.sampled_from(sorted(ERAS)),
    year=st.integers(1, 64),
    kind=st.sampled_from(["法律", "政令", "内閣府・法務省令", "国家公安委員会規則"]),
    count=st.integers(1, 2000),
)
def test_written_and_read_again(era: str, year: int, kind: str, count: int) -> None:
    law_number = LawNumber(era, year, kind, count)
    assert parse_law_number(str(law_number)) == law_number
