"""The most likely outline of an article, found by following the best few readings line by line.

Each line leaves a choice of steps (see `law_outline`); each step is weighed by what speaks for and against it
(see `law_evidence`). A reading is the sum of its steps, so that later lines can overrule what an earlier one
suggested: 前号に掲げるもののほか shows that the line before was the end of a list.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from flows.documents.law_evidence import Demands, Observation, observe, observe_end
from flows.documents.law_line import LawLine
from flows.documents.law_outline import Outline

WEIGHTS = Path(__file__).with_name("law_weights.json")
"""Made by `tests/benchmarks/law_weights.py` from laws whose structure is known; a list of [name, ..., weight]."""

DOUBT = 18.0
"""Of articles whose best two readings are nearer to each other than this, about two thirds are misread; of the
others with several lines one in fifty."""

Weights = Mapping[Observation, float]


class Effort(NamedTuple):
    """How far readings are followed that are not the best.

    Args:
        width: how many are followed at once.
        hopeless: one so far behind the best is dropped.
    """

    width: int = 12
    hopeless: float = 40.0


EFFORT = Effort()


@cache
def weights() -> Weights:
    """Load the weights of the observations."""
    rows = json.loads(WEIGHTS.read_text("utf-8"))
    return {tuple(observation): weight for *observation, weight in rows}


@dataclass(slots=True, eq=False)
class Reading:
    """One reading of the lines up to one of them.

    Args:
        outline: what it has come to.
        score: how much speaks for it.
        step: the step of the last line; empty before the first.
        before: the reading up to the line before; None at the beginning.
    """

    outline: Outline
    score: float = 0.0
    step: str = ""
    before: Reading | None = None

    def steps(self) -> list[str]:
        """Return the step of every line."""
        steps: list[str] = []
        reading = self
        while reading.before is not None:
            steps.append(reading.step)
            reading = reading.before
        return steps[::-1]


def readings(
    lines: Sequence[LawLine],
    demands: Demands,
    weigh: Weights | None = None,
    effort: Effort = EFFORT,
) -> list[Reading]:
    """Return the best readings of an article's lines, the best first.

    Args:
        lines: the article's lines; at least one.
        demands: what references elsewhere say of the article.
        weigh: weights of the observations; those of `WEIGHTS` by default.
        effort: how far other readings are followed.
    """
    weigh = weights() if weigh is None else weigh
    best = [Reading(Outline())]
    for at in range(len(lines)):
        best = advance(best, lines[at : at + 2], demands, weigh, effort)
    for reading in best:
        reading.score += sum(weigh.get(seen, 0.0) for seen in observe_end(reading.outline, demands))
    best.sort(key=_score, reverse=True)
    return best


def _score(reading: Reading) -> float:
    return reading.score


def advance(
    best: Sequence[Reading], lines: Sequence[LawLine], demands: Demands, weigh: Weights, effort: Effort
) -> list[Reading]:
    """Follow readings over one line more and keep the best.

    Args:
        best: the readings up to the line before.
        lines: the line, and the one after it if there is one.
        demands: what references elsewhere say of the article.
        weigh: weights of the observations.
        effort: how many readings are kept.
    """
    line, following = lines[0], lines[1] if len(lines) > 1 else None
    candidates: list[tuple[float, int, Reading, str]] = []
    for reading in best:
        for step in reading.outline.steps(line):
            score = reading.score
            for seen in observe(reading.outline, step, line, following, demands):
                score += weigh.get(seen, 0.0)
            candidates.append((-score, len(candidates), reading, step))
    candidates.sort()
    limit = candidates[0][0] + effort.hopeless
    return [
        Reading(reading.outline.after(step, line), -score, step, reading)
        for score, _, reading, step in candidates[: effort.width]
        if score <= limit
    ]


def doubts(best: Sequence[Reading]) -> dict[int, str]:
    """Say where readings that are almost as likely as the best part from it.

    Args:
        best: what `readings` returned.

    Returns:
        By index of the line, how it was read and how else it could be.
    """
    chosen = best[0].steps()
    found: dict[int, str] = {}
    for other in best[1:]:
        behind = best[0].score - other.score
        if behind >= DOUBT:
            break
        at, step = next(
            (at, step)
            for at, (step, own) in enumerate(zip(other.steps(), chosen, strict=True))
            if step != own
        )
        found.setdefault(at, f"read as {chosen[at]}; as {step} it is {behind:.1f} behind")
    return found
