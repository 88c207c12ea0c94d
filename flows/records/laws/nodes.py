"""The nodes of one wording of a law as they are compared: what holds what, what each says, and what it is called."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from flows.japanese.numerals import NUMERAL
from flows.records.laws.pairing import Bond, Unit

DIVISIONS = frozenset({"part", "chapter", "section", "subsection", "division"})
"""Kinds that stand above articles and do not restart their numbering."""

_NUMBER_ALONE = re.compile("article|paragraph|class|item|subitem[0-9]+|sublist[0-9]+")
"""Kinds whose title is a number and nothing else."""

_NUMBERS = re.compile(
    "(?P<word>)(?P<number>(?:"
    "[第条項号のノ〇一二三四五六七八九十百千万0-9０-９a-zA-Zａ-ｚＡ-ＺⅠ-ⅿ○①-⑳（）().．、・:：―－～〜]"
    "|[ァ-ヶ](?![ァ-ヶー])|から|まで|及び|乃至)+)"
)
"""What a number that stands alone is written with: 第五条から第八条まで, 十二の二, ○２, （ⅳ）, イ及びロ."""

_NUMBERED = re.compile("(?:toc_)?(?:part|chapter|section|subsection|division)|(?:suppl_provision_)?appdx.*")
"""Kinds whose title holds a number and a name."""

_NUMBER = re.compile(
    f"(?P<word>[附付則別表図記紙様書式録]*)(?P<number>第?{NUMERAL}[編章節款目条号表]?(?:[のノ]{NUMERAL})*)"
)
_NO_NUMBER = re.compile("(?!)(?P<word>)(?P<number>)")


class Node(NamedTuple):
    """One structural node of a wording, as in `provisions`.

    Args:
        elm: element path.
        parent_elm: path of the node above; None at the top.
        kind: element name in snake case.
        num: number in e-Gov form.
        title: title or number as printed.
        caption: 見出し.
        text: own text; None where it has none.
        amend_law_num: of a supplementary provision, the number of the amending law that it came with.
        alias: path by which texts cite it, where it is not `elm`.
    """

    elm: str
    parent_elm: str | None
    kind: str
    num: str | None
    title: str | None
    caption: str | None
    text: str | None
    amend_law_num: str | None = None
    alias: str | None = None


class Wording(NamedTuple):
    """What is compared of a node: all but its number, without white space.

    Args:
        name: the title beyond its number (総則 of 第一章　総則).
        caption: 見出し.
        text: own text.
    """

    name: str
    caption: str
    text: str


def compact(text: str | None) -> str:
    """Return a text without white space, U+3000 included: what is alike without it, is alike."""
    return "".join(text.split()) if text else ""


def number_and_name(kind: str, title: str | None) -> tuple[str, str]:
    """Part a title into its number and the rest, both without white space.

    第二章　罰則 has 第二章 and 罰則, 別記第四号様式 has 第四号 and 別記様式. The title of an article, a paragraph or an
    item is a number alone, to which a mistake in a source sometimes adds words; that of a law, or of anything else
    that is not numbered, is a name.
    """
    title = compact(title)
    found = _pattern(kind).match(title) if title else None
    if found is None:
        return "", title
    return found["number"], found["word"] + title[found.end() :]


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    """Return the regular expression of the number that titles of a kind begin with, and of the word before it."""
    if _NUMBER_ALONE.fullmatch(kind):
        return _NUMBERS
    return _NUMBER if _NUMBERED.fullmatch(kind) else _NO_NUMBER


def wording(node: Node) -> Wording:
    """Return what is compared of a node."""
    return Wording(number_and_name(node.kind, node.title)[1], compact(node.caption), compact(node.text))


class Tree:
    """The nodes of one wording with what the alignment looks at. Places count from 0 in document order.

    Args:
        nodes: in document order.
        known: numbers for what two trees have alike; shared by both.

    Attributes:
        above: of each node the place of the one that holds it; -1 at the top.
        frame: the same, but of an article what its numbering runs through, past 編, 章, 節, 款 and 目.
        top: of each node the place of the part of the law that it is in, which may be itself.
        below: of each node the places of those that it holds.
        wordings: of each node what is compared.
        units: of each node what is paired.

    Raises:
        ValueError: a node's parent does not stand before it.
    """

    def __init__(self, nodes: Sequence[Node], known: dict[object, int]) -> None:
        self.nodes = nodes
        self.above: list[int] = []
        self.frame: list[int] = []
        self.top: list[int] = []
        places: dict[str | None, int] = {None: -1}
        for place, node in enumerate(nodes):
            if node.parent_elm not in places:
                raise ValueError(f"{node.elm}: its parent {node.parent_elm} does not stand before it")
            above = frame = places[node.parent_elm]
            while node.kind == "article" and frame >= 0 and nodes[frame].kind in DIVISIONS:
                frame = self.above[frame]
            self.above.append(above)
            self.frame.append(frame)
            self.top.append(place if above < 0 else self.top[above])
            places[node.elm] = place
        self.below: list[list[int]] = [[] for _ in nodes]
        for place, above in enumerate(self.above):
            if above >= 0:
                self.below[above].append(place)
        self.wordings = [wording(node) for node in nodes]
        self._originals = sum(node.kind == "suppl_provision" and not node.amend_law_num for node in nodes)
        self.units = self._units(known)
        self._held: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        for place, node in enumerate(nodes):
            self._held[self.frame[place]][node.kind].append(place)

    def _units(self, known: dict[object, int]) -> list[Unit]:
        words: list[list[str]] = [[] for _ in self.nodes]
        wholes: list[list[int]] = [[] for _ in self.nodes]
        units: list[Unit] = []
        for place in range(len(self.nodes) - 1, -1, -1):
            own = self.wordings[place]
            key = (self.nodes[place].kind, own, *reversed(wholes[place]))
            whole = known.setdefault(key, len(known))
            text = "".join([*own, *reversed(words[place])])
            units.append(Unit(*self._label(place), whole, own.caption, text))
            if self.above[place] >= 0:
                wholes[self.above[place]].append(whole)
                words[self.above[place]].append(text)
        return units[::-1]

    def _label(self, place: int) -> tuple[str, Bond]:
        """Return what a node is called among its like: by its number, its title or the law that it came with.

        A supplementary provision has no number. The one that came with no law that amends is the original one, if
        there is one alone; where the source does not say with which laws they came, they have only their places.
        """
        node = self.nodes[place]
        bond = Bond.NUMBER if node.kind in ("article", "suppl_provision") else Bond.PLACE
        if node.kind == "suppl_provision" and (node.amend_law_num or self._originals == 1):
            return node.amend_law_num or node.kind, Bond.NAME
        if "appdx" in node.kind and node.title and not node.title.isspace():
            return node.title.split(maxsplit=1)[0], bond
        return node.num or node.elm.rpartition("-")[2], bond

    def held(self, place: int) -> dict[str, list[int]]:
        """Return what a node holds, or what stands at the top for -1, by kind; divisions after articles."""
        held = self._held.get(place, {})
        return {kind: held[kind] for kind in sorted(held, key=DIVISIONS.__contains__)}

    def articles(self) -> Iterator[tuple[int, int]]:
        """Yield every article with each division that it stands in."""
        for place, node in enumerate(self.nodes):
            above = self.above[place]
            while node.kind == "article" and above >= 0 and self.nodes[above].kind in DIVISIONS:
                yield place, above
                above = self.above[above]
