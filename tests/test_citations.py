"""Citations: the phrases of a sentence, what they say, and where they land."""

import json
import re
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.documents.law_tree import LawTree
from flows.documents.source_text import read_text
from flows.japanese.citations import REFERENCE, tokens
from flows.japanese.numerals import kanji
from flows.japanese.references import Phrase, Step, letter_num, read_phrase
from flows.records.laws.citations import Citation, read_citations
from flows.records.laws.flattened_law import read_law
from flows.sources import RAW
from tests.law_references import (
    GOLDEN,
    PAIRS,
    SEED,
    SHARED,
    known,
    law_names,
    no_document,
    path,
    seed_law,
)
from tests.law_trees import from_sentences, from_xml
from warehouse.contract import contract

REVISION = "411AC0000000060_20210901_503AC0000000036"
MAIN = f"{REVISION}/MainProvision"


def phrases(text: str) -> list[str]:
    return [token.text for token in tokens(text) if token.kind == REFERENCE]


def cite(*sentences: tuple[str, str], law_id: str = "999AC0000000001") -> list[Citation]:
    """Cite from a law of these (element path, text)."""
    tree = from_sentences([(elm, "single", text) for elm, text in sentences], law_id)
    return read_citations(tree, no_document(), known())


# Phrases


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第四条第二項第三号ニ又は第四号ニの規定", ["第四条第二項第三号ニ", "第四号ニ"]),
        ("第九十四条の五第一項各号列記以外の部分", ["第九十四条の五第一項各号列記以外の部分"]),
        ("前条第三項後段の後方支援活動", ["前条第三項後段"]),
        ("次に掲げる措置、この法律、この条", []),
        ("次の各号に掲げる用語の意義は、それぞれ当該各号に定める", ["次の各号", "当該各号"]),
        ("前二項、前三号、前各号及び前各項", ["前二項", "前三号", "前各号", "前各項"]),
        ("同法附則第三条第二項ただし書", ["同法附則第三条第二項ただし書"]),
        ("同法同条第一項", ["同法同条第一項"]),
        ("同条同項第二号", ["同条同項第二号"]),
        ("別表第一の三の項の中欄", ["別表第一の三の項"]),
        ("別表第一の二の三の項", ["別表第一の二の三の項"]),
        ("別表第一の二に掲げる", ["別表第一の二"]),
        ("別記様式第三号及び第四号の二様式", ["別記様式第三号", "第四号の二様式"]),
        ("第三編第二章第一節の規定", ["第三編第二章第一節"]),
        ("第二号被保険者、第一項症、前条約、第三条例、第一号様式", ["第一号様式"]),
        ("第三条の一部、第三号の一に該当し、前項の二分の一", ["第三条", "第三号", "前項"]),
        ("第三条ノ二ノ規定ハ前項第三号ニ掲グルモノニ適用ス", ["第三条ノ二", "前項第三号"]),
        ("イからハまで又はロ（２）（ｉ）に掲げる", ["イ", "ハ", "ロ（２）（ｉ）"]),
        ("（１）又は（２）に掲げる者（１）", ["（１）", "（２）"]),
        ("ガスにイオンを当てるハンマー", []),
        ("第一号の（１）から（３）まで", ["第一号の（１）", "（３）"]),
        ("共同省令第一条と協同項目", ["第一条"]),
        ("第１条第2項", ["第１条第2項"]),
    ],
)
def test_phrases_of_a_sentence(text: str, expected: list[str]) -> None:
    assert phrases(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第九十四条の五", Phrase(steps=(Step("article", "number", "94_5"),))),
        (
            "前条第三項後段",
            Phrase(steps=(Step("article", "before", "1"), Step("paragraph", "number", "3")), part="rear"),
        ),
        ("前三号", Phrase(steps=(Step("item", "before", "3"),))),
        ("前各項", Phrase(steps=(Step("paragraph", "before", "all"),))),
        ("次項", Phrase(steps=(Step("paragraph", "after", ""),))),
        ("同項各号", Phrase(steps=(Step("paragraph", "same", ""),), each="item")),
        ("次の各号", Phrase(each="item")),
        ("同法", Phrase(law="同法")),
        (
            "附則第六十条第二項但書",
            Phrase(
                supplementary=True,
                steps=(Step("article", "number", "60"), Step("paragraph", "number", "2")),
                part="proviso",
            ),
        ),
        ("別表第一の三の項", Phrase(appendix="appdx_table", appendix_num="1")),
        ("様式第二号の三", Phrase(appendix="appdx_style", appendix_num="2_3")),
        ("別記", Phrase(appendix="appdx_note")),
        (
            "イ（１）",
            Phrase(steps=(Step("subitem", "number", "1"), Step("subitem", "number", "1"))),
        ),
        ("（３）", Phrase(steps=(Step("subitem", "inner", "3"),))),
    ],
)
def test_what_a_phrase_says(text: str, expected: Phrase) -> None:
    assert read_phrase(text) == expected


