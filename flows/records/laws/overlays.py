"""Quotations that are read into another provision (読替え).

In 「同項中「前項」とあるのは、「次条第四項において準用する前項」と読み替える」 both quotations are read from the paragraph
that 同項 means. What is replaced stands there word for word, so that a phrase in it means what it means there.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from flows.japanese.bracket_pairs import closing
from flows.japanese.references import Phrase
from flows.records.laws.addresses import Address, LawName
from flows.records.laws.found import Found, Reading
from flows.records.laws.meanings import Here, Meaning, Surroundings

if TYPE_CHECKING:
    from flows.records.laws.reader import LawReader

_OVER = re.compile("(?:の規定)?中、?")
_THESE = re.compile("これらの(?:規定|条項?|項)中、?$")
_APPLYING = re.compile("の?(?:規定)?の(?:適用|準用)については、")


class Overlay:
    """What the quotations of one sentence are read into.

    Args:
        law: the law that is read.
        over: the phrases that name the provisions.
    """

    def __init__(self, law: LawReader) -> None:
        self.law = law
        self.over: list[Found] = []
        self.lead: LawName | None = None
        self.lead_at = -1
        self.text = ""
        self._opened = 0
        self._first: tuple[str, Meaning] | None = None
        self._quoted_from: list[tuple[Reading, int]] = []

    def begin(self, reading: Reading, before: Found | None, gap: str, applied: list[Found]) -> None:
        """Note what the next quotation is read into.

        Args:
            reading: of the provision that holds the quotation.
            before: the last phrase before it.
            gap: what stands between the two; all that stands before it without a phrase.
            applied: what the provision applies (準用), for 「この場合において、「…」とあるのは」.
        """
        if _THESE.search(gap):
            self.over = applied
        elif before and (_OVER.fullmatch(gap) or (not self.over and _APPLYING.fullmatch(gap))):
            self.over = reading.chain(before)
        elif not self.over and not before:
            self.over = applied

    def quote(self, text: str, opening: int) -> None:
        """Look up what is quoted in the provisions that it is read into.

        Where the words replaced begin within a phrase, as 「第二十五条第一項」 of 法第二十五条第一項 does, what
        replaces them is completed by the same law; `lead` is that law, `lead_at` where its phrase begins.
        """
        self._quoted_from = []
        self.text = text
        self._opened = opening
        self.lead_at = opening + 1 if text.endswith(("とあるのは", "とあるのは、"), 0, opening) else -1
        end = closing(text, opening, "「", "」")
        quoted = text[opening + 1 : end - 1] if end else ""
        for found in self.over if quoted else ():
            address = found.meaning.address
            node = self.law.index.find(address) if address and address.law is None else None
            there = self.law.readings.get(node.elm) if node else None
            if there and (place := there.text.find(quoted)) >= 0:
                self._quoted_from.append((there, place - opening - 1))
        if self.lead_at < 0:
            self.lead = self._law_cut()
            self._first = None

    def _law_cut(self) -> LawName | None:
        """Return the law of a phrase that the quotation cuts in two."""
        for there, shift in self._quoted_from:
            place = self._opened + 1 + shift
            for found in there.found:
                if found.start < place < found.end and found.law:
                    return found.law
        return None

    def unquote(self) -> None:
        """Forget what was quoted."""
        self._quoted_from = []

    def read(
        self,
        phrase: Phrase,
        law: LawName | None,
        near: Surroundings,
        place: tuple[int, int],
        own_article: Address | None,
    ) -> Meaning:
        """Read a phrase of a quotation from the provisions that it is read into.

        Args:
            phrase: the phrase.
            law: the law that it names.
            near: what it may take over.
            place: its offsets in the sentence.
            own_article: whose article it is, where words before it say so (改正前の第三条).
        """
        start, end = place
        words = self.text[start:end]
        meaning = self._meaning_there(words, end) or self._meaning_from(phrase, law, near, own_article)
        if self.lead_at < 0 and start == self._opened + 1:
            self._first = words, meaning
        return meaning

    def _meaning_from(
        self, phrase: Phrase, law: LawName | None, near: Surroundings, own_article: Address | None
    ) -> Meaning:
        """Read a phrase from each of the provisions, if all give it one meaning."""
        places = self.places()
        if own_article:
            places = [
                here if here.address.law else here._replace(bare_article=own_article) for here in places
            ]
        read = self.law.phrases.read
        meanings = [read(phrase, law, replace(near, here=here)) for here in places or [near.here]]
        meaning = meanings[0]
        stands_alone = near.before is None and near.around is None
        of_place = meaning.form in ("relative", "same") or (meaning.form == "elliptical" and stands_alone)
        placeless = not places and law is None and of_place
        one_meaning = all(other.address == meaning.address for other in meanings[1:])
        if placeless or meaning.address is None or not one_meaning:
            return Meaning(meaning.form, None, stated=meaning.stated, reason="quoted_text")
        return meaning

    def _meaning_there(self, phrase: str, end: int) -> Meaning | None:
        """Return what the phrase that ends at `end` means where it is quoted from.

        Where what replaces words begins with the same phrase as these, it means the same.
        """
        if self._first and self.lead_at == end - len(phrase) and self._first[0] == phrase:
            return self._first[1]
        for there, shift in self._quoted_from:
            for found in there.found:
                if found.end == end + shift:
                    return found.meaning
                if found.meaning.form == "range" and found.end == end + shift + len("まで"):
                    # 「第五項まで」 of 第三項から第五項まで
                    return Meaning("elliptical", found.meaning.last, stated=found.meaning.stated)
        return None

    def places(self) -> list[Here]:
        """Return where the quotations are read from; none where nobody knows."""
        addresses = (
            address
            for found in self.over
            for address in (found.meaning.address, found.meaning.last)
            if address
        )
        return [self._place(address) for address in addresses]

    def _place(self, address: Address) -> Here:
        node = self.law.index.find(address) if address.law is None else None
        position = self.law.index.position(node) if node else None
        return Here(address, position, Address(address.law))
