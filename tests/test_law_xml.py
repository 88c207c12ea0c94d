"""法令標準XML to a tree: paths, roles, readings, tables; and what the schema does not have stops."""

from __future__ import annotations

import re

import pytest

from flows.documents.law_tree import Provision
from flows.documents.law_xml import XmlLaw, read_law_xml
from flows.documents.safe_xml import parse_xml
from flows.errors import InputError
from tests.law_corpus import BASE, article, law, paragraph, revision

ID = revision(BASE, "20190401")


def read(main: str, rest: str = "") -> XmlLaw:
    return read_bytes(law(BASE, main, rest))


def read_bytes(content: bytes, where: str = "law.xml") -> XmlLaw:
    return read_law_xml(parse_xml(content, where), where, BASE, ID)


def nodes(main: str, rest: str = "") -> dict[str, Provision]:
    return {node.elm: node for node in read(main, rest).tree.walk()}


def said(node: Provision) -> list[tuple[str, str, str | None]]:
    return [(sentence.role, str(sentence.text), sentence.ruby) for sentence in node.sentences]


def test_paths_of_articles_leave_out_the_divisions() -> None:
    main = (
        '<Part Num="1"><PartTitle>第一編</PartTitle><Chapter Num="1"><ChapterTitle>第一章　総則</ChapterTitle>'
        f'<Section Num="2"><SectionTitle>第二節</SectionTitle>{article("1", "一。")}</Section></Chapter></Part>'
    )
    assert [*nodes(main)] == [
        "MainProvision",
        "MainProvision-Part_1",
        "MainProvision-Part_1-Chapter_1",
        "MainProvision-Part_1-Chapter_1-Section_2",
        "MainProvision-Article_1",
        "MainProvision-Article_1-Paragraph_1",
    ]


@pytest.mark.parametrize(
    ("main", "path", "problem"),
    [
        ("<Annex/>", "/Law/LawBody/MainProvision/Annex", "no element <Annex>"),
        (
            f'<Article Num="1"><ArticleTitle>第一条</ArticleTitle><Odd>x</Odd>{paragraph("1", "一。")}</Article>',
            "/Law/LawBody/MainProvision/Article/Odd",
            "no element <Odd>",
        ),
        (
            article("1", paragraph("1", "<Sentence>一<Bold>二</Bold></Sentence>")),
            "/Law/LawBody/MainProvision/Article/Paragraph/ParagraphSentence/Sentence/Bold",
            "no element <Bold>",
        ),
        ("浮いた文", "/Law/LawBody/MainProvision", "text stands outside any sentence"),
        (article("一-二", "一。"), "/Law/LawBody/MainProvision/Article", "cannot be a number"),
        (
            article("1", "一。") + article("1", "二。"),
            "/Law/LawBody/MainProvision/Article[2]",
            "is there twice",
        ),
        (
            article("1", paragraph("1", "一。"), paragraph("1", "二。")),
            "/Law/LawBody/MainProvision/Article/Paragraph[2]",
            "is there twice",
        ),
    ],
    ids=["node", "part", "mark-up", "text", "number", "article twice", "paragraph twice"],
)
def test_what_the_schema_does_not_have_stops_with_its_path(main: str, path: str, problem: str) -> None:
    with pytest.raises(InputError, match=re.escape(problem)) as caught:
        read(main)
    assert f", {path}" in str(caught.value)
    assert "line 2" in str(caught.value)


def test_a_text_that_is_no_law_is_refused() -> None:
    with pytest.raises(InputError, match="LawNum and LawBody"):
        read_bytes(b"<Law><LawBody/></Law>")


def test_an_item_that_is_there_twice_has_an_index_the_second_time() -> None:
    item = (
        '<Item Num="1"><ItemTitle>一</ItemTitle><ItemSentence><Sentence>{}</Sentence></ItemSentence></Item>'
    )
    twice = (
        "<Sentence>次による。</Sentence></ParagraphSentence>"
        + item.format("甲")
        + item.format("乙")
        + item.format("丙")
    )
    main = article("1", f'<Paragraph Num="1"><ParagraphNum/><ParagraphSentence>{twice}</Paragraph>')
    above = "MainProvision-Article_1-Paragraph_1-Item_1"
    found = {elm: str(node.text) for elm, node in nodes(main).items() if node.kind == "item"}
    assert found == {above: "甲", f"{above}[2]": "乙", f"{above}[3]": "丙"}
    assert {node.num for node in nodes(main).values() if node.kind == "item"} == {"1"}


