"""Flattened laws in Markdown: their lines, what is set aside, their rows, and what is wrong with bad ones."""

import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.documents.law_markdown import read_markdown_law
from flows.documents.law_text import MarkdownLaw
from flows.documents.located import cut, gaps
from flows.documents.source_text import SourceText, read_text
from flows.errors import InputError
from flows.reading import law_names
from flows.records.extraction import Extraction
from flows.records.laws.flattened_law import read_law
from flows.records.laws.mentions import NameIndex
from flows.tables.arrow import to_arrow
from warehouse.contract import contract

SEED = Path(__file__).parents[1] / "raw" / "law-411AC0000000060.md"
PAIRS = Path(__file__).parents[2] / "shared" / "laws" / "markdown-xml-pairs-dev.zip"
REVISION = "411AC0000000060_20210901_503AC0000000036"


def article(title: str, *lines: str, bold: str | None = None) -> str:
    """An article as the converter writes it."""
    bold = bold or title
    return "\n".join([f'<a id="{bold}"></a>', f"**{bold}**{title.removeprefix(bold)}", *lines, ""])


def law_text(*parts: str, title: str = "# 試験法", number: str = "*（平成十一年法律第六十号）*") -> str:
    """A law as the converter writes it."""
    ends = [
        "",
        "---",
        "",
        "## この法令を参照している法令",
        "",
        "*この法令を参照している法令はありません*",
        "",
        "---",
    ]
    return "\n".join([title, "", "", number, "", "", *parts, *ends, "*Generated from [e-Gov](https://x/)*"])


def markdown(text: str) -> MarkdownLaw:
    return read_markdown_law(SourceText("law", Path("411AC0000000060.md"), text, "utf-8"))


@pytest.fixture(scope="module")
def known() -> NameIndex:
    return NameIndex(law_names()[0])


def read(
    text: str, known: NameIndex, path: str = "411AC0000000060.md", revision: str | None = None
) -> Extraction:
    return read_law(SourceText("law", Path(path), text, "utf-8", "0" * 64), known, revision)


def test_false_headings_are_sentences() -> None:
    law = markdown(
        law_text(
            article(
                "第一条",
                "次の各号に掲げる規定は、適用しない。",
                '<a id="第三条"></a>',
                "**第三条**第二項の規定",
            ),
            article("第二条", "## 第二章において、用語の意義は、次のとおりとする。", "", "国"),
        )
    )
    assert [[line.text.text for line in one.lines] for one in law.articles] == [
        ["次の各号に掲げる規定は、適用しない。", "第三条第二項の規定"],
        ["第二章において、用語の意義は、次のとおりとする。", "国"],
    ]
    assert law.false_headings == [11, 15]


def test_a_heading_after_a_false_chapter_is_true_behind_two_empty_lines() -> None:
    chapter = "## 第二章の規定は、適用しない。"
    law = markdown(law_text(article("第一条", chapter, ""), article("第二条", "国は、施策を講ずる。")))
    assert [one.num for one in law.articles] == ["1", "2"]
    law = markdown(
        law_text(article("第一条", chapter, "", '<a id="第二条"></a>', "**第二条**の規定は、適用する。"))
    )
    assert [one.num for one in law.articles] == ["1"]


@pytest.mark.parametrize(
    ("title", "bold", "num"),
    [
        ("第一条", "第一条", "1"),
        ("第九十四条の五", "第九十四条の五", "94_5"),
        ("第六条ノ二", "第六条", "6_2"),
        ("第四条から第八条まで", "第四条", "4:8"),
        ("第八条及第九条", "第八条", "8:9"),
        ("第十条の二から第十条の四まで", "第十条の二", "10_2:10_4"),
    ],
)
def test_numbers_of_articles(title: str, bold: str, num: str) -> None:
    law = markdown(law_text(article(title, "削除", bold=bold)))
    assert [(one.title.text, one.num) for one in law.articles] == [(title, num)]


def test_links_leave_their_text() -> None:
    law = markdown(
        law_text(article("第一条", "[自衛隊法第八条](./329AC0000000165.md#第八条)及び[民法](a.md)による。"))
    )
    text = law.articles[0].lines[0].text
    assert text.text == "自衛隊法第八条及び民法による。"
    assert ("](./329AC0000000165.md#第八条)", "link_target") in [
        (piece.text, why) for piece, why in law.ignored
    ]


