"""Pairs of like things in two sequences: by wording, by number, and by their order.

Likeness is twice the characters that two wordings have in common, in order, by the characters of both. Measured on
siblings in 150 laws, of two different articles of a law 2 in 100 are alike to 0.6 and 3 to 0.5, of two paragraphs or
items of one provision 10 to 0.6, since drafters repeat themselves. So likeness alone makes no pair: pairs must not
cross, the same number speaks for a pair and the same wording more, and of all choices of pairs between two sequences
the heaviest is taken.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from rapidfuzz.distance import LCSseq
from rapidfuzz.process import cdist

from flows.records.laws.rising import rising

KIN, KIN_CAPTION = 1 / 3, 0.5
"""Similarity from which two articles of the same number may be one, amended: of their wordings, which 9 in 10 pairs
of articles do not have, or of their captions (（強制わいせつ）, （不同意わいせつ）), where the wording is all new."""

LIKE, LIKE_ARTICLES = 0.6, 0.5
"""Similarity from which two neighbours in order may be one provision under two numbers; articles differ more."""

VERY_LIKE = 0.85
"""Similarity from which two provisions may be one that stands elsewhere: 2 in 100 siblings are so alike."""

_SAME = 1.5
"""Weight of the same wording: more than likeness and number together can weigh."""

_SAME_SHORT = 0.5
"""Weight of the same wording where it says little (削除, その他)."""

_NUMBER = 0.1
"""Weight of the same number: it decides between wordings about equally like, and where nothing else does."""

_SHORT = 8
"""Characters below which a wording says little."""

_LONG = 60
"""Characters from which the same wording under another name shows that the name was corrected."""

DELETED = "削除"
"""What stands under the number of a provision that is no more."""

_HEAD = 4000
"""Characters of a wording that are looked at; the rest of a table of 30,000 tells nothing new."""

_TELLING, _GROWTH, _ADDED = 20, 6, 0.2
"""What was only added to leaves the older wording whole within the newer. Of wordings of 20 characters and more that
are up to six times as long as another, as few hold four fifths of it by chance as are alike to 0.6, so that the share
held less 0.2 counts as likeness."""

_CELLS = 2500
"""Pairs up to which all of two sequences are compared; of more only those that share a rare shingle."""

_SHINGLE, _RARE, _BEST = 6, 4, 3
"""Length of shingles in characters, how often one may occur to be rare, and how many candidates one thing has."""


class Bond(Enum):
    """What it says of two things that they have the same label."""

    PLACE = "they are one, if nothing speaks against it: 「第三号を次のように改める」"
    NUMBER = "they may be one, if they have more in common; under the number of an article stands now this, now that"
    NAME = "they are one, and what has another label is another: the law that a supplementary provision came with"


class Unit(NamedTuple):
    """What is paired.

    Args:
        label: what it is called among its like; empty where it has no name.
        bond: what the label says.
        whole: the same for two units that are alike in all but their numbers, with all that they hold.
        caption: its 見出し, without white space.
        words: its wording with that of all that it holds.
    """

    label: str
    bond: Bond
    whole: int
    caption: str
    words: str

    def is_like(self, other: Unit) -> bool:
        """Tell whether two units of the same label may be one."""
        if self.bond is not Bond.NUMBER or DELETED in (self.words, other.words):
            return True
        captions = self.caption.strip("（）"), other.caption.strip("（）")
        named_alike = all(captions) and likeness(*captions) >= KIN_CAPTION
        return named_alike or likeness(self.words, other.words) >= KIN

    def is_another(self, other: Unit) -> bool:
        """Tell whether two units are surely not one, whatever they have in common."""
        named = self.bond is other.bond is Bond.NAME and self.label != other.label
        return named and not (self.whole == other.whole and len(self.words) >= _LONG)


def pairs(older: Sequence[Unit], newer: Sequence[Unit], least: float) -> list[tuple[int, int]]:
    """Return the places of units that are the same in two sequences, in order and without crossing.

    Units of the same label can be a pair even where they have nothing else in common (see `Bond`), if neither has
    a better one and their neighbours do not speak against it.

    Args:
        older: the sequence of the older wording.
        newer: that of the newer one.
        least: likeness that a pair must have where nothing else speaks for it.
    """
    shortest = min(len(older), len(newer))
    start = end = 0
    while start < shortest and _unchanged(older[start], newer[start]):
        start += 1
    while end < shortest - start and _unchanged(older[-1 - end], newer[-1 - end]):
        end += 1
    stop, stop_newer = len(older) - end, len(newer) - end
    weights = _weights(older[start:stop], newer[start:stop_newer], least)
    middle = rising((i, j, weight) for (i, j), weight in weights.items())
    return [
        *((place, place) for place in range(start)),
        *((start + i, start + j) for i, j in middle),
        *((stop + place, stop_newer + place) for place in range(end)),
    ]


def strays(older: Sequence[Unit], newer: Sequence[Unit], shortest: int) -> list[tuple[int, int]]:
    """Return the places of units that are the same wherever they stand: of the same wording, or very like.

    Args:
        older: the units of the older wording that have no partner.
        newer: those of the newer one.
        shortest: characters that the wording of a pair must have.
    """
    candidates = [
        (1.0, i, j)
        for olds, news in _same(older, newer)
        if len(olds) == len(news)
        for i, j in zip(olds, news, strict=True)
    ]
    left = _without(older, {i for _, i, _ in candidates})
    left_newer = _without(newer, {j for _, _, j in candidates})
    for i, j, like in _like(older, newer, left, left_newer, VERY_LIKE):
        candidates.append((like, i, j))
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(candidates, key=lambda one: (-one[0], one[1], one[2])):
        telling = min(len(older[i].words), len(newer[j].words)) >= shortest and older[i].words != DELETED
        if telling and i not in found and j not in taken and not older[i].is_another(newer[j]):
            found[i] = j
            taken.add(j)
    return sorted(found.items())


def likeness(one: str, other: str) -> float:
    """Return how like two wordings are, 0 to 1: by the characters that both have in order, or that one adds to the other."""
    one, other = one[:_HEAD], other[:_HEAD]
    return _likeness(LCSseq.similarity(one, other), len(one), len(other))


def _likeness(common: int, one: int, other: int) -> float:
    shorter, longer = sorted((one, other))
    if not longer:
        return 1.0
    like = 2 * common / (shorter + longer)
    if shorter >= _TELLING and longer <= _GROWTH * shorter:
        like = max(like, common / shorter - _ADDED)
    return like


def _unchanged(one: Unit, other: Unit) -> bool:
    return one.whole == other.whole and one.label == other.label


def _without(units: Sequence[Unit], taken: set[int]) -> list[int]:
    return [place for place in range(len(units)) if place not in taken]


def _weights(older: Sequence[Unit], newer: Sequence[Unit], least: float) -> dict[tuple[int, int], float]:
    """Return the pairs that can be, with their weights."""
    weights: dict[tuple[int, int], float] = {}
    same_older: set[int] = set()
    same_newer: set[int] = set()
    for olds, news in _same(older, newer):
        same_older.update(olds)
        same_newer.update(news)
        weights |= dict.fromkeys(_ranked(olds, news), _sameness(older[olds[0]]))
    left, left_newer = _without(older, same_older), _without(newer, same_newer)
    weights |= {(i, j): like for i, j, like in _like(older, newer, left, left_newer, least)}
    for i, j in _same_name([unit.caption for unit in older], [unit.caption for unit in newer], only=True):
        weights.setdefault((i, j), least)
    for i, j in _same_name([unit.label for unit in older], [unit.label for unit in newer]):
        if (i, j) not in weights and older[i].is_like(newer[j]):
            # Less likeness than `least` is chance and must not add up against the same wording elsewhere.
            weights[i, j] = _sameness(older[i]) if older[i].whole == newer[j].whole else 0.0
        if (i, j) in weights:
            weights[i, j] += _NUMBER
    return {(i, j): weight for (i, j), weight in weights.items() if not older[i].is_another(newer[j])}


def _sameness(unit: Unit) -> float:
    return _SAME if len(unit.words) >= _SHORT else _SAME_SHORT


def _same(older: Sequence[Unit], newer: Sequence[Unit]) -> Iterator[tuple[list[int], list[int]]]:
    """Yield the places of every wording that both have."""
    places: dict[int, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, units in enumerate((older, newer)):
        for place, unit in enumerate(units):
            places[unit.whole][side].append(place)
    yield from (both for both in places.values() if all(both))


def _ranked(olds: list[int], news: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of places of one wording: all where they are few, else those of the same rank from either end."""
    if len(olds) * len(news) <= _CELLS:
        yield from ((i, j) for i in olds for j in news)
    else:
        yield from zip(olds, news, strict=False)
        yield from zip(reversed(olds), reversed(news), strict=False)


