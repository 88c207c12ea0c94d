from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from flows.errors import InputError
from tests.white_paper_forms import FLATTENED, ROOT, form, published, read

SECURITY = "命令による治安出動"


@dataclass
class Fault:
    """A change to the table, and what the message must say."""

    before: str
    after: str
    says: list[str]


def changed(text: str, before: str, after: str) -> str:
    assert before in text, before
    return text.replace(before, after, 1)


CONTENT = {
    "a new wording of the Diet's approval": Fault(
        "必要(例外なき事前承認)",
        "必要(各議院の三分の二による承認)",
        ["record 18 (協力支援活動等), column 行動の要件等", "必要(各議院の三分の二による承認)"],
    ),
    "neither 必要 nor 不要": Fault(
        "国会の承認:必要(出動命令から20日以内に付議)",
        "国会の承認:努力義務",
        [f"record 5 ({SECURITY}), column 行動の要件等", "努力義務"],
    ),
    "a new wording of the Cabinet decision": Fault(
        "必要に応じ閣議決定", "持ち回り閣議", ["record 16 (在外邦人等の輸送), column 行動の要件等", "持ち回り閣議"]
    ),
    "a Cabinet decision qualified by an unknown approval": Fault(
        "閣議決定:必要(内閣総理大臣の承認)",
        "閣議決定:必要(国家安全保障会議の承認)",
        ["record 2 (防御施設構築の措置)", "国家安全保障会議の承認"],
    ),
    "a case without its counterpart": Fault(
        "国会の承認:必要(対処基本方針の閣議決定後)",
        "国会の承認:不要(緊急の場合)",
        ["record 2 (防御施設構築の措置)", "不要(緊急の場合)", "nothing is said of the rest"],
    ),
    "two brackets after one value": Fault(
        "必要(原則として事前承認)", "必要(原則として事前承認)(書面)", ["record 1 (防衛出動)", "(書面)"]
    ),
    "an authority that is no office": Fault(
        "命令権者:防衛大臣又はその指定する者", "命令権者:担当部局", ["record 12 (災害派遣)", "担当部局", "命令権者"]
    ),
    "a bracket after an authority that is neither scope nor office": Fault(
        "命令権者:防衛大臣又はその指定する者",
        "命令権者:防衛大臣(暫定)",
        ["record 12 (災害派遣)", "防衛大臣(暫定)"],
    ),
    "a scope without a value": Fault(
        "(役務提供)必要(対処基本方針の閣議決定後)", "(役務提供)", ["record 3 (防衛出動下令前の行動関連措置)", "(役務提供)"]
    ),
    "two scopes for one value": Fault(
        "防衛大臣(部隊派遣される自衛官)",
        "防衛大臣(部隊派遣される自衛官)(個人派遣される自衛官)",
        ["record 20 (国際平和協力活動)", "the scope of the value cannot be told"],
    ),
    "a fifth requirement": Fault(
        "C その他:防衛大臣と国家公安委員会と協議",
        "C その他:防衛大臣と国家公安委員会と協議 D 国会報告:必要",
        ["record 6 (治安出動下令前に行う情報収集), column 行動の要件等", "国会報告", "命令権者, 国会の承認"],
    ),
    "a requirement of another name": Fault(
        "A 国会の承認:必要(原則", "A 議会の承認:必要(原則", ["record 1 (防衛出動)", "議会の承認"]
    ),
    "a requirement that stands twice": Fault(
        "B 閣議決定:必要 C その他:都道府県公安委員会", "B 閣議決定:必要 C 閣議決定:都道府県公安委員会",
        ["record 7 (要請による治安出動)", "閣議決定", "twice"],
    ),
    "a requirement without content": Fault(
        "C その他:防衛大臣が対処要項を内閣総理大臣に提出", "C その他:", ["record 10 (海賊対処行動)", "empty"]
    ),
    "a further requirement that has lost its label": Fault(
        "C その他:防衛大臣と国家公安委員会と協議",
        "C その他:防衛大臣と国家公安委員会と協議 国会報告:必要",
        ["record 6", "without its label"],
    ),
    "a cell that does not begin with 命令権者": Fault(
        '"@ 命令権者:内閣総理大臣 A 国会の承認:必要(出動命令',
        '"命令権者:内閣総理大臣 A 国会の承認:必要(出動命令',
        [f"record 5 ({SECURITY}), column 行動の要件等", "① 命令権者"],
    ),
    "two kinds of decay in one table": Fault(
        '"@ 命令権者:内閣総理大臣 A 国会の承認:必要(出動命令',
        '"1 命令権者:内閣総理大臣 2 国会の承認:必要(出動命令',
        [f"record 5 ({SECURITY})", "plain digits", "record 1 (防衛出動)"],
    ),
    "a bracket that is not closed": Fault(
        "必要(原則として事前承認)", "必要(原則として事前承認", ["record 1 (防衛出動)", "a bracket is not closed"]
    ),
    "an unknown law as legal basis": Fault(
        "及び海賊対処法)",
        "及び宇宙海賊対処法)",
        ["record 10 (海賊対処行動), column 区分", "宇宙海賊対処法", "law list"],
    ),
    "a list of laws that breaks off": Fault(
        "自衛隊法第82条の2及び海賊対処法", "自衛隊法第82条の2及び", ["record 10 (海賊対処行動)", "breaks off"]
    ),
    "an unknown law applied": Fault(
        "海上保安庁法第20条第2項を準用する",
        "洋上保安法第20条第2項を準用する",
        ["record 9 (海上における警備行動), column 武器の使用", "洋上保安法第20条第2項"],
    ),
    "another law applied without an article": Fault(
        "限り、警察官職務執行法第7条を準用する",
        "限り、警察官職務執行法を準用する",
        ["record 4 (国民保護等派遣), column 武器の使用", "no article"],
    ),
    "an unknown marker at the beginning of a cell": Fault(
        "○ 展開予定地域内における", "◇ 展開予定地域内における",
        ["record 2 (防御施設構築の措置), column 権限に関する主な規定", "◇ 展開予定地域内"],
    ),
    "an unknown marker inside a cell": Fault(
        " ○ 海上保安庁の統制", " ● 海上保安庁の統制",
        [f"record 5 ({SECURITY}), column 権限に関する主な規定", "● 海上保安庁の統制"],
    ),
    "a bullet without text": Fault(
        "○ 海上保安庁の統制", "○ ", [f"record 5 ({SECURITY}), column 権限に関する主な規定", "has no text"]
    ),
    "a ground of no known type": Fault(
        "○ 我が国に飛来する弾道ミサイル等の破壊措置を命ぜられた自衛隊の部隊は、弾道ミサイル等の破壊のため必要な武器を使用できる。",
        "○ 宇宙空間の監視を命ぜられた自衛隊の部隊は、必要な武器を使用できる。",
        ["record 11 (弾道ミサイル等に対する破壊措置), column 武器の使用", "no known type", "必要な武器を使用できる"],
    ),
    "a ground of two types": Fault(
        "職務上警護する施設が大規模な破壊", "職務上警護する人又は職務上警護する施設が大規模な破壊",
        ["record 8 (自衛隊の施設等の警護出動)", "several types (mission_execution, facility_protection)"],
    ),
    "a circled number that counts nothing": Fault(
        "○ 船舶検査活動の実施を命ぜられた自衛隊の部隊等の自衛官について、自己又は",
        "○ 船舶検査活動の実施を命ぜられた自衛隊の部隊等の自衛官について、@自己又は",
        ["record 17 (後方支援活動等), column 武器の使用", "neither counts a ground nor refers"],
    ),
    "a text before the first alternative": Fault(
        '"@ 我が国に対する外部', '"次の場合 @ 我が国に対する外部',
        ["record 1 (防衛出動), column 対象となる事態等", "before the first"],
    ),
    "an alternative that is missing": Fault(
        "A 我が国と密接な", "我が国と密接な", ["record 1 (防衛出動), column 対象となる事態等", "@"]
    ),
}  # fmt: skip


