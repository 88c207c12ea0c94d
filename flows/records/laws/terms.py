"""The terms that a provision gives to laws: （以下「法」という。）, 「法」とは、電波法をいう。, （以下法といふ。）."""

from __future__ import annotations

import re

from flows.documents.law_tree import Provision
from flows.records.laws.addresses import LawName
from flows.records.laws.meanings import Here
from flows.records.laws.mentions import Mention
from flows.records.laws.naming import Names

_IS_CALLED = re.compile("「([^「」]+)」とは、?$")
_UNQUOTED = re.compile("以下(?:単に)?([^「」（）、。]{1,14}?)(?:という|といふ|ト称ス)。?）$")
_SCOPE = re.compile("この(条|項|号|章|節|款|編|附則)において$")


class Terms:
    """Takes up the terms of one provision.

    Args:
        names: the names of laws as the law uses them.
        provision: the provision.
        here: where it stands.
    """

    def __init__(self, names: Names, provision: Provision, here: Here) -> None:
        self.names = names
        self.provision = provision
        self.here = here

    def quoted(self, term: str, before: str, law: LawName) -> None:
        """Take up a term in the bracket behind a law's name.

        Args:
            term: the term.
            before: what stands before it in the bracket.
            law: the law.
        """
        scope = _SCOPE.search(before)
        self.names.define(term, law, self._unit(scope[1]) if scope else self._block())

    def unquoted(self, bracket: str, law: LawName) -> None:
        """Take up a term that an old law gives without quotation marks at the end of the bracket."""
        if term := _UNQUOTED.search(bracket):
            self.names.define(term[1], law, self._block())

    def by_sentence(self, text: str, offset: int, mention: Mention) -> None:
        """Take up 「「法」とは、電波法をいう。」, and the same in two columns.

        Args:
            text: the sentence.
            offset: where it begins in the provision's text.
            mention: the law.
        """
        first = self.provision.sentences[0]
        named = _IS_CALLED.search(text, 0, mention.start)
        if named:
            self.names.define(named[1], mention.name, self._block())
        elif mention.start == 0 and first.role == "column" and len(first.text) == offset:
            self.names.define(first.text.text.strip("「」"), mention.name, self._block())

    def _block(self) -> str:
        """Where a term holds that is given for the whole law: those of an amending law hold in its own provisions."""
        position = self.here.position
        return position.root.elm if position and self.here.bare_article.law else ""

    def _unit(self, word: str) -> str:
        """Return the element path of the unit that この条, この項 ... mean; empty for the whole law."""
        position = self.here.position
        if position is None:
            return ""
        nodes = {"条": position.article, "項": position.paragraph, "号": position.item, "附則": position.root}
        node = nodes.get(word)
        return node.elm if node else ""
