"""Markers of lists: bullets, and circled numbers, also where an encoding has decayed them.

Circled numbers ①②③ and Roman numerals Ⅰ Ⅱ Ⅲ stand in NEC's row 13 of CP932, whose two-byte codes begin with
0x87. Where a program took the text for Shift_JIS, that byte was lost and the second one stayed: ① (0x8740)
became @, ② (0x8741) A, Ⅲ (0x8756) V. Elsewhere somebody wrote plain digits in their place. Whether an @ or A of
a document is such a ruin or a real letter cannot be told from the character, only from the document; whoever
calls decides on the alphabet by what stands at a place where the document must have a first label.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from flows.japanese.widths import fold

CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
"""The circled numbers that CP932 has."""

NEC_LEAD_BYTE = 0x87
"""First byte of NEC's row 13 in CP932."""

BULLETS = "○〇◯●◎・－−‐–―─■□◆◇▼▽※"
"""Characters that begin an item of an unnumbered list."""

_CONJUNCTION = "及び|並びに|又は|若しくは|かつ|から"
_BEFORE_TERM = rf"[\s、。,:;()「・]|{_CONJUNCTION}"


def circled(number: int) -> str:
    """Return the circled number, 1 to 20.

    Raises:
        ValueError: CP932 has no such circled number.
    """
    if not 1 <= number <= len(CIRCLED):
        raise ValueError(f"there is no circled {number}")
    return CIRCLED[number - 1]


def restored(char: str) -> str | None:
    """Return the character whose CP932 code ends in this one after a lost 0x87: @ is ①, V is Ⅲ.

    None where NEC's row has no such code.
    """
    try:
        return bytes((NEC_LEAD_BYTE, ord(char))).decode("cp932")
    except (ValueError, UnicodeDecodeError):
        return None


def decayed(char: str) -> str:
    """Return what is left of a character of NEC's row when its first byte is lost: ① leaves @.

    Raises:
        ValueError: the character is not of that row.
    """
    code = char.encode("cp932", "replace")
    if len(code) != 2 or code[0] != NEC_LEAD_BYTE or not code[1:].isascii():
        raise ValueError(f"{char!r} does not decay to one ASCII character")
    return code[1:].decode("ascii")


class Alphabet(Enum):
    """How a document writes its circled numbers."""

    CIRCLED = "circled numbers"
    LETTERS = "circled numbers decayed to the second byte of their CP932 code"
    DIGITS = "plain digits in place of circled numbers"


_LABEL = {
    Alphabet.CIRCLED: f"[{CIRCLED}]",
    Alphabet.LETTERS: f"[{CIRCLED}]|(?<![A-Za-z@])[@A-S](?![A-Za-z@])",
    Alphabet.DIGITS: f"[{CIRCLED}]|(?<![0-9])(?:1[0-9]|20|[1-9])(?![0-9])",
}
"""A label in folded text. An intact circled number is one in every document."""


@dataclass(frozen=True, slots=True)
class Label:
    """A label found in a text, `text[start:end]`, and the number that it stands for."""

    number: int
    start: int
    end: int

    @property
    def circled(self) -> str:
        """The label as a circled number."""
        return circled(self.number)


def alphabet_of(first_label: str) -> Alphabet | None:
    """Tell how a document writes circled numbers from a place where ① must stand; None if it is no ①."""
    forms = {"①": Alphabet.CIRCLED, decayed("①"): Alphabet.LETTERS, "1": Alphabet.DIGITS}
    return forms.get(fold(first_label))


def label_number(text: str, alphabet: Alphabet) -> int | None:
    """Return the number that a label written in `alphabet` stands for; None if it is no label."""
    folded = fold(text)
    if not re.fullmatch(_LABEL[alphabet], folded):
        return None
    if folded in CIRCLED:
        return CIRCLED.index(folded) + 1
    if alphabet is Alphabet.DIGITS:
        return int(folded)
    return CIRCLED.index(str(restored(folded))) + 1


def candidates(text: str, alphabet: Alphabet) -> list[Label]:
    """Return every place of `text` that could be a label, labels and references alike."""
    return [
        Label(number, match.start(), match.end())
        for match in re.finditer(_LABEL[alphabet], fold(text))
        if (number := label_number(match[0], alphabet))
    ]


def enumeration(text: str, alphabet: Alphabet) -> list[Label]:
    """Return the labels of the enumeration inside a sentence: 「次の①…、②…及び③…」.

    A label stands at the beginning or after white space, punctuation or a conjunction, and continues the
    count; so neither 「第7条」 and 「20日」 are labels nor the reference in 「③については、①及び②のほかに」.
    One label alone enumerates nothing.
    """
    return _counted(text, alphabet, _BEFORE_TERM)


def line_labels(text: str, alphabet: Alphabet) -> list[Label]:
    """Return the labels that begin the lines of a text, where a line break may have become a space.

    One label alone enumerates nothing.
    """
    return _counted(text, alphabet, r"\s")


def _counted(text: str, alphabet: Alphabet, before: str) -> list[Label]:
    labels: list[Label] = []
    for label in candidates(text, alphabet):
        if label.number == len(labels) + 1 and _follows(text, label, before):
            labels.append(label)
    return labels if len(labels) > 1 else []


def _follows(text: str, label: Label, before: str) -> bool:
    return label.start == 0 or bool(
        re.search(f"(?:{before})$", fold(text[max(0, label.start - 4) : label.start]))
    )


def references(text: str, alphabet: Alphabet, labels: Iterable[Label]) -> list[Label]:
    """Return the places that refer to one of the `labels` of the same enumeration: 「①及び②のほかに」.

    A reference is followed by a particle or conjunction, where a label is followed by its item.
    """
    labels = list(labels)
    follows = re.compile(rf"の|に|と|から|まで|{_CONJUNCTION}|、[0-9@A-S{CIRCLED}]")
    folded = fold(text)
    return [
        label
        for label in candidates(text, alphabet)
        if label not in labels
        and label.number <= len(labels)
        and _follows(text, label, _BEFORE_TERM)
        and follows.match(folded, label.end)
    ]


def restore(text: str, labels: Iterable[Label]) -> str:
    """Return `text` with the given labels and references as circled numbers."""
    parts: list[str] = []
    last = 0
    for label in sorted(labels, key=lambda label: label.start):
        parts += [text[last : label.start], label.circled]
        last = label.end
    return "".join([*parts, text[last:]])


def repair_evidence(label: Label, before: str) -> str:
    """Say what shows that the character `before` was a circled number."""
    if fold(before) in CIRCLED:
        raise ValueError(f"{before} has not decayed")
    if fold(before).isdecimal():
        return f"Stands where the document counts with circled numbers; it continues the count as {label.number}."
    code = label.circled.encode("cp932")
    return (
        f"CP932 has {label.circled} as 0x{code.hex().upper()}; without the lead byte 0x{code[0]:02X} "
        f"it is 0x{code[1]:02X}, {decayed(label.circled)}."
    )
