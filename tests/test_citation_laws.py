"""Which law a citation means, and what cannot be said."""

import pytest

from flows.records.laws.citations import read_citations
from tests.law_references import cite, known, no_document
from tests.law_trees import from_sentences

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


# Laws that are not called by a listed name


ELM = "MainProvision-Article_3-Paragraph_1"
AMENDED = "SupplProvision[2]-Article_2-Paragraph_1"


def test_a_law_of_the_ryukyu_islands_is_another() -> None:
    found = cite((ELM, "沖縄の土地区画整理法第三条及び土地区画整理法第四条"))
    assert [(c.text, c.target_law_id, c.reason) for c in found] == [
        ("沖縄の土地区画整理法第三条", None, "unknown_law"),
        ("土地区画整理法第四条", "329AC0000000119", "law_not_loaded"),
    ]


def test_a_term_without_quotation_marks() -> None:
    found = cite(
        (ELM, "企業再建整備法（以下法といふ。）第三条"), ("MainProvision-Article_4-Paragraph_1", "法第五条")
    )
    assert [(c.text, c.target_name) for c in found] == [
        ("企業再建整備法（以下法といふ。）第三条", "企業再建整備法"),
        ("法第五条", "企業再建整備法"),
    ]


def test_a_listed_name_with_another_number_is_the_end_of_a_longer_one() -> None:
    text = "行政機関の保有する個人情報の保護に関する法律（平成十五年法律第五十八号）第二条"
    assert [(c.text, c.target_name) for c in cite((ELM, text))] == [
        (text, "行政機関の保有する個人情報の保護に関する法律")
    ]


def test_the_own_title_names_the_law_that_it_carries_out() -> None:
    own = "甲公団法及び乙事業団法の廃止等に関する法律の施行に伴う経過措置に関する政令"
    found = cite((ELM, "甲公団法及び乙事業団法の廃止等に関する法律附則第二条"), title=own)
    assert [(c.text, c.target_elm) for c in found] == [
        ("甲公団法及び乙事業団法の廃止等に関する法律附則第二条", "SupplProvision-Article_2")
    ]


def test_a_decree_still_to_be_made_takes_no_name_away() -> None:
    found = cite((ELM, "倫理に関する政令（以下「自衛隊員倫理規程」という。）を定める。自衛隊員倫理規程は"))
    assert ("自衛隊員倫理規程", "412CO0000000173") in [(c.text, c.target_law_id) for c in found]


def test_a_word_that_begins_like_an_article() -> None:
    found = cite((ELM, "職員（以下「第十一条派遣職員」という。）は、第十一条派遣職員に係る第十二条の規定"))
    assert [c.text for c in found] == ["第十二条"]


def test_treaties_that_no_list_has() -> None:
    text = "コンテナーに関する通関条約第二条１並びに千九百七十八年の船員の訓練及び資格証明並びに当直の基準に関する国際条約並びに貸付協定"
    assert [(c.text, c.form, c.target_elm) for c in cite((ELM, text))] == [
        ("コンテナーに関する通関条約第二条１", "treaty", "MainProvision-Article_2-Paragraph_1"),
        ("千九百七十八年の船員の訓練及び資格証明並びに当直の基準に関する国際条約", "treaty", None),
    ]


def test_an_appendix_of_the_law_that_sets_it_out() -> None:
    found = cite((ELM, "銀行法施行規則第十八条第二項に規定する別紙様式第三号及び別表第一"))
    assert [(c.text, c.target_law_id, c.target_elm) for c in found][1] == (
        "別紙様式第三号", "357M50000040010", "AppdxStyle_3"
    )  # fmt: skip


def test_rows_of_one_appendix() -> None:
    found = cite((ELM, "労働者災害補償保険法別表第一第一号及び第二号並びに様式第三号及び第四号"))
    assert [(c.text, c.target_elm) for c in found] == [
        ("労働者災害補償保険法別表第一第一号", "AppdxTable_1"),
        ("第二号", "AppdxTable_1"),
        ("様式第三号", "AppdxStyle_3"),
        ("第四号", "AppdxStyle_4"),
    ]


# Supplementary provisions


def supplement(*texts: str) -> list[tuple[str, str | None, str | None, str | None]]:
    """Cite from supplementary provisions of an amending law, in a law of one article."""
    rows = [
        ("MainProvision-Article_3-Paragraph_1", ""),
        ("SupplProvision[1]-Article_2-Paragraph_1", ""),
        *((f"SupplProvision[2]-Article_2-Paragraph_{number}", text) for number, text in enumerate(texts, 1)),
    ]
    return [(c.text, c.target_law_id, c.target_elm, c.reason) for c in cite(*rows)]


def test_articles_that_an_amending_law_amends_and_its_own() -> None:
    own = "999AC0000000001"
    assert supplement("第三条の改正規定、第一条中電波法第三条の改正規定及び第二条の規定は、施行する。") == [
        ("第三条", own, "MainProvision-Article_3", None),
        ("第一条", None, "MainProvision-Article_1", "amending_law"),
        ("電波法第三条", "325AC0000000131", "MainProvision-Article_3", "law_not_loaded"),
        ("第二条", None, "MainProvision-Article_2", "amending_law"),
    ]


def test_supplementary_provisions_of_the_law_by_its_title_and_of_the_amending_law() -> None:
    found = supplement("試験法附則第二条及びこの法律附則第二条", "改正後の第三条は、改正前の同条の規定")
    assert [(text, elm, reason) for text, _, elm, reason in found][1:] == [
        ("この法律附則第二条", "SupplProvision[2]-Article_2", None),
        ("第三条", "MainProvision-Article_3", None),
        ("同条", "MainProvision-Article_3", "former_wording"),
    ]


def test_terms_of_an_amending_law_hold_in_its_own_provisions() -> None:
    found = cite(
        ("SupplProvision[1]-Paragraph_1", ""),
        ("SupplProvision[2]-Paragraph_1", "民法（以下「新法」という。）第三条"),
        ("SupplProvision[2]-Paragraph_2", "新法第四条"),
        ("SupplProvision[3]-Paragraph_1", "新法第五条"),
    )
    assert [(c.target_name, c.reason) for c in found] == [
        ("民法", "law_not_loaded"),
        ("民法", "law_not_loaded"),
        ("新法", "unknown_law"),
    ]


def test_supplementary_provisions_that_go_on_counting() -> None:
    found = cite((ELM, "第三十三条第一項の規定"), ("SupplProvision[1]-Article_33-Paragraph_1", ""))
    assert [(c.target_elm, c.status) for c in found] == [
        ("SupplProvision[1]-Article_33-Paragraph_1", "resolved")
    ]


def test_a_paragraph_that_only_the_article_named_has() -> None:
    article = "MainProvision-Article_2-Paragraph_"
    found = cite((f"{article}1", ""), (f"{article}2", ""), (ELM, "第二条第一項の場合又は第二項の場合に"))
    assert [c.target_elm for c in found] == [f"{article}1", f"{article}2"]


def test_a_table_of_contents_cites_nothing() -> None:
    assert cite(("TOC", "目次第一章　総則（第一条―第三条）"), (ELM, "")) == []
