"""Terms that a law defines.

Four forms: 「…（以下「X」という。）」, also 次条において「X」という and 「X」と総称する; 「X（…をいう。以下同じ。）」;
「「X」とは、…をいう」; and two columns, the term and what it means. Terms in a quotation belong to the provision that
is read over, not to the one that quotes them.

Of two columns in a list of terms (次の各号に掲げる用語の意義は) some sources have lost the border: 関係行政機関次に掲げる
機関をいう。 There the term is what the definition ends with, 第二条に規定するXをいう, where the text begins with it; else
the longest beginning that another provision of the law has as a word of its own, that is, with something else than
kanji or katakana behind it. Laws define what they use; of a term that one used nowhere else, a word that it begins with
would be taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from flows.documents.law_tree import LawTree, Provision
from flows.documents.source_text import SourceText
from flows.japanese.bracket_pairs import Bracket, brackets

_MAY_DEFINE = re.compile("」と(?:いう|いい|総称|称)|をいう|」とは")
_NAMED = re.compile("」(?:(?:又は|及び|、|若しくは)「[^「」]*」)*と(?:いう|いい|総称|称)")
_MEANS = re.compile("(?:^|。)([^。]*をいう。)(?=[^。]*同じ)")
_MEANS_ANY = re.compile("(?:^|。)([^。]*をいう。)")
_AS_DEFINED = re.compile("(?:規定する|掲げる|定める|いう)([^、。（）]+)をいう。$")
_IS = re.compile("(?:又は「[^「」]*」)?とは、?")
_WORD = re.compile("[一-龥々〆ァ-ヴーＡ-Ｚａ-ｚA-Za-z０-９・]+$")
_LEAD = re.compile("及び|又は|並びに|若しくは|その他の?|かつ、")
_COMMA = re.compile("[、。]|ように(?=当該)")
_CLAUSE_COMMA = re.compile("(?<=[ぁ-ん])、|。|ように(?=当該)")
_ALL_OF_THEM = re.compile("（[^（）「」]*(?:「[^「」]*」(?:、|又は|及び)?)+と総称")
_GOES_ON = re.compile("[一-龥々〆ァ-ヴー]")
_MEANING = re.compile("用語の(?:意義|定義)")
_LONGEST_TERM = 60
"""Characters of a term whose border to its definition is lost."""


class DefinedTerm(NamedTuple):
    """One row of `defined_terms`.

    Args:
        term: the term.
        definition: what it stands for, verbatim.
        start, end: offsets of the term in the provision's text.
    """

    provision_id: str
    source_id: str
    ordinal: int
    term: str
    definition: str
    start: int
    end: int


_Term = tuple[int, int, str]
"""Start and end of a term in its text, and its definition."""


def read_definitions(tree: LawTree, document: SourceText) -> list[DefinedTerm]:
    """Return the terms that each provision defines, in document order."""
    rows: list[DefinedTerm] = []
    others = _Others(tree)
    waiting: list[tuple[Provision, Provision | None]] = [(root, None) for root in reversed(tree.provisions)]
    while waiting:
        node, above = waiting.pop()
        waiting.extend([(child, node) for child in reversed(node.children)])
        terms = sorted(_terms(node, above)) if _may_define(node) else []
        if _has_lost_columns(node, above):
            terms = [*_by_use(node, others), *terms]
        if not terms:
            continue
        provision_id = f"{tree.law_revision_id}/{node.elm}"
        text = node.text.text
        for ordinal, (start, end, definition) in enumerate(terms, start=1):
            rows.append(
                DefinedTerm(
                    provision_id, document.source_id, ordinal, text[start:end], definition, start, end
                )
            )
    return rows


def _may_define(node: Provision) -> bool:
    """Whether it is worth to look for terms in a provision: one has columns, or words that end a definition."""
    for sentence in node.sentences:
        text = sentence.text.text
        if "をいう" in text or "」と" in text:
            return True
    return len(node.sentences) > 1


def _terms(node: Provision, above: Provision | None) -> Iterator[_Term]:
    """Yield the terms of one provision with offsets in its text."""
    columns = [sentence.text.text for sentence in node.sentences if sentence.role == "column"]
    if len(columns) > 1 and _defines_in_columns(columns, above):
        yield 0, len(columns[0]), "".join(columns[1:])
    offset = 0
    for sentence in node.sentences:
        text = sentence.text.text
        if _MAY_DEFINE.search(text):
            for start, end, definition in _in_sentence(text):
                yield start + offset, end + offset, definition
        offset += len(text)


def _defines_in_columns(columns: list[str], above: Provision | None) -> bool:
    lead = "".join(sentence.text.text for sentence in above.sentences) if above else ""
    return columns[1].endswith("をいう。") or _MEANING.search(lead) is not None


def _has_lost_columns(node: Provision, above: Provision | None) -> bool:
    """Whether a provision is a term and its definition in a list of them, in one."""
    if above is None or node.kind != "item" or [sentence.role for sentence in node.sentences] != ["single"]:
        return False
    lead = "".join(sentence.text.text for sentence in above.sentences)
    return _MEANING.search(lead) is not None and node.text.text.endswith("をいう。")


class _Others:
    """The text of a whole law but for one provision, put together once."""

    def __init__(self, tree: LawTree) -> None:
        self._tree = tree

    @cached_property
    def _placed(self) -> tuple[str, dict[int, int]]:
        """The texts of all provisions, a line each, and by identity where each begins."""
        texts: list[str] = []
        begins: dict[int, int] = {}
        reached = 0
        for node in self._tree.walk():
            text = node.text.text
            begins[id(node)] = reached
            texts.append(text)
            reached += len(text) + 1
        return "\n".join(texts), begins

    def than(self, node: Provision, text: str) -> str:
        """Return the texts of the other provisions; `text` is that of `node`."""
        whole, begins = self._placed
        start = begins[id(node)]
        return whole[:start] + whole[start + len(text) :]


def _by_use(node: Provision, others: _Others) -> Iterator[_Term]:
    """Read a term without a border to its definition, by where else the law has it."""
    text = node.text.text
    defined = _AS_DEFINED.search(text)
    if defined and text.startswith(defined[1]):
        yield 0, len(defined[1]), text[len(defined[1]) :]
    elif end := _longest_word(text, others.than(node, text)):
        yield 0, end, text[end:]


def _longest_word(text: str, elsewhere: str) -> int:
    """Return the length of the longest beginning of a text that stands elsewhere as a word of its own; 0 of none."""
    longest = first = 0
    for end in range(2, min(len(text), _LONGEST_TERM + 1)):
        beginning = text[:end]
        first = elsewhere.find(beginning, first)
        if first < 0:
            break
        at = first
        while at >= 0:
            if not _GOES_ON.match(elsewhere, at + end):
                longest = end
                break
            at = elsewhere.find(beginning, at + 1)
    return longest


def _in_sentence(text: str) -> Iterator[_Term]:
    pairs = brackets(text)
    for pair in pairs:
        if pair.quoted:
            continue
        if pair.is_quotation:
            yield from _by_quotation(text, pair, pairs)
        elif means := _MEANS.search(pair.inside(text)):
            yield from _by_gloss(text, pair, means[1], pairs)


def _by_quotation(text: str, quotation: Bracket, pairs: list[Bracket]) -> Iterator[_Term]:
    """Read （以下「X」という。） and 「X」とは、…をいう."""
    start, end = quotation.start + 1, quotation.end - 1
    if _NAMED.match(text, end):
        bracket = quotation.within
        if bracket is None:
            definition = text[_beginning(text, quotation.start, None, pairs) : quotation.start]
        else:
            means = _MEANS_ANY.search(text[bracket.start + 1 : quotation.start])
            before = text[_beginning(text, bracket.start, bracket.within, pairs) : bracket.start]
            definition = means[1] if means else before
        if definition:
            yield start, end, definition
    elif (match := _IS.match(text, quotation.end)) and match.end() < len(text):
        yield start, end, text[match.end() :]


def _by_gloss(text: str, bracket: Bracket, means: str, pairs: list[Bracket]) -> Iterator[_Term]:
    """Read 「X（…をいう。以下同じ。）」: X is the word before the bracket, or what the gloss says it is."""
    if _NAMED.search(bracket.inside(text)):
        return
    low = bracket.within.start + 1 if bracket.within else 0
    word = _WORD.search(text, low, bracket.start)
    start = word.start() if word else _beginning(text, bracket.start, bracket.within, pairs)
    defined = _AS_DEFINED.search(means)
    if defined and text.endswith(defined[1], low, bracket.start):
        start = min(start, bracket.start - len(defined[1]))
    if start < bracket.start:
        yield start, bracket.start, means


def _beginning(text: str, end: int, within: Bracket | None, pairs: list[Bracket]) -> int:
    """Return where the phrase that ends at `end` begins; see the module's rule."""
    low = within.start + 1 if within else 0
    inner = [pair for pair in pairs if pair.within is within and low <= pair.start < end]
    bounds = [low, *(bound for pair in inner for bound in (pair.start, pair.end)), end]
    outside = list(zip(bounds[::2], bounds[1::2], strict=True))
    start = _last(_COMMA, text, outside, low)
    is_list = any("その他" in text[max(left, start) : right] for left, right in outside if right > start)
    if is_list or _ALL_OF_THEM.match(text, end):
        start = _last(_CLAUSE_COMMA, text, outside, low)
    while match := _LEAD.match(text, start, end):
        start = match.end()
    return start


def _last(mark: re.Pattern[str], text: str, parts: list[tuple[int, int]], low: int) -> int:
    """Return the offset behind the last match of `mark` in parts of a text; `low` without any."""
    ends = [match.end() for left, right in parts for match in mark.finditer(text, left, right)]
    return ends[-1] if ends else low
