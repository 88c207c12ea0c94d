"""Terms that laws define: every form, every one of the seed law."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.japanese.bracket_pairs import brackets, closing, first_words, without_brackets
from flows.records.laws.definitions import DefinedTerm, read_definitions
from tests.law_references import GOLDEN, SEED, no_document, path, seed_law
from tests.law_trees import from_sentences

ELM = "MainProvision-Article_3-Paragraph_1"


def define(text: str, role: str = "single") -> list[tuple[str, str]]:
    tree = from_sentences([(ELM, role, text)])
    return [(row.term, row.definition) for row in read_definitions(tree, no_document())]


def test_every_term_of_the_seed_law() -> None:
    tree = seed_law()
    found = read_definitions(tree, no_document(SEED))
    lines = (GOLDEN / f"{SEED}.terms.tsv").read_text("utf-8").splitlines()[1:]
    expected = [line.split("\t") for line in lines]
    main = [row for row in found if "/MainProvision" in row.provision_id]
    assert [(row.provision_id, row.term, row.definition) for row in main] == [
        (f"{SEED}/{path(place)}", term, definition) for place, term, definition in expected
    ]
    supplements = [row.term for row in found if "/Suppl" in row.provision_id]
    assert supplements == ["旧法令", "新法令"]


def test_terms_stand_at_their_place() -> None:
    tree = seed_law()
    texts = {f"{tree.law_revision_id}/{node.elm}": node.text.text for node in tree.walk() if node.sentences}
    counted: dict[str, int] = {}
    for row in read_definitions(tree, no_document()):
        assert texts[row.provision_id][row.start : row.end] == row.term
        assert row.definition in texts[row.provision_id]
        counted[row.provision_id] = counted.get(row.provision_id, 0) + 1
        assert row.ordinal == counted[row.provision_id]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("国の機関（以下「機関」という。）は、", [("機関", "国の機関")]),
        ("国は、国の機関（以下この条において単に「機関」という。）に", [("機関", "国の機関")]),
        ("国は、国の機関（次条及び第五条において「機関」という。）に", [("機関", "国の機関")]),
        ("国は、許可（更新を含む。以下「許可等」という。）を", [("許可等", "許可")]),
        ("甲又は乙（以下「甲等」と総称する。）は", [("甲等", "甲又は乙")]),
        ("国は、甲、乙及び丙（以下「甲等」と総称する。）に", [("甲等", "甲、乙及び丙")]),
        ("国は、甲、乙（以下「丁」という。）に", [("丁", "乙")]),
        ("この法律において「船舶」とは、海上を航行する船をいう。", [("船舶", "海上を航行する船をいう。")]),
        (
            "「甲」又は「乙」とは、次に掲げるものをいう。",
            [("甲", "次に掲げるものをいう。"), ("乙", "次に掲げるものをいう。")],
        ),
        (
            "再生部品（法第二条に規定する再生部品をいう。以下同じ。）を",
            [("再生部品", "法第二条に規定する再生部品をいう。")],
        ),
        (
            "こども園（法第二条に規定するこども園をいう。次項において同じ。）を",
            [("こども園", "法第二条に規定するこども園をいう。")],
        ),
        ("特定事業（法第二条の事業をいう。以下「事業」という。）を", [("事業", "法第二条の事業をいう。")]),
        ("武器（装備に該当するものに限る。以下同じ。）を", []),
        ("隊員（法第二条に規定する隊員をいう。）を", []),
        ("同項中「甲」とあるのは「甲（以下「乙」という。）」とする。", []),
        ("これを「甲」と読み替える。", []),
        ("及び国の機関（以下「機関」という。）", [("機関", "国の機関")]),
    ],
)
def test_forms(text: str, expected: list[tuple[str, str]]) -> None:
    assert define(text) == expected


def columns(*texts: str, lead: str = "") -> list[DefinedTerm]:
    rows = [(ELM, "single", lead), *((f"{ELM}-Item_1", "column", text) for text in texts)]
    return read_definitions(from_sentences(rows), no_document())


def test_two_columns() -> None:
    (row,) = columns("船舶", "海上を航行する船をいう。")
    assert (row.term, row.definition, row.start, row.end) == ("船舶", "海上を航行する船をいう。", 0, 2)


def test_two_columns_under_a_lead_that_promises_definitions() -> None:
    lead = "次の各号に掲げる用語の意義は、当該各号に定めるところによる。"
    assert [(row.term, row.definition) for row in columns("甲", "乙のもの", lead=lead)] == [
        ("甲", "乙のもの")
    ]


def test_two_columns_that_define_nothing() -> None:
    assert columns("第三条の規定", "公布の日") == []


# Brackets


def test_brackets_hold_each_other() -> None:
    text = "甲（乙「丙（丁）」）「戊"
    found = brackets(text)
    assert [(pair.mark, pair.inside(text), pair.quoted) for pair in found] == [
        ("（", "乙「丙（丁）」", False),
        ("「", "丙（丁）", False),
        ("（", "丁", True),
    ]
    assert found[2].within is found[1]
    assert found[1].within is found[0]


@pytest.mark.parametrize(
    ("text", "opening", "end"),
    [("（甲（乙）丙）丁", 0, 7), ("甲（乙", 1, 0), ("甲乙", 0, 0), ("（（甲）", 0, 0)],
)
def test_closing(text: str, opening: int, end: int) -> None:
    assert closing(text, opening) == end


def test_first_words() -> None:
    assert first_words("法（昭和一年法律第一号。第三条（第二項を除く。）を除く。）", 1) == [
        (11, "昭和一年法律第一号"),
        (27, "第三条を除く"),
    ]


@given(st.text(alphabet="（）「」甲。", max_size=40))
def test_any_brackets_are_read(text: str) -> None:
    for pair in brackets(text):
        assert text[pair.start] == pair.mark
        assert text[pair.end - 1] == {"（": "）", "「": "」"}[pair.mark]
        if pair.within:
            assert pair.within.start < pair.start < pair.end < pair.within.end
    assert "（甲）" not in without_brackets(text)
    define(f"{text}以下「乙」という。")


def in_list(*items: str, elsewhere: str) -> list[tuple[str, str]]:
    """The terms of a list of definitions whose columns the source has run together."""
    lead = "この法律において、次の各号に掲げる用語の意義は、当該各号に定めるところによる。"
    rows = [(ELM, "single", lead)]
    rows += [(f"{ELM}-Item_{number}", "single", text) for number, text in enumerate(items, 1)]
    rows.append(("MainProvision-Article_4-Paragraph_1", "single", elsewhere))
    return [(row.term, row.definition) for row in read_definitions(from_sentences(rows), no_document())]


@pytest.mark.parametrize(
    ("item", "elsewhere", "expected"),
    [
        (
            "関係行政機関次に掲げる機関をいう。",
            "関係行政機関の長は、行政機関に",
            [("関係行政機関", "次に掲げる機関をいう。")],
        ),
        ("武力攻撃予測事態武力攻撃が予測される事態をいう。", "武力攻撃予測事態とは別に、武力攻撃を", [("武力攻撃予測事態", "武力攻撃が予測される事態をいう。")]),
        ("武力攻撃事態対処法第二条第一号に規定する武力攻撃をいう。", "武力攻撃事態は", [("武力攻撃", "事態対処法第二条第一号に規定する武力攻撃をいう。")]),
        ("関係行政機関次に掲げる機関をいう。", "行政に関係する機関は", [("関係", "行政機関次に掲げる機関をいう。")]),
        ("関係行政機関次に掲げる機関をいう。", "行政を行う機関は", []),
        ("関係行政機関は、次に掲げる機関とする。", "関係行政機関の長は", []),
    ],
)  # fmt: skip
def test_a_term_without_a_border_is_found_by_its_use(
    item: str, elsewhere: str, expected: list[tuple[str, str]]
) -> None:
    """Of a term that the law never uses, a word that it begins with may be taken."""
    assert in_list(item, elsewhere=elsewhere) == expected