@pytest.mark.parametrize("text", ["", "自衛隊法", "第三条まで", "同じ"])
def test_what_is_no_phrase(text: str) -> None:
    with pytest.raises(ValueError, match="is not a reference phrase"):
        read_phrase(text)


@pytest.mark.parametrize(
    ("letter", "num"),
    [
        ("イ", "1"),
        ("ナ", "21"),
        ("（１２）", "12"),
        ("(iv)", "4"),
        ("（ｘｉｉｉ）", "13"),
        ("ⅸ", "9"),
        ("ｂ", "2"),
    ],
)
def test_letters(letter: str, num: str) -> None:
    assert letter_num(letter) == num


def test_letter_that_numbers_nothing() -> None:
    with pytest.raises(ValueError, match="does not number a sub-item"):
        letter_num("ン")


@given(
    article=st.tuples(st.integers(1, 999), st.none() | st.integers(2, 30)),
    paragraph=st.none() | st.integers(1, 40),
    item=st.none() | st.integers(1, 40),
    before=st.sampled_from(["", "自衛隊法", "なお、", "（", "及び"]),
    after=st.sampled_from(["の規定", "に規定する", "）", "、", "及び", ""]),
)
def test_a_written_address_is_read_again(
    article: tuple[int, int | None], paragraph: int | None, item: int | None, before: str, after: str
) -> None:
    main, branch = article
    text = f"第{kanji(main)}条" + (f"の{kanji(branch)}" if branch else "")
    text += f"第{kanji(paragraph)}項" if paragraph else ""
    text += f"第{kanji(item)}号" if item else ""
    assert phrases(f"{before}{text}{after}ものとする") == [text]
    nums = [f"{main}_{branch}" if branch else str(main), paragraph, item]
    assert [step.num for step in read_phrase(text).steps] == [str(num) for num in nums if num]


@given(st.text(alphabet="第一二十条項号の前次同法附則別表各イロ（）「」、及び又は中まで", max_size=60))
def test_any_text_is_read(text: str) -> None:
    last = 0
    for token in tokens(text):
        assert token.start >= last
        assert text[token.start : token.end] == token.text
        last = token.end
        if token.kind == REFERENCE:
            read_phrase(token.text)
    for citation in cite(("MainProvision-Article_3-Paragraph_2", text)):
        assert text[citation.start : citation.end] == citation.text
        assert (citation.status == "resolved") == (citation.reason is None)


# The whole seed law


@dataclass
class Expected:
    provision: str
    start: int
    text: str
    form: str
    law: str
    target: str | None
    last: str | None
    part: str | None


