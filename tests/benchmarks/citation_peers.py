"""What jlawcite and lawtext find in the provisions of the citation probe, in one form with what we find.

Both are read generously. How a target is named is mapped to e-Gov's element path. Parts of provisions (ただし書, 前段)
and whether a former wording is meant are not compared. Neither names the law that amended a law, so that an
article of it counts as missed, unless they take it for one of the law that was read.

jlawcite keeps citations as a graph without offsets, in which a target that a provision cites twice is once: an
edge from the provision to the wanted target is right for every citation of it. It folds sub-items into their
item, and so does the comparison. Where its list of unresolved citations holds the phrase, a law that it was not
given is right. lawtext gives offsets of pointers without the name of the law; a pointer is compared that ends where the
phrase ends.
"""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from flows.documents.law_tree import LawTree
from flows.japanese.references import read_phrase
from flows.records.laws.addresses import APPENDIX_ELEMENTS
from tests.citation_forms import CORPUS, Row, law
from tests.law_references import known

POINTERS = Path(__file__).with_name("lawtext_pointers.js")


class Answer(NamedTuple):
    """What a program says of one phrase.

    Args:
        start, end: offsets in the provision's text; -1 where it gives none.
        laws: ids, titles or numbers by which it names the law.
        target, last: element paths; None for a whole law or where it does not say.
    """

    start: int
    end: int
    laws: frozenset[str]
    target: str | None
    last: str | None = None


def law_names(number: str | None, title: str | None) -> frozenset[str]:
    """Return every name of a law that a program names by number or title."""
    found = {name for name in (number, title) if name}
    law_id = known().by_number.get(number or "")
    return frozenset({*found, plain_id(law_id)} if law_id else found)


def plain_id(law_id: str) -> str:
    """Return an id without the digits that say who moved the bill, which e-Gov gave only later (322AC1000000079)."""
    return re.sub("^([0-9]{3}AC)[01]{2}", r"\g<1>00", law_id)


# lawtext

_DIVISIONS = ("Part", "Chapter", "Section", "Subsection", "Division")


def lawtext_answers(rows: Sequence[Row], modules: Path) -> dict[Row, list[Answer]]:
    """Run lawtext over the laws of the probe; a law that it cannot read is named and has no answers.

    Args:
        rows: the probe.
        modules: the `node_modules` in which lawtext is installed.
    """
    names = sorted({f"{row.revision}/{row.revision}.xml" for row in rows})
    with zipfile.ZipFile(CORPUS) as archive, tempfile.TemporaryDirectory() as folder:
        files = [archive.extract(name, folder) for name in names]
        command = ["node", str(POINTERS), str(modules), *files]
        output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    by_law: dict[str, list[dict[str, Any]]] = {}
    for line in output.splitlines():
        found = json.loads(line)
        if "failed" in found:
            print(f"lawtext cannot read {found['law']}: {found['failed'][:60]!r}")
        else:
            by_law.setdefault(found["law"], []).append(found)
    return {row: list(_pointers(row, by_law.get(row.revision, []))) for row in rows}


def _pointers(row: Row, found: list[dict[str, Any]]) -> Iterator[Answer]:
    own = frozenset({plain_id(law(row.revision).law_id)})
    for one in found:
        offset = row.text.find(one["sentence"])
        if offset < 0:
            continue
        start, end = (offset + place for place in one["range"])
        if "named" in one:
            yield Answer(start, end, law_names(one["named"]["lawNum"], one["named"]["title"]), None)
        elif one["located"] is None:
            continue
        elif "places" in one["located"]:
            below = _below(one["located"]["fragments"])
            places = [_element_path(place) + below for place in one["located"]["places"]]
            if places:
                yield Answer(start, end, own, places[0], places[-1] if len(places) > 1 else None)
        else:
            there = one["located"]
            names = law_names(there["lawNum"], there["title"])
            yield Answer(start, end, names, _written_path(there["fragments"]))


def _element_path(place: list[list[Any]]) -> str:
    """Write the place of a container as an element path, which leaves out divisions above articles."""
    tags = [tag for tag, _, _ in place]
    steps = [
        tag if tag in ("MainProvision", "EnactStatement") else f"{tag}_{num}" if num else f"{tag}[{index}]"
        for tag, num, index in place
        if not (tag in _DIVISIONS and "Article" in tags)
    ]
    return "-".join(steps)


def _below(fragments: list[list[str | None]]) -> str:
    """Write the fragments below the last that was located: a provision that the law does not have."""
    return "".join(f"-{unit}_{num}" for unit, num, _ in fragments if unit in ("Article", "Paragraph", "Item"))