def test_what_has_no_number_is_counted_by_its_name() -> None:
    found = nodes(article("1", "一。"), "<SupplProvision/><AppdxTable/><SupplProvision/><AppdxTable/>")
    assert [elm for elm in found if "Main" not in elm] == [
        "SupplProvision[1]",
        "AppdxTable[1]",
        "SupplProvision[2]",
        "AppdxTable[2]",
    ]


RUBY = "<Ruby>櫓<Rt>ろ</Rt></Ruby>"


def test_readings_are_kept_beside_the_words() -> None:
    sentence = f"<Sentence>{RUBY}及び<Ruby>櫂<Rt>かい</Rt></Ruby>を除く。</Sentence>"
    main = (
        f'<Article Num="1"><ArticleCaption>（{RUBY}）</ArticleCaption><ArticleTitle>第一条</ArticleTitle>'
        f"{paragraph('1', sentence)}</Article>"
    )
    found = nodes(main)
    one = found["MainProvision-Article_1"]
    assert (str(one.caption), one.ruby) == ("（櫓）", "ろ")
    assert said(found["MainProvision-Article_1-Paragraph_1"]) == [("single", "櫓及び櫂を除く。", "ろ かい")]


def test_lines_and_indices_are_text() -> None:
    sentence = (
        '<Sentence>ｍ<Sup>２</Sup>及び<Line Style="dotted">Ｈ<Sub>２</Sub>Ｏ</Line>\n  とする。</Sentence>'
    )
    found = nodes(article("1", paragraph("1", sentence)))
    assert said(found["MainProvision-Article_1-Paragraph_1"]) == [("single", "ｍ２及びＨ２Ｏとする。", None)]


def test_a_quoted_structure_that_is_text_is_text_and_another_is_a_node() -> None:
    plain = "<Sentence>「<QuoteStruct>甲</QuoteStruct>」とする。</Sentence>"
    found = nodes(article("1", paragraph("1", plain)))
    assert said(found["MainProvision-Article_1-Paragraph_1"]) == [("single", "「甲」とする。", None)]

    table = "<TableStruct><Table><TableRow><TableColumn><Sentence>甲</Sentence></TableColumn></TableRow></Table></TableStruct>"
    quoted = f"<Sentence>「<QuoteStruct>{table}</QuoteStruct>」とする。</Sentence>"
    found = nodes(article("1", paragraph("1", quoted)))
    above = "MainProvision-Article_1-Paragraph_1"
    assert said(found[above]) == [("single", "「」とする。", None)]
    below = f"{above}-QuoteStruct[1]-TableStruct[1]-Table[1]"
    assert [*found][-3:] == [f"{above}-QuoteStruct[1]", f"{above}-QuoteStruct[1]-TableStruct[1]", below]
    assert said(found[below]) == [("column", "甲", None)]


def test_main_text_and_proviso_are_told_apart() -> None:
    sentences = '<Sentence Function="main">甲とする。</Sentence><Sentence Function="proviso">ただし、乙を除く。</Sentence>'
    unmarked = "<Sentence>甲とする。</Sentence><Sentence>ただし、乙を除く。</Sentence>"
    halves = "<Sentence>甲とする。</Sentence><Sentence>この場合において、乙とする。</Sentence>"
    found = nodes(
        article("1", *(paragraph(str(at), one) for at, one in enumerate((sentences, unmarked, halves), 1)))
    )
    roles = [[role for role, _, _ in said(node)] for node in found.values() if node.kind == "paragraph"]
    assert roles == [["main", "proviso"], ["main", "proviso"], ["front", "rear"]]