def expected_citations(tree: LawTree) -> list[Expected]:
    """The citations of the main provisions as read by hand."""
    texts = {node.elm: node.text.text for node in tree.walk() if node.sentences}
    rows = []
    for line in (GOLDEN / f"{SEED}.tsv").read_text("utf-8").splitlines()[1:]:
        fields = [*line.split("\t"), "", "", ""]
        provision, surroundings, form, law, target, last, part = fields[:7]
        before, phrase, after = re.split("[［］]", surroundings)
        elm = path(provision)
        context = before + phrase + after
        assert texts[elm].count(context) == 1, f"{provision}: {context}"
        rows.append(
            Expected(
                elm,
                texts[elm].index(context) + len(before),
                phrase,
                form,
                law,
                path(target) if target else None,
                path(last) if last else None,
                part or None,
            )
        )
    return rows


def assert_as_expected(found: list[Citation], tree: LawTree, revision: str) -> None:
    expected = expected_citations(tree)
    assert len(expected) == 97
    main = [citation for citation in found if "/MainProvision" in citation.provision_id]
    described = [
        (c.provision_id, c.start, c.text, c.form, c.target_elm, c.target_elm_end, c.target_part) for c in main
    ]
    assert described == [
        (f"{revision}/{e.provision}", e.start, e.text, e.form, e.target, e.last, e.part) for e in expected
    ]
    for citation, row in zip(main, expected, strict=True):
        law_id, name = (row.law, None) if re.match("[0-9]", row.law) else (None, row.law or None)
        if name:
            assert (citation.target_law_id, citation.target_name) == (None, name)
            assert (citation.status, citation.reason) == ("external_unloaded", "treaty_not_loaded")
        elif law_id:
            assert citation.target_law_id == law_id
            assert (citation.status, citation.reason) == ("external_unloaded", "law_not_loaded")
        elif row.form == "appendix":
            assert (citation.status, citation.reason) == ("unresolved", "appendix_not_in_source")
        else:
            assert (citation.target_law_id, citation.status, citation.reason) == (SEED, "resolved", None)


def test_every_citation_of_the_seed_law() -> None:
    tree = seed_law()
    assert_as_expected(read_citations(tree, no_document(SEED), known()), tree, SEED)


def test_every_citation_from_the_markdown() -> None:
    extraction = read_law(read_text(RAW / f"law-{SEED}.md", f"law-{SEED}"), known(), REVISION)
    assert_as_expected(extraction.tables["citations"], seed_law(), REVISION)


def test_supplementary_provisions_of_amending_laws() -> None:
    citations = read_citations(seed_law(), no_document(), known())
    supplements = {c.text: c for c in citations if "SupplProvision" in c.provision_id}
    assert supplements["第二条"].reason == "amending_law"
    assert supplements["附則第六十条"].target_elm == "SupplProvision[5]-Article_60"
    assert supplements["附則第六十条"].status == "resolved"
    assert (supplements["前三条"].target_elm, supplements["前三条"].target_elm_end) == (
        "SupplProvision[5]-Article_57",
        "SupplProvision[5]-Article_59",
    )
    assert supplements["前三条"].reason == "amending_law"


def test_the_hand_read_sample_of_the_reference() -> None:
    sample = SHARED / "gold" / "law_structure.sample.json"
    if not sample.exists():
        pytest.skip(f"{sample} is not here")
    reference = json.loads(sample.read_text("utf-8"))["outgoing_citations"]
    found = [
        c for c in read_citations(seed_law(), no_document(), known()) if "/MainProvision" in c.provision_id
    ]
    assert len(reference) == 32
    for citation, row in zip(found, reference, strict=False):
        assert citation.text == row["verbatim"]
        source = row["source"]
        units = [source["article"], source["paragraph"], source["item"], source["subitem"]]
        place = path("-".join(str(unit) for unit in units if unit))
        assert citation.provision_id == f"{SEED}/{place}"
        target = row["targets"][0]
        if "treaty" in target:
            assert citation.target_name == target["treaty"]
        elif "appended_table" in target:
            assert citation.target_elm == path(target["appended_table"])
        else:
            units = [str(target["article"]).replace("の", "_"), target["paragraph"], target["item"]]
            assert citation.target_elm == path("-".join(str(unit) for unit in units if unit))
            assert citation.target_law_id == target["law_id"]


# Forms from many laws


