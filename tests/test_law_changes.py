"""Changes between two wordings of a law: each kind of change in a small law, and what must hold of any two."""

from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.records.laws.changes import ProvisionChange, apply
from flows.records.laws.nodes import Node
from tests.law_change_rows import between, check
from warehouse.contract import contract


def happened(rows: Sequence[ProvisionChange]) -> list[tuple[str, str | None, str | None]]:
    return [(row.change, row.elm_before, row.elm_after) for row in rows]


class Law:
    """A small law: articles by number, each a list of paragraphs; a paragraph is a text, or a text with items."""

    def __init__(self, above: str = "MainProvision", parent: str | None = None) -> None:
        self.above = above
        self.parent = parent or above
        self.nodes = [Node(above, None, "main_provision", None, None, None, None)]

    def article(self, num: str, *paragraphs: str | tuple[str, ...], caption: str | None = None) -> "Law":
        elm = f"{self.above}-Article_{num}"
        self.nodes.append(Node(elm, self.parent, "article", num, f"第{num}条", caption, None))
        for count, paragraph in enumerate(paragraphs, start=1):
            text, *items = (paragraph,) if isinstance(paragraph, str) else paragraph
            path, title = f"{elm}-Paragraph_{count}", str(count) if count > 1 else None
            self.nodes.append(Node(path, elm, "paragraph", str(count), title, None, text))
            for item, words in enumerate(items, start=1):
                self.nodes.append(
                    Node(f"{path}-Item_{item}", path, "item", str(item), str(item), None, words)
                )
        return self

    def chapter(self, num: str, name: str) -> "Law":
        self.parent = f"{self.above}-Chapter_{num}"
        self.nodes.append(Node(self.parent, self.above, "chapter", num, f"第{num}章　{name}", None, None))
        return self

    def supplement(self, index: int, text: str, law: str | None = None) -> "Law":
        elm = f"SupplProvision[{index}]"
        self.nodes.append(Node(elm, None, "suppl_provision", None, "附　則", None, None, law))
        self.nodes.append(Node(f"{elm}-Paragraph_1", elm, "paragraph", "1", None, None, text))
        return self


PURPOSE = "この法律は、我が国の平和と安全を確保することを目的とする。"
DUTY = "国は、前条の目的を達成するため、必要な施策を総合的に実施する責務を有する。"
PLAN = ("政府は、次に掲げる事項を定めた計画を閣議で決定しなければならない。", "施策の目標", "施策の期間")
REPORT = "内閣総理大臣は、毎年、前条の計画の実施の状況を国会に報告しなければならない。"
NEW = ("この法律において「関係行政機関」とは、次に掲げる機関で政令で定めるものをいう。", "内閣府", "各省")


def test_the_columns_are_those_of_the_contract() -> None:
    columns = [column.name for column in contract()["provision_changes"].columns]
    assert list(ProvisionChange._fields) == columns


def test_an_article_put_in_is_one_addition_and_renumberings() -> None:
    before = Law().article("1", PURPOSE).article("2", DUTY).article("3", PLAN).article("4", REPORT)
    after = (
        Law()
        .article("1", PURPOSE)
        .article("2", DUTY)
        .article("3", NEW)
        .article("4", PLAN)
        .article("5", REPORT)
    )
    assert happened(between(before.nodes, after.nodes)) == [
        ("added", None, "MainProvision-Article_3"),
        ("added", None, "MainProvision-Article_3-Paragraph_1"),
        ("added", None, "MainProvision-Article_3-Paragraph_1-Item_1"),
        ("added", None, "MainProvision-Article_3-Paragraph_1-Item_2"),
        ("renumbered", "MainProvision-Article_3", "MainProvision-Article_4"),
        ("renumbered", "MainProvision-Article_3-Paragraph_1", "MainProvision-Article_4-Paragraph_1"),
        (
            "renumbered",
            "MainProvision-Article_3-Paragraph_1-Item_1",
            "MainProvision-Article_4-Paragraph_1-Item_1",
        ),
        (
            "renumbered",
            "MainProvision-Article_3-Paragraph_1-Item_2",
            "MainProvision-Article_4-Paragraph_1-Item_2",
        ),
        ("renumbered", "MainProvision-Article_4", "MainProvision-Article_5"),
        ("renumbered", "MainProvision-Article_4-Paragraph_1", "MainProvision-Article_5-Paragraph_1"),
    ]