def _written_path(fragments: list[list[str | None]]) -> str | None:
    """Write the fragments of a pointer into another law as an element path."""
    path = "MainProvision"
    units = [unit for unit, _, _ in fragments]
    below = 0
    for unit, num, name in fragments:
        if unit == "SupplProvision":
            path = "SupplProvision"
        elif unit == "APPDX":
            return _appendix_path(name or "")
        elif unit == "SUBITEM":
            below += 1
            path += f"-Subitem{below}_{num}"
        elif unit in ("Article", "Paragraph", "Item") or (unit in _DIVISIONS and "Article" not in units):
            path += "-Paragraph_1" if unit == "Item" and "Paragraph" not in units else ""
            path += f"-{unit}_{num}"
    return path if path not in ("MainProvision", "SupplProvision") else None


def _appendix_path(name: str) -> str | None:
    try:
        phrase = read_phrase(name)
    except ValueError:
        return None
    element = APPENDIX_ELEMENTS.get(phrase.appendix or "")
    return f"{element}_{phrase.appendix_num}" if element and phrase.appendix_num else element


# jlawcite


class Graph(NamedTuple):
    """The graph of jlawcite, as far as it begins in the probe.

    Args:
        laws: the laws that it was given.
        places: (law, element path without sub-items) of each node by its id.
        cited: for each place, the phrases and the places to which they lead.
        unresolved: for each place, the phrases that it did not resolve.
    """

    laws: set[str]
    places: dict[str, tuple[str, str]]
    cited: dict[tuple[str, str], list[tuple[str, tuple[str, str]]]]
    unresolved: dict[tuple[str, str], list[str]]


def read_graph(rows: Iterable[Row], folder: Path) -> Graph:
    """Read what `jlawcite build --dump-unresolved` wrote, as far as the probe cites it.

    Args:
        rows: the probe.
        folder: the output of `jlawcite build` over the same bulk file.
    """
    revisions = {row.revision.split("_")[0]: row.revision for row in rows}
    edges = [
        edge
        for name in ("jp_cites_edges.jsonl", "jp_attaches_edges.jsonl", "jp_unresolved_cites.jsonl")
        for edge in _lines(folder / name)
        if edge["source"].split("_")[0] in revisions
    ]
    wanted = {edge[end] for edge in edges for end in ("source", "target") if end in edge}
    places: dict[str, tuple[str, str]] = {}
    laws: set[str] = set()
    for node in _lines(folder / "jp_nodes.jsonl"):
        laws.add(plain_id(node["law_id"]))
        if node["id"] in wanted:
            tree = law(revisions[node["law_id"]]) if node["law_id"] in revisions else None
            places[node["id"]] = plain_id(node["law_id"]), _node_path(node, tree)
    graph = Graph(laws, places, {}, {})
    for edge in edges:
        source = places[edge["source"]]
        if "target" in edge:
            target = places.get(edge["target"], (edge["target"], ""))
            graph.cited.setdefault(source, []).append((edge["raw"], target))
        else:
            graph.unresolved.setdefault(source, []).append(edge["raw"])
    return graph


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def _node_path(node: dict[str, Any], tree: LawTree | None) -> str:
    if node["type"] == "Attachment":
        title = node["title"]
        own = next((root.elm for root in tree.provisions if str(root.title) == title), None) if tree else None
        return own or _appendix_path(title.split("（")[0].split("\u3000")[0]) or title
    root = "MainProvision" if node["section"] == "main" else _block(node, tree)
    steps = [root]
    if node["article_path"] not in (None, "0"):
        steps.append(f"Article_{node['article_path'].replace('-', '_')}")
    if node["paragraph_num"]:
        steps.append(f"Paragraph_{node['paragraph_num']}")
    if node["item_num"] is not None:
        steps.append(f"Item_{str(node.get('item_path') or node['item_num']).replace('-', '_')}")
    return "-".join(steps)


def _block(node: dict[str, Any], tree: LawTree | None) -> str:
    """Return which block of supplementary provisions a node is in, by the number of the amending law."""
    if tree is None:
        return "SupplProvision"
    number = node.get("suppl_amend_law_num")
    blocks = [root for root in tree.provisions if root.kind == "suppl_provision"]
    return next((root.elm for root in blocks if root.amend_law_num == number), "SupplProvision")


def without_subitems(elm: str | None) -> str | None:
    """Cut an element path at its item, as jlawcite does."""
    return elm and re.sub("-Subitem1_.*", "", elm)