def probes() -> list[list[str]]:
    lines = (GOLDEN / "probe.tsv").read_text("utf-8").splitlines()[1:]
    return [line.split("\t") for line in lines]


def skeleton(place: str, neighbours: str, text: str, law: str, own: set[str]) -> LawTree:
    """A law that has the provision with its text, and empty ones around it as far as it may refer to them.

    Args:
        place: address of the provision.
        neighbours: the articles around it, where they are not those of the numbers around it.
        text: what it says.
        law: title of the law.
        own: element paths of the law's own provisions that it refers to.
    """
    at = path(place) if place != "別表" else "AppdxTable[1]-Item_1"
    root = at.split("-", maxsplit=1)[0]
    home = re.search("Article_([0-9_]+)", at)
    near = neighbours.split() or (
        [str(int(home[1].split("_")[0]) + step) for step in (-1, 1)] if home else []
    )
    main = {str(num) for num in range(1, 251)}
    if neighbours:
        main -= {str(num) for num in range(int(near[0].split("_")[0]), int(near[-1].split("_")[0]) + 1)}
    articles = [("MainProvision", num) for num in main | {_article(elm) for elm in own} - {""}]
    articles += [(root, num) for num in [*near, *([home[1]] if home else [])] if int(num.split("_")[0]) > 0]
    if root == "SupplProvision":
        articles += [(root, _article(elm)) for elm in own if elm.startswith(root) and _article(elm)]
    empty = []
    for block, num in sorted(
        set(articles), key=lambda one: (one[0], [int(part) for part in one[1].split("_")])
    ):
        article = f"{block}-Article_{num}"
        empty.append(article)
        if block == root and num in (*near, home and home[1]):
            empty += [f"{article}-Paragraph_{paragraph}" for paragraph in range(1, 20)]
    if home:
        paragraph = re.sub("(Paragraph_[0-9]+).*", r"\1", at)
        empty += [f"{paragraph}-Item_{item}" for item in range(1, 12)]
    law_id = law_names().find(law.removesuffix(" (abridged)")) or "999AC0000000001"
    sentences = re.split("(?<=。)(?=この場合において|ただし)", text)
    return from_sentences(
        [*((elm, "single", "") for elm in empty), *((at, "single", one) for one in sentences)], law_id, law
    )


def _article(elm: str) -> str:
    match = re.search("Article_([0-9_]+)", elm)
    return match[1] if match else ""


def read_expected(expected: str) -> tuple[str, str, str, str | None, str | None, str | None]:
    """Text, form, law, target, last and part of `前条第一項=relative 66-1~66-3 !rear`."""
    text, _, rest = expected.partition("=")
    form, *words = rest.split(" ")
    part = words.pop()[1:] if words[-1].startswith("!") else None
    address = words.pop()
    law = words[0] if words else ""
    first, _, last = address.partition("~")
    return text, form, law, None if first == "-" else path(first), path(last) if last else None, part


def test_there_are_probes_enough() -> None:
    assert len(probes()) >= 60


@pytest.mark.parametrize(("source", "place", "neighbours", "text", "expected"), probes())
def test_probe(source: str, place: str, neighbours: str, text: str, expected: str) -> None:
    wanted = [read_expected(one) for one in expected.split(" ; ")]
    own = {elm for _, _, law, *elms in wanted if not law for elm in elms[:2] if elm}
    tree = skeleton(place, neighbours, text, source, own)
    found = read_citations(tree, no_document(), known())
    assert [(c.text, c.form, c.target_elm, c.target_elm_end, c.target_part) for c in found] == [
        (w[0], w[1], *w[3:]) for w in wanted
    ]
    for citation, (_, _, law, *_) in zip(found, wanted, strict=True):
        assert text[citation.start : citation.end] == citation.text
        if law.startswith("?"):
            assert (citation.target_law_id, citation.target_name) == (None, law[1:])
            assert citation.reason == "unknown_law"
        elif law and law_names().find(law):
            assert citation.target_law_id == law_names().find(law)
        elif law:
            assert (citation.target_law_id, citation.target_name) == (None, law)
        elif citation.target_elm:
            assert citation.target_law_id == tree.law_id