def test_what_was_removed_stands_where_it_stood() -> None:
    before = Law().article("1", PURPOSE).article("2", DUTY, REPORT).article("3", PLAN)
    after = (
        Law()
        .article("1", PURPOSE)
        .article("2", DUTY)
        .article("3", PLAN, "前項の計画は、公表するものとする。")
    )
    rows = between(before.nodes, after.nodes)
    assert happened(rows) == [
        ("removed", "MainProvision-Article_2-Paragraph_2", None),
        ("added", None, "MainProvision-Article_3-Paragraph_2"),
    ]
    assert [row.ordinal for row in rows] == [1, 2]


def test_what_was_removed_does_not_go_with_what_moved() -> None:
    before = Law().article("1", PURPOSE).article("2", DUTY).article("3", "公布の日から施行する。")
    after = Law().article("1", PURPOSE).article("2", PLAN).article("3", REPORT).article("4", DUTY)
    before.article("4", PLAN).article("5", REPORT)
    rows = [row for row in between(before.nodes, after.nodes) if row.kind == "article"]
    assert [row.change for row in rows] == ["removed", "renumbered", "renumbered", "moved"]


def test_an_amended_article_is_found_under_its_new_number() -> None:
    amended = REPORT.replace("毎年", "毎年少なくとも一回")
    before = Law().article("1", PURPOSE).article("2", REPORT)
    after = Law().article("1", PURPOSE).article("2", DUTY).article("3", amended)
    row = between(before.nodes, after.nodes)[-1]
    assert (row.change, row.elm_before, row.elm_after) == (
        "amended",
        "MainProvision-Article_2-Paragraph_1",
        "MainProvision-Article_3-Paragraph_1",
    )
    assert [run for run in row.edits if run.op != "equal"] == [("insert", "少なくとも一回")]
    assert row.similarity == pytest.approx(2 * len(REPORT) / (2 * len(REPORT) + len("少なくとも一回")))


def test_an_article_that_changes_places_has_moved() -> None:
    before = Law().article("1", PURPOSE).article("2", DUTY).article("3", PLAN).article("4", REPORT)
    after = Law().article("1", PURPOSE).article("2", REPORT).article("3", DUTY).article("4", PLAN)
    rows = [row for row in between(before.nodes, after.nodes) if row.kind == "article"]
    assert happened(rows) == [
        ("moved", "MainProvision-Article_4", "MainProvision-Article_2"),
        ("renumbered", "MainProvision-Article_2", "MainProvision-Article_3"),
        ("renumbered", "MainProvision-Article_3", "MainProvision-Article_4"),
    ]


def test_an_article_has_moved_into_a_new_chapter_but_not_with_a_renumbered_one() -> None:
    first = Law().chapter("1", "総則").article("1", PURPOSE).article("2", DUTY)
    before = first.chapter("2", "計画").article("3", PLAN).article("4", REPORT)
    second = Law().chapter("1", "総則").article("1", PURPOSE).chapter("2", "責務").article("2", DUTY)
    after = second.chapter("3", "計画").article("3", PLAN).article("4", REPORT)
    assert happened(between(before.nodes, after.nodes)) == [
        ("added", None, "MainProvision-Chapter_2"),
        ("moved", "MainProvision-Article_2", "MainProvision-Article_2"),
        ("renumbered", "MainProvision-Chapter_2", "MainProvision-Chapter_3"),
    ]


