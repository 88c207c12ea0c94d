"""From what a reference phrase says to the address it means.

前項 and 次条 count from where the phrase stands; 同条 takes up the last article named; a phrase that follows
another directly takes over what it does not say itself (「第四十九条第一項及び第二項」); 第三項 alone is a
paragraph of the article it stands in.
"""

from __future__ import annotations

from collections.abc import Sequence

from flows.japanese.references import RANK, Phrase, Step
from flows.records.laws.addresses import (
    ARTICLE,
    ITEM,
    LAW,
    MAIN,
    PARAGRAPH,
    SUPPLEMENT,
    SUPPLEMENTARY,
    Address,
    LawName,
    cut_above,
    finest,
    num_of,
    step_down,
)
from flows.records.laws.index import LawIndex
from flows.records.laws.meanings import Here, Meaning, Surroundings
from flows.records.laws.neighbours import neighbour, own_division


class Reader:
    """Reads phrases of one law."""

    def __init__(self, index: LawIndex) -> None:
        self.index = index

    def read(self, phrase: Phrase, law: LawName | None, near: Surroundings) -> Meaning:
        """Read one phrase.

        Args:
            phrase: what it says.
            law: the law named directly before it, or meant by its 同法.
            near: what it may take over.
        """
        form = "same" if phrase.law else "absolute"
        if law is not None:
            own = law.law_id == self.index.law_id and not law.former
            address = Address(None if own else law)
            if phrase.supplementary:
                address = self._supplement_of(law, near.here) if own else address._replace(root=SUPPLEMENT)
            return self._go_down(Meaning(form, address), phrase, near)
        if phrase.law:
            return Meaning(form, None, reason="no_antecedent")
        before = near.before
        if phrase.supplementary:
            above = before.end if before and before.stated == LAW else None
            if above and above.law and not above.is_law and phrase.steps:
                return self._go_down(Meaning("elliptical", Address(above.law, SUPPLEMENT)), phrase, near)
            root = self._supplement(near.here)
            return self._go_down(Meaning("absolute", root, stated=SUPPLEMENTARY), phrase, near)
        if phrase.appendix:
            other = before.end.law if before and before.end and before.stated == LAW else None
            address = Address(other or near.here.bare_article.law)
            return self._go_down(Meaning("appendix", address), phrase, near)
        return self._by_first_step(phrase, near)

    def _by_first_step(self, phrase: Phrase, near: Surroundings) -> Meaning:
        first = phrase.steps[0]
        rank = RANK[first.unit]
        if first.way == "same":
            found = near.antecedent(rank)
            if found is None and rank < ARTICLE:
                found = own_division(near.here, first.unit)
            if found is None:
                return Meaning("same", None, reason="no_antecedent", stated=rank)
            if found.law is None and near.former:
                found = found._replace(law=near.former)
            kept = cut_above(found, rank + 1) if rank >= ARTICLE else found
            return self._go_down(Meaning("same", kept, stated=rank), phrase, near, skip=1)
        if first.way in ("before", "after"):
            return self._go_down(neighbour(self.index, first, near.here), phrase, near, skip=1)
        return self._go_down(self._taken_over(first, near), phrase, near)

    def _taken_over(self, first: Step, near: Surroundings) -> Meaning:
        """Return what stands above a numbered first step, and how that is known."""
        here, before, around = near.here, near.before, near.around
        rank = RANK[first.unit]
        numbered = first.way == "number"
        if before and before.end and (continued := _continued(first, before, before.end)):
            return continued
        if around and numbered and finest(around) < rank:
            return Meaning("elliptical", around, stated=rank)
        if rank <= ARTICLE:
            return Meaning("absolute", here.bare_article, stated=rank)
        if not numbered:
            return Meaning("same", here.address._replace(subitems=here.address.subitems[:1]), stated=rank)
        above = cut_above(here.address, rank)
        if here.position and self.index.find(step_down(above, first)) is None:
            # 「第一項の書類（第二号に掲げる書類については…）」 in a paragraph without items.
            named = near.antecedent(rank - 1)
            if named and (named.law or self.index.find(step_down(cut_above(named, rank), first))):
                return Meaning("elliptical", cut_above(named, rank), stated=rank)
        return Meaning("same", above, stated=rank)

    def _go_down(self, meaning: Meaning, phrase: Phrase, near: Surroundings, skip: int = 0) -> Meaning:
        """Follow the remaining steps of a phrase from an address."""
        address = meaning.address
        if address is None:
            return meaning
        if address.appendix:
            return meaning
        if phrase.appendix:
            meaning.address = address._replace(root=MAIN, appendix=(phrase.appendix, phrase.appendix_num))
            meaning.row = phrase.appendix_row
            return meaning
        steps = phrase.steps[skip:] if skip else phrase.steps
        if phrase.looks_back:
            named = _numbered(steps, near)
            if named is None:
                return Meaning(meaning.form, None, stated=meaning.stated, reason="no_antecedent")
            steps = named
        if steps:
            address = step_down(address, *steps)
            meaning.last = None
        meaning.address = address
        if phrase.each:
            self._each(meaning, phrase.each)
        return meaning

    def _each(self, meaning: Meaning, unit: str) -> None:
        """Spread 各号 or 各項 to the first and the last of them, where the law is at hand."""
        address = meaning.address
        if address is None or address.law:
            return
        if unit == "item" and not address.paragraph:
            address = address._replace(paragraph="1")
        node = self.index.find(address)
        nums = [child.num for child in node.children if child.kind == unit] if node else []
        if nums:
            meaning.address = step_down(address, Step(unit, "number", nums[0] or ""))
            meaning.last = step_down(address, Step(unit, "number", nums[-1] or "")) if len(nums) > 1 else None

    def _supplement_of(self, law: LawName, here: Here) -> Address:
        """Return the block that 附則 behind this law's name means: behind its title the original one."""
        if law.kind == "this":
            return self._supplement(here)
        roots = self.index.supplements()
        return Address(root=roots[0].elm if roots else SUPPLEMENT)

    def _supplement(self, here: Here) -> Address:
        """Return the block that 附則 means: the one it stands in, else the law's original one."""
        roots = [root.elm for root in self.index.supplements()]
        own = here.position.root.elm if here.position else None
        if own in roots:
            return Address(root=own or SUPPLEMENT)
        return Address(root=roots[0] if roots else SUPPLEMENT)