# Names of laws


def test_a_title_in_another_title_is_not_a_law() -> None:
    text = "特定船舶安全法第三条及び重要影響事態等に際して実施する船舶検査活動に関する法律施行令第二条並びに自衛隊法施行令第一条"
    found = cite(("MainProvision-Article_3-Paragraph_1", text))
    assert [(c.text, c.target_law_id, c.reason) for c in found] == [
        ("特定船舶安全法第三条", None, "unknown_law"),
        (
            "重要影響事態等に際して実施する船舶検査活動に関する法律施行令第二条",
            None,
            "unknown_law",
        ),
        ("自衛隊法施行令第一条", "329CO0000000179", "law_not_loaded"),
    ]


def test_what_stands_inside_a_title_is_no_citation() -> None:
    title = (
        "日本国とアメリカ合衆国との間の相互協力及び安全保障条約第六条に基づく施設及び区域並びに日本国における合衆国軍隊の"
        "地位に関する協定の実施に伴う土地等の使用等に関する特別措置法"
    )
    found = cite(("MainProvision-Article_3-Paragraph_1", f"{title}第三条の規定"))
    assert [(c.text, c.target_law_id) for c in found] == [(f"{title}第三条", "327AC0000000140")]


def test_the_number_decides_which_law_it_is() -> None:
    found = cite(
        ("MainProvision-Article_3-Paragraph_1", "農業災害補償法（昭和二十二年法律第百八十五号）第九条の規定")
    )
    assert [(c.text, c.target_law_id, c.target_name) for c in found] == [
        ("農業災害補償法（昭和二十二年法律第百八十五号）第九条", "322AC0000000185", "農業保険法")
    ]


def test_a_law_with_a_number_that_no_list_has() -> None:
    found = cite(
        ("MainProvision-Article_3-Paragraph_1", "預金部預金法（大正十四年法律第二十五号）は、廃止する。")
    )
    assert [(c.text, c.form, c.target_name, c.reason) for c in found] == [
        ("預金部預金法（大正十四年法律第二十五号）", "law_only", "預金部預金法", "unknown_law")
    ]


def test_a_term_for_a_law_holds_where_it_was_given() -> None:
    found = cite(
        (
            "MainProvision-Article_3-Paragraph_1",
            "民法（明治二十九年法律第八十九号。以下この条において「法」という。）第三条及び法第五条",
        ),
        ("MainProvision-Article_3-Paragraph_2", "法の規定により、法第一条"),
        ("MainProvision-Article_4-Paragraph_1", "法第二条"),
    )
    assert [(c.text, c.form, c.target_law_id, c.target_elm) for c in found] == [
        (
            "民法（明治二十九年法律第八十九号。以下この条において「法」という。）第三条",
            "absolute",
            "129AC0000000089",
            "MainProvision-Article_3",
        ),
        ("法第五条", "absolute", "129AC0000000089", "MainProvision-Article_5"),
        ("法", "defined_term", "129AC0000000089", None),
        ("法第一条", "absolute", "129AC0000000089", "MainProvision-Article_1"),
        ("法第二条", "absolute", None, "MainProvision-Article_2"),
    ]


def test_a_term_for_a_law_by_a_sentence_or_in_columns() -> None:
    elm = "MainProvision-Article_2-Paragraph_1"
    tree = from_sentences(
        [
            (elm, "single", "「法」とは、電波法をいう。"),
            (f"{elm}-Item_1", "column", "設備規則"),
            (f"{elm}-Item_1", "column", "無線設備規則をいう。"),
            ("MainProvision-Article_3-Paragraph_1", "single", "法第八十条及び設備規則第三条"),
        ]
    )
    found = read_citations(tree, no_document(), known())
    assert [(c.text, c.target_name) for c in found] == [
        ("電波法", "電波法"),
        ("無線設備規則", "無線設備規則"),
        ("法第八十条", "電波法"),
        ("設備規則第三条", "無線設備規則"),
    ]


