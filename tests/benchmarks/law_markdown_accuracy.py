"""Measure how well the structure of flattened laws is rebuilt, on laws whose true structure is known.

    .venv/bin/python -m tests.benchmarks.law_markdown_accuracy PAIRS.zip [--last RUN.json] [--write RUN.json]

PAIRS.zip holds `<law_id>.md` and `<law_id>.xml`. A provision is right by path if the truth has one of the same
block, article, paragraph, item and sub-item number; by text if the truth has one of the same article and kind
whose own text is the same but for white space. Compared are the articles that both files have: blocks of
supplementary provisions are matched by the text of their first article, since the two files are years apart.
Laws are divided by their id into a half on which the rules were developed and a half that was held out.
With `--last`, laws that are read better or worse than in an earlier run are listed.
"""

from __future__ import annotations

import argparse
import difflib
import json
import re
import xml.etree.ElementTree as ET
import zipfile
import zlib
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from pathlib import Path

from flows.documents.law_markdown import read_markdown_law
from flows.documents.law_structure import KINDS as LEVELS
from flows.documents.law_structure import build_law
from flows.documents.law_tree import LawTree, Provision
from flows.documents.source_text import SourceText, decode
from tests.benchmarks.law_flattening import FlatArticle, flatten
from tests.benchmarks.law_scores import KINDS, Scores

Nodes = dict[str, str]
"""Own text of the provisions of one article, by their path below it."""

HALVES = ("developed on", "held out")


def half(law_id: str) -> str:
    """Say to which half a law belongs: a choice that knows nothing of the law."""
    return HALVES[zlib.crc32(law_id.encode()) % 2]


def squeeze(text: str) -> str:
    """Drop white space."""
    return re.sub(r"\s", "", text)


def true_nodes(article: FlatArticle) -> Nodes:
    """Return the provisions of an article as the XML has them."""
    nodes: Nodes = {}
    for line in article.lines:
        if not line.cell:
            nodes[line.elm] = nodes.get(line.elm, "") + squeeze(line.text)
    return nodes


def found_nodes(article: Provision) -> Nodes:
    """Return the provisions of an article as they were rebuilt."""
    return {
        node.elm.removeprefix(f"{article.elm}-"): squeeze(node.text.text)
        for node in article.walk()
        if node.kind in LEVELS
    }


def level(path: str) -> int:
    """1 for a paragraph, 2 for an item, and so on."""
    return path.count("-") + 1


def blocks_of(tree: LawTree) -> list[dict[str, Nodes]]:
    """Return the articles of each block that was rebuilt, by their numbers."""
    return [
        {node.num or "": found_nodes(node) for node in top.walk() if node.kind == "article"}
        for top in tree.provisions
        if top.kind in ("main_provision", "suppl_provision")
    ]


def matched(
    true: Sequence[dict[str, Nodes]], found: Sequence[dict[str, Nodes]]
) -> Iterator[tuple[Nodes, Nodes]]:
    """Yield the articles that both sides have."""
    pairs = [(0, 0)]
    one, other = ([_opening(block) for block in side[1:]] for side in (true, found))
    for match in difflib.SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks():
        pairs += [(match.a + at + 1, match.b + at + 1) for at in range(match.size)]
    for here, there in pairs:
        for num in true[here].keys() & found[there].keys():
            yield true[here][num], found[there][num]


def _opening(block: dict[str, Nodes]) -> str:
    """Return the text of a block's first article."""
    return "".join(next(iter(block.values()), {}).values())


def compare(true: Sequence[dict[str, Nodes]], found: Sequence[dict[str, Nodes]]) -> tuple[Scores, Scores]:
    """Count what is right by path and by text."""
    by_path, by_text = Scores(), Scores()
    for one, other in matched(true, found):
        by_path.count({(level(path), path) for path in one}, {(level(path), path) for path in other})
        by_text.count(_numbered(one), _numbered(other))
    return by_path, by_text


def _numbered(nodes: Nodes) -> set[tuple[int, Hashable]]:
    """Tell provisions of the same kind and text apart by counting them."""
    seen: Counter[tuple[int, str]] = Counter()
    found: set[tuple[int, Hashable]] = set()
    for path, text in nodes.items():
        key = (level(path), text)
        seen[key] += 1
        found.add((key[0], (text, seen[key])))
    return found


def read_pairs(path: Path) -> Iterator[tuple[str, list[dict[str, Nodes]], list[dict[str, Nodes]]]]:
    """Yield id, true blocks and rebuilt blocks of each law."""
    with zipfile.ZipFile(path) as archive:
        for name in sorted(name for name in archive.namelist() if name.endswith(".md")):
            law_id = Path(name).stem
            root = ET.fromstring(archive.read(name.removesuffix(".md") + ".xml"))
            true = [{article.num: true_nodes(article) for article in block} for block in flatten(root)]
            text, encoding = decode(archive.read(name), name)
            law = read_markdown_law(SourceText(law_id, Path(name), text, encoding))
            yield law_id, true, blocks_of(build_law(law, law_id, law_id))


def report(title: str, by_path: Scores, by_text: Scores) -> None:
    """Print the scores of a set of laws."""
    print(f"{title}, by path:\n{by_path}\n{title}, by text:\n{by_text}\n")


def differences(last: dict[str, list[int]], now: dict[str, list[int]]) -> Iterator[str]:
    """Say which laws have more or fewer faults than in an earlier run."""
    for law_id in sorted(last.keys() | now.keys()):
        before, after = last.get(law_id), now.get(law_id)
        if before is None or after is None:
            yield f"{law_id}: only in {'this run' if before is None else 'the last run'}"
        elif before != after:
            word = "better" if sum(after) < sum(before) else "worse"
            yield f"{law_id}: {word}, faults in {', '.join(KINDS)}: {before} -> {after}"


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--last", type=Path)
    parser.add_argument("--write", type=Path)
    arguments = parser.parse_args()
    totals = {name: (Scores(), Scores()) for name in HALVES}
    faults: dict[str, list[int]] = {}
    for law_id, true, found in read_pairs(arguments.pairs):
        scores = compare(true, found)
        for total, score in zip(totals[half(law_id)], scores, strict=True):
            total.add(score)
        faults[law_id] = [
            wrong + missed for wrong, missed in zip(scores[0].wrong, scores[0].missed, strict=True)
        ]
    for name, (by_path, by_text) in totals.items():
        report(name, by_path, by_text)
    if arguments.last:
        print("\n".join(differences(json.loads(arguments.last.read_text("utf-8")), faults)) or "no change")
    if arguments.write:
        arguments.write.write_text(json.dumps(faults), "utf-8")


if __name__ == "__main__":
    main()
