"""Citations of the whole seed law, and of single sentences of many laws, as a person reads them."""

import json
import re
from dataclasses import dataclass

import pytest

from flows.documents.law_tree import LawTree
from flows.documents.source_text import read_text
from flows.records.laws.citations import Citation, read_citations
from flows.records.laws.flattened_law import read_law
from flows.sources import RAW
from tests.law_references import GOLDEN, SEED, SHARED, known, law_names, no_document, path, seed_law
from tests.law_trees import from_sentences

REVISION = "411AC0000000060_20210901_503AC0000000036"
MAIN = f"{REVISION}/MainProvision"


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