def test_a_method_is_no_law() -> None:
    elm = "MainProvision-Article_3-Paragraph_1"
    assert (
        cite((elm, "電子情報処理組織を使用する方法（以下「電磁的方法」という。）及び電磁的方法により")) == []
    )


def test_a_law_in_a_text_in_katakana() -> None:
    found = cite(
        ("MainProvision-Article_3-Paragraph_1", "登記ニ於テハ不動産登記法第五十九条第三号ニ掲グルモノ")
    )
    assert [(c.text, c.target_name) for c in found] == [("不動産登記法第五十九条第三号", "不動産登記法")]


def test_a_number_behind_an_article_names_no_law() -> None:
    text = "第三条（平成二十四年法律第六十三号により読み替えられたものに限る。）"
    found = cite(("MainProvision-Article_3-Paragraph_1", text))
    assert (found[0].text, found[0].target_law_id) == ("第三条", "999AC0000000001")


def test_own_title_and_own_words_mean_this_law() -> None:
    elm = "MainProvision-Article_3-Paragraph_1"
    found = cite((elm, "試験法第三条、この法律第三条及び本法第九条"))
    assert [(c.text, c.target_law_id, c.status, c.reason) for c in found] == [
        ("試験法第三条", None, "unresolved", "unknown_law"),
        ("この法律第三条", "999AC0000000001", "resolved", None),
        ("本法第九条", "999AC0000000001", "unresolved", "no_such_provision"),
    ]


def test_the_law_that_amends_a_law_is_another() -> None:
    text = "内閣法の一部を改正する法律（平成十一年法律第八十八号。以下「改正法」という。）附則第二条及び改正法第一条"
    found = cite(("MainProvision-Article_3-Paragraph_1", text))
    assert [(c.text, c.target_name, c.target_elm) for c in found] == [
        (
            "内閣法の一部を改正する法律（平成十一年法律第八十八号。以下「改正法」という。）附則第二条",
            "内閣法の一部を改正する法律",
            "SupplProvision-Article_2",
        ),
        ("改正法第一条", "内閣法の一部を改正する法律", "MainProvision-Article_1"),
    ]


def test_a_rule_called_by_its_number() -> None:
    text = "人事院規則一五―一四（職員の勤務時間、休日及び休暇）第二十二条第一項第九号若しくは第十号又は人事院規則九―一五第三条"
    found = cite(("MainProvision-Article_3-Paragraph_1", text))
    assert [(c.text, c.target_law_id, c.target_elm) for c in found] == [
        (
            "人事院規則一五―一四（職員の勤務時間、休日及び休暇）第二十二条第一項第九号",
            "406RJNJ15014000",
            "MainProvision-Article_22-Paragraph_1-Item_9",
        ),
        ("第十号", "406RJNJ15014000", "MainProvision-Article_22-Paragraph_1-Item_10"),
        ("人事院規則九―一五第三条", "339RJNJ09015000", "MainProvision-Article_3"),
    ]


def test_an_article_that_only_the_other_law_has() -> None:
    elm = "MainProvision-Article_3-Paragraph_1"
    text = "恩給法第四十六条の規定による増加恩給、第四十六条の二の規定による傷病賜金及び同法第五条第四項において準用する第三条第五項"
    assert [
        (c.text, c.form, c.target_elm) for c in cite((elm, text)) if c.target_law_id == "212AC0000000048"
    ] == [
        ("恩給法第四十六条", "absolute", "MainProvision-Article_46"),
        ("第四十六条の二", "elliptical", "MainProvision-Article_46_2"),
        ("同法第五条第四項", "same", "MainProvision-Article_5-Paragraph_4"),
        ("第三条第五項", "elliptical", "MainProvision-Article_3-Paragraph_5"),
    ]


