"""Estimate the weights of the observations by which articles are read, and write `law_weights.json`.

    .venv/bin/python -m tests.benchmarks.law_weights LAWS.zip --without PAIRS.zip

LAWS.zip holds laws in 法令標準XML. Each is flattened as the converter does it and read; where the best reading is
not the true one, the weights of what spoke for the true steps are raised and of what spoke for the wrong ones
lowered (an averaged structured perceptron with early update). Laws whose files are also in PAIRS.zip, on which
accuracy is measured, take no part, nor does a tenth of the others, on which the accuracy is printed. The same
input gives the same file.
"""

from __future__ import annotations

import argparse
import json
import random
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from flows.documents.law_demands import demands
from flows.documents.law_evidence import CONTRADICTIONS, Demands, Observation, observe, observe_end
from flows.documents.law_line import LawLine, describe
from flows.documents.law_outline import Outline
from flows.documents.law_reading import WEIGHTS, Effort, Reading, advance, readings
from tests.benchmarks.law_flattening import FlatArticle, flatten
from tests.benchmarks.law_scores import Scores, nodes

LARGEST = 200_000
"""Bytes; larger laws are mostly tables and tariffs, and would outweigh the others."""

SEED = 20260222
ROUNDS = 5
EFFORT = Effort(width=10, hopeless=60.0)
HELD_OUT = 10
"""One in so many laws is held out."""

CONTRADICTION = -6.0
"""Weight of a contradiction before anything is learnt: it cannot be right."""

SMALLEST = 0.8
"""Weights nearer to nothing are dropped: they change the accuracy by less than its noise."""


class Example(NamedTuple):
    """One article: its lines, the true step of each, and what references elsewhere say of it."""

    lines: list[LawLine]
    steps: list[str]
    demands: Demands


def examples(block: Sequence[FlatArticle], *, main: bool) -> Iterator[Example]:
    """Yield the articles of a block that the steps of an outline can describe."""
    demanded = demands([(article.num, [line.text for line in article.lines]) for article in block], main=main)
    for article, wanted in zip(block, demanded, strict=True):
        steps = article.steps()
        if article.lines and steps is not None:
            yield Example([describe(line.text, marked=line.marked) for line in article.lines], steps, wanted)


def load(laws: Path, without: set[str]) -> Iterator[list[Example]]:
    """Yield the articles of each law of a zip file, by the order of names."""
    with zipfile.ZipFile(laws) as archive:
        for info in sorted(archive.infolist(), key=lambda info: info.filename):
            law_id = PurePosixPath(info.filename).stem.split("_")[0]
            if info.filename.endswith(".xml") and info.file_size <= LARGEST and law_id not in without:
                blocks = flatten(ET.fromstring(archive.read(info)))
                yield [
                    example for at, block in enumerate(blocks) for example in examples(block, main=at == 0)
                ]


class Perceptron:
    """Weights while they are learnt, with the sums for their average."""

    def __init__(self) -> None:
        self.weights: dict[Observation, float] = dict.fromkeys(CONTRADICTIONS, CONTRADICTION)
        self.sums: dict[Observation, float] = {}
        self.seen = 1

    def learn(self, example: Example) -> bool:
        """Read one article and correct the weights; say whether it was misread."""
        true, found = self.compare(example)
        if true != found:
            self.add(observed(example, true), 1.0)
            self.add(observed(example, found), -1.0)
        self.seen += 1
        return true != found

    def compare(self, example: Example) -> tuple[list[str], list[str]]:
        """Return true and found steps up to the line where the true reading was lost, or to the end."""
        best = [Reading(Outline())]
        gold = best[0]
        for at, step in enumerate(example.steps):
            best = advance(best, example.lines[at : at + 2], example.demands, self.weights, EFFORT)
            kept = next((one for one in best if one.before is gold and one.step == step), None)
            if kept is None:
                return example.steps[: at + 1], best[0].steps()
            gold = kept
        found = readings(example.lines, example.demands, self.weights, EFFORT)[0].steps()
        return example.steps, found

    def add(self, observations: Iterable[Observation], value: float) -> None:
        """Raise or lower the weights of observations."""
        for observation in observations:
            self.weights[observation] = self.weights.get(observation, 0.0) + value
            self.sums[observation] = self.sums.get(observation, 0.0) + value * self.seen

    def average(self) -> dict[Observation, float]:
        """Return the weights averaged over all that was read, rounded, without the smallest."""
        averaged = {
            observation: round(weight - self.sums.get(observation, 0.0) / self.seen, 1)
            for observation, weight in self.weights.items()
        }
        return {observation: weight for observation, weight in averaged.items() if abs(weight) >= SMALLEST}


def observed(example: Example, steps: Sequence[str]) -> list[Observation]:
    """Return all that speaks for and against the first steps of an article."""
    outline = Outline()
    found: list[Observation] = []
    for at, (line, step) in enumerate(zip(example.lines, steps, strict=False)):
        following = example.lines[at + 1] if at + 1 < len(example.lines) else None
        found += observe(outline, step, line, following, example.demands)
        outline = outline.after(step, line)
    return found + (observe_end(outline, example.demands) if len(steps) == len(example.lines) else [])


def score(laws: Iterable[Sequence[Example]], weights: dict[Observation, float]) -> Scores:
    """Compare the readings of articles with the truth."""
    scores = Scores()
    for law in laws:
        for example in law:
            found = readings(example.lines, example.demands, weights)[0].steps()
            scores.compare(nodes(example.steps), nodes(found))
    return scores


def write(weights: dict[Observation, float]) -> None:
    """Write the weights, one a line, in the order of their names."""
    rows = [[*map(_plain, observation), weight] for observation, weight in weights.items()]
    lines = sorted(json.dumps(row, ensure_ascii=False) for row in rows)
    WEIGHTS.write_text("[\n" + ",\n".join(lines) + "\n]\n", "utf-8")


def _plain(value: str | int) -> str | int:
    return int(value) if isinstance(value, bool) else value


def main() -> None:
    """Read the command line, learn, print the accuracy, write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("laws", type=Path)
    parser.add_argument("--without", type=Path, required=True)
    arguments = parser.parse_args()
    with zipfile.ZipFile(arguments.without) as archive:
        without = {PurePosixPath(name).stem for name in archive.namelist()}
    laws = list(load(arguments.laws, without))
    order = random.Random(SEED)  # noqa: S311 - an order that can be repeated, no secret
    order.shuffle(laws)
    held_out, learnt = laws[: len(laws) // HELD_OUT], laws[len(laws) // HELD_OUT :]
    articles = [example for law in learnt for example in law if len(example.lines) > 1]
    perceptron = Perceptron()
    for round_ in range(ROUNDS):
        order.shuffle(articles)
        misread = sum(perceptron.learn(article) for article in articles)
        print(f"round {round_ + 1}: {misread} of {len(articles)} articles misread")
    weights = perceptron.average()
    write(weights)
    print(f"{len(weights)} weights from {len(learnt)} laws; on {len(held_out)} others:")
    print(score(held_out, weights))


if __name__ == "__main__":
    main()