def _continued(first: Step, before: Meaning, address: Address) -> Meaning | None:
    """Return what a phrase takes over from the one it continues; None where it begins at the same unit."""
    stated = before.stated
    if address.appendix and first.unit == "item":
        if not before.row:
            address = address._replace(appendix=(address.appendix[0], first.num))
        return Meaning("appendix", address, stated=stated, row=before.row)
    if first.way != "number":
        above = address._replace(subitems=address.subitems[:-1])
        return Meaning("elliptical", above, stated=stated) if address.subitems else None
    rank = RANK[first.unit]
    beside_chapter = address.divisions and stated == LAW and rank == ARTICLE
    beside_main_part = before.part in ("main", "chapeau") and rank == ITEM and finest(address) == PARAGRAPH
    if stated < rank and (rank <= finest(address) or beside_chapter or beside_main_part):
        return Meaning("elliptical", cut_above(address, rank), stated=stated)
    return None


def _numbered(steps: Sequence[Step], near: Surroundings) -> tuple[Step, ...] | None:
    """Give 同条, 同項 and 同号 the numbers of what was named before; None where nothing was."""
    numbered: list[Step] = []
    for step in steps:
        if step.way != "same":
            numbered.append(step)
        elif named := near.antecedent(RANK[step.unit]):
            numbered.append(Step(step.unit, "number", num_of(named, step.unit)))
        else:
            return None
    return tuple(numbered)
