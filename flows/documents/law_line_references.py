"""What the references in one line say of the place of the line: 前号, 前項第二号, 次項第一号ロ, イに掲げる.

A reference that counts from where it stands is only right where its target can be: 前号 in an item that has one
before it, 前二項 in a third paragraph or later. References behind the name of another law say nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from flows.japanese.citations import QUOTE, REFERENCE, UNQUOTE, Token, tokens
from flows.japanese.references import SUBITEM, Phrase, read_phrase

NAME_END = re.compile(r"(?:[一-龥々ァ-ヶー](?<![及又並若至])|[一-龥]（[^（）]*(?:（[^（）]*）)?[^（）]*）)$")
"""A word directly before a number: 自衛隊法第八条, 自衛隊法（昭和二十九年法律第百六十五号）第八条, 別表第一."""

NEXT_ITEM = -1
"""In place of an item's number: 次号."""


class Point(NamedTuple):
    """An item, or one of its sub-items, that a line names as seen from its own paragraph.

    Args:
        paragraph: 0 for the line's own, -1 for the one before, 1 for the one after.
        item: number of the item, or `NEXT_ITEM`.
        letter: number of its sub-item; 0 for the item itself.
    """

    paragraph: int
    item: int
    letter: int


@dataclass(slots=True)
class LineReferences:
    """What must stand around a line.

    Args:
        paragraphs: its paragraph has at least this number.
        items: its item has at least this number.
        letters: a sub-item that it names without anything before (ハ is 3); 0 otherwise.
        digits: the same of a sub-item below those (（３）).
        letters_before: the item before has at least this number of sub-items.
        items_before: the paragraph before has at least this number of items.
        children: number of sub-items that it announces (次のイからハまで); 0 otherwise.
        promises: another item follows (次号).
        points: items of its own and the neighbouring paragraphs that it names by number.
    """

    paragraphs: int = 0
    items: int = 0
    letters: int = 0
    digits: int = 0
    letters_before: int = 0
    items_before: int = 0
    children: int = 0
    promises: bool = False
    points: tuple[Point, ...] = ()


def line_references(text: str) -> LineReferences:
    """Read the references of a line; quotations speak of other texts."""
    found = LineReferences()
    quotes = 0
    last: Token | None = None
    point: Point | None = None
    for token in tokens(text):
        if token.kind in (QUOTE, UNQUOTE):
            quotes += 1 if token.kind == QUOTE else -1
        if token.kind != REFERENCE or quotes > 0:
            continue
        try:
            phrase = read_phrase(token.text)
        except ValueError:
            continue
        joined = last is not None and token.start - last.end <= 4
        named = NAME_END.search(text, max(0, token.start - 60), token.start) is not None
        point = None if named else _point(phrase, joined=joined, before=point)
        if point is not None:
            found.points = (*found.points, point)
        if not (phrase.law or phrase.supplementary or phrase.appendix) and phrase.steps:
            _note(found, text, token, phrase, joined=joined)
        last = token
    return found


def _point(phrase: Phrase, *, joined: bool, before: Point | None) -> Point | None:
    """Return the item that a phrase names; one that goes on with the phrase before takes over from it."""
    steps = {step.unit: step for step in phrase.steps}
    elsewhere = phrase.law or phrase.supplementary or phrase.appendix or "article" in steps
    if elsewhere or (joined and before is None):
        return None
    paragraph, item, letter = (steps.get(unit) for unit in ("paragraph", "item", SUBITEM))
    sub = int(letter.num) if letter and letter.num.isdecimal() else 0
    if item is None:
        return before._replace(letter=sub) if before and joined and sub and paragraph is None else None
    number = int(item.num) if item.way == "number" and item.num.isdecimal() else 0
    if paragraph is not None:
        away = {"before": -1, "after": 1}.get(paragraph.way) if paragraph.num in ("", "1") else None
        return Point(away, number, sub) if away and number else None
    if item.way == "after":
        return Point(0, NEXT_ITEM, sub)
    return Point(before.paragraph if joined and before else 0, number, sub) if number else None


def _note(found: LineReferences, text: str, token: Token, phrase: Phrase, *, joined: bool) -> None:
    first, *rest = phrase.steps
    many = 1 if first.num == "all" or not first.num.isdecimal() else int(first.num)
    if first.unit == "paragraph" and first.way == "before":
        found.paragraphs = max(found.paragraphs, many + 1)
        if phrase.each == "item":
            found.items_before = max(found.items_before, 2)
        elif rest and rest[0].unit == "item" and rest[0].num.isdecimal():
            found.items_before = max(found.items_before, int(rest[0].num))
    elif first.unit == "item" and first.way == "before":
        found.items = max(found.items, many + (2 if first.num == "all" else 1))
        if rest and rest[0].unit == SUBITEM:
            found.letters_before = max(found.letters_before, int(rest[0].num))
    elif first.unit == "item" and first.way == "after":
        found.promises = True
    elif first.unit == SUBITEM and first.num.isdecimal():
        _note_letter(found, text, token, many, joined=joined)


def _note_letter(found: LineReferences, text: str, token: Token, letter: int, *, joined: bool) -> None:
    if token.text[0] in "（(":
        found.digits = max(found.digits, letter)
    elif text[max(0, token.start - 2) : token.start] == "次の" or (joined and found.children):
        found.children = max(found.children, letter)
    elif joined and found.points:
        return
    elif joined and found.letters_before:
        found.letters_before = max(found.letters_before, letter)
    else:
        found.letters = max(found.letters, letter)