def test_paragraphs_that_become_an_article_have_moved() -> None:
    before = Law().article("1", PURPOSE).article("2", DUTY, PLAN, REPORT)
    after = Law().article("1", PURPOSE).article("2", DUTY).article("2_2", PLAN, REPORT)
    rows = [row for row in between(before.nodes, after.nodes) if row.kind != "item"]
    assert happened(rows) == [
        ("added", None, "MainProvision-Article_2_2"),
        ("moved", "MainProvision-Article_2-Paragraph_2", "MainProvision-Article_2_2-Paragraph_1"),
        ("moved", "MainProvision-Article_2-Paragraph_3", "MainProvision-Article_2_2-Paragraph_2"),
    ]


def test_a_deleted_article_keeps_its_number_and_its_place_in_a_row_of_them() -> None:
    before, after = Law(), Law()
    for num in range(1, 80):
        before.article(str(num), "削除" if num > 1 else PURPOSE)
        after.article(str(num), "削除" if num > 1 and num != 40 else PURPOSE if num == 1 else REPORT)
    elm = "MainProvision-Article_40-Paragraph_1"
    assert happened(between(before.nodes, after.nodes)) == [("amended", elm, elm)]


def test_a_deleted_article_does_not_move() -> None:
    before = Law().article("1", PURPOSE).article("2", "削除").article("3", REPORT)
    after = Law().article("1", PURPOSE).article("3", REPORT).article("4", "削除")
    rows = [row for row in between(before.nodes, after.nodes) if row.kind == "article"]
    assert [row.change for row in rows] == ["removed", "added"]


def test_another_article_under_the_same_number_is_another_article() -> None:
    before = Law().article("1", PURPOSE).article("2", "防衛大臣は、隊員を任命する。", caption="（任命）")
    after = Law().article("1", PURPOSE).article("2", NEW, caption="（定義）")
    kinds = Counter(row.change for row in between(before.nodes, after.nodes))
    assert kinds == {"removed": 2, "added": 4}


def test_a_paragraph_written_anew_is_known_by_the_items_that_it_holds() -> None:
    offices = ("大臣官房", "防衛政策局", "統合幕僚監部")
    items = [f"{office}に係る予算、決算及び会計に関する事務を処理すること。" for office in offices]
    before = Law().article("1", PURPOSE, ("次に掲げる事務をつかさどる。", *items), DUTY, REPORT)
    head = "前二項に定めるもののほか、防衛省の所掌事務のうち次に掲げるものは、防衛装備庁が行う。" * 6
    after = Law().article("1", PURPOSE, DUTY, REPORT, (head, *items))
    (row,) = [row for row in between(before.nodes, after.nodes) if row.text_after == head]
    assert (row.change, row.elm_before) == ("amended", "MainProvision-Article_1-Paragraph_2")


def test_the_original_supplementary_provision_is_the_one_without_an_amending_law() -> None:
    first = "この法律は、公布の日から施行する。ただし、第三条の規定は、別に法律で定める日から施行する。"
    law = "平成二年法律第一号"
    before = Law().article("1", PURPOSE).supplement(1, first).supplement(2, REPORT, law)
    after = Law().article("1", PURPOSE).supplement(1, "削る").supplement(2, REPORT, law)
    elm = "SupplProvision[1]-Paragraph_1"
    assert happened(between(before.nodes, after.nodes)) == [("amended", elm, elm)]


@pytest.mark.parametrize(
    "laws", [("平成二年法律第一号", "平成三年法律第二号", "平成四年法律第三号"), (None,) * 3]
)
def test_a_supplementary_provision_put_in_before_others_shifts_their_index(
    laws: tuple[str | None, ...],
) -> None:
    texts = [f"この法律は、平成{year}年四月一日から施行する。" for year in "二三四"]
    before = Law().article("1", PURPOSE).supplement(1, texts[0], laws[0]).supplement(2, texts[2], laws[2])
    after = Law().article("1", PURPOSE)
    for index in range(3):
        after.supplement(index + 1, texts[index], laws[index])
    assert happened(between(before.nodes, after.nodes)) == [
        ("added", None, "SupplProvision[2]"),
        ("added", None, "SupplProvision[2]-Paragraph_1"),
        ("renumbered", "SupplProvision[2]", "SupplProvision[3]"),
        ("renumbered", "SupplProvision[2]-Paragraph_1", "SupplProvision[3]-Paragraph_1"),
    ]


