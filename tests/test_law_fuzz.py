"""Changed laws through the readers; thousands more are read by `python -m tests.benchmarks.law_fuzz`."""

from pathlib import Path

import pytest
from lxml import etree

from flows.corpus.readings import read_input
from flows.documents.law_files import LawFile
from flows.reading import law_names
from flows.records.laws.law_rows import law_rows
from flows.records.laws.mentions import NameIndex
from tests.benchmarks.law_fuzz import (
    ARCHIVES,
    LAWS,
    LIMIT,
    TookTooLongError,
    law_input,
    limited,
    run,
    sources,
    wording,
)
from tests.hostile_zips import LAW, REVISION
from tests.law_mutations import mutated

pytestmark = pytest.mark.slow

needs_laws = pytest.mark.skipif(not LAWS.is_dir(), reason="needs ../shared/laws")


@needs_laws
@pytest.mark.parametrize("form", ARCHIVES)
def test_changed_laws_are_read_or_refused(form: str) -> None:
    outcome = run(form, range(150))
    assert outcome.crashes == {}
    assert outcome.slowest[0] < LIMIT
    # Changes that are all refused, or none, would test nothing.
    assert outcome.read > 30
    assert outcome.refused.total() > 30


@needs_laws
def test_changes_are_real_and_the_same_for_a_seed() -> None:
    _, content = sources("xml")[0]
    made = [mutated(content, seed, "xml") for seed in range(100)]
    assert made == [mutated(content, seed, "xml") for seed in range(100)]
    assert len({*made, content}) > 90
    well_formed = 0
    for one in made:
        try:
            well_formed += etree.fromstring(one) is not None
        except etree.XMLSyntaxError:
            continue
    assert 60 < well_formed < 100


NO_NUMERALS = (
    "（平成{0}年法律第{0}号）", "平成十一年{0}月{0}日法律第六十号", "別表第{0}", "次の{0}部は、次に掲げる{0}の部とする。",
    "第{0}条第{0}項第{0}号の{0}", "前{0}項", "第{0}条から第{0}条まで", "同項第{0}号イ（{0}）", "附　則　（平成{0}年法律第{0}号）",
)  # fmt: skip


@pytest.mark.parametrize(
    "numeral", ["二二十三", "十十", "七十七七", "百万万", "万", "十〇", "９" * 30, "9" * 5000, "兆" * 30]
)
@pytest.mark.parametrize("form", ["xml", "flattened"])
def test_what_looks_like_a_numeral_and_is_none_stops_no_law(form: str, numeral: str) -> None:
    known = NameIndex(law_names()[0])
    file = LawFile(Path("a"), None, 1, None, form, LAW, REVISION, None)
    for text in NO_NUMERALS:
        said = text.format(numeral)
        content = (
            f"# 試験法\n\n*（平成十一年法律第六十号）*\n\n\n<a id='x'></a>\n**第一条**\n{said}\n自衛隊法{said}の規定。\n\n---\n"
            if form == "flattened"
            else f"<Law><LawNum>{said}</LawNum><LawBody><LawTitle>試験法</LawTitle><MainProvision><Paragraph Num='1'><ParagraphNum/>"
            f"<ParagraphSentence><Sentence>{said}</Sentence></ParagraphSentence></Paragraph></MainProvision>"
            f"<AppdxTable><AppdxTableTitle>{said}</AppdxTableTitle></AppdxTable></LawBody></Law>"
        ).replace("'", '"')
        read = read_input(law_input(file), content.encode())
        rows = law_rows(read.tree, wording(file), known)
        assert any(said in (row.text or "") for row in rows.provisions)


def endless() -> None:
    while True:
        pass


def test_what_takes_too_long_is_interrupted() -> None:
    with pytest.raises(TookTooLongError), limited(0.05):
        endless()
