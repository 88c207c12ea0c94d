"""What differs between two wordings of a text, as runs that a reader of laws can follow.

An amending law names the words that it replaces whole (「二十三」を「二十四」に改める), never one figure of a number
or one letter of a word. So the runs are found between units: a numeral, a conjunction, a word in katakana or in
Latin letters, and elsewhere the single character, since kanji and particles have no spaces that would part them.

The longest common subsequence of units leaves characters standing that two unlike phrases share by chance: `_merged`
takes them into the change around them, and `_trimmed` gives back what the change then deletes and inserts alike at
its ends. `_settled` moves what only comes or only goes, and could stand at several places, to where its brackets
close and its clause ends.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import Indel

from flows.records.laws.rising import rising

EQUAL, DELETE, INSERT = "equal", "delete", "insert"

_WORDS = "又は|若しくは|及び|並びに"
_NUMERAL = (
    "[〇一二三四五六七八九十百千万億兆]+(?:、[〇一二三四五六七八九]{3}(?![〇一二三四五六七八九十百千万億兆]))*"
    "|[0-9０-９]+(?:[.,．，][0-9０-９]+)*"
)
_UNIT = re.compile(f"{_WORDS}|{_NUMERAL}|[ァ-ヴー]+|[A-Za-zＡ-Ｚａ-ｚ]+|.", re.DOTALL)
_CHANCE = re.compile(rf"(?:[ぁ-ん、。，．・\s]|{_WORDS})*|[^（）「」『』]", re.DOTALL)
"""What two unlike phrases have in common without being alike: particles, pauses, conjunctions, one character."""

_LONG_CHANCE = 12
"""A run of particles and conjunctions longer than this is no chance."""

_SHORT, _SHORT_IF_REWRITTEN = 4, 8
"""Characters up to which a run between two longer replacements is taken into them; more where most of a text is new."""

_REWRITTEN = 0.4
"""Share of the characters that stay below which most of a text is new."""

_CELLS = 4_000_000
"""Product of the lengths up to which two texts are compared unit by unit: half a megabyte of memory."""

_SHINGLE = 16
"""Units that must be alike, in a row and only once in either text, to hold two long texts together."""

_PAUSES = "、。，．・（「『"
_SCRIPTS = {
    name: re.compile(f"[{name}]") for name in ("ぁ-ん", "ァ-ヴー", "一-龥々", "A-Za-zＡ-Ｚａ-ｚ0-9０-９")
}
_OPENS, _CLOSES = "（「『〔", "）」』〕"


class Edit(NamedTuple):
    """A run of text: `equal` stays, `delete` goes, `insert` comes."""

    op: str
    text: str


class _Change(NamedTuple):
    """What is put in the place of what, and the equal text behind it."""

    deleted: str
    inserted: str
    equal: str


def edits(before: str, after: str) -> list[Edit]:
    """Return the runs that make one wording into the other.

    Returns:
        All runs but `insert` joined are `before`, all but `delete` joined `after`; no two neighbours have the same
        `op`, what goes stands before what comes, and none is empty.
    """
    head, changes = _changes(_UNIT.findall(before), _UNIT.findall(after))
    kept = len(head) + sum(len(change.equal) for change in changes)
    rewritten = 2 * kept < _REWRITTEN * (len(before) + len(after))
    changes = _merged(changes, _SHORT_IF_REWRITTEN if rewritten else _SHORT)
    head, changes = _settled(*_trimmed(head, changes))
    runs = [Edit(EQUAL, head)]
    for deleted, inserted, equal in changes:
        runs += [Edit(DELETE, deleted), Edit(INSERT, inserted), Edit(EQUAL, equal)]
    return [run for run in runs if run.text]


def similarity(runs: Sequence[Edit]) -> float:
    """Return the share of the characters of both texts that stay, 0 to 1; white space does not count."""
    kept = sum(2 * _visible(text) for op, text in runs if op == EQUAL)
    touched = sum(_visible(text) for op, text in runs if op != EQUAL)
    return kept / (kept + touched) if kept + touched else 1.0


def _visible(text: str) -> int:
    return sum(map(len, text.split()))


def _changes(older: list[str], newer: list[str]) -> tuple[str, list[_Change]]:
    """Return what two texts begin with alike, and the changes after it, as the longest common subsequence has them."""
    head, changes = "", list[_Change]()
    for deleted, inserted, equal in _blocks(older, newer):
        if not changes and not deleted and not inserted:
            head += equal
        elif changes and (not changes[-1].equal or not (deleted or inserted)):
            last = changes[-1]
            changes[-1] = _Change(last.deleted + deleted, last.inserted + inserted, last.equal + equal)
        else:
            changes.append(_Change(deleted, inserted, equal))
    return head, changes


def _blocks(older: list[str], newer: list[str]) -> Iterator[tuple[str, str, str]]:
    """Yield what goes, what comes and what is alike after it, in the order of the texts."""
    start, end = _common(older, newer)
    yield "", "", "".join(older[:start])
    yield from _unlike(older[start : len(older) - end], newer[start : len(newer) - end])
    yield "", "", "".join(older[len(older) - end :])


def _common(older: list[str], newer: list[str]) -> tuple[int, int]:
    """Return how many units two texts have alike at the beginning, and behind it at the end."""
    shortest = min(len(older), len(newer))
    start = end = 0
    while start < shortest and older[start] == newer[start]:
        start += 1
    while end < shortest - start and older[-1 - end] == newer[-1 - end]:
        end += 1
    return start, end


def _unlike(older: list[str], newer: list[str]) -> Iterator[tuple[str, str, str]]:
    """Yield the blocks of two texts that neither begin nor end alike."""
    if not older or not newer:
        yield "".join(older), "".join(newer), ""
    elif len(older) * len(newer) <= _CELLS:
        for block in Indel.opcodes(older, newer):
            deleted = "".join(older[block.src_start : block.src_end])
            if block.tag == EQUAL:
                yield "", "", deleted
            else:
                yield deleted, "".join(newer[block.dest_start : block.dest_end]), ""
    elif anchors := _anchors(older, newer):
        i_from = j_from = 0
        for i, j in [*anchors, (len(older), len(newer))]:
            if i > i_from or j > j_from:
                yield from _blocks(older[i_from:i], newer[j_from:j])
            i_from, j_from = i, j
    else:
        yield "".join(older), "".join(newer), ""


def _anchors(older: list[str], newer: list[str]) -> list[tuple[int, int]]:
    """Return places from which long texts are surely alike, rising in both, none of them at both beginnings."""
    places = _once(newer)
    pairs = rising((i, places[shingle], 1.0) for shingle, i in _once(older).items() if shingle in places)
    # What follows a place at once is found from there.
    return [(i, j) for (h, k), (i, j) in pairwise([(-1, -1), *pairs]) if (i, j) != (h + 1, k + 1)]


def _once(units: list[str]) -> dict[tuple[str, ...], int]:
    """Return the shingles that a text has once, each with its place."""
    shingles = list(zip(*(units[k:] for k in range(_SHINGLE)), strict=False))
    counts = Counter(shingles)
    return {shingle: place for place, shingle in enumerate(shingles) if counts[shingle] == 1}


def _merged(changes: list[_Change], short: int) -> list[_Change]:
    """Take what two changes share between them by chance into one change."""
    merged: list[_Change] = []
    for change in changes:
        merged.append(change)
        while len(merged) > 1 and _by_chance(merged[-2], merged[-1], short):
            right = merged.pop()
            left = merged.pop()
            merged.append(
                _Change(
                    left.deleted + left.equal + right.deleted,
                    left.inserted + left.equal + right.inserted,
                    right.equal,
                )
            )
    return merged


def _by_chance(left: _Change, right: _Change, short: int) -> bool:
    """Tell whether what stands between two changes is there by chance, being no longer than they are."""
    between = left.equal
    if all(
        re.fullmatch(_NUMERAL, text) for change in (left, right) for text in (change.deleted, change.inserted)
    ):
        return False  # numbers that are replaced one by one: 六、一九八円七、九五五円
    extent = min(max(len(change.deleted), len(change.inserted)) for change in (left, right))
    replaced = [bool(change.deleted and change.inserted) for change in (left, right)]
    if _CHANCE.fullmatch(between):
        most = max(2, min(extent, _LONG_CHANCE)) if all(replaced) else 1
        return len(between) <= most
    return any(replaced) and len(between) <= min(short, extent // 2)


def _trimmed(head: str, changes: list[_Change]) -> tuple[str, list[_Change]]:
    """Give back what a merged change deletes and inserts alike at its ends."""
    trimmed: list[_Change] = []
    for change in changes:
        older, newer = _UNIT.findall(change.deleted), _UNIT.findall(change.inserted)
        start, end = _common(older, newer)
        before, after = "".join(older[:start]), "".join(older[len(older) - end :])
        if trimmed:
            trimmed[-1] = trimmed[-1]._replace(equal=trimmed[-1].equal + before)
        else:
            head += before
        deleted, inserted = ("".join(units[start : len(units) - end]) for units in (older, newer))
        trimmed.append(_Change(deleted, inserted, after + change.equal))
    return head, trimmed


def _settled(head: str, changes: list[_Change]) -> tuple[str, list[_Change]]:
    """Move what only comes or only goes to the best of the places where it can stand."""
    equals = [head, *(change.equal for change in changes)]
    moved: list[tuple[str, str]] = []
    for place, change in enumerate(changes):
        text = change.deleted or change.inserted
        if not (change.deleted and change.inserted):
            left, right = equals[place], equals[place + 1]
            # Between two changes enough must stay for them to be two.
            spare = (_SHORT if place else 0, _SHORT if place + 1 < len(changes) else 0)
            equals[place], text, equals[place + 1] = _best_place(left, text, right, spare)
        moved.append((text if change.deleted else "", text if change.inserted else ""))
    moved = [
        (change.deleted, change.inserted) if change.deleted and change.inserted else texts
        for change, texts in zip(changes, moved, strict=True)
    ]
    return equals[0], [_Change(*texts, equal) for texts, equal in zip(moved, equals[1:], strict=True)]


def _best_place(left: str, text: str, right: str, spare: tuple[int, int]) -> tuple[str, str, str]:
    """Return the best of the places to which a run can slide, and the equal texts around it."""
    while len(left) > spare[0] and left[-1] == text[-1]:
        left, text, right = left[:-1], text[-1] + text[:-1], text[-1] + right
    best, most = (left, text, right), _fitness(left, text, right)
    while len(right) > spare[1] and right[0] == text[0]:
        left, text, right = left + text[0], text[1:] + text[0], right[1:]
        if (fitness := _fitness(left, text, right)) > most:
            best, most = (left, text, right), fitness
    return best


def _fitness(left: str, text: str, right: str) -> int:
    """Say how well a run stands where it does."""
    fitness = 8 if _balanced(text) else 0
    for before, after in ((left[-1:], text[:1]), (text[-1:], right[:1])):
        if not before or not after or before in _PAUSES:
            fitness += 3
        elif after in "、。」）』":
            fitness += 2
        elif len(_UNIT.findall(before + after)) == 1:
            fitness -= 4
        elif _script(before) != _script(after):
            fitness += 1
    return fitness


def _balanced(text: str) -> bool:
    depth = 0
    for char in text:
        depth += (char in _OPENS) - (char in _CLOSES)
        if depth < 0:
            return False
    return depth == 0


def _script(char: str) -> str:
    return next((name for name, pattern in _SCRIPTS.items() if pattern.match(char)), "")
