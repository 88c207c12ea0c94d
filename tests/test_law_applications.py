"""準用 and 読替え: what is applied, and which words are replaced where."""

import re
import zipfile
from pathlib import Path

import pytest

from flows.records.laws.addresses import Address
from flows.records.laws.applications import AppliedProvision, Substitution
from flows.records.laws.index import LawIndex
from flows.records.laws.references import law_references
from flows.tables.arrow import to_arrow
from tests.law_references import PAIRS, SEED, known, no_document, path, seed_law
from tests.law_trees import from_sentences, from_xml
from warehouse.contract import contract

Article = list[tuple[str, str]]


def read(
    *paragraphs: str, sentences: tuple[str, ...] = ()
) -> tuple[list[AppliedProvision], list[Substitution]]:
    """Read 第三条 of a law whose articles 1 to 6 have four paragraphs each."""
    rows = []
    for article in range(1, 7):
        for paragraph in range(1, 5):
            elm = f"MainProvision-Article_{article}-Paragraph_{paragraph}"
            texts = [""]
            if article == 3 and paragraph <= len(paragraphs):
                texts = [paragraphs[paragraph - 1]]
            elif article == 3 and paragraph == 1 and sentences:
                texts = list(sentences)
            rows += [(elm, "single", text) for text in texts]
    tables = law_references(from_sentences(rows), no_document(), known())
    return tables["applied_provisions"], tables["substitutions"]


def applied(text: str) -> list[str | None]:
    rows, _ = read(text)
    return [row.target_elm for row in rows]


# The seed law


def test_what_the_seed_law_applies() -> None:
    tables = law_references(seed_law(), no_document(SEED), known())
    found = [(row.provision_id, row.target_law_id, row.target_elm) for row in tables["applied_provisions"]]
    expected = [
        ("4-4", "4-1"), ("4-4", "4-3"), ("6-6", "6-2"), ("7-4", "6-4"), ("7-5", "6-5"), ("7-7", "7-1"),
        ("7-8", "6"),
    ]  # fmt: skip
    assert found == [(f"{SEED}/{path(place)}", SEED, path(target)) for place, target in expected]
    citations = {row.citation_id: row for row in tables["citations"]}
    for row in tables["applied_provisions"]:
        assert citations[row.citation_id].provision_id == row.provision_id
        assert citations[row.citation_id].target_elm == row.target_elm


def test_what_the_seed_law_reads_over() -> None:
    tree = seed_law()
    found = law_references(tree, no_document(SEED), known())["substitutions"]
    assert [(row.provision_id, row.applied_target, row.replaced, row.replacement) for row in found] == [
        (f"{SEED}/{path(place)}", path(target), replaced, replacement)
        for place, target, replaced, replacement in [
            ("7-5", "6-5", "前項", "次条第四項において準用する前項"),
            (
                "11-5",
                "11-1",
                "現場に所在する他の自衛隊員（自衛隊法第二条第五項に規定する隊員をいう。第六項において同じ。）若しくはその職務を行うに伴い自己の管理の下に入った者",
                "その宿営する宿営地（第五項に規定する宿営地をいう。次項及び第三項において同じ。）に所在する者",
            ),
            (
                "11-5",
                "11-1",
                "その事態",
                "第五項に規定する合衆国軍隊等の要員による措置の状況をも踏まえ、その事態",
            ),
            ("11-5", "11-2", "現場", "宿営地"),
            ("11-5", "11-3", "現場", "宿営地"),
            ("11-5", "11-6", "自衛隊員", "自衛隊員（同法第二条第五項に規定する隊員をいう。）"),
        ]
    ]
    texts = {f"{SEED}/{node.elm}": node.text.text for node in tree.walk() if node.sentences}
    for row in found:
        phrase = texts[row.provision_id][row.start : row.end]
        assert phrase.startswith(f"「{row.replaced}」とあるのは")
        assert phrase.endswith(f"「{row.replacement}」")
        assert row.applied_law_id == SEED


# Forms of 準用


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第一条及び前条第二項の規定は、変更について準用する。", ["1", "2-2"]),
        ("前条（第三項を除く。）の規定は、変更について準用する。", ["2"]),
        ("前条第一項前段の規定は、変更に準用する。", ["2-1"]),
        ("変更については、第一条第一項の規定を準用する。", ["1-1"]),
        ("変更には、第一条を準用する。", ["1"]),
        ("第一条の規定は甲について、前条の規定は乙について、それぞれ準用する。", ["1", "2"]),
        ("第一条の規定は、甲について準用し、前条の規定は、乙について適用する。", ["1"]),
        ("第一条の規定は、公布の日から施行し、前条の規定は、乙について準用する。", ["2"]),
        ("第四条から第六条までの規定は、変更について準用する。", ["4", "5", "6"]),
        ("第四条第二項から第四項までの規定は、変更について準用する。", ["4-2", "4-3", "4-4"]),
        ("前二条の規定は、変更について準用するものとする。", ["1", "2"]),
        ("第一条ノ規定ハ前条ノ場合ニ之ヲ準用ス", ["1"]),
        ("前条において準用する第一条の規定にかかわらず、変更する。", []),
        ("前条（第四条において準用する場合を含む。）の規定により変更する。", []),
        ("第一条の規定は、準用しない。", []),
        ("第一条の規定により準用される規定", []),
        ("第一条の規定による届出は、変更について準用する。", []),
    ],
)
def test_what_is_applied(text: str, expected: list[str]) -> None:
    assert applied(text) == [path(address) for address in expected]


