"""Which law an article or appendix is of that no name stands before."""

from __future__ import annotations

import re

from flows.japanese.references import Phrase
from flows.records.laws.addresses import MAIN, Address, LawName, step_down
from flows.records.laws.found import Found
from flows.records.laws.index import LawIndex
from flows.records.laws.meanings import Here, Meaning

WORDINGS = ("改正前の", "改正後の")
"""改正後の第三条 and 改正前の第三条 are of this law, in whatever block they stand."""

_APPLIED_IN = re.compile("において(?:読み替えて)?準用する")
_SETS_OUT = frozenset({"に規定する", "に定める", "に掲げる", "の規定による"})
_AMENDED = re.compile(
    "(?:[第〇一二三四五六七八九十百千編章節款条項号の別表及び並びに、ノ]|（[^（）]*）)*?[のノ]改正(?:規定|[にニ])"
)


def law_named_last(
    index: LawIndex, here: Here, last: Found | None, phrase: Phrase, words: str
) -> LawName | None:
    """Return the law named last, where an article can only be of that one.

    This law does not have it: 「X法第四条の規定による増加恩給、第四条の二の規定による傷病賜金」; or after において準用する it
    has no such paragraph of it.

    Args:
        index: this law.
        here: where the phrase stands.
        last: the phrase named last.
        phrase: the phrase; it begins with an article.
        words: what stands between the two.
    """
    address = last.meaning.address if last else None
    if address is None or address.law is None or address.is_law:
        return None
    if here.position is None or here.position.root.elm != MAIN:
        return None
    steps = phrase.steps if _APPLIED_IN.fullmatch(words) else phrase.steps[:1]
    return None if index.find(step_down(Address(), *steps)) else address.law


def law_set_out(last: Found | None, words: str) -> LawName | None:
    """Return the law whose appendix it is: 「銀行法施行規則第十八条第二項に規定する別紙様式第三号」."""
    address = last.meaning.address if last else None
    return address.law if address and words in _SETS_OUT else None


def is_amended(phrase: Phrase, text: str, start: int, end: int, before: Meaning | None) -> bool:
    """Whether supplementary provisions of an amending law name an article of this law, since they amend it.

    So they do in 「第三条及び第五条の改正規定」. Behind 第一条中 it may be another law that is amended.

    Args:
        phrase: the phrase.
        text: the sentence.
        start: offset of the phrase.
        end: offset after it.
        before: the phrase that it follows directly, of whose law it is.
    """
    if not phrase.above_paragraphs or phrase.supplementary or text.startswith("中", start - 1):
        return False
    if before is not None:
        return before.address is not None and before.address.law is None
    return not phrase.says_nothing and _AMENDED.match(text, end) is not None
