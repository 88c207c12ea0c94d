"""The macro that reads addresses, against the reader of citations and against every path of real laws."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.japanese.references import IROHA
from flows.records.laws.addresses import unit
from tests.law_addresses import NUMBERS, read, written
from warehouse.views import views


@pytest.fixture(scope="module")
def macros() -> Iterator[duckdb.DuckDBPyConnection]:
    """An empty database with the two macros."""
    with duckdb.connect() as connection:
        for view in views():
            if view.name in ("read_address", "provision_path"):
                connection.execute(view.sql)
        yield connection


def path(macros: duckdb.DuckDBPyConnection, address: str) -> str:
    (found,) = macros.execute("SELECT provision_path(?)", [address]).fetchall()
    return str(found[0])


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("第九十四条の五第一項第二号", "MainProvision-Article_94_5-Paragraph_1-Item_2"),
        ("94条の5", "MainProvision-Article_94_5"),
        ("第94条の5第1項", "MainProvision-Article_94_5-Paragraph_1"),
        ("九十四条の五", "MainProvision-Article_94_5"),
        ("９４条の５　１項", "MainProvision-Article_94_5-Paragraph_1"),
        ("1条2項3号イ（４）", "MainProvision-Article_1-Paragraph_2-Item_3-Subitem1_1-Subitem2_4"),
        ("94条の5 1項", "MainProvision-Article_94_5-Paragraph_1"),
        (" 第 九十四 条 の 五 ", "MainProvision-Article_94_5"),
        ("第四条ノ二", "MainProvision-Article_4_2"),
        ("附則第2条", "SupplProvision-Article_2"),
        ("附則第三項", "SupplProvision-Paragraph_3"),
        ("附則", "SupplProvision"),
        ("本則", "MainProvision"),
        ("本則第三条", "MainProvision-Article_3"),
        ("第三条第二項第一号イ（１）", "MainProvision-Article_3-Paragraph_2-Item_1-Subitem1_1-Subitem2_1"),
        ("第三条第一号ロ(2)(ハ)(iv)", "MainProvision-Article_3-Paragraph_1-Item_1-Subitem1_2-Subitem2_2-Subitem3_3-Subitem4_4"),
        ("第三条第一号ロ（ｉｘ）", "MainProvision-Article_3-Paragraph_1-Item_1-Subitem1_2-Subitem2_9"),
        ("第三条第一号イの二", "MainProvision-Article_3-Paragraph_1-Item_1-Subitem1_1_2"),
        ("第三条第一号ノ", "MainProvision-Article_3-Paragraph_1-Item_1-Subitem1_26"),
        ("第三条イ", "MainProvision-Article_3-Paragraph_1-Subitem1_1"),
        ("第二号", "MainProvision-Paragraph_1-Item_2"),
        ("百二十四条の二", "MainProvision-Article_124_2"),
        ("第千十条の百十", "MainProvision-Article_1010_110"),
        ("第二〇五条", "MainProvision-Article_205"),
        ("第〇五条", "MainProvision-Article_5"),
        ("別表第一", "AppdxTable_1"),
        ("別表一", "AppdxTable_1"),
        ("別表", "AppdxTable"),
        ("別表第一の二第三号ロ", "AppdxTable_1_2-Item_3-Subitem1_2"),
        ("様式第三号", "AppdxStyle_3"),
        ("第三号様式", "AppdxStyle_3"),
        ("第３号の２様式", "AppdxStyle_3_2"),
        ("別記様式第六の二", "AppdxStyle_6_2"),
        ("別紙第９号の７書式", "AppdxFormat_9_7"),
        ("別図第二", "AppdxFig_2"),
        ("別記", "AppdxNote"),
        ("付録第二", "Appdx_2"),
        ("第七章", "MainProvision-Chapter_7"),
        ("第三章第二節", "MainProvision-Chapter_3-Section_2"),
        ("第三章第五条", "MainProvision-Article_5"),
        ("第一編第二章第三節第四款第五目", "MainProvision-Part_1-Chapter_2-Section_3-Subsection_4-Division_5"),
        ("MainProvision-Article_94_5", "MainProvision-Article_94_5"),
        ("SupplProvision[2]-Article_1-Paragraph_1", "SupplProvision[2]-Article_1-Paragraph_1"),
        ("AppdxTable[1]-TableStruct[1]-Table[1]", "AppdxTable[1]-TableStruct[1]-Table[1]"),
        ("MainProvision-Article_4:8", "MainProvision-Article_4:8"),
    ],
)  # fmt: skip
def test_addresses_as_lawyers_write_them(
    macros: duckdb.DuckDBPyConnection, address: str, expected: str
) -> None:
    assert path(macros, address) == expected


@pytest.mark.parametrize(
    "address",
    [
        "", " ", "x", "条", "第五", "94の5", "第九十四", "百百条", "十百条", "一二十条", "第二項第三条", "第三条第四条",
        "第七章第二項", "第三条ただし書", "第二条から第四条まで", "前条", "第三条|第四条", "第]条", r"第\条", "第三条イロハニホヘ",
        "自衛隊法第三条", "別表第一（第二条関係）", "mainProvision", "MainProvision-", "第三条\n第四条",
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_an_error_that_names_it(
    macros: duckdb.DuckDBPyConnection, address: str
) -> None:
    with pytest.raises(
        duckdb.InvalidInputException, match="write it like 第九十四条の五第一項第二号"
    ) as error:
        path(macros, address)
    assert f"cannot read the address '{address}'" in str(error.value)


def test_addresses_of_a_column_are_read_row_by_row(macros: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT provision_path(a) FROM (VALUES ('第三条'), ('附則'), ('別表第二')) t(a)"
    assert [found for (found,) in macros.sql(query).fetchall()] == [
        "MainProvision-Article_3",
        "SupplProvision",
        "AppdxTable_2",
    ]


NUMBER = st.integers(1, 1999)
BRANCHES = st.lists(st.integers(2, 40), max_size=2)
WAYS = st.sampled_from(sorted(NUMBERS))


@given(st.data())
def test_any_address_is_read_as_where_a_law_cites_it(
    macros: duckdb.DuckDBPyConnection, data: st.DataObject
) -> None:
    way = data.draw(WAYS)
    parts = [data.draw(st.sampled_from(["", "附則"]))]
    for sign in ("条", "項", "号"):
        if sign == "条" or data.draw(st.booleans()):
            branches = "".join(f"の{NUMBERS[way](branch)}" for branch in data.draw(BRANCHES))
            parts.append(f"第{NUMBERS[way](data.draw(NUMBER))}{sign}{branches}")
    if parts[-1].startswith("第") and "号" in parts[-1] and data.draw(st.booleans()):
        parts.append(data.draw(st.sampled_from(IROHA)))
        deeper = st.sampled_from(
            [f"（{n}）" for n in (*range(1, 30), *"イロハ", "ｉ", "ｉｖ", "ｘ", "ａ", "ｃ")]
        )
        parts.extend(data.draw(st.lists(deeper, max_size=2)))
    address = "".join(parts)
    assert path(macros, address) == read(address)
    if "の" not in address:
        assert path(macros, address.replace("第", "")) == read(address)


@given(NUMBER, BRANCHES, WAYS)
def test_a_number_is_read_in_every_way_it_is_written(
    macros: duckdb.DuckDBPyConnection, number: int, branches: list[int], way: str
) -> None:
    num = "_".join(map(str, (number, *branches)))
    address = written(f"MainProvision-Article_{num}", way)
    assert address
    for spelt in (address, address.replace("第", ""), address.replace("条", " 条 "), f"　{address}"):
        assert path(macros, spelt) == f"MainProvision-Article_{num}"


def paths_agree(macros: duckdb.DuckDBPyConnection, database: Path) -> int:
    """Assert that every path of a warehouse is read from each way of writing it, and from itself; count them."""
    with duckdb.connect(str(database), read_only=True) as warehouse:
        elms = warehouse.sql("SELECT DISTINCT elm FROM provisions").fetchall()
        cited = warehouse.sql("SELECT DISTINCT coalesce(alias, elm) FROM provisions").fetchall()
    expected = [(elm, elm) for (elm,) in elms]
    for (elm,) in cited:
        addresses = {way: written(elm, way) for way in NUMBERS}
        expected += [(address, elm) for address in addresses.values() if address]
        if addresses["kanji"] and elm not in ("MainProvision", "SupplProvision") and "Appdx" not in elm:
            assert read(addresses["kanji"]) == elm
    query = "SELECT list_transform($1, lambda address: read_address(address)[1:2])"
    (found,) = macros.execute(query, [[address for address, _ in expected]]).fetchall()
    assert [
        (address, elm, got)
        for (address, elm), got in zip(expected, found[0], strict=True)
        if got != [elm, unit("", elm).removeprefix("/")]
    ] == []
    return len(expected)


@pytest.mark.slow
def test_every_provision_of_the_real_laws_is_found_by_its_address(
    macros: duckdb.DuckDBPyConnection, built: Path
) -> None:
    assert paths_agree(macros, built / "anpo.duckdb") > 10_000