@pytest.mark.parametrize(
    ("bracket", "law_id"),
    [
        ("（第三条、第五条第一項及び第六条の規定を除く。）", "129AC0000000089"),
        ("（明治二十九年法律第八十九号。第三条及び第六条を除く。）", "129AC0000000089"),
        ("（第三条並びにこれらの規定に関する罰則を除く。）", "129AC0000000089"),
        ("（第三条の規定により適用を除外される規定を除く。）", "999AC0000000001"),
        ("（第三条において準用する場合を含む。）", "999AC0000000001"),
    ],
)
def test_a_bracket_that_cuts_parts_out(bracket: str, law_id: str) -> None:
    found = cite(("MainProvision-Article_3-Paragraph_1", f"民法{bracket}の規定"))
    assert {c.text: c.target_law_id for c in found}["第三条"] == law_id


def test_an_item_beside_the_main_part_of_its_paragraph() -> None:
    found = cite(("MainProvision-Article_3-Paragraph_1", "民法第四条第三項本文（甲に限る。）及び第一号ロ"))
    assert [(c.text, c.target_elm) for c in found] == [
        ("民法第四条第三項本文", "MainProvision-Article_4-Paragraph_3"),
        ("第一号ロ", "MainProvision-Article_4-Paragraph_3-Item_1-Subitem1_2"),
    ]


def test_a_law_named_anew() -> None:
    text = "第三条の規定による改正後の民法第九条及び同法（以下「新法」という。）別表第一並びに新法第三条"
    found = cite(("MainProvision-Article_3-Paragraph_1", f"民法の規定。{text}"))
    assert [(c.text, c.target_law_id, c.form) for c in found] == [
        ("民法", "129AC0000000089", "law_only"),
        ("第三条", "999AC0000000001", "absolute"),
        ("民法第九条", "129AC0000000089", "absolute"),
        ("同法（以下「新法」という。）別表第一", "129AC0000000089", "appendix"),
        ("新法第三条", "129AC0000000089", "absolute"),
    ]


def test_ambiguous_name() -> None:
    found = cite(("MainProvision-Article_3-Paragraph_1", "元号を改める政令第一項"))
    assert [(c.status, c.reason) for c in found] == [("unresolved", "ambiguous_law")]


# What cannot be said


def test_unresolved_reasons() -> None:
    elm = "MainProvision-Article_3-Paragraph_1"
    found = cite((elm, "第九条、前条、前項、次項、同条、同法第三条、別表第一及び附則第二条"))
    assert {c.text: c.reason for c in found} == {
        "第九条": "no_such_provision",
        "前条": "no_such_provision",
        "前項": "no_such_provision",
        "次項": "no_such_provision",
        "同条": None,
        "同法第三条": "no_antecedent",
        "別表第一": "appendix_not_in_source",
        "附則第二条": "no_such_provision",
    } | {"同条": found[4].reason}
    assert all(c.status == "unresolved" for c in found)


def test_a_quotation_without_a_place_is_not_guessed() -> None:
    found = cite(
        (
            "MainProvision-Article_3-Paragraph_2",
            "当該規則の適用に当たり「前項」とあるのは「次項第一号」とする。",
        )
    )
    assert [(c.text, c.target_elm, c.reason) for c in found] == [
        ("前項", None, "quoted_text"),
        ("次項第一号", None, "quoted_text"),
    ]


def test_a_range_that_goes_backwards_is_not_resolved() -> None:
    article = "MainProvision-Article_3-Paragraph_"
    found = cite((article + "1", ""), (article + "2", ""), (article + "3", "第二項から第一項までの規定"))
    assert [(c.text, c.status, c.reason) for c in found] == [
        ("第二項から第一項まで", "unresolved", "range_not_in_order")
    ]


def test_a_phrase_never_spans_two_sentences() -> None:
    tree = from_sentences(
        [
            ("MainProvision-Article_1-Paragraph_1", "main", "ただし、民法第三条"),
            ("MainProvision-Article_1-Paragraph_1", "proviso", "第一項の規定"),
        ]
    )
    found = read_citations(tree, no_document(), known())
    assert [(c.text, c.start, c.target_law_id) for c in found] == [
        ("民法第三条", 4, "129AC0000000089"),
        ("第一項", 9, "999AC0000000001"),
    ]


