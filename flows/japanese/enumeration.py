"""Terms enumerated inside a sentence: 「①情報収集、②防空及び③輸送を含む措置をとる。」.

Each term goes from its label to the conjunction before the next label, the last one to where the sentence
goes on. Where that is can be told only by how such sentences go on; an ending that is not known is no guess.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from flows.japanese.markers import CIRCLED, Alphabet, Label, circled, decayed
from flows.japanese.numbering import UNIT
from flows.japanese.widths import fold

_BETWEEN = re.compile(r"(?:\s|、|,|・|及び|並びに|又は|若しくは|かつ|や|と)+$")
"""What stands between two terms."""

_BEFORE = r"(?:^|(?<=[\s、。,:;()「・はがにや])|(?<=及び)|(?<=並びに)|(?<=又は)|(?<=若しくは)|(?<=次の)|(?<=以下の))"
"""Where a label that is a letter or digit can stand: never in the middle of a word or number."""

_ENDS = re.compile(
    "を(?:含|明記|はじめ|始め|列挙|挙げ)|を(?:行|実施|推進|強化|規定|支援|確保|維持)[ぁ-ん]*(?=[、。]|$)"
    "|が(?:含|挙げ|ある)|であ[るりっ]|など|について(?!の)|に関し(?!て?の)|に分|に整理|の各|の[0-9]+(?:つ|項目|分野)|。"
)
"""How a sentence goes on after the last term of an enumeration."""

_SENTENCE = re.compile("[ぁ-ん]、|[うくぐすつぬぶむる]$")
"""What shows that a text goes on behind a term: a clause, or a verb at its end."""

_STRAY = {
    Alphabet.CIRCLED: f"[{CIRCLED}]",
    Alphabet.LETTERS: "(?<=、)[@A-S](?![A-Za-z@-])|(?<=及び)[@A-S](?![A-Za-z@-])",
    Alphabet.DIGITS: f"(?:(?<=、)|(?<=及び))(?:1[0-9]|20|[1-9])(?!{UNIT})",
}
"""What can only be a label, in a text that enumerates."""


class Term(NamedTuple):
    """A term and its label; the term is `text[start:end]` of the sentence."""

    label: Label
    start: int
    end: int


def document_alphabet(text: str) -> Alphabet:
    """Tell how a document writes circled numbers: whole, else decayed (then ① is @), else as digits."""
    if any(char in text for char in CIRCLED):
        return Alphabet.CIRCLED
    return (
        Alphabet.LETTERS if re.search(f"{_BEFORE}{decayed('①')}(?=[^\\s@])", fold(text)) else Alphabet.DIGITS
    )


def terms(text: str, alphabet: Alphabet) -> list[Term]:
    """Return the terms that a text enumerates; one label alone enumerates nothing.

    Raises:
        ValueError: a label is out of sequence, or the end of the last term cannot be told.
    """
    labels = _labels(fold(text), alphabet)
    _require_all(fold(text), labels, alphabet)
    if len(labels) < 2:
        return []
    found = [
        Term(label, label.end, label.end + len(_BETWEEN.sub("", text[label.end : after.start])))
        for label, after in pairwise(labels)
    ]
    last = labels[-1]
    return [*found, Term(last, last.end, last.end + _last_length(text[last.end :]))]


def _labels(text: str, alphabet: Alphabet) -> list[Label]:
    """Return the labels that count from 1 on, each at the first place after the one before where it can stand.

    A decayed label before an acronym (CBRN as DCBRN, behind a lost ⑤) is taken if there is no plainer place.
    """
    labels: list[Label] = []
    for number in range(1, len(CIRCLED) + 1):
        start = labels[-1].end if labels else 0
        forms = (re.compile(form) for form in _label_forms(number, alphabet))
        match = next((match for form in forms if (match := form.search(text, start))), None)
        if match is None:
            break
        labels.append(Label(number, match.start(), match.end()))
    return labels


def _label_forms(number: int, alphabet: Alphabet) -> list[str]:
    """Return the regular expressions of a label, the plainer first."""
    if alphabet is Alphabet.CIRCLED:
        return [circled(number)]
    if alphabet is Alphabet.DIGITS:
        return [f"{_BEFORE}{number}(?!{UNIT})"]
    label = _BEFORE + re.escape(decayed(circled(number)))
    return [f"{label}(?![0-9A-Za-z@])", f"{label}(?![0-9])"]


def _require_all(text: str, labels: list[Label], alphabet: Alphabet) -> None:
    """Stop where a label stands behind those that were found: one before it is missing."""
    if not labels and alphabet is not Alphabet.CIRCLED:
        return
    after = labels[-1].end if labels else 0
    stray = re.compile(_STRAY[alphabet]).search(text, after)
    if stray:
        raise ValueError(
            f"the label {stray[0]!r} is out of sequence, the last before it is {len(labels)}: {text[stray.start() :][:40]!r}"
        )


def _last_length(text: str) -> int:
    """Return the length of the last term at the beginning of `text`; what stands in brackets belongs to it."""
    outside = re.sub(r"[(（][^()（）]*[)）]", lambda match: "　" * len(match[0]), text)
    end = _ENDS.search(outside)
    term = outside[: end.start() if end else len(outside)]
    if not term.strip() or (term == outside.split("。")[0] and _SENTENCE.search(term)):
        raise ValueError(
            f"the last term of the enumeration does not end in a way that is known: {text[:40]!r}"
        )
    return len(term)
