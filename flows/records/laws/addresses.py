"""Addresses of provisions: what a reference says.

An address names a law, the block (main provision or one of the supplementary ones) and the units from the
article down. It can be written as e-Gov's element path even for a law whose text is not at hand.
"""

from __future__ import annotations

from typing import NamedTuple

from flows.japanese.references import RANK, SUBITEM, Step

MAIN = "MainProvision"
SUPPLEMENT = "SupplProvision"

ELEMENTS = {
    "part": "Part",
    "chapter": "Chapter",
    "section": "Section",
    "subsection": "Subsection",
    "division": "Division",
}
APPENDIX_ELEMENTS = {
    "appdx_table": "AppdxTable",
    "appdx_style": "AppdxStyle",
    "appdx_format": "AppdxFormat",
    "appdx_fig": "AppdxFig",
    "appdx_note": "AppdxNote",
    "appdx": "Appdx",
}


LAW = -2
SUPPLEMENTARY = -1
ARTICLE = RANK["article"]
PARAGRAPH = RANK["paragraph"]
ITEM = RANK["item"]
BELOW = RANK[SUBITEM]
"""Ranks of the units of an address; the larger has the smaller."""


class LawName(NamedTuple):
    """A law or treaty as a text names it.

    Args:
        law_id: e-Gov id; None for a treaty and for what the list of laws does not have.
        title: its title, or the words of the text where the list has none.
        kind: `law`, `treaty`, `unknown` (looks like a law, none has the name), `ambiguous` (several have it).
        former: whether a former wording is meant (旧民法).
    """

    law_id: str | None
    title: str
    kind: str = "law"
    former: bool = False


class Address(NamedTuple):
    """Where a reference points.

    Args:
        law: the law; None for the law that is being read.
        root: top node (`MainProvision`, `SupplProvision`, `SupplProvision[2]`).
        divisions: `(kind, num)` of chapters and the like, only where the reference names them.
        article, paragraph, item: e-Gov numbers; None where the reference stops above or the unit does not exist.
        subitems: numbers of the sub-items, from イ down.
        appendix: `(kind, num)` of an appendix.
    """

    law: LawName | None = None
    root: str = MAIN
    divisions: tuple[tuple[str, str], ...] = ()
    article: str | None = None
    paragraph: str | None = None
    item: str | None = None
    subitems: tuple[str, ...] = ()
    appendix: tuple[str, str | None] | None = None

    @property
    def is_law(self) -> bool:
        """Whether the law as a whole is meant."""
        return self == Address(law=self.law)

    def elm(self) -> str | None:
        """Write the address as an element path; None for a law as a whole.

        The standard has no item outside a paragraph: 第三条第一号 is an item of the first.
        """
        if self.is_law:
            return None
        if self.appendix:
            kind, num = self.appendix
            return f"{APPENDIX_ELEMENTS[kind]}_{num}" if num else APPENDIX_ELEMENTS[kind]
        steps = [self.root, *(f"{ELEMENTS[kind]}_{num}" for kind, num in self.divisions)]
        if self.article:
            steps.append(f"Article_{self.article}")
        paragraph = self.paragraph or ("1" if self.item or self.subitems else None)
        if paragraph:
            steps.append(f"Paragraph_{paragraph}")
        if self.item:
            steps.append(f"Item_{self.item}")
        steps.extend(f"Subitem{level}_{num}" for level, num in enumerate(self.subitems, start=1))
        return "-".join(steps)


def cut_above(address: Address, rank: int) -> Address:
    """Keep of an address what lies above a unit."""
    if rank >= BELOW:
        return address._replace(subitems=(), appendix=None)
    if rank == ITEM:
        return address._replace(item=None, subitems=(), appendix=None)
    if rank == PARAGRAPH:
        return address._replace(paragraph=None, item=None, subitems=(), appendix=None)
    return Address(address.law, address.root)


def finest(address: Address) -> int:
    """Return the rank of the smallest unit of an address."""
    if address.subitems:
        return BELOW
    if address.item:
        return ITEM
    if address.paragraph:
        return PARAGRAPH
    if address.article:
        return ARTICLE
    return RANK[address.divisions[-1][0]] if address.divisions else LAW


def has(address: Address, rank: int) -> bool:
    """Whether an address has a unit of this rank."""
    if rank < ARTICLE:
        return bool(address.divisions)
    return (address.article, address.paragraph, address.item, address.subitems)[rank - ARTICLE] not in (
        None,
        (),
    )


def step_down(address: Address, step: Step) -> Address:
    """Go to a numbered unit below an address."""
    rank = RANK[step.unit]
    if rank < ARTICLE:
        return address._replace(divisions=(*address.divisions, (step.unit, step.num)))
    if rank == ARTICLE:
        return address._replace(article=step.num, divisions=())
    if rank == PARAGRAPH:
        return address._replace(paragraph=step.num)
    if rank == ITEM:
        return address._replace(item=step.num, paragraph=address.paragraph or "1")
    return address._replace(subitems=(*address.subitems, step.num))


def num_of(address: Address, unit: str) -> str:
    """Return the number of a unit in an address; empty where it has none."""
    if unit == SUBITEM:
        return address.subitems[-1] if address.subitems else ""
    return {"article": address.article, "paragraph": address.paragraph, "item": address.item}.get(unit) or ""
