"""What a sentence of a review marks inside itself: terms counted with ①②③, and remarks after ⇒.

They are items of their own and stay in the sentence too: 「…の方針は、①…としつつ、②…に加え、③…であった。」, and
「防空及びミサイル防衛 ⇒ 反撃を含めた IAMD、海洋安全保障」, in which ⇒ adds to the term before it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from flows.documents.located import Located
from flows.japanese.markers import Alphabet, enumeration

_REMARK = re.compile(r"(?<=[^\s])\s*(⇒)(\s*)([^、。⇒]+)")

_BEFORE_NEXT = re.compile(r"[、，\s]*(?:及び|並びに|又は|若しくは|かつ)?$")
"""What joins a term to the next one."""

_PREDICATE = re.compile(r"(?:である|であった|です|でした|など|等)?。.*$", re.DOTALL)
"""How the sentence around the terms ends after the last of them."""


@dataclass(frozen=True, slots=True)
class InlineItem:
    """An item marked inside a sentence: its `kind`, its marker, and its text."""

    kind: str
    marker: Located
    gap: str
    text: Located


def inline_items(sentence: Located) -> list[InlineItem]:
    """Return the items that a text marks inside itself, in their order."""
    found = [*_terms(sentence), *_remarks(sentence)]
    return sorted(found, key=lambda item: item.marker.start)


def _terms(sentence: Located) -> list[InlineItem]:
    labels = enumeration(sentence.text, Alphabet.CIRCLED)
    ends = [*(label.start for label in labels[1:]), len(sentence)] if labels else []
    terms: list[InlineItem] = []
    for label, end in zip(labels, ends, strict=True):
        last = label is labels[-1]
        text = sentence.text[label.end : end]
        tail = (_PREDICATE if last else _BEFORE_NEXT).search(text)
        body = sentence[label.end : label.end + (tail.start() if tail else len(text))]
        gap = text[: len(text) - len(text.lstrip())]
        terms.append(InlineItem("enumerated_term", sentence[label.start : label.end], gap, body.strip()))
    return terms


def _remarks(sentence: Located) -> list[InlineItem]:
    return [
        InlineItem(
            "note",
            sentence[match.start(1) : match.end(1)],
            match[2],
            sentence[match.start(3) : match.end(3)].strip(),
        )
        for match in _REMARK.finditer(sentence.text)
    ]