# Hundreds of laws


@pytest.fixture(scope="module")
def pairs(tmp_path_factory: pytest.TempPathFactory) -> list[LawTree]:
    """The 150 laws whose true structure is at hand."""
    if not PAIRS.exists():
        pytest.skip(f"{PAIRS} is not here")
    folder: Path = tmp_path_factory.mktemp("pairs")
    with zipfile.ZipFile(PAIRS) as archive:
        laws = sorted(name for name in archive.namelist() if name.endswith(".xml"))
        return [from_xml(Path(archive.extract(name, folder))) for name in laws]


def test_every_law_is_read_and_every_phrase_is_at_its_place(pairs: list[LawTree]) -> None:
    assert len(pairs) == 150
    described = contract()["citations"].columns
    reasons = next(column.description for column in described if column.name == "reason")
    statuses: dict[str | None, int] = {}
    for tree in pairs:
        texts = {
            f"{tree.law_revision_id}/{node.elm}": node.text.text for node in tree.walk() if node.sentences
        }
        elms = {node.elm for node in tree.walk()}
        last = ("", -1)
        for citation in read_citations(tree, no_document(), known()):
            assert texts[citation.provision_id][citation.start : citation.end] == citation.text
            assert citation.citation_id == f"{citation.provision_id}/c{citation.ordinal}"
            assert (citation.status == "resolved") == (citation.reason is None)
            assert citation.reason is None or citation.reason in reasons
            if citation.status == "resolved":
                assert {citation.target_elm or citation.target_elm_end, citation.target_elm_end} <= {
                    *elms,
                    None,
                }
            if citation.provision_id == last[0]:
                assert citation.start > last[1]
            last = (citation.provision_id, citation.start)
            key = citation.reason if "/Main" in citation.provision_id else "supplementary"
            statuses[key] = statuses.get(key, 0) + 1
    main = sum(count for reason, count in statuses.items() if reason != "supplementary")
    lost = sum(statuses.get(reason, 0) for reason in ("no_such_provision", "no_antecedent", "quoted_text"))
    assert main > 3000
    assert lost < main // 100, statuses


def test_links_of_the_converter_agree(pairs: list[LawTree]) -> None:
    """The Markdown links 「法名第N条」 to the law; it cuts branch numbers off, so the articles it links are compared."""
    trees = {tree.law_id: tree for tree in pairs}
    pattern = re.compile(r"\[([^\]]+?)(第[^\]第]+条)\]\(\.{1,2}/(?:[a-z_]+/)?([0-9A-Z]+)\.md#")
    missed = []
    linked = 0
    with zipfile.ZipFile(PAIRS) as archive:
        for name in archive.namelist():
            if not name.endswith(".md"):
                continue
            body = archive.read(name).decode().split("## この法令を参照")[0]
            links = pattern.findall(body)
            if not links:
                continue
            found = read_citations(trees[name.removesuffix(".md")], no_document(), known())
            cited = {(c.target_law_id, c.text.split("条")[0]) for c in found}
            for law, article, law_id in links:
                linked += 1
                if (law_id, f"{law}{article.removesuffix('条')}") not in cited:
                    missed.append((name, law, article, law_id))
    assert linked > 250
    assert len(missed) <= linked // 20, missed


def test_reading_is_fast_enough_for_thousands_of_laws(pairs: list[LawTree]) -> None:
    characters = sum(len(node.text.text) for tree in pairs for node in tree.walk() if node.sentences)
    best = min(_seconds(pairs) for _ in range(3))
    assert characters / best > 200_000, f"{characters / best:,.0f} characters per second"


def _seconds(trees: list[LawTree]) -> float:
    start = time.process_time()
    for tree in trees:
        read_citations(tree, no_document(), known())
    return time.process_time() - start
