"""What reading a provision yields, before it becomes rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from flows.documents.law_tree import Provision
from flows.records.laws.addresses import Address, LawName, has
from flows.records.laws.meanings import Meaning


@dataclass(slots=True)
class Found:
    """A reference phrase found in a provision.

    Args:
        start, end: offsets in the provision's text.
        text: the phrase.
        meaning: what it means.
        law: the law or treaty that the phrase names itself.
        depth: how many brackets hold it.
        quoted: whether it stands in a quotation.
        follows: whether it continues the phrase before it (「第一項及び前項」).
        applied: whether it is what a sentence applies (準用).
    """

    start: int
    end: int
    text: str
    meaning: Meaning
    law: LawName | None = None
    depth: int = 0
    quoted: bool = False
    follows: bool = False
    applied: bool = False


@dataclass(slots=True)
class Quotation:
    """A quotation that is in no other.

    Args:
        start, end: offsets of what is quoted, without the marks, in the provision's text.
        text: what is quoted.
        over: the phrases before it that say which provisions are read over (「第二項及び第三項中」).
        depth: how many brackets hold it.
    """

    start: int
    end: int
    text: str
    over: list[Found]
    depth: int


@dataclass(slots=True)
class Trail:
    """What 同条, 同項 and 同法 look back on.

    Args:
        above: the trail of the nearest provision above that has one.
        named: phrases in order.
        aside: phrases of brackets and quotations that have closed; they come after what stands outside.
    """

    above: Trail | None = None
    named: list[Found] = field(default_factory=list)
    aside: list[Found] = field(default_factory=list)

    @property
    def last(self) -> Found | None:
        """The phrase named last, outside brackets if there is one."""
        return self.named[-1] if self.named else self.aside[-1] if self.aside else None

    def set_aside(self, mark: int) -> None:
        """Put aside what was named since `named` had `mark` entries."""
        self.aside.extend(self.named[mark:])
        del self.named[mark:]

    def back(self, *, nested: bool) -> Iterator[Found]:
        """Yield what was named, the nearest first.

        Outside brackets, what they named comes after all else; a bracket looks back on the one before it:
        「A（X法第二条第一項に規定するAをいう。）及びB（同条第二項に規定するBをいう。）」.
        """
        if nested:
            yield from sorted([*self.named, *self.aside], key=lambda found: -found.start)
        else:
            yield from reversed(self.named)
            yield from reversed(self.aside)
        if self.above:
            yield from self.above.back(nested=False)

    def unit(self, rank: int, *, nested: bool = False, since: int = 0) -> Address | None:
        """Return the last address named in which a unit of this rank is said, not only understood.

        Args:
            rank: of the unit.
            nested: whether a bracket looks back.
            since: where a quotation looks back, the place at which it begins: what is outside belongs to
                another provision.
        """
        for found in self.back(nested=nested or since > 0):
            if found.start < since:
                return None
            address = found.meaning.end
            if address and found.meaning.stated <= rank and has(address, rank):
                return address
        return None

    def appendix(self) -> Address | None:
        """Return the last appendix named."""
        for found in self.back(nested=True):
            address = found.meaning.address
            if address and address.appendix:
                return address
        return None

    def law(self, kind: str, *, nested: bool = False) -> LawName | None:
        """Return the last law named that can be called 同法, 同令, ...: `kind` is the word without 同."""
        for found in self.back(nested=nested):
            name = found.law or (found.meaning.address.law if found.meaning.address else None)
            if name and is_a(name, kind):
                return name
        return None


_ORDINANCE = ("令", "規則", "細則", "規程", "準則")
_KINDS: dict[str, tuple[str, ...]] = {
    "法": ("法", "法律"),
    "法律": ("法", "法律"),
    "令": _ORDINANCE,
    "省令": _ORDINANCE,
    "府令": _ORDINANCE,
    "庁令": _ORDINANCE,
    "命令": _ORDINANCE,
    "規則": ("規則", "細則", "準則"),
    "規程": ("規程", "規則"),
}
"""Ends of the titles that each word may take up; ordinances of ministries are mostly called 規則."""

_MINISTERIAL = frozenset({"令", "省令", "府令", "庁令", "命令"})
"""What an ordinance of a ministry can be called, whatever its title ends in (道路運送車両の保安基準)."""

_PARENTHESIS = re.compile("[〇一二三四五六七八九十]*(?:―[〇一二三四五六七八九十]+)*(?:（[^（）]*）)?$")
"""What may stand behind the kind of law in a title: 人事院規則二二―一（…）."""


def is_a(name: LawName, kind: str) -> bool:
    """Whether a law can be taken up as 同 with these characters: 法, 令, 規則, 条約, ..."""
    title = _PARENTHESIS.sub("", name.title)
    if name.kind == "treaty" or kind in ("条約", "協定", "議定書", "憲章"):
        return name.kind == "treaty" and title.endswith(kind)
    if title.endswith("号"):
        return kind[0] in title
    if name.law_id and name.law_id[3] == "M" and kind in _MINISTERIAL:
        return True
    return title.endswith(_KINDS.get(kind, (kind,)))


@dataclass(slots=True)
class Reading:
    """What was found in one provision.

    Args:
        provision: the provision.
        trail: what 同条 and the like look back on.
        found: reference phrases by place.
        quotations: quotations by place, without those that only name a term.
    """

    provision: Provision
    trail: Trail
    found: list[Found] = field(default_factory=list)
    quotations: list[Quotation] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The sentences of the provision after each other."""
        return self.provision.text.text

    def chain(self, last: Found) -> list[Found]:
        """Return the phrases that are listed together and end with `last` (「第三条第一項、第五条及び前条」)."""
        listed = [last]
        place = next(place for place, found in enumerate(self.found) if found is last)
        while listed[0].follows and place > 0:
            place -= 1
            found = self.found[place]
            if found.depth == last.depth and found.quoted == last.quoted and found.end <= listed[0].start:
                listed.insert(0, found)
        return listed
