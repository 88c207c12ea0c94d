"""A few tiny laws in 法令標準XML, and a warehouse of them and the names of the real ones: for what is asked about laws."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from flows.corpus.build import Place
from flows.impacts.impacts import impacts
from flows.loaded import Loaded
from flows.publishing.database import write_database
from flows.publishing.publish import DERIVED, complete
from flows.reading import Records, laws_of, source_row
from flows.records.laws.names import read_law_list, with_aliases
from flows.sources import load_cards, open_source
from flows.tables.arrow import all_tables
from flows.tables.parts import Rows
from tests.conftest import RAW
from warehouse.contract import contract

FIRST, DECREE, ANCIENT = "501AC0000000901", "501CO0000000902", "106DF0000000999"
SAME = ("501M60000008903", "502M60000008904")
BEGINS = {FIRST: "2019-05-01", DECREE: "2019-06-01", ANCIENT: "2016-10-01"}


def paragraph(num: int, text: str, *items: str) -> str:
    """A paragraph; its number is printed from the second on."""
    label = "" if num == 1 else "０１２３４５６７８９"[num]
    return (
        f'<Paragraph Num="{num}"><ParagraphNum>{label}</ParagraphNum><ParagraphSentence>'
        f'<Sentence Num="1">{text}</Sentence></ParagraphSentence>{"".join(items)}</Paragraph>'
    )


def item(num: str, title: str, text: str, *below: str, tag: str = "Item") -> str:
    """An item, or with another tag a sub-item."""
    return (
        f'<{tag} Num="{num}"><{tag}Title>{title}</{tag}Title><{tag}Sentence>'
        f'<Sentence Num="1">{text}</Sentence></{tag}Sentence>{"".join(below)}</{tag}>'
    )


def article(num: str, title: str, caption: str, *paragraphs: str) -> str:
    """An article with its caption."""
    return (
        f'<Article Num="{num}"><ArticleCaption>（{caption}）</ArticleCaption>'
        f"<ArticleTitle>{title}</ArticleTitle>{''.join(paragraphs)}</Article>"
    )


def law(kind: str, law_num: str, title: str, body: str, abbreviation: str = "") -> str:
    """A law as a file of e-Gov has it."""
    abbreviated = f' Abbrev="{abbreviation}"' if abbreviation else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><Law Era="Reiwa" Lang="ja" LawType="{kind}" Num="1" '
        f'Year="1"><LawNum>{law_num}</LawNum><LawBody><LawTitle{abbreviated}>{title}</LawTitle>{body}'
        "</LawBody></Law>"
    )


def first_law(duty: str, *, has_branch: bool, penalty: str = "第三条") -> str:
    """甲法 in one of its wordings: what 第二条第二項 says, whether 第三条の二 is there, the number of the last article."""
    deepest = item("1", "（１）", "海", tag="Subitem2") + item("2", "（２）", "空", tag="Subitem2")
    branch = article("3_2", "第三条の二", "報告", paragraph(1, "前条の措置を報告する。"))
    chapters = (
        '<Chapter Num="1"><ChapterTitle>第一章　総則</ChapterTitle>'
        + article(
            "1",
            "第一条",
            "目的",
            paragraph(
                1,
                "次の事項を定める。",
                item("1", "一", "場所", item("1", "イ", "陸以外", deepest, tag="Subitem1")),
            ),
        )
        + article("2", "第二条", "責務", paragraph(1, "国は、努める。"), paragraph(2, duty))
        + '</Chapter><Chapter Num="2"><ChapterTitle>第二章　措置</ChapterTitle>'
        '<Section Num="1"><SectionTitle>第一節　通則</SectionTitle>'
        + article(
            "3",
            penalty,
            "措置",
            paragraph(1, "措置は、第一条から前条までの規定により別表第一のとおりとする。"),
        )
        + (branch if has_branch else "")
        + "</Section></Chapter>"
    )
    supplement = (
        "<SupplProvision><SupplProvisionLabel>附　則</SupplProvisionLabel>"
        + paragraph(1, "この法律は、公布の日から施行する。")
        + paragraph(2, "第二条の規定は、当分の間、適用しない。")
        + '</SupplProvision><SupplProvision AmendLawNum="令和二年四月一日法律第二号">'
        "<SupplProvisionLabel>附　則</SupplProvisionLabel>"
        + article("1", "第一条", "施行期日", paragraph(1, "この法律は、公布の日から施行する。"))
        + "</SupplProvision>"
    )
    cells = "".join(
        f"<TableColumn><Sentence>{cell}</Sentence></TableColumn>" for cell in ("船舶", "防衛大臣")
    )
    appendix = (
        "<AppdxTable><AppdxTableTitle>別表第一</AppdxTableTitle><RelatedArticleNum>（第三条関係）"
        f"</RelatedArticleNum><TableStruct><Table><TableRow>{cells}</TableRow></Table></TableStruct></AppdxTable>"
    )
    body = f"<MainProvision>{chapters}</MainProvision>{supplement}{appendix}"
    return law("Act", "令和元年法律第九百一号", "甲の措置に関する法律", body, "甲法")


CITING = (
    "甲の措置に関する法律第二条第二項の責務は、大臣が負う。",
    "甲の措置に関する法律（令和元年法律第九百一号）第一条から第三条までの規定並びに同法附則第二項及び別表第一は、適用しない。",
    "甲の措置に関する法律第九条及び丙に関する法律第五条の例による。甲の措置に関する法律は、別とする。",
)
DUTIES = ("国民は、二十日以内に協力する。", "国民は、十日以内に協力する。")


def files() -> dict[str, str]:
    """The files, by revision id."""
    decree = "".join(
        article(str(n), f"第{number}条", "引用", paragraph(1, text))
        for n, (number, text) in enumerate(zip("一二三", CITING, strict=True), 1)
    )
    ancient = (
        f"<MainProvision>{paragraph(1, '絞架を改める。')}{paragraph(2, '前項は、図による。')}</MainProvision>"
    )
    same = f"<MainProvision>{paragraph(1, '届け出る。')}</MainProvision>"
    return {
        f"{FIRST}_20190501_000000000000000": first_law(DUTIES[0], has_branch=False),
        f"{FIRST}_20200401_502AC0000000002": first_law(DUTIES[0], has_branch=True),
        f"{FIRST}_20210401_503AC0000000003": first_law(DUTIES[1], has_branch=True),
        f"{DECREE}_20190601_000000000000000": law(
            "CabinetOrder", "令和元年政令第九百二号", "甲の措置に関する法律施行令", f"<MainProvision>{decree}</MainProvision>"
        ),
        f"{ANCIENT}_20161001_000000000000000": law(
            "Misc", "明治六年太政官布告第九百九十九号", "絞架図式", ancient
        ).replace("Reiwa", "Meiji"),
        f"{SAME[0]}_20190701_000000000000000": law("MinisterialOrdinance", "令和元年総務省令第九百三号", "届出規則", same),
        f"{SAME[1]}_20200701_000000000000000": law("MinisterialOrdinance", "令和二年総務省令第九百四号", "届出規則", same),
    }  # fmt: skip


def build(folder: Path, texts: Mapping[str, str] | None = None) -> Path:
    """Build a warehouse of these laws, or of others, in a folder; return its database."""
    laws, warehouse = folder / "laws", folder / "warehouse"
    for path in (laws, warehouse, folder / "cache", folder / "out"):
        path.mkdir()
    for revision, text in (texts or files()).items():
        (laws / f"{revision}.xml").write_text(text, "utf-8")
    records = Records()
    card = next(card for card in load_cards(RAW) if card.kind == "law-list")
    records.add("sources", [source_row(card)])
    names = read_law_list(open_source(card))
    names.tables["laws"] = with_aliases(names.tables["laws"])
    records.take(names)
    built = laws_of(records, [Loaded(laws)], Place(folder / "cache", folder / "out", "code", lambda _: None))
    assert not built.faults, built.faults
    for table, rows in built.records.items():
        records.add(table, rows)
    made = {*DERIVED, "impacts", *built.parts}
    tables: dict[str, Rows] = {**all_tables(records.tables, contract().keys() - made), **built.parts}
    tables["impacts"] = impacts(tables, folder / "out" / "impacts")
    database = warehouse / "anpo.duckdb"
    write_database(database, complete(tables, records.texts))
    return database


if __name__ == "__main__":
    import sys

    print(build(Path(sys.argv[1])))
