"""Revisions of a law: their ids, their order, the days on which each is valid, and what it is now."""

from __future__ import annotations

import datetime as dt
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.records.laws.revisions import RevisionId, Seen, first_seen_id, in_order, parse_revision_id
from tests.law_corpus import BASE, CITING, ENDING, revision

SHA = "a" * 64
DAY = dt.date(2021, 9, 1)


def seen(day: str, amendment: str = ENDING, **others: dt.date) -> Seen:
    return Seen(revision(BASE, day, amendment), "source", SHA, **others)


def test_an_id_says_law_day_and_amending_law() -> None:
    found = parse_revision_id(f"{BASE}_20210901_503AC0000000036")
    assert found == RevisionId(BASE, DAY, "503AC0000000036")
    assert parse_revision_id(f"{BASE}_19990528_{ENDING}").amendment_law_id is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        BASE,
        f"{BASE}_2021091_{ENDING}",
        f"{BASE}_20210931_{ENDING}",
        f"{BASE}_20210901",
        f" {BASE}_20210901_{ENDING}",
    ],
)
def test_what_is_no_id_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"not an e-Gov revision id|day"):
        parse_revision_id(text)


def test_a_wording_of_which_only_the_day_is_known_has_an_id_that_says_so() -> None:
    assert parse_revision_id(first_seen_id(BASE, DAY)) == RevisionId(BASE, DAY, None)


def test_each_is_valid_until_the_next() -> None:
    rows = in_order([seen("20210901"), seen("20160329"), seen("20180401")])
    assert [(str(row.valid_from), str(row.valid_to), row.ordinal) for row in rows] == [
        ("2016-03-29", "2018-04-01", 1),
        ("2018-04-01", "2021-09-01", 2),
        ("2021-09-01", "None", 3),
    ]
    assert [row.status for row in rows] == ["PreviousEnforced", "PreviousEnforced", "CurrentEnforced"]


def test_of_several_on_one_day_only_the_last_is_valid() -> None:
    # By the amending laws: 平成三十年 before 令和三年, and there 第三十六号 before 第六十一号.
    rows = in_order(
        [
            seen("20210901", "503AC0000000061"),
            seen("20210901", "430AC0000000070"),
            seen("20210901", "503AC0000000036"),
            seen("20220401", "504AC0000000001"),
        ]
    )
    assert [row.amendment_law_id for row in rows] == [
        "430AC0000000070",
        "503AC0000000036",
        "503AC0000000061",
        "504AC0000000001",
    ]
    assert [row.valid_to for row in rows] == [DAY, DAY, dt.date(2022, 4, 1), None]
    assert [row.status for row in rows] == ["PreviousEnforced"] * 3 + ["CurrentEnforced"]


def test_what_enters_into_force_later_is_not_yet_in_force() -> None:
    retrieved = dt.date(2021, 8, 31)
    rows = in_order([seen("20160329", first_seen_at=retrieved), seen("20210901", first_seen_at=retrieved)])
    assert [row.status for row in rows] == ["CurrentEnforced", "UnEnforced"]
    on_the_day = in_order([seen("20160329"), seen("20210901", first_seen_at=DAY)])
    assert [row.status for row in on_the_day] == ["PreviousEnforced", "CurrentEnforced"]


def test_a_repealed_law_has_an_end() -> None:
    (row,) = in_order([seen("20160329", ends_on=DAY, first_seen_at=DAY)])
    assert (row.valid_to, row.status) == (DAY, "Repeal")
    (row,) = in_order([seen("20160329", ends_on=DAY, first_seen_at=dt.date(2021, 8, 31))])
    assert (row.valid_to, row.status) == (DAY, "CurrentEnforced")


def test_revisions_of_different_laws_have_no_order() -> None:
    with pytest.raises(ValueError, match="different laws"):
        in_order([seen("20160329"), Seen(revision(CITING, "20160329"), "source", SHA)])


def test_no_revision_is_no_row() -> None:
    assert in_order([]) == []


AMENDMENTS = st.sampled_from([ENDING, "430AC0000000070", "503AC0000000036", "503AC0000000061"])
DAYS = st.dates(dt.date(2015, 1, 1), dt.date(2015, 1, 6))
SETS = st.dictionaries(st.tuples(DAYS, AMENDMENTS), st.none() | DAYS, min_size=1, max_size=8)


@given(SETS, st.randoms())
def test_periods_share_out_the_days_whatever_order_they_come_in(
    found: dict[tuple[dt.date, str], dt.date | None], random: Random
) -> None:
    texts = [
        seen(f"{day:%Y%m%d}", amendment, **({"first_seen_at": at} if at else {}))
        for (day, amendment), at in found.items()
    ]
    rows = in_order(texts)
    random.shuffle(texts)
    assert in_order(texts) == rows
    first = min(day for day, _ in found)
    for day in (first + dt.timedelta(days=n) for n in range(8)):
        valid = [
            row for row in rows if row.valid_from <= day and (row.valid_to is None or day < row.valid_to)
        ]
        assert valid == [max((row for row in rows if row.enforced_on <= day), key=lambda row: row.ordinal)]
    assert [row.ordinal for row in rows] == [*range(1, len(rows) + 1)]
    in_force = [row for row in rows if row.status == "CurrentEnforced"]
    assert len(in_force) == any(row.status != "UnEnforced" for row in rows)
