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
        kind: `law`, `treaty`, `unknown` (looks like a law, none has the name), `ambiguous` (several have it),
            `amending` (the law that a supplementary provision came with), `this` (この法律).
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
        units = self.article or self.paragraph or self.item or self.subitems
        return not (units or self.divisions or self.appendix) and self.root == MAIN

    def elm(self) -> str | None:
        """Write the address as an element path; None for a law as a whole.

        The standard has no item outside a paragraph: 第三条第一号 is an item of the first.
        """
        if self.article is None and self.is_law:
            return None
        if self.appendix:
            kind, num = self.appendix
            return f"{APPENDIX_ELEMENTS[kind]}_{num}" if num else APPENDIX_ELEMENTS[kind]
        path = self.root
        for kind, num in self.divisions:
            path += f"-{ELEMENTS[kind]}_{num}"
        if self.article:
            path += f"-Article_{self.article}"
        if self.paragraph or self.item or self.subitems:
            path += f"-Paragraph_{self.paragraph or 1}"
        if self.item:
            path += f"-Item_{self.item}"
        for level, num in enumerate(self.subitems, start=1):
            path += f"-Subitem{level}_{num}"
        return path


def unit(law_id: str, elm: str) -> str:
    """Return what look-ups of a provision go by: its law and article, as `provisions.unit` has it.

    Without an article it is the law and the paragraph, else the law and the top node. Of the top node it is only the
    name: 附則第二条 is SupplProvision-Article_2 or SupplProvision[1]-Article_2, 別表第一 AppdxTable_1 or AppdxTable[3],
    as the law is at hand or not.
    """
    top, _, below = elm.partition("-")
    step = below.partition("-")[0]
    is_counted = step.startswith(("Article_", "Paragraph_"))
    name = top.partition("[")[0].partition("_")[0]
    return f"{law_id}/{name}-{step}" if is_counted else f"{law_id}/{name}"


_FIRST_UNIT = Address._fields.index("article")


def cut_above(address: Address, rank: int) -> Address:
    """Keep of an address what lies above a unit."""
    law, root, divisions, article, paragraph, item, *_ = address
    if rank >= BELOW:
        return Address(law, root, divisions, article, paragraph, item)
    if rank == ITEM:
        return Address(law, root, divisions, article, paragraph)
    if rank == PARAGRAPH:
        return Address(law, root, divisions, article)
    return Address(law, root)


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
    unit = address[_FIRST_UNIT + rank - ARTICLE]
    return unit is not None and unit != ()


def step_down(address: Address, *steps: Step) -> Address:
    """Go down from an address, each step to a numbered unit."""
    law, root, divisions, article, paragraph, item, subitems, appendix = address
    for unit, _, num in steps:
        if unit == "article":
            divisions, article = (), num
        elif unit == "paragraph":
            paragraph = num
        elif unit == "item":
            paragraph, item = paragraph or "1", num
        elif unit == SUBITEM:
            subitems = (*subitems, num)
        else:
            divisions = (*divisions, (unit, num))
    return Address(law, root, divisions, article, paragraph, item, subitems, appendix)


def num_of(address: Address, unit: str) -> str:
    """Return the number of a unit in an address; empty where it has none."""
    if unit == SUBITEM:
        return address.subitems[-1] if address.subitems else ""
    return {"article": address.article, "paragraph": address.paragraph, "item": address.item}.get(unit) or ""