@pytest.mark.parametrize("line_ends", ["flattened", "CRLF"])
@pytest.mark.parametrize("fault", CONTENT.values(), ids=CONTENT)
def test_what_the_rules_do_not_know_stops_with_address_and_text(fault: Fault, line_ends: str) -> None:
    before, after = fault.before, fault.after
    text = form("letters", line_ends) if line_ends != "flattened" else FLATTENED
    if line_ends != "flattened":
        before, after = (_with_line_ends(each) for each in (before, after))
    with pytest.raises(InputError) as caught:
        read(changed(text, before, after))
    message = str(caught.value)
    assert message.startswith("siryo10.csv: ")
    for words in fault.says:
        assert words in message.replace("\r\n", " ")


def _with_line_ends(text: str) -> str:
    for mark in ("A ", "B ", "C ", "D ", "○ "):
        text = text.replace(f" {mark}", f"\r\n{mark}")
    return text


STRUCTURE: dict[str, tuple[Callable[[str], str], list[str]]] = {
    "a sixth column": (lambda text: changed(changed(text, "について,,,,", "について,,,,,"), ",武器の使用", ",武器の使用,備考"), ["header", "6 columns", "武器の使用,備考"]),
    "a sixth column below a title of five": (lambda text: changed(text, ",武器の使用", ",武器の使用,備考"), ["header", "武器の使用,備考"]),
    "another header": (
        lambda text: changed(text, "権限に関する主な規定", "主な権限"),
        ["header", "主な権限", "権限に関する主な規定"],
    ),
    "a column of the header is missing": (
        lambda text: changed(text, "行動の要件等,", ""),
        ["header", "対象となる事態等"],
    ),
    "a cell too many": (
        lambda text: changed(text, "外国における緊急事態,", "外国における緊急事態,余分,"),
        ["record 15 (在外邦人等の保護措置), column 武器の使用"],
    ),
    "a cell too few": (
        lambda text: changed(text, "外国における緊急事態,", ""),
        ["record 15 (在外邦人等の保護措置), column 武器の使用"],
    ),
    "a quote that does not open": (
        lambda text: changed(text, '閣議決定:必要",○ 我が国を', '閣議決定:必要,○ 我が国を'),
        ["quotes are unbalanced", "character"],
    ),
    "a quote that does not close": (
        lambda text: changed(text, '必要(原則として事前承認)', '必要"(原則として事前承認)'),
        ["quotes are unbalanced", "character"],
    ),
    "a name without its law": (
        lambda text: changed(text, "災害派遣(自衛隊法第83条)", "災害派遣"),
        ["record 1"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("line_ends", ["flattened", "LF", "CRLF"])
@pytest.mark.parametrize(("change", "says"), STRUCTURE.values(), ids=STRUCTURE)
def test_a_broken_table_stops(change: Callable[[str], str], says: list[str], line_ends: str) -> None:
    with pytest.raises(InputError) as caught:
        read(change(form("circled", line_ends)))
    for words in says:
        assert words in str(caught.value)


def test_a_missing_last_cell_of_the_last_record_stops() -> None:
    cut_off = published()[: published().rindex(",")]
    for text in (cut_off, cut_off.replace("\n", " ")):
        with pytest.raises(InputError, match=r"record 20 \(国際平和協力活動\)"):
            read(text)


def test_a_record_boundary_that_could_be_two_stops() -> None:
    text = changed(FLATTENED, "武力の行使等, 防御施設構築", "武力の行使等,○ 武器の使用 防御施設 構築")
    with pytest.raises(InputError, match=r"record 1 \(防衛出動\).*\n.*2 spaces divide"):
        read(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "区分",
        "これは表ではない。\n二行目。",
        ",,,,",
        "区分,対象となる事態等,行動の要件等,権限に関する主な規定,武器の使用",
    ],
)
def test_what_is_no_such_table_stops(text: str) -> None:
    with pytest.raises(InputError, match="header"):
        read(text)


def test_the_other_white_paper_table_is_not_taken_for_this_one() -> None:
    with pytest.raises(InputError, match="is not that of 資料10"):
        read((ROOT / "raw" / "wp2021-zuhyo3-2-1-2.csv").read_bytes())
