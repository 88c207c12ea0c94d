"""What e-Gov answers: every form that was seen is taken, what is not known is kept, what is wrong is refused."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from flows.egov.responses import LawData, LawInfo, LawRevisions, Laws, RevisionInfo

REVISION = "411AC0000000060_20210901_503AC0000000036"
NOTHING: st.SearchStrategy[object] = st.sampled_from([None, "", " \n  ", {}])
FIELDS = [name for name in RevisionInfo.model_fields if name != "law_revision_id"]
TEXTS = [
    "law_title",
    "law_title_kana",
    "abbrev",
    "category",
    "amendment_law_title",
    "amendment_enforcement_comment",
]
DAYS = [name for name in FIELDS if name.endswith("_date")]


def info(**said: Any) -> RevisionInfo:
    return RevisionInfo.model_validate_json(json.dumps({"law_revision_id": REVISION, **said}))


@pytest.mark.parametrize("said", [False, None, "", "None", "false", "\n"])
def test_no_repeal_in_every_form_that_was_seen(said: object) -> None:
    assert info(repeal_status=said, repeal_date="2024-01-01").repeal_status is None
    assert info(repeal_status=said, repeal_date="2024-01-01").ends_on is None


@pytest.mark.parametrize(
    ("status", "ends"),
    [
        ("Repeal", "2024-04-01"),
        ("Expire", "2024-04-01"),
        ("LossOfEffectiveness", "2024-04-01"),
        ("Suspend", None),
    ],
)
def test_the_day_from_which_a_law_is_no_more(status: str, ends: str | None) -> None:
    said = info(repeal_status=status, repeal_date="2024-04-01")
    assert str(said.ends_on) == str(ends)


@pytest.mark.parametrize("said", [True, 1.5, ["Repeal"], {"a": 1}])
def test_a_status_of_no_known_form_is_refused(said: object) -> None:
    with pytest.raises(ValidationError):
        info(repeal_status=said)


@pytest.mark.parametrize(("said", "held"), [("3", "3"), (3, "3"), (None, None), ("", None)])
def test_numbers_come_as_text_or_number(said: object, held: str | None) -> None:
    assert info(amendment_type=said).amendment_type == held
    law = LawInfo.model_validate_json(json.dumps({"law_id": "411AC0000000060", "law_num_year": said}))
    assert law.law_num_year == held


@given(st.sampled_from(FIELDS), NOTHING)
def test_what_says_nothing_is_none(field: str, nothing: object) -> None:
    assert getattr(info(**{field: nothing}), field) is None


@given(st.sampled_from(TEXTS), st.text(st.characters(codec="utf-8"), min_size=1))
def test_texts_are_kept_without_blanks_around_them(field: str, text: str) -> None:
    assert getattr(info(**{field: text}), field) == (text.strip() or None)


@given(st.sampled_from(DAYS), st.dates(dt.date(1868, 1, 1)))
def test_days_are_those_of_the_calendar(field: str, day: dt.date) -> None:
    assert getattr(info(**{field: day.isoformat()}), field) == day


@given(st.sampled_from(DAYS), st.text(st.characters(codec="utf-8"), min_size=1))
def test_a_day_is_a_day_or_refused(field: str, text: str) -> None:
    try:
        held = getattr(info(**{field: text}), field)
    except ValidationError:
        return
    assert held is None or isinstance(held, dt.date)


@given(
    st.text("abcdefghij_", min_size=1).filter(
        lambda name: name not in RevisionInfo.model_fields and name[0] != "_"
    ),
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(st.characters(codec="utf-8"))),
)
def test_unknown_fields_are_kept(name: str, value: object) -> None:
    assert info(**{name: value}).model_extra == {name: value}


@pytest.mark.parametrize(
    "name",
    ["", "411AC0000000060", "411AC0000000060_20211332_503AC0000000036", "../../x_20210901_503AC0000000036"],
)
def test_a_revision_without_its_id_is_refused(name: str) -> None:
    with pytest.raises(ValidationError):
        RevisionInfo.model_validate({"law_revision_id": name})


def test_ids_are_in_upper_case() -> None:
    assert RevisionInfo.model_validate({"law_revision_id": REVISION.lower()}).law_revision_id == REVISION


def test_the_examples_of_the_description() -> None:
    law = {
        "law_type": "Act",
        "law_id": "503AC0000000036",
        "law_num": "令和三年法律第三十六号",
        "law_num_year": 3,
    }
    one = {
        "law_revision_id": "503AC0000000036_20240607_506AC0000000046", "abbrev": None,
        "updated": "2024-06-07T09:15:59+09:00", "amendment_promulgate_date": "2024-06-07",
        "amendment_law_title_kana": None, "amendment_type": "3", "repeal_status": "None", "remain_in_force": False,
    }  # fmt: skip
    listed = LawRevisions.model_validate_json(json.dumps({"law_info": law, "revisions": [one]}))
    assert listed.revisions[0].updated == dt.datetime(2024, 6, 7, 0, 15, 59, tzinfo=dt.UTC)
    page = {"total_count": 1, "count": 1, "laws": [{"law_info": law, "revision_info": one}]}
    assert Laws.model_validate_json(json.dumps(page)).next_offset is None
    data = {
        "attached_files_info": "",
        "law_info": law,
        "revision_info": one,
        "law_full_text": {"tag": "Law", "attr": ""},
    }
    assert LawData.model_validate_json(json.dumps(data)).model_extra == {"attached_files_info": ""}
