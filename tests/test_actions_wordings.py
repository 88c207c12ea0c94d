"""Wordings beyond the seed that the rules must read, and what must not be mistaken for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.documents.located import Located, cut
from flows.documents.source_text import SourceText
from flows.errors import InputError
from flows.japanese.brackets import runs
from flows.japanese.markers import Alphabet
from flows.records.actions.actions import is_name_cell
from flows.records.actions.approvals import Approval, approvals
from flows.records.actions.cells import Cell
from flows.records.actions.legal_bases import LegalBasis, legal_bases
from flows.records.actions.powers import powers
from flows.records.actions.weapon_use import Condition, conditions
from tests.white_paper_forms import NAMES


def cell(text: str, alphabet: Alphabet = Alphabet.CIRCLED) -> Cell:
    document = SourceText("s", Path("s.csv"), text, "utf-8")
    return Cell(document, "record 1 (甲), column 乙", Located.whole(text), alphabet)


def requirement(name: str, content: str) -> list[Approval]:
    text = f"① {name}:{content}"
    found = approvals(cell(text), "s/01")
    assert all(cut(text, each.spans) == each.text for each in found)
    return found


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        ("防衛大臣", [(None, "防衛大臣", "防衛大臣")]),
        ("(甲活動)防衛大臣、(乙活動)内閣総理大臣", [
            ("甲活動", "防衛大臣", "(甲活動)防衛大臣"), ("乙活動", "内閣総理大臣", "(乙活動)内閣総理大臣")]),
        ("防衛大臣(甲活動)、内閣総理大臣(乙活動)", [
            ("甲活動", "防衛大臣", "防衛大臣(甲活動)"), ("乙活動", "内閣総理大臣", "内閣総理大臣(乙活動)")]),
        ("(甲活動)本部長(内閣総理大臣)(乙活動)防衛大臣", [
            ("甲活動", "本部長(内閣総理大臣)", "(甲活動)本部長(内閣総理大臣)"),
            ("乙活動", "防衛大臣", "(乙活動)防衛大臣")]),
        ("本部長(内閣総理大臣)又は防衛大臣", [
            (None, "本部長(内閣総理大臣)又は防衛大臣", "本部長(内閣総理大臣)又は防衛大臣")]),
        ("(甲活動及び乙活動)防衛大臣又はその指定する者", [
            ("甲活動", "防衛大臣又はその指定する者", "(甲活動及び乙活動)防衛大臣又はその指定する者"),
            ("乙活動", "防衛大臣又はその指定する者", "(甲活動及び乙活動)防衛大臣又はその指定する者")]),
        ("（甲活動）防衛大臣、（乙活動）防衛大臣", [
            ("甲活動", "防衛大臣", "（甲活動）防衛大臣"), ("乙活動", "防衛大臣", "（乙活動）防衛大臣")]),
    ],
)  # fmt: skip
def test_ordering_authorities(content: str, rows: list[tuple[str | None, str, str]]) -> None:
    found = requirement("命令権者", content)
    assert [(each.scope, each.authority, each.text) for each in found] == rows
    assert {each.value for each in found} == {"stated"}


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        ("不要", [(None, "not_required", None)]),
        ("必要", [(None, "required", None)]),
        ("必要(事前承認)", [(None, "required_prior", "事前承認")]),
        ("必要(原則事前承認)", [(None, "required_prior_in_principle", "原則事前承認")]),
        ("必要(原則として活動の開始前)", [(None, "required_prior_in_principle", "原則として活動の開始前")]),
        ("必要(事後承認)", [(None, "required_after", "事後承認")]),
        ("必要(出動命令から２０日以内に付議)", [(None, "required_after", "出動命令から２０日以内に付議")]),
        ("不要(国会報告)", [(None, "not_required_report", "国会報告")]),
        ("不要(甲活動)、必要(乙活動)(事前承認)", [
            ("甲活動", "not_required", None), ("乙活動", "required_prior", "事前承認")]),
        ("(甲、乙を行う場合)必要(事前承認)、(それ以外)不要", [
            ("甲、乙を行う場合", "required_prior", "事前承認"), ("それ以外", "not_required", None)]),
        ("(甲活動、乙活動)不要(丙活動)必要", [
            ("甲活動", "not_required", None), ("乙活動", "not_required", None), ("丙活動", "required", None)]),
    ],
)  # fmt: skip
def test_approvals_of_the_diet(content: str, rows: list[tuple[str | None, str, str | None]]) -> None:
    found = requirement("国会の承認", content)
    assert [(each.scope, each.value, each.condition) for each in found] == rows
    assert [each.approval_id for each in found] == [f"s/01/diet_approval/{n + 1}" for n in range(len(rows))]


def test_a_deadline_is_read_in_any_digits() -> None:
    for content in (
        "出動命令から20日以内に付議",
        "出動命令から２０日以内に国会に付議",
        "出動命令から二十日以内に付議",
    ):
        found = requirement("国会の承認", f"必要({content})")[0]
        assert (found.deadline_days, found.deadline_anchor, found.timing) == (20, "出動命令", content)


@pytest.mark.parametrize(
    ("content", "value"),
    [
        ("必要", "required"),
        ("不要", "not_required"),
        ("必要(内閣総理大臣の承認)", "required_pm_approval"),
        ("必要(実施計画の案)", "required"),
        ("必要に応じて閣議決定", "as_needed"),
    ],
)
def test_cabinet_decisions(content: str, value: str) -> None:
    assert [each.value for each in requirement("閣議決定", content)] == [value]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("国会の承認", "必要(甲活動の承認)"),
        ("国会の承認", "必要(原則)"),
        ("国会の承認", "必要(内閣総理大臣の承認)"),
        ("国会の承認", "必要に応じ閣議決定"),
        ("国会の承認", "必要、不要"),
        ("国会の承認", "(事前承認)必要"),
        ("国会の承認", "(事前承認)"),
        ("閣議決定", "必要(原則として事前承認)"),
        ("閣議決定", "必要(議長の承認)"),
        ("命令権者", "防衛大臣、内閣総理大臣"),
        ("命令権者", "防衛大臣)"),
    ],
)
def test_wordings_of_another_kind_or_of_none_stop(name: str, content: str) -> None:
    with pytest.raises(InputError, match="record 1"):
        requirement(name, content)


def bases(text: str) -> list[LegalBasis]:
    return legal_bases(cell(text), Located.whole(text), NAMES, "s/01")


def test_several_articles_of_one_law() -> None:
    found = bases("自衛隊法第76条、第77条の2第1項及び第八十四条の五")
    assert [(each.law_name, each.article, each.paragraph) for each in found] == [
        ("自衛隊法", "76", None),
        ("自衛隊法", "77_2", "1"),
        ("自衛隊法", "84_5", None),
    ]


def test_a_law_whose_name_holds_a_conjunction() -> None:
    found = bases("海賊行為の処罰及び海賊行為への対処に関する法律及び自衛隊法")
    assert [each.law_id for each in found] == ["421AC0000000055", "329AC0000000165"]


@pytest.mark.parametrize("text", ["第76条", "自衛隊法第76条第1号", "自衛隊法施行", "自衛隊法第76条等"])
def test_what_is_no_list_of_laws_stops(text: str) -> None:
    with pytest.raises(InputError, match="no law is known"):
        bases(text)


@pytest.mark.parametrize(
    ("text", "is_name"),
    [
        ("防衛出動(自衛隊法第76条)", True),
        ("防衛出動（自衛隊法第７６条）", True),
        ("後方支援活動等 (自衛隊法第84条の5)", True),
        ("輸送(在外邦人等)(自衛隊法第84条の4)", True),
        ("(自衛隊法第76条)", False),
        ("防衛出動", False),
        ("防衛出動(甲)", False),
        ("○ 措置 防衛出動(自衛隊法第76条)", False),
        ("使用できる。 防衛出動(自衛隊法第76条)", False),
    ],
)
def test_names_of_actions(text: str, is_name: bool) -> None:
    assert is_name_cell(text) is is_name


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("○ 甲 ○ 乙", ["甲", "乙"]),
        ("○ 甲(丙等)○ 乙", ["甲(丙等)", "乙"]),
        ("〇甲◯乙", ["甲", "乙"]),
        ("○ ○○県との協定 ○ 乙", ["○○県との協定", "乙"]),
        ("○ 甲・乙", ["甲・乙"]),
        ("―", []),
        ("", []),
    ],
)
def test_bullets(text: str, found: list[str]) -> None:
    assert [power.text for power in powers(cell(text), "s/01")] == found


@pytest.mark.parametrize("text", ["甲", "・甲", "① 甲", "○ 甲 ・乙", "○ 甲 ※ 乙", "○", "なし"])
def test_cells_that_are_no_bullets_stop(text: str) -> None:
    with pytest.raises(InputError, match="record 1"):
        powers(cell(text), "s/01")


def grounds(text: str, alphabet: Alphabet = Alphabet.CIRCLED, column: str = "weapon_use") -> list[Condition]:
    found = conditions(cell(f"○ {text}", alphabet), column, NAMES, "s/01")
    assert all(cut(f"○ {text}", each.row.spans) == each.row.text for each in found)
    return found


def test_several_provisions_applied() -> None:
    text = "部隊等の自衛官については、準用する自衛隊法第95条の規定により武器を使用する場合のほか、警察官職務執行法第7条及び海上保安庁法第20条第2項を準用する。"
    (found,) = grounds(text)
    assert found.row.bearer == "部隊等の自衛官"
    assert [(each.law_id, each.article, each.paragraph) for each in found.provisions] == [
        ("323AC0000000136", "7", None),
        ("323AC0000000028", "20", "2"),
    ]


def test_bullets_of_powers_that_speak_of_no_weapons_are_no_grounds() -> None:
    assert grounds("海上保安庁の統制", column="powers") == []
    (found,) = grounds("必要な措置(警告、武器の使用等)", column="powers")
    assert (found.row.condition_id, found.row.type) == ("s/01/A1", "other")


@pytest.mark.parametrize(
    ("alphabet", "labels"), [(Alphabet.CIRCLED, "①②"), (Alphabet.LETTERS, "@A"), (Alphabet.DIGITS, "12")]
)
def test_grounds_joined_by_a_conjunction(alphabet: Alphabet, labels: str) -> None:
    first, second = labels[0], labels[1]
    text = f"自衛官は、{first}自己の生命の防護のため必要な場合又は{second}他人の身体の保護のため必要な場合には、その事態に応じ合理的に必要とされる限度で武器を使用できる。"
    found = grounds(text, alphabet)
    assert [each.row.text for each in found] == [
        "自己の生命の防護のため必要な場合",
        "他人の身体の保護のため必要な場合",
    ]
    assert [each.row.ground_label for each in found] == ["①", "②"]
    assert [each.row.type for each in found] == ["self_preservation", "mission_execution"]
    assert [each.row.proportionality for each in found] == [True, True]
    assert [(each.objects[0].object, each.objects[0].interests) for each in found] == [
        ("自己", ["生命"]),
        ("他人", ["身体"]),
    ]
    assert len(found[0].repairs) == (alphabet is not Alphabet.CIRCLED)


def test_those_in_ones_custody_and_others_are_told_apart() -> None:
    own, others = (
        grounds(f"自衛官について、自己又は{person}の生命・身体の防護のためやむを得ない必要がある場合")[0]
        for person in ("自己の管理の下に入った者", "住民")
    )
    assert own.row.type == "self_preservation"
    assert others.row.type == "mission_execution"


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("甲(乙(丙))丁", ["甲", "(乙(丙))", "丁"]),
        ("（乙）（丙）", ["（乙）", "（丙）"]),
        ("甲", ["甲"]),
        ("", []),
    ],
)
def test_runs_between_brackets(text: str, pieces: list[str]) -> None:
    found = list(runs(text))
    assert [text[run.start : run.end] for run in found] == pieces
    assert [run.bracketed for run in found] == [piece[0] in "(（" for piece in pieces]


@pytest.mark.parametrize("text", ["(甲", "甲)", "((甲)", "(甲))"])
def test_unbalanced_brackets(text: str) -> None:
    with pytest.raises(ValueError, match="a bracket is"):
        list(runs(text))