def test_supplementary_provisions_of_two_laws_are_two_however_alike() -> None:
    before = Law().supplement(1, "この政令は、公布の日から施行する。", "平成二年政令第一号")
    after = Law().supplement(1, "この政令は、公布の日から施行する。", "平成三年政令第二号")
    assert Counter(row.change for row in between(before.nodes, after.nodes)) == {"removed": 2, "added": 2}


def test_white_space_is_no_change_but_the_width_of_characters_is() -> None:
    def law(text: str, title: str) -> list[Node]:
        nodes = Law().chapter("1", "総則").article("1", text).nodes
        return [node._replace(title=title) if node.kind == "chapter" else node for node in nodes]

    assert between(law("第1項 の　規定\n", "第一章　総則"), law("第1項の規定", "第一章 総 則")) == []
    (row,) = between(law("第1項の規定", "第一章　総則"), law("第１項の規定", "第一章　総則"))
    assert row.change == "amended"
    (row,) = between(law("", "第一章　総則"), law("", "第１章　総則"))
    assert row.change == "renumbered"


def test_a_node_whose_parent_is_not_there_is_refused() -> None:
    orphan = Node("MainProvision-Article_1", "MainProvision", "article", "1", "第一条", None, None)
    with pytest.raises(ValueError, match="MainProvision-Article_1: its parent MainProvision"):
        between([orphan], [])


def test_rows_of_another_wording_are_not_applied() -> None:
    rows = between(Law().article("1", PURPOSE).nodes, Law().article("1", DUTY).nodes)
    with pytest.raises(ValueError, match=r"change 1: .*Article_1.* does not stand so"):
        apply(Law().article("1", REPORT).nodes, rows)


# What must hold of any two wordings.

WORDS = [PURPOSE, DUTY, REPORT, *PLAN, *NEW, "削除", "その他", "前項の規定は、準用する。"]
PARAGRAPHS = st.lists(
    st.one_of(st.sampled_from(WORDS), st.tuples(st.sampled_from(WORDS), st.sampled_from(WORDS))),
    min_size=1,
    max_size=3,
)
ARTICLES = st.lists(PARAGRAPHS, max_size=6)


def numbered(articles: Sequence[Sequence[str | tuple[str, ...]]]) -> list[Node]:
    law = Law()
    for number, paragraphs in enumerate(articles, start=1):
        law.article(str(number), *paragraphs)
    return law.nodes


@given(ARTICLES, ARTICLES)
def test_rows_make_the_newer_wording_out_of_the_older(
    before: list[list[str | tuple[str, ...]]], after: list[list[str | tuple[str, ...]]]
) -> None:
    check(numbered(before), numbered(after), between(numbered(before), numbered(after)))


@given(ARTICLES, st.data())
def test_one_article_put_in_is_added_and_nothing_is_amended(
    articles: list[list[str | tuple[str, ...]]], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(articles)))
    added = "防衛出動を命ぜられた自衛隊は、武力を行使することができる。"
    after = numbered([*articles[:place], [added], *articles[place:]])
    rows = between(numbered(articles), after)
    check(numbered(articles), after, rows)
    assert {row.change for row in rows} <= {"added", "renumbered"}
    assert [row.text_after for row in rows if row.change == "added"] == [None, added]


@given(ARTICLES, st.data())
def test_the_same_wording_gives_no_rows_nor_does_white_space(
    articles: list[list[str | tuple[str, ...]]], data: st.DataObject
) -> None:
    nodes = numbered(articles)
    assert between(nodes, nodes) == []
    spaced = [
        node._replace(text=node.text and data.draw(st.sampled_from(" \u3000\n")).join(node.text))
        for node in nodes
    ]
    assert between(nodes, spaced) == []
