"""What a phrase means, and what it may take over from where it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from flows.records.laws.addresses import LAW, Address, LawName
from flows.records.laws.index import Position


class Here(NamedTuple):
    """The place from which a phrase is read.

    Args:
        address: of the provision.
        position: of the provision in the law that is read; None where a quotation is read from a provision of
            a law that is not at hand.
        bare_article: what 第三条 without anything before it belongs to: the main provision, or (in the
            supplementary provisions of an amending law) that law.
    """

    address: Address
    position: Position | None
    bare_article: Address = Address()


@dataclass(slots=True)
class Meaning:
    """What a phrase means.

    Args:
        form: a form of the contract.
        address: the (first) provision; None where it cannot be said.
        last: the last of several (前三号, 各号); None for one.
        stated: rank of the largest unit that the phrase, or what it continues, says itself.
        reason: why there is no address.
        part: the part of the provision that is meant (`proviso`, `front`, ...).
        row: whether a row or item of an appendix is meant, which the next phrase counts on.
    """

    form: str
    address: Address | None
    last: Address | None = None
    stated: int = LAW
    reason: str | None = None
    part: str | None = None
    row: bool = False

    @property
    def end(self) -> Address | None:
        """The address that a continuation takes over from."""
        return self.last or self.address


@dataclass(slots=True)
class Surroundings:
    """What a phrase may take over.

    Args:
        here: where it stands.
        antecedent: gives the last address named that has a unit of some rank, for 同条, 同項, 同号.
        before: the phrase that it follows directly (「…及び」).
        around: what the bracket explains in which it stands, where the bracket cuts parts out of it
            (「第十条（第二号を除く。）」).
        former: this law, where words before it say that its former wording is meant (改正前の同条).
    """

    here: Here
    antecedent: Callable[[int], Address | None]
    before: Meaning | None = None
    around: Address | None = None
    former: LawName | None = None
