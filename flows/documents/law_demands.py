"""References of a law to its own provisions, and what they say of the structure that the source has lost.

第四条第二項第三号ニ says that article 4 has two paragraphs, the second three items, the third of them four
sub-items. References that follow the name of another law speak of that law, and so do those that go on with them
(自衛隊法第八条及び第九条); in supplementary provisions a bare 第三条 may mean an amended law and says nothing here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from flows.documents.law_evidence import Demands
from flows.documents.law_line_references import NAME_END
from flows.japanese.citations import QUOTE, REFERENCE, UNQUOTE, Token, tokens
from flows.japanese.references import SUBITEM, Phrase, Step, read_phrase

_GOES_ON = re.compile("(?:、|及び?|又は|並びに|若しくは|から|乃至|ないし|まで|の規定|（[^（）]*）|（)*")


class OwnReference(NamedTuple):
    """One reference to a provision of the same block of articles.

    Args:
        article: index of the citing article in the block.
        line: index of the citing line in it.
        start: offset of the phrase in that line.
        text: the phrase.
        target: number of the article referred to, in e-Gov form; None for 前条 of the first and 次条 of the last.
        paragraph: paragraph referred to; None for the whole article.
        item: item referred to; None for the whole paragraph.
        letter: sub-item referred to; None for the whole item.
        part: 本文, ただし書 and the like, as `references.PARTS` has them.
    """

    article: int
    line: int
    start: int
    text: str
    target: str | None
    paragraph: int | None
    item: int | None
    letter: int | None
    part: str | None


class _Place(NamedTuple):
    """What a phrase hands on to one that goes on with it; `foreign` where it is not of this block."""

    foreign: bool
    article: str | None = None
    paragraph: int | None = None
    item: int | None = None
    letter: int | None = None


_BELOW = ("paragraph", "item", SUBITEM)
_AWAY = {"before": -1, "after": 1}
_NOWHERE = _Place(foreign=True)


def own_references(block: Sequence[tuple[str, Sequence[str]]], *, main: bool) -> Iterator[OwnReference]:
    """Yield the references from one block of articles to itself, as far as they do not depend on paragraphs.

    Args:
        block: number and lines of each article, the number in e-Gov form.
        main: whether it is the main provisions, in which 第三条 is the block's own.
    """
    nums = [num for num, _ in block]
    for article, (_, lines) in enumerate(block):
        reader = _Reader(nums, article, main)
        for line, text in enumerate(lines):
            yield from reader.references(text, line)


def demands(block: Sequence[tuple[str, Sequence[str]]], *, main: bool) -> list[Demands]:
    """Return for each article of a block what the block's references say of its structure."""
    paragraphs = [0] * len(block)
    items: list[dict[int, int]] = [{} for _ in block]
    letters: list[dict[tuple[int, int], int]] = [{} for _ in block]
    index = {num: at for at, (num, _) in enumerate(block)}
    for reference in own_references(block, main=main):
        at = index.get(reference.target or "")
        if at is None:
            continue
        paragraph = reference.paragraph or 1
        if reference.paragraph:
            paragraphs[at] = max(paragraphs[at], paragraph)
        if reference.item:
            items[at][paragraph] = max(items[at].get(paragraph, 0), reference.item)
        if reference.item and reference.letter:
            key = (paragraph, reference.item)
            letters[at][key] = max(letters[at].get(key, 0), reference.letter)
    return [Demands(*found) for found in zip(paragraphs, items, letters, strict=True)]


class _Reader(NamedTuple):
    """Reads the references of one article.

    Args:
        nums: numbers of the block's articles.
        article: index of the article among them.
        main: whether the block is the main provisions.
    """

    nums: Sequence[str]
    article: int
    main: bool

    def references(self, text: str, line: int) -> Iterator[OwnReference]:
        """Yield the references of one line to the block; quotations speak of other texts."""
        quotes = 0
        last: Token | None = None
        place = _NOWHERE
        for token in tokens(text):
            if token.kind in (QUOTE, UNQUOTE):
                quotes += 1 if token.kind == QUOTE else -1
            if token.kind != REFERENCE or quotes > 0:
                continue
            try:
                phrase = read_phrase(token.text)
            except ValueError:
                continue
            goes_on = last is not None and _GOES_ON.fullmatch(text, last.end, token.start)
            named = NAME_END.search(text, max(0, token.start - 60), token.start) is not None
            place = _NOWHERE if named else self.place(phrase, place if goes_on else None)
            if not place.foreign:
                yield OwnReference(self.article, line, token.start, token.text, *place[1:], phrase.part)
            last = token

    def place(self, phrase: Phrase, handed: _Place | None) -> _Place:
        """Say where a phrase points; `handed` is what the phrase before hands on to it."""
        elsewhere = phrase.law or phrase.appendix or phrase.supplementary or not phrase.steps
        if elsewhere or any(step.way == "same" or not step.num.isdecimal() for step in phrase.steps[1:]):
            return _NOWHERE
        start = self.start(phrase.steps[0], handed)
        if start.foreign:
            return start
        steps = {step.unit: step.num for step in phrase.steps if step.way == "number"}
        numbers = [int(steps[unit]) if steps.get(unit, "").isdecimal() else None for unit in _BELOW]
        paragraph, item, letter = numbers
        return _Place(
            foreign=False,
            article=start.article,
            paragraph=paragraph or start.paragraph,
            item=item or (start.item if letter and not paragraph else None),
            letter=letter,
        )

    def start(self, first: Step, handed: _Place | None) -> _Place:
        """Say what the first step of a phrase adds to: the article named, or what was handed on."""
        if first.unit == "article" and first.way == "number":
            return _Place(foreign=not self.main or bool(handed and handed.foreign), article=first.num)
        if first.unit == "article" and first.way in _AWAY and first.num in ("", "1"):
            at = self.article + _AWAY[first.way]
            return _Place(foreign=False, article=self.nums[at] if 0 <= at < len(self.nums) else None)
        if first.unit == "article" or first.way != "number" or not first.num.isdecimal():
            return _NOWHERE
        if handed is not None:
            return handed
        own = _Place(foreign=False, article=self.nums[self.article])
        return own if first.unit == "paragraph" else _NOWHERE
