"""e-Gov's lists of laws: every row read, or told as a fault with its row and column."""

import csv
import datetime as dt
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.documents.law_files import find_law_files
from flows.documents.law_lists import COLUMNS, LawList, read_law_list
from flows.errors import InputError
from flows.japanese.eras import era_date
from flows.japanese.numerals import kanji
from tests.hostile_zips import LAW, MEMBER, REVISION, pack

ROW = {
    "法令種別": "法律",
    "法令番号": "平成十一年法律第六十号",
    "法令名": "重要影響事態に際して我が国の平和及び安全を確保するための措置に関する法律",
    "法令名読み": "",
    "旧法令名": "周辺事態に際して我が国の平和及び安全を確保するための措置に関する法律,周辺事態安全確保法",
    "公布日": "平成十一年五月二十八日",
    "改正法令名": "デジタル庁設置法",
    "改正法令番号": "令和三年法律第三十六号",
    "改正法令公布日": "令和三年五月十九日",
    "施行日": "令和3年9月1日",
    "施行日備考": "",
    "法令ID": LAW,
    "本文URL": f"https://laws.e-gov.go.jp/law/{LAW}/20210901_503AC0000000036",
    "未施行": "",
}


def listed(*rows: dict[str, str], columns: tuple[str, ...] = COLUMNS) -> bytes:
    """A list as e-Gov writes it: UTF-8 with a byte order mark, CRLF."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([row[name] for name in COLUMNS] for row in rows)
    return target.getvalue().encode("utf-8-sig")


def test_row_by_row() -> None:
    rows, faults = read_law_list(listed(ROW, ROW | {"未施行": "○", "施行日": ""}), Path("R080507.csv"))
    assert faults == []
    assert rows[0] == LawList(
        law_type_ja="法律",
        law_num="平成十一年法律第六十号",
        title="重要影響事態に際して我が国の平和及び安全を確保するための措置に関する法律",
        title_kana=None,
        former_title="周辺事態に際して我が国の平和及び安全を確保するための措置に関する法律,周辺事態安全確保法",
        promulgated_on=dt.date(1999, 5, 28),
        amendment_title="デジタル庁設置法",
        amendment_num="令和三年法律第三十六号",
        amendment_promulgated_on=dt.date(2021, 5, 19),
        enforced_on=dt.date(2021, 9, 1),
        enforcement_note=None,
        law_id=LAW,
        law_revision_id=REVISION,
        not_yet_enforced=False,
    )
    assert (rows[1].not_yet_enforced, rows[1].enforced_on) == (True, None)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("公布日", "1999-05-28"),
        ("公布日", "平成十一年二月三十日"),
        ("施行日", "令和九兆年一月一日"),
        ("法令ID", "411AC60"),
        ("本文URL", f"https://laws.e-gov.go.jp/law/{LAW}"),
        ("本文URL", "https://laws.e-gov.go.jp/law/412AC0000000060/20210901_503AC0000000036"),
        ("本文URL", f"https://laws.e-gov.go.jp/law/{LAW}/20211301_503AC0000000036"),
        ("未施行", "×"),
    ],
)
def test_faulty_row_is_named_and_the_others_are_read(column: str, value: str) -> None:
    rows, (fault,) = read_law_list(
        listed(ROW, ROW | {column: value}, ROW), Path("all.zip"), "all_law_list.csv"
    )
    assert len(rows) == 2
    assert fault.place == f"row 3, column {column}"
    assert repr(value) in fault.problem
    assert fault.file == "all.zip: all_law_list.csv"


def test_rows_that_are_no_rows() -> None:
    content = listed(ROW) + "法律,x\r\n\r\n".encode() + listed(ROW)[len(listed()) :] + b'"a"b,c\r\n'
    rows, faults = read_law_list(content, Path("a.csv"))
    assert len(rows) == 2
    assert [fault.place for fault in faults] == ["row 3", "row 6"]
    assert "has 2 cells where the list has 14" in faults[0].problem
    assert "is not CSV" in faults[1].problem


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "no list of laws"),
        (b"a,b\r\n", "no list of laws: its columns are 'a,b'"),
        (listed(columns=(*COLUMNS[:-1], "所管課確認中")), "no list of laws"),
        (b"\xef\xbb\xbf\xff", "is not text"),
        (b"a," + b"x" * 200_000, "no list of laws"),
    ],
)
def test_other_tables_are_no_lists(content: bytes, problem: str) -> None:
    with pytest.raises(InputError, match=problem):
        read_law_list(content, Path("a.csv"))


def test_lists_are_found_in_archives_and_folders(tmp_path: Path) -> None:
    pack(tmp_path / "a.zip", ("R080507.csv", listed(ROW)), (MEMBER, b"<Law/>"))
    (tmp_path / "all_law_list.csv").write_bytes(listed(ROW, ROW))
    (tmp_path / "sales.csv").write_bytes(b"a,b\r\n")
    found = find_law_files([tmp_path])
    assert (len(found.lists), len(found.files)) == (3, 1)
    (fault,) = found.faults
    assert str(fault).startswith(f"{tmp_path / 'sales.csv'}: header")


@settings(deadline=None)
@given(day=st.dates(dt.date(1868, 1, 1), dt.date(2200, 12, 31)), digits=st.booleans())
def test_days_of_eras(day: dt.date, digits: bool) -> None:
    for era, first in {"明治": 1868, "昭和": 1926, "令和": 2019}.items():
        year = day.year - first + 1
        if year < 1:
            continue
        write = str if digits else kanji
        text = f"{era}{'元' if year == 1 else write(year)}年{write(day.month)}月{write(day.day)}日"
        assert era_date(text) == day


@pytest.mark.parametrize(
    "text", ["", "令和", "令和元年", "令和零年一月一日 ", "平成元年１３月１日", "西暦2020年1月1日"]
)
def test_what_is_no_day_of_an_era(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        era_date(text)


def test_lunisolar_days_stand_as_they_are_written() -> None:
    assert era_date("明治五年十一月九日") == dt.date(1872, 11, 9)