def test_cells_keep_their_marker() -> None:
    law = markdown(law_text(article("第一条", "次の表のとおりとする。", "- 一　氏名", "　")))
    line = law.articles[0].lines[1]
    assert line.marker is not None
    assert (line.marker.text, line.text.text) == ("一", "氏名")
    assert len(law.articles[0].lines) == 2


def test_line_ends_of_windows_make_no_difference() -> None:
    text = SEED.read_text("utf-8")
    plain, windows = markdown(text), markdown(text.replace("\n", "\r\n"))
    assert [[line.text.text for line in one.lines] for one in windows.articles] == [
        [line.text.text for line in one.lines] for one in plain.articles
    ]
    assert len(windows.citing) == len(plain.citing) == 11


def test_the_list_of_citing_laws() -> None:
    law = markdown(SEED.read_text("utf-8"))
    assert [(one.title.text, one.target, one.count) for one in law.citing][:2] == [
        ("地方税法", "./325AC0000000226.md", 1),
        ("自衛隊法", "./329AC0000000165.md", 1),
    ]


BAD = {
    "no title": (law_text(article("第一条", "国"), title="試験法"), "line 1", "title line"),
    "no number": (law_text(article("第一条", "国"), number="平成十一年"), "line 4", "law number"),
    "no text": (law_text(), "", "no text of the law"),
    "nothing": ("\n", "end", "title line"),
    "heading that is none": (
        law_text(article("別表第一", "国")),
        "line 8: '**別表第一**'",
        "no article's number",
    ),
    "anchor alone": (law_text('<a id="第一条"></a>', "国"), "line 8: '国'", "not bold"),
    "table": (law_text(article("第一条", "| 区分 | 額 |")), "line 9: '| 区分 | 額 |'", "no rule knows"),
    "image": (law_text(article("第一条", "![図](a.png)")), "line 9", "no rule knows"),
    "heading of another level": (
        law_text("### 附則", article("第一条", "国")),
        "line 7: '### 附則'",
        "no rule knows",
    ),
    "list entry": (
        law_text(article("第一条", "国")).replace("*この法令を参照している法令はありません*", "- 民法"),
        "line 16: '- 民法'",
        "no entry of the list",
    ),
}


@pytest.mark.parametrize(("text", "place", "problem"), BAD.values(), ids=BAD)
def test_what_is_wrong_with_a_document_is_told(text: str, place: str, problem: str) -> None:
    with pytest.raises(InputError) as caught:
        markdown(text)
    assert place in caught.value.place
    assert problem in caught.value.problem
    assert caught.value.remedy


PIECES = st.sampled_from(
    [
        '<a id="第一条"></a>', "**第一条**", "**第一条**の規定による。", "第一条", "国は、施策を講ずる。", "", "　", "## 第一章",
        "- 一　国", "[民法](a.md)第一条", "---", "- [民法](./129AC0000000089.md) (1箇所)", "*（平成十一年法律第六十号）*", " 国 ",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=12), st.sampled_from(["\n", "\r\n"]))
def test_every_character_is_kept_or_set_aside(pieces: list[str], end: str) -> None:
    text = end.join(["# 試験法", "*（平成十一年法律第六十号）*", *pieces])
    try:
        law = markdown(text)
    except InputError:
        return
    lines = [line.text for one in law.articles for line in one.lines] + [line.text for line in law.opening]
    kept = [
        law.title,
        law.law_num,
        *(one.title for one in law.articles),
        *(one.entry for one in law.citing),
        *lines,
    ]
    spans = [span for piece in (*kept, *(piece for piece, _ in law.ignored)) for span in piece.spans()]
    assert not gaps(spans, len(text))
    assert sum(map(len, kept)) + sum(len(piece) for piece, _ in law.ignored) == len(text)


