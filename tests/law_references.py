"""What tests of references in law text share: the known laws, the seed law, addresses as people write them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from flows.documents.law_tree import LawTree
from flows.documents.source_text import SourceText, read_text
from flows.japanese.references import letter_num
from flows.records.laws.citations import Citation, read_citations
from flows.records.laws.mentions import NameIndex
from flows.records.laws.names import LawNames, read_law_list
from flows.sources import RAW
from tests.law_trees import from_sentences

GOLDEN = Path(__file__).parent / "golden" / "citations"
SHARED = Path(__file__).parents[2] / "shared"
PAIRS = SHARED / "laws" / "markdown-xml-pairs-dev.zip"
SEED = "411AC0000000060"
SEED_TITLE = "重要影響事態に際して我が国の平和及び安全を確保するための措置に関する法律"

_MARK_UP = re.compile(r'<a id="[^"]*"></a>|\*\*|\[([^\]]*)\]\([^)]*\)')
_DIVISIONS = {"編": "Part", "章": "Chapter", "節": "Section", "款": "Subsection"}


@cache
def law_names() -> LawNames:
    """The laws of the list."""
    return LawNames.of(read_law_list(read_text(RAW / "law-list.json", "law-list")).tables["laws"])


@cache
def known() -> NameIndex:
    """The laws and treaties that can be recognised by name."""
    return NameIndex(law_names())


def no_document(name: str = "test") -> SourceText:
    """A source for trees that were made by hand."""
    return SourceText(name, Path(name), "", "utf-8")


def cite(
    *sentences: tuple[str, str], law_id: str = "999AC0000000001", title: str = "試験法"
) -> list[Citation]:
    """Cite from a law of these (element path, text)."""
    tree = from_sentences([(elm, "single", text) for elm, text in sentences], law_id, title)
    return read_citations(tree, no_document(), known())


def seed_law() -> LawTree:
    """The law in Markdown with the structure that was read by hand, line by line."""
    lines = read_text(RAW / f"law-{SEED}.md", SEED).text.split("\n")
    rows = [
        line.split("\t") for line in (GOLDEN / f"{SEED}.provisions.tsv").read_text("utf-8").splitlines()[1:]
    ]
    return from_sentences(
        [
            (elm, role, _MARK_UP.sub(lambda match: match[1] or "", lines[int(number) - 1]))
            for elm, role, number in rows
        ],
        SEED,
        SEED_TITLE,
    )


def path(address: str) -> str:
    """Element path of an address.

    `4-2-3-ニ`, `94_5`, `-2` (paragraph of a law without articles), `附則2-1`, `附則-1`, `附則[3]2-1`, `章5-節4`, `別表第一`;
    what begins with an element's name is a path already.
    """
    if address[0].isascii() and address[0].isalpha():
        return address
    if address.startswith("別表"):
        return "AppdxTable_" + {"別表第一": "1", "別表第二": "2"}[address]
    root = "MainProvision"
    if block := re.match(r"附則(\[[0-9]+\])?", address):
        root, address = f"SupplProvision{block[1] or ''}", address[block.end() :]
    if address[:1] in _DIVISIONS:
        return "-".join([root, *(f"{_DIVISIONS[part[0]]}_{part[1:]}" for part in address.split("-"))])
    units = ("Article", "Paragraph", "Item", "Subitem1", "Subitem2")
    steps = [root]
    for unit, num in zip(units, address.split("-"), strict=False):
        if num:
            steps.append(f"{unit}_{num if num.isascii() else letter_num(num)}")
    return "-".join(steps)
