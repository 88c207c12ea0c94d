"""Reads a law's provisions in document order, each with what those above it have named."""

from __future__ import annotations

import re

from flows.documents.law_tree import Provision
from flows.japanese.citations import scan
from flows.japanese.law_numbers import LAW_NUMBER
from flows.records.laws.addresses import PARAGRAPH, Address, LawName, cut_above
from flows.records.laws.found import Found, Reading, Trail
from flows.records.laws.index import LawIndex, Position
from flows.records.laws.meanings import Here
from flows.records.laws.naming import Names
from flows.records.laws.phrases import Reader
from flows.records.laws.sentences import SentenceReader

SAYS_NOTHING = frozenset({"law_title", "law_num", "toc"})
"""Kinds of top nodes whose articles and names of laws are headings, not references."""

_NUMBER = re.compile(LAW_NUMBER)


class LawReader:
    """Reads one law.

    A supplementary provision that came with an amending law counts that law's articles: 第二条 there is not an
    article of the law that holds it. Sources in XML state the amending law. Others have lost it; then only the
    first block can be the law's own, and it is not if it names articles that the law does not have.
    """

    def __init__(self, index: LawIndex, names: Names) -> None:
        self.index = index
        self.names = names
        self.phrases = Reader(index)
        self.readings: dict[str, Reading] = {}
        self._bare_article = Address()

    def read(self) -> list[Reading]:
        """Read every provision that has text of its own."""
        supplements = 0
        stated = any(root.amend_law_num for root in self.index.roots.values())
        for root in self.index.roots.values():
            if root.kind in SAYS_NOTHING:
                continue
            if root.kind != "suppl_provision":
                self._read_block(root, None)
                continue
            supplements += 1
            number = _amending_law(root)
            if number or supplements > 1:
                self._read_block(root, LawName(None, number or "", "amending"))
                continue
            defined = self.names.definitions()
            self._read_block(root, None)
            if not stated and self._misses_articles(root):
                self.names.restore(defined)
                self._read_block(root, LawName(None, "", "amending"))
        return list(self.readings.values())

    def _read_block(self, root: Provision, amending: LawName | None) -> None:
        if amending:
            self.index.amending.add(root.elm)
        self._bare_article = Address(amending)
        self._read_below([root], None)

    def _read_below(self, path: list[Provision], above: Trail | None) -> None:
        """Read the last node of a path from the top, then those below it."""
        node = path[-1]
        if node.sentences and (reading := self._read_provision(path, above)):
            self.readings[node.elm] = reading
            above = reading.trail
        for child in node.children:
            if child.children or child.sentences:
                path.append(child)
                self._read_below(path, above)
                path.pop()

    def _read_provision(self, path: list[Provision], above: Trail | None) -> Reading | None:
        """Read the own sentences of a provision; None where no phrase or quotation is in them."""
        node = path[-1]
        sentences: SentenceReader | None = None
        start = 0
        for sentence in node.sentences:
            text = sentence.text.text
            if scanned := scan(text):
                if sentences is None:
                    position = Position.of(path)
                    here = Here(position.address(), position, self._bare_article)
                    sentences = SentenceReader(self, Reading(node, Trail(above)), here)
                sentences.read(text, start, scanned)
            start += len(text)
        if sentences is None:
            return None
        sentences.close()
        found = sentences.reading.found
        if len(found) > 1:
            found.sort(key=_place)
        return sentences.reading

    def _misses_articles(self, root: Provision) -> bool:
        """Whether a block names articles, without saying of which law, that this law does not have."""
        return any(
            found.meaning.form == "absolute"
            and found.law is None
            and found.meaning.address is not None
            and found.meaning.address.law is None
            and found.meaning.address.root != root.elm
            and self.index.find(cut_above(found.meaning.address, PARAGRAPH)) is None
            for node in root.walk()
            if node.elm in self.readings
            for found in self.readings[node.elm].found
        )


def _place(found: Found) -> tuple[int, int]:
    return found.start, -found.end


def _amending_law(root: Provision) -> str | None:
    """Return the number of the amending law that a supplementary provision came with, as far as it is said."""
    if root.amend_law_num:
        return root.amend_law_num
    number = _NUMBER.search(f"{root.title or ''}{root.caption or ''}")
    return number[0] if number else None
