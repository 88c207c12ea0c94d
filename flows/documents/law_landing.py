"""References of the main provisions to articles that the law does not have: a sign that part of it is lost.

Many references that seem to name an own article do not: they go on with a law named before, speak of a former
wording, or stand in a table of words to be read otherwise. Only those count here that can hardly mean anything
else. Paragraphs and items are counted by us, not by the source, so a reference to one that is not there is no
fault of the document; it is told in its row of `citations`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from flows.documents.law_demands import own_references
from flows.documents.law_tree import LawTree
from flows.documents.located import Located
from flows.japanese.citations import NAME, REFERENCE, tokens

_BEFORE = re.compile("(?:^|[ぁ-ん、（])$")
_AFTER = re.compile("[^。]{0,40}?(?:改正|中「|旧)|中欄|[^、。]{0,12}とある")
_OTHER_TEXT = re.compile("旧|改正|協定|条約|規則|基準|これらの規定")
_OTHER_LAW = re.compile("同[法令規]|附則|別表")


class Unlanded(NamedTuple):
    """A reference to an article that the law does not have: the phrase where it stands, the article's number."""

    phrase: Located
    target: str


def unlanded(tree: LawTree) -> Iterator[Unlanded]:
    """Yield the references of the main provisions to own articles that are not there."""
    main = next((top for top in tree.provisions if top.kind == "main_provision"), None)
    articles = [node for node in main.walk() if node.kind == "article"] if main else []
    texts = [
        [
            sentence.text
            for node in article.walk()
            for sentence in node.sentences
            if isinstance(sentence.text, Located)
        ]
        for article in articles
    ]
    block = [
        (article.num or "", [text.text for text in lines])
        for article, lines in zip(articles, texts, strict=True)
    ]
    there = {num for article in articles for num in _numbers(article.num or "")}
    for reference in own_references(block, main=True):
        text = texts[reference.article][reference.line]
        phrase = text[reference.start : reference.start + len(reference.text)]
        named = reference.target is not None and reference.text.startswith("第") and "条" in reference.text
        if named and reference.target not in there and _is_sure(text.text, reference.start, len(phrase)):
            yield Unlanded(phrase, reference.target or "")


def _numbers(num: str) -> Iterator[str]:
    """Yield the numbers of the articles that share a heading: 4:8 stands for five."""
    yield num
    first, colon, last = num.partition(":")
    if colon and first.isdecimal() and last.isdecimal():
        yield from map(str, range(int(first), int(last) + 1))


def _is_sure(text: str, start: int, length: int) -> bool:
    """Whether a phrase in a sentence can hardly mean another law or another wording."""
    before, after = text[:start], text[start + length :]
    if (
        not text.endswith("。")
        or not _BEFORE.search(before)
        or _AFTER.match(after)
        or _OTHER_TEXT.search(before)
    ):
        return False
    return not any(
        token.kind == NAME or (token.kind == REFERENCE and _OTHER_LAW.match(token.text))
        for token in tokens(before)
    )