def _same_name(
    older: Sequence[str], newer: Sequence[str], *, only: bool = False
) -> Iterator[tuple[int, int]]:
    """Yield the places of the same name, by rank where it occurs repeatedly, or only where it does not."""
    places: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, names in enumerate((older, newer)):
        for place, name in enumerate(names):
            if name:
                places[name][side].append(place)
    for olds, news in places.values():
        if not only or len(olds) == len(news) == 1:
            yield from zip(olds, news, strict=False)


def _like(
    older: Sequence[Unit], newer: Sequence[Unit], olds: Sequence[int], news: Sequence[int], least: float
) -> Iterator[tuple[int, int, float]]:
    """Yield those pairs of some places whose wordings are at least so like, with their likeness."""
    if len(olds) * len(news) > _CELLS:
        for i, j in _candidates([older[i].words for i in olds], [newer[j].words for j in news]):
            if (like := likeness(older[olds[i]].words, newer[news[j]].words)) >= least:
                yield olds[i], news[j], like
    elif olds and news:
        heads = [older[i].words[:_HEAD] for i in olds], [newer[j].words[:_HEAD] for j in news]
        for i, one, row in zip(olds, heads[0], cdist(*heads, scorer=LCSseq.similarity).tolist(), strict=True):
            for j, other, common in zip(news, heads[1], row, strict=True):
                if (like := _likeness(common, len(one), len(other))) >= least:
                    yield i, j, like


def _candidates(older: Sequence[str], newer: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield for each older wording the newer ones with which it shares most rare shingles."""
    where: dict[str, list[int]] = defaultdict(list)
    for place, words in enumerate(newer):
        for shingle in _shingles(words):
            where[shingle].append(place)
    for i, words in enumerate(older):
        votes = Counter(
            j
            for shingle in _shingles(words)
            if len(places := where.get(shingle, ())) <= _RARE
            for j in places
        )
        yield from ((i, j) for j, _ in votes.most_common(_BEST))


def _shingles(words: str) -> Iterable[str]:
    head = words[:_HEAD]
    return {head[k : k + _SHINGLE] for k in range(max(1, len(head) - _SHINGLE + 1))}
