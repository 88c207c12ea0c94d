"""法令標準XML as a whole: every element of the schema has its place, every character of real laws is kept."""

from __future__ import annotations

import xml.etree.ElementTree as ET
import zipfile
from collections import Counter
from collections.abc import Iterator
from itertools import chain

import pytest
from lxml import etree

from flows.documents import law_elements as elements
from flows.documents.law_tree import LawTree
from flows.documents.law_xml import read_law_xml
from flows.documents.safe_xml import parse_xml
from flows.errors import InputError
from tests.conftest import SHARED
from tests.law_corpus import BASE, revision

SCHEMA = SHARED / "api" / "XMLSchemaForJapaneseLaw.xsd"
ARCHIVES = sorted((SHARED / "laws").glob("*xml*.zip"))
SETS = {
    "nodes": elements.NODES,
    "titles": elements.TITLES,
    "captions": elements.CAPTIONS,
    "ranges": elements.RANGES,
    "wrappers": elements.WRAPPERS,
    "inline": elements.INLINE,
    "parts of others": elements.PARTS_OF_OTHERS,
}
EVERY_FORTIETH = 40

needs_schema = pytest.mark.skipif(not SCHEMA.is_file(), reason=f"needs {SCHEMA}")
needs_corpus = pytest.mark.skipif(not ARCHIVES, reason=f"needs {SHARED / 'laws'}")


@needs_schema
def test_every_element_of_the_schema_is_in_exactly_one_set() -> None:
    names = {
        element.get("name") or element.get("ref")
        for element in ET.parse(SCHEMA).getroot().iter("{http://www.w3.org/2001/XMLSchema}element")
    }
    counted = Counter(chain.from_iterable(SETS.values()))
    assert {name for name, count in counted.items() if count > 1} == set()
    assert set(counted) == names
    assert len(names) > 100


def test_the_smaller_sets_are_of_nodes() -> None:
    for name in ("DIVISIONS", "NUMBERED_THROUGH", "ONLY_ONE", "LEAVES", "ANY_CONTENT"):
        assert getattr(elements, name) <= elements.NODES, name
    assert elements.KINDS.keys() == elements.NODES
    assert len(set(elements.KINDS.values())) == len(elements.NODES)
    assert elements.KINDS["TOCAppdxTableLabel"] == "toc_appdx_table_label"


def spoken(root: etree._Element) -> Counter[str]:
    """The characters of a law by themselves, without white space."""
    return Counter("".join("".join(map(str, root.itertext())).split()))


def kept(tree: LawTree, heading: str) -> Counter[str]:
    """The characters of a tree; pictures are named, not said."""
    texts = [str(tree.title), str(tree.law_num or ""), heading]
    for node in tree.walk():
        texts += [
            str(node.title or "") if node.kind != "fig" else "",
            str(node.caption or ""),
            node.ruby or "",
        ]
        texts += [f"{sentence.text}{sentence.ruby or ''}" for sentence in node.sentences]
    return Counter("".join("".join(texts).split()))


def corpus(step: int) -> Iterator[tuple[str, bytes]]:
    for path in ARCHIVES:
        with zipfile.ZipFile(path) as archive:
            names = sorted(name for name in archive.namelist() if name.endswith(".xml"))
            for name in names[::step]:
                yield name, archive.read(name)


def lose_nothing(step: int) -> int:
    """Read laws and compare each with its own text; return how many were read."""
    count = 0
    stopped: list[str] = []
    for name, content in corpus(step):
        root = parse_xml(content, name)
        ruby = "".join(str(text) for rt in root.iterfind("LawBody/LawTitle//Rt") for text in rt.itertext())
        said = spoken(root)
        try:
            tree = read_law_xml(root, name, BASE, revision(BASE, "20190401")).tree
        except InputError as error:
            stopped.append(error.problem)
            continue
        assert kept(tree, ruby) == said, name
        paths = Counter(node.elm for node in tree.walk())
        assert max(paths.values(), default=1) == 1, name
        count += 1
    # Some laws of the corpus number two articles or paragraphs alike: which of them is cited nobody can say.
    assert all("is there twice" in problem for problem in stopped), stopped
    assert len(stopped) <= count / 500 + 1
    return count


@needs_corpus
def test_every_character_of_real_laws_is_in_the_tree() -> None:
    assert lose_nothing(EVERY_FORTIETH) > 50


@needs_corpus
@pytest.mark.slow
def test_every_character_of_more_laws_is_in_the_tree() -> None:
    """Of every eighth law; all are counted by the reader itself whenever they are loaded."""
    assert lose_nothing(8) > 500
