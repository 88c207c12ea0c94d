"""Compare what is found in the citation probe with what jlawcite and lawtext find there.

    .venv/bin/python -m tests.benchmarks.citation_probe [--jlawcite GRAPH] [--lawtext NODE_MODULES]

GRAPH is what `jlawcite build --input CORPUS --csv CORPUS/all_law_list.csv --output GRAPH --dump-unresolved` wrote
(jlawcite 2.5.0 from PyPI; some ten minutes), where CORPUS is the folder into which the bulk file of the probe,
egov-xml-2020-11-dev.zip, was unpacked. NODE_MODULES is where `npm install --ignore-scripts lawtext` put lawtext. Neither is
needed by the project. A peer that is not given is named as absent.

A citation is right if a program gives its law and its target, the last one too where there are several; wrong if
it gives another for the phrase; missed if it gives none. Citations of provisions are counted apart from those of
whole laws and treaties, which jlawcite does not look for.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from flows.japanese.law_numbers import LAW_NUMBER
from flows.records.laws.citations import Citation
from flows.records.laws.references import law_references
from tests.benchmarks.citation_peers import (
    Answer,
    Graph,
    lawtext_answers,
    plain_id,
    read_graph,
    without_subitems,
)
from tests.citation_forms import AMENDING, Cited, Row, cited, expected, law, rows
from tests.law_references import known, no_document

VERDICTS = ("right", "wrong", "missed")
UNTIL = len("まで")

Judge = Callable[[Row, Cited, int], str]
"""Says of a citation of a provision, which begins at an offset, whether a program has it."""


def right_law(wanted: Cited) -> str:
    """Return the law of a citation whatever its wording."""
    return plain_id(wanted.law.removeprefix("former "))


def right_laws(wanted: Cited, row: Row) -> set[str]:
    """Return what a program may call the law of a citation: also the number that the row gives it."""
    law = right_law(wanted)
    numbered = re.search(f"{re.escape(law)}（({LAW_NUMBER})", row.text)
    return {law, numbered[1]} if numbered else {law}


def judge_answers(answers: Sequence[Answer], row: Row, wanted: Cited, start: int) -> str:
    """Judge answers with offsets: those whose phrase ends where the wanted one does; both ends of a range."""
    end = start + len(wanted.text)
    inside = [one for one in answers if start <= one.start and one.end <= end + 1]
    near = [one for one in inside if one.end >= end - 1]
    if wanted.last and not any(one.last for one in near):
        ends = [one for one in inside if one.target and one.end <= end - UNTIL + 1]
        firsts, lasts = ends[:1], [one for one in ends[1:] if one.end >= end - UNTIL - 1]
        near = [
            first._replace(last=last.target, end=last.end)
            for first in firsts
            for last in lasts
            if first.laws & last.laws
        ] or lasts
    laws = right_laws(wanted, row)
    if any(laws & one.laws and (one.target, one.last) == (wanted.target, wanted.last) for one in near):
        return "right"
    return "wrong" if near else "missed"


def judge_ours() -> Judge:
    """Judge what this project finds."""
    found: dict[str, list[Citation]] = {}

    def judge(row: Row, wanted: Cited, start: int) -> str:
        if row.revision not in found:
            found[row.revision] = law_references(law(row.revision), no_document(), known())["citations"]
        provision_id = f"{row.revision}/{row.elm}"
        answers = [
            Answer(one.start, one.end, frozenset({right_law(cited(one))}), one.target_elm, one.target_elm_end)
            for one in found[row.revision]
            if one.provision_id == provision_id
        ]
        return judge_answers(answers, row, wanted, start)

    return judge


def judge_lawtext(probe: Sequence[Row], modules: Path) -> Judge:
    """Judge what lawtext finds; what it takes for this law's is wrong where the amending law's is meant."""
    answers = lawtext_answers(probe, modules)
    return lambda row, wanted, start: judge_answers(answers[row], row, wanted, start)


def judge_jlawcite(graph: Graph) -> Judge:
    """Judge the graph of jlawcite."""

    def judge(row: Row, wanted: Cited, _: int) -> str:
        source = plain_id(row.revision.split("_")[0]), without_subitems(row.elm) or ""
        edges = graph.cited.get(source, [])
        targets = {target for _, target in edges}
        ends = {(right_law(wanted), without_subitems(end)) for end in (wanted.target, wanted.last) if end}
        if wanted.law != AMENDING and ends and ends <= targets:
            return "right"
        same = [raw for raw, _ in edges if raw and wanted.text.removesuffix("まで").endswith(raw)]
        if same:
            return "wrong"
        named = [
            raw
            for raw in graph.unresolved.get(source, [])
            if wanted.text.endswith(raw) or raw.endswith(wanted.text)
        ]
        not_given = wanted.law != AMENDING and right_law(wanted) not in graph.laws
        return "right" if named and not_given else "missed"

    return judge


def table(probe: Sequence[Row], judges: dict[str, Judge]) -> str:
    """Count verdicts by form of the probe, for provisions, and for whole laws and treaties."""
    counts: dict[str, Counter[tuple[str, str]]] = {}
    for row in probe:
        at = 0
        for wanted in expected(row, law(row.revision)):
            at = row.text.index(wanted.text, at)
            totals = ("provisions",) if wanted.target else ("laws and treaties",)
            for name, judge in judges.items():
                verdict = judge(row, wanted, at)
                for group in (row.kind, *totals, "all"):
                    counts.setdefault(group, Counter())[name, verdict] += 1
            at += len(wanted.text)
    kinds = list(dict.fromkeys(row.kind for row in probe))
    lines = [" " * 20 + "".join(f"{name:>24}" for name in judges)]
    lines += [" " * 20 + "".join(f"{'right wrong missed':>24}" for _ in judges)]
    for group in (*kinds, "provisions", "laws and treaties", "all"):
        cells = (
            "{:>12}{:>6}{:>6}".format(*(counts[group][name, verdict] for verdict in VERDICTS))
            for name in judges
        )
        lines.append(f"{group:<20}" + "".join(cells))
    return "\n".join(lines)


def main() -> None:
    """Print the comparison."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--jlawcite", type=Path)
    parser.add_argument("--lawtext", type=Path)
    arguments = parser.parse_args()
    probe = rows()
    judges = {"anpo": judge_ours()}
    if arguments.jlawcite and (arguments.jlawcite / "jp_cites_edges.jsonl").exists():
        judges["jlawcite"] = judge_jlawcite(read_graph(probe, arguments.jlawcite))
    else:
        print("jlawcite: absent (--jlawcite names no output of jlawcite build)")
    if arguments.lawtext and (arguments.lawtext / "lawtext").exists():
        judges["lawtext"] = judge_lawtext(probe, arguments.lawtext)
    else:
        print("lawtext: absent (--lawtext names no node_modules with lawtext)")
    print(table(probe, judges))


if __name__ == "__main__":
    main()