def test_an_external_range_is_one_row_with_both_ends() -> None:
    rows, _ = read("変更については、民法第三条から第五条までの規定を準用する。")
    assert [(row.target_law_id, row.target_elm, row.target_elm_end) for row in rows] == [
        ("129AC0000000089", "MainProvision-Article_3", "MainProvision-Article_5")
    ]


def test_a_whole_law_is_applied() -> None:
    rows, _ = read("民法（明治二十九年法律第八十九号）の規定は、変更について準用する。")
    assert [(row.target_law_id, row.target_elm) for row in rows] == [("129AC0000000089", None)]


# Forms of 読替え


def replaced(*sentences: str) -> list[tuple[str | None, str, str]]:
    _, rows = read(sentences=sentences)
    return [(row.applied_target, row.replaced, row.replacement) for row in rows]


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        (("前条第一項中「甲」とあるのは、「乙」とする。",), [("2-1", "甲", "乙")]),
        (
            ("前条第一項中「甲」とあるのは「乙」と、「丙」とあるのは「丁」と、第一条中「戊」とあるのは「己」とする。",),
            [("2-1", "甲", "乙"), ("2-1", "丙", "丁"), ("1", "戊", "己")],
        ),
        (
            ("前条第一項中「甲」とあり、及び第一条中「丙」とあるのは、「乙」と読み替えるものとする。",),
            [("2-1", "甲", "乙"), ("1", "丙", "乙")],
        ),
        (
            ("第一条及び前条の規定は、変更について準用する。", "この場合において、これらの規定中「甲」とあるのは「乙」とする。"),
            [("1", "甲", "乙"), ("2", "甲", "乙")],
        ),
        (
            ("前条の規定は、変更について準用する。", "この場合において、「甲」とあるのは「乙」と読み替えるものとする。"),
            [("2", "甲", "乙")],
        ),
        (("前条の規定の適用については、「甲」とあるのは「乙」とする。",), [("2", "甲", "乙")]),
        (("前条中「甲」を「乙」と読み替えて準用する。",), [("2", "甲", "乙")]),
        (("前条中「「甲」という。」とあるのは「「乙（「丙」を除く。）」という。」とする。",), [
            ("2", "「甲」という。", "「乙（「丙」を除く。）」という。"),
        ]),
        (("前二条中「甲」とあるのは「乙」とする。",), [("1", "甲", "乙"), ("2", "甲", "乙")]),
        (("規則の適用に当たり「甲」とあるのは「乙」とする。",), [(None, "甲", "乙")]),
        (("「甲」は、「乙」に改める。",), []),
    ],
)  # fmt: skip
def test_what_is_replaced(sentences: tuple[str, ...], expected: list[tuple[str | None, str, str]]) -> None:
    assert replaced(*sentences) == [
        (path(target) if target else None, before, after) for target, before, after in expected
    ]


def test_words_replaced_in_another_law() -> None:
    _, rows = read("民法第三条第一項中「甲」とあるのは「乙」とする。")
    assert [(row.applied_law_id, row.applied_target) for row in rows] == [
        ("129AC0000000089", "MainProvision-Article_3-Paragraph_1")
    ]


# Lists of neighbours


def test_between_neighbours_and_strangers() -> None:
    index = LawIndex.of(seed_law())
    items = index.between(
        Address(article="4", paragraph="2", item="3"), Address(article="4", paragraph="2", item="5")
    )
    assert [address.item for address in items] == ["3", "4", "5"]
    strangers = [Address(article="4", paragraph="2"), Address(article="7")]
    assert index.between(*strangers) == strangers
    assert index.between(strangers[0], None) == [strangers[0]]


# The contract


def test_tables_fit_the_contract() -> None:
    tables = law_references(seed_law(), no_document(SEED), known())
    contracts = contract()
    assert set(tables) == {"citations", "defined_terms", "applied_provisions", "substitutions"}
    for name, rows in tables.items():
        assert to_arrow(contracts[name], rows).num_rows == len(rows) > 0


def test_all_tables_of_150_laws(tmp_path: Path) -> None:
    if not PAIRS.exists():
        pytest.skip(f"{PAIRS} is not here")
    without = []
    totals = {"applied_provisions": 0, "substitutions": 0, "defined_terms": 0}
    with zipfile.ZipFile(PAIRS) as archive:
        for name in archive.namelist():
            if not name.endswith(".xml"):
                continue
            tree = from_xml(Path(archive.extract(name, tmp_path)))
            texts = {f"{tree.law_revision_id}/{node.elm}": node.text.text for node in tree.walk()}
            tables = law_references(tree, no_document(), known())
            for table in totals:
                totals[table] += len(tables[table])
            citations = {row.citation_id for row in tables["citations"]}
            assert {row.citation_id for row in tables["applied_provisions"]} <= citations
            for row in tables["defined_terms"]:
                assert texts[row.provision_id][row.start : row.end] == row.term
                assert row.definition in texts[row.provision_id]
            for row in tables["substitutions"]:
                phrase = texts[row.provision_id][row.start : row.end]
                assert row.replaced in phrase
                assert row.replacement in phrase
            having = {row.provision_id for row in tables["applied_provisions"]}
            subject = re.compile("の規定は、[^。]*について準用する。")
            without += [text for key, text in texts.items() if subject.search(text) and key not in having]
    assert without == []
    assert totals["applied_provisions"] > 80
    assert totals["substitutions"] > 120
    assert totals["defined_terms"] > 800