def test_rows_of_the_seed(known: NameIndex) -> None:
    document = read_text(SEED, "law-411AC0000000060")
    extraction = read_law(document, known, REVISION)
    assert extraction.unaccounted() == []
    tables = extraction.tables
    for name in ("provisions", "sentences", "citing_laws"):
        assert to_arrow(contract()[name], tables[name]).num_rows == len(tables[name])
    rows = {row.elm: row for row in tables["provisions"]}
    assert rows["LawTitle"].title.startswith("重要影響事態に際して")
    assert rows["LawNum"].title == "平成十一年法律第六十号"
    item = rows["MainProvision-Article_3-Paragraph_1-Item_4"]
    assert (item.kind, item.num, item.depth) == ("item", "4", 4)
    assert item.parent_elm == "MainProvision-Article_3-Paragraph_1"
    assert item.provision_id == f"{REVISION}/MainProvision-Article_3-Paragraph_1-Item_4"
    assert (
        item.text == "関係行政機関次に掲げる機関で政令で定めるものをいう。" == cut(document.text, item.spans)
    )
    false_heading = rows["MainProvision-Article_6-Paragraph_5"]
    assert false_heading.text.startswith("第三条第二項の後方支援活動のうち")
    assert cut(document.text, false_heading.spans) == false_heading.text
    assert [row.ordinal for row in tables["provisions"]] == list(range(1, len(rows) + 1))
    assert {row.parent_elm for row in tables["provisions"]} - {None} <= rows.keys()
    assert [
        (row.role, row.text[:6])
        for row in tables["sentences"]
        if row.provision_id.endswith("Article_5-Paragraph_1")
    ] == [("main", "基本計画に定"), ("proviso", "ただし、緊急")]


def test_a_revision_begins_on_the_day_in_its_id(known: NameIndex) -> None:
    rows = read_law(read_text(SEED, "law"), known, REVISION).tables["provisions"]
    assert {(row.law_revision_id, row.last_revision_id) for row in rows} == {(REVISION, REVISION)}
    assert {(str(row.valid_from), row.valid_to) for row in rows} == {("2021-09-01", None)}


def test_citing_laws_of_the_seed(known: NameIndex) -> None:
    rows = read_law(read_text(SEED, "law"), known).tables["citing_laws"]
    assert len(rows) == 11
    assert (rows[4].citing_law_id, rows[4].citing_title) == ("329CO0000000178", "防衛省組織令")


def test_a_law_that_no_list_has_is_known_by_its_file_name(known: NameIndex) -> None:
    text = law_text(article("第一条", "国は、施策を講ずる。"), number="*（令和九十九年法律第一号）*")
    extraction = read(text, known, "599AC0000000001.md")
    [law] = extraction.tables["laws"]
    assert (law.law_id, law.law_type, law.title) == ("599AC0000000001", "Act", "試験法")
    rows = extraction.tables["provisions"]
    assert {(row.law_revision_id, row.valid_from) for row in rows} == {("599AC0000000001", None)}


UNREADABLE = {
    "unknown law": (law_text(article("第一条", "国"), number="*（令和九十九年法律第一号）*"), "law.md", None, "no list of laws"),
    "another law than its card's": (
        law_text(article("第一条", "国")), "x.md", "329AC0000000165_20210901_503AC0000000036", "its card says",
    ),
    "no revision id": (law_text(article("第一条", "国")), "x.md", "411AC0000000060_2021", "not an e-Gov revision id"),
    "lost article": (
        law_text(article("第一条", "第三条の規定は、適用しない。"), article("第二条", "国")), "x.md", None,
        "refers to article 3",
    ),
    "link to no law": (
        law_text(article("第一条", "国")).replace("*この法令を参照している法令はありません*", "- [民法](./a.md) (1箇所)"),
        "x.md", None, "links to no law",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "path", "revision", "problem"), UNREADABLE.values(), ids=UNREADABLE)
def test_what_is_wrong_with_a_law_is_told(
    text: str, path: str, revision: str | None, problem: str, known: NameIndex
) -> None:
    with pytest.raises(InputError) as caught:
        read(text, known, path, revision)
    assert problem in caught.value.problem
    assert caught.value.remedy


def test_a_law_without_one_of_its_articles_does_not_pass(known: NameIndex) -> None:
    """Without its heading the text of 第四条 would silently become that of 第三条."""
    text = SEED.read_text("utf-8")
    damaged = text.replace('\n\n<a id="第四条"></a>\n**第四条**\n', "\n")
    assert damaged != text
    with pytest.raises(InputError, match="refers to article 4"):
        read(damaged, known)


@pytest.mark.slow
def test_all_known_laws_are_read_whole(known: NameIndex) -> None:
    if not PAIRS.exists():
        pytest.skip(f"the pairs of Markdown and XML are not at {PAIRS}")
    with zipfile.ZipFile(PAIRS) as archive:
        names = [name for name in archive.namelist() if name.endswith(".md")]
        texts = {name: archive.read(name).decode("utf-8") for name in names}
    assert len(texts) == 150
    for name, text in texts.items():
        assert read(text, known, Path(name).name).unaccounted() == [], name