def test_an_item_in_columns_has_each_in_its_place() -> None:
    columns = "<Column><Sentence>甲</Sentence></Column><Column><Sentence>乙をいう。</Sentence><Sentence>丙を除く。</Sentence></Column>"
    item = f'<Item Num="1"><ItemTitle>一</ItemTitle><ItemSentence>{columns}</ItemSentence></Item>'
    lead = "<Sentence>次による。</Sentence></ParagraphSentence>"
    main = article("1", f'<Paragraph Num="1"><ParagraphNum/><ParagraphSentence>{lead}{item}</Paragraph>')
    one = nodes(main)["MainProvision-Article_1-Paragraph_1-Item_1"]
    assert [
        (sentence.role, str(sentence.text), sentence.row, sentence.column) for sentence in one.sentences
    ] == [
        ("column", "甲", None, 1),
        ("column", "乙をいう。", None, 2),
        ("column", "丙を除く。", None, 2),
    ]


def test_what_is_hidden_or_deleted_says_so() -> None:
    main = article("1", "削除").replace("<Article ", '<Article Delete="true" Hide="false" ') + article(
        "2", "二。"
    ).replace("<Article ", '<Article Hide="true" ')
    found = nodes(main)
    flags = {elm: (node.is_deleted, node.is_hidden) for elm, node in found.items() if node.kind == "article"}
    assert flags == {"MainProvision-Article_1": (True, False), "MainProvision-Article_2": (False, True)}


def test_a_supplement_names_the_law_that_brought_it() -> None:
    rest = '<SupplProvision AmendLawNum="令和三年法律第三十六号"/><SupplProvision/>'
    found = nodes(article("1", "一。"), rest)
    assert found["SupplProvision[1]"].amend_law_num == "令和三年法律第三十六号"
    assert (found["SupplProvision[2]"].amend_law_num, found["SupplProvision[2]"].alias) == (
        None,
        "SupplProvision",
    )


def test_a_picture_is_named_by_its_file() -> None:
    figure = '<FigStruct><Fig src="./pict/H11F001.pdf"/></FigStruct>'
    rest = f"<AppdxFig><AppdxFigTitle>別図</AppdxFigTitle>{figure}</AppdxFig>"
    found = nodes(article("1", "一。"), rest)
    assert str(found["AppdxFig[1]-FigStruct[1]-Fig[1]"].title) == "./pict/H11F001.pdf"


def test_what_the_law_says_of_itself() -> None:
    content = law(BASE, article("1", "一。")).replace(
        b"<LawTitle>", '<LawTitle Kana="きほんほう" Abbrev="略称,別称">'.encode()
    )
    content = content.replace(b'Year="11"', b'Year="11" PromulgateMonth="5" PromulgateDay="28"')
    found = read_bytes(content)
    assert (found.law_type, found.title_kana, found.abbreviations) == ("Act", "きほんほう", ("略称", "別称"))
    assert str(found.promulgated_on) == "1999-05-28"
    assert read(article("1", "一。")).promulgated_on is None
    with pytest.raises(InputError, match="promulgated on no day"):
        read_bytes(content.replace(b'PromulgateMonth="5"', b'PromulgateMonth="13"'))


def table(*rows: str) -> str:
    return f"<AppdxTable><TableStruct><Table>{''.join(rows)}</Table></TableStruct></AppdxTable>"


def test_cells_stand_where_they_are_printed() -> None:
    def cell(text: str, spans: str = "") -> str:
        return f"<TableColumn{spans}><Sentence>{text}</Sentence></TableColumn>"

    rest = table(
        "<TableRow>" + cell("甲", ' rowspan="2"') + cell("乙", ' colspan="2"') + "</TableRow>",
        "<TableRow>" + cell("丙") + cell("丁") + "</TableRow>",
        "<TableRow>" + cell("戊") + cell("") + cell("己") + "</TableRow>",
    )
    one = nodes(article("1", "一。"), rest)["AppdxTable[1]-TableStruct[1]-Table[1]"]
    assert [(str(sentence.text), sentence.row, sentence.column) for sentence in one.sentences] == [
        ("甲", 1, 1),
        ("乙", 1, 2),
        ("丙", 2, 2),
        ("丁", 2, 3),
        ("戊", 3, 1),
        ("己", 3, 3),
    ]
