"""Reads a law's provisions in document order, each with what those above it have named."""

from __future__ import annotations

import re

from flows.documents.law_tree import Provision
from flows.japanese.law_numbers import LAW_NUMBER
from flows.records.laws.addresses import PARAGRAPH, Address, LawName, cut_above
from flows.records.laws.found import Reading, Trail
from flows.records.laws.index import LawIndex
from flows.records.laws.naming import Names
from flows.records.laws.phrases import Here, Reader
from flows.records.laws.sentences import SentenceReader

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

    def read(self) -> list[Reading]:
        """Read every provision that has text of its own."""
        supplements = 0
        for root in self.index.roots.values():
            if root.kind != "suppl_provision":
                self._read_block(root, None)
                continue
            supplements += 1
            number = _NUMBER.search(f"{root.title or ''}{root.caption or ''}")
            if number or supplements > 1:
                self._read_block(root, LawName(None, number[0] if number else "", "amending"))
                continue
            defined = self.names.definitions()
            self._read_block(root, None)
            if self._misses_articles(root):
                self.names.restore(defined)
                self._read_block(root, LawName(None, "", "amending"))
        return list(self.readings.values())

    def _read_block(self, root: Provision, amending: LawName | None) -> None:
        if amending:
            self.index.amending.add(root.elm)
        self._read_below(root, Address(amending), [])

    def _read_below(self, node: Provision, bare_article: Address, above: list[Trail]) -> None:
        if node.sentences:
            reading = self._read_provision(node, bare_article, above)
            self.readings[node.elm] = reading
            above = [reading.trail, *above]
        for child in node.children:
            self._read_below(child, bare_article, above)

    def _read_provision(self, node: Provision, bare_article: Address, above: list[Trail]) -> Reading:
        texts = [sentence.text.text for sentence in node.sentences]
        starts = [0]
        for text in texts:
            starts.append(starts[-1] + len(text))
        reading = Reading(node, "".join(texts), starts[:-1], trail=Trail(above))
        position = self.index.positions[node.elm]
        sentences = SentenceReader(self, reading, Here(position.address(), position, bare_article))
        for start, text in zip(reading.starts, texts, strict=True):
            sentences.read(text, start)
        reading.found.sort(key=lambda found: (found.start, -found.end))
        return reading

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
