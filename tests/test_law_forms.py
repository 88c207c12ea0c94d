"""Changes between wordings whose texts are of different forms: what a form does not keep is no change."""

import re

import pytest

from flows.corpus.collect import at_paths, of_cards
from flows.corpus.inputs import LawInput
from flows.corpus.parts import node_of
from flows.corpus.readings import read_input
from flows.documents.law_files import ZipReader
from flows.records.laws.changes import ProvisionChange
from flows.records.laws.forms import changes_of_forms
from flows.records.laws.law_rows import Wording, law_rows
from flows.records.laws.mentions import NameIndex
from flows.records.laws.names import LawNames
from flows.records.laws.nodes import Node
from flows.sources import load_cards
from tests.conftest import RAW, SHARED

CORPUS = SHARED / "laws" / "egov-xml-2020-11-dev.zip"
IDS = ("411AC0000000060", "first", "second")


def law(*paragraphs: str, caption: str | None = None) -> list[Node]:
    main = "MainProvision"
    nodes = [
        Node(main, None, "main_provision", None, None, None, None),
        Node(f"{main}-Article_1", main, "article", "1", "第一条", "（目的）", None),
    ]
    for count, text in enumerate(paragraphs, 1):
        elm = f"{main}-Article_1-Paragraph_{count}"
        nodes.append(Node(elm, f"{main}-Article_1", "paragraph", str(count), None, caption, text))
    return nodes


def table(cells: str, *, whole: bool, index: str = "[1]") -> list[Node]:
    elm = f"AppdxTable{index}"
    title = "別表第一　（第三条関係）" if whole else "別表第一"
    alias = None if index == "_1" else "AppdxTable_1"
    nodes = [Node(elm, None, "appdx_table", None, title, None, None, None, alias)]
    struct = f"{elm}-TableStruct[1]"
    below = None if alias is None else "AppdxTable_1-TableStruct[1]"
    nodes.append(Node(struct, elm, "table_struct", None, None, None, None if whole else cells, None, below))
    if whole:
        nodes.append(Node(f"{struct}-Table[1]", struct, "table", None, None, None, cells))
    return nodes


def happened(rows: list[ProvisionChange]) -> list[tuple[str, str | None, str | None]]:
    return [(row.change, row.elm_before, row.elm_after) for row in rows]


def test_what_a_form_does_not_keep_is_no_change() -> None:
    toc = Node("TOC[1]", None, "toc", None, None, None, "目次")
    legalize = [*law("（１）の措置", "②を除く。"), *table("種類　内容", whole=False)]
    xml = [
        toc,
        *law("(1)の措置", "○２を除く。", caption="（趣旨）"),
        *table("種類内容", whole=True, index="_1"),
    ]
    assert changes_of_forms(IDS, {"legalize": legalize}, {"xml": xml}) == []
    assert changes_of_forms(IDS, {"xml": xml}, {"legalize": legalize}) == []
    other = [*law("(1)の措置", "○３を除く。"), *table("種類別内容", whole=True, index="_1")]
    assert happened(changes_of_forms(IDS, {"legalize": legalize}, {"xml": other})) == [
        ("amended", "MainProvision-Article_1-Paragraph_2", "MainProvision-Article_1-Paragraph_2"),
        ("amended", "AppdxTable[1]-TableStruct[1]", "AppdxTable_1-TableStruct[1]"),
    ]


def test_what_was_amended_is_shown_in_the_words_of_each_form() -> None:
    [row] = changes_of_forms(
        IDS,
        {"legalize": law("（１）の措置を行う。")},
        {"xml": law("(1)の措置を行わない。", caption="（趣旨）")},
    )
    assert (row.change, row.text_before, row.text_after) == (
        "amended", "（１）の措置を行う。", "(1)の措置を行わない。",
    )  # fmt: skip
    assert (row.caption_before, row.caption_after) == (None, "（趣旨）")
    said = "".join(run.text for run in row.edits if run.op != "delete")
    assert said == row.text_after


def test_two_wordings_are_compared_in_a_form_that_both_have() -> None:
    before = {"xml": law("甲。", caption="（趣旨）"), "legalize": law("甲。")}
    after = {"legalize": law("乙。")}
    [row] = changes_of_forms(IDS, before, after)
    assert (row.text_before, row.caption_before, row.text_after, row.caption_after) == (
        "甲。", "（趣旨）", "乙。", None,
    )  # fmt: skip
    assert changes_of_forms(IDS, before, {"legalize": law("甲。")}) == []


def test_a_change_that_the_other_text_does_not_have_is_looked_for_in_what_all_keep() -> None:
    before = {"xml": law("甲。"), "legalize": law("甲。", "削除")}
    after = {"legalize": law("甲。", "乙。")}
    assert happened(changes_of_forms(IDS, before, after)) == [
        ("added", None, "MainProvision-Article_1-Paragraph_2")
    ]


@pytest.mark.slow
def test_the_security_laws_are_the_same_in_both_forms() -> None:
    """What differs was rewritten by e-Gov between the two states: 附則 cut short, and articles that are 削除 put together."""
    if not CORPUS.exists():
        pytest.skip(f"the laws in XML are not at {CORPUS}")
    legalize: dict[str, LawInput] = {}
    found = {one.law_id: one for one in at_paths([CORPUS], None).inputs}
    for one in of_cards(load_cards(RAW)):
        day = found[one.law_id].law_revision_id.split("_")[1]
        if one.form == "legalize" and one.law_revision_id.split("_")[1] <= day:
            legalize[one.law_id] = max(
                one, legalize.get(one.law_id, one), key=lambda each: each.law_revision_id
            )
    assert len(legalize) == 13
    rows = [
        row
        for law_id, one in legalize.items()
        for row in changes_of_forms(
            (law_id, "legalize", "xml"), {"legalize": nodes(one)}, {"xml": nodes(found[law_id])}
        )
    ]
    main = [row for row in rows if not re.match("Suppl", row.elm_before or row.elm_after or "")]
    deleted = [
        row for row in main if row.kind in ("article", "paragraph") and row.text_after in (None, "削除")
    ]
    assert [(row.law_id, row.elm_after) for row in main if row not in deleted] == []
    assert len(rows) - len(deleted) < 40


def nodes(one: LawInput) -> list[Node]:
    with ZipReader() as reader:
        tree = read_input(one, reader.read(one.file)).tree
    wording = Wording(one.law_id, one.law_revision_id, one.source_id)
    return [node_of(row) for row in law_rows(tree, wording, NameIndex(LawNames.of([]))).provisions]
