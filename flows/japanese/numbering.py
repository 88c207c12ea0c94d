"""Markers at the beginning of a line of an outline: 第1章, A, 1, (1), (イ), (ⅰ), ①, ・.

What a marker is can be seen from its form; which place it holds in its list, from its number. Some are known
only by their place: an A may be the letter or what is left of ② (see `flows.japanese.markers`), a 二 in
brackets the number or a misread ニ, and () a small Roman numeral that was lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from flows.japanese.markers import BULLETS, CIRCLED, Alphabet, label_number
from flows.japanese.numerals import NUMERAL, number
from flows.japanese.widths import fold

IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラム"
"""The katakana that count the items of official texts, in their order."""

LOOKALIKES = {"二": "ニ", "八": "ハ", "口": "ロ", "へ": "ヘ", "卜": "ト", "千": "チ", "力": "カ", "夕": "タ"}
"""Characters that are read in place of a katakana of the same shape."""

ROMAN = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ"
SMALL_ROMAN = "ⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹⅺⅻ"
_SPELT_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")

CHAPTER = "chapter"
ROMAN_NUMBER = "Roman numeral"
CAPITAL = "capital letter"
SMALL_LETTER = "small letter"
DIGIT = "digit"
BRACKETED_DIGIT = "digit in brackets"
BRACKETED_IROHA = "katakana in brackets"
BRACKETED_ROMAN = "small Roman numeral in brackets"
CIRCLED_NUMBER = "circled number"
DECAYED_NUMBER = "circled number decayed to one byte"
LISTED_DIGIT = "digit of a Markdown list"

UNIT = "[0-9.,:%つ章節号月]|年(?!次)|日(?![本米])|時(?!期)|分(?![野析担])|条(?![約件])|項(?!目)|[かカヶ箇][国月所年]|国間"
"""What follows a digit that is a number in a sentence."""
_SYMBOLS = f"{BULLETS}●△▲☆★→⇒-"
_OPENERS = "「『(（〈《【〔“["

_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (LISTED_DIGIT, re.compile(r"[-*+] +(?P<n>[0-9]{1,2})\.?(?=\s)")),
    (CHAPTER, re.compile(f"第(?P<n>{NUMERAL})[章部]")),
    (ROMAN_NUMBER, re.compile(rf"(?P<n>[{ROMAN}])\.?|(?P<s>[IVX]+)(?:\.|(?=\s))")),
    (CAPITAL, re.compile(r"(?P<n>[A-Z])(?:\.|(?![A-Za-z0-9.&/-]))")),
    (SMALL_LETTER, re.compile(r"(?P<n>[a-z])(?:\.|(?=\s))")),
    (DIGIT, re.compile(rf"(?P<n>[0-9]{{1,2}})(?:\.(?![0-9])|(?=\s)|(?!{UNIT}))")),
    (BRACKETED_DIGIT, re.compile(r"\((?P<n>[0-9]{1,2})\)")),
    (BRACKETED_IROHA, re.compile(rf"\((?P<n>[{IROHA}{''.join(LOOKALIKES)}])\)")),
    (BRACKETED_ROMAN, re.compile(rf"\((?P<n>[ivx]+|[{SMALL_ROMAN}]|)\)")),
    (CIRCLED_NUMBER, re.compile(f"(?P<n>[{CIRCLED}])")),
    (DECAYED_NUMBER, re.compile(r"(?P<n>[@A-S])(?![A-Za-z@])")),
)


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker at the beginning of a line.

    Args:
        form: what its list is counted with; a bullet's form is the bullet itself.
        number: its number; None for bullets and where the numeral is lost.
        length: how many characters it takes.
        body: where the text after it begins.
        certain: whether it can be nothing else: it has brackets, a dot, a sign of its own, or a space behind it,
            where a bare letter or digit may as well begin a word.
    """

    form: str
    number: int | None
    length: int
    body: int
    certain: bool

    @property
    def counts(self) -> bool:
        """Whether its list is counted, so that the number must continue that of the marker before."""
        return not is_bullet(self.form)


def is_bullet(form: str) -> bool:
    """Whether a form is that of a list without numbers."""
    return len(form) == 1


def _numeral(text: str) -> int | None:
    try:
        return number(text)
    except ValueError:
        return None


def _roman(text: str) -> int | None:
    for row in (ROMAN, SMALL_ROMAN):
        if text and text in row:
            return row.index(text) + 1
    return _SPELT_ROMAN.index(text.lower()) + 1 if text.lower() in _SPELT_ROMAN else None


_READ: dict[str, Callable[[str], int | None]] = {
    LISTED_DIGIT: int,
    CHAPTER: _numeral,
    ROMAN_NUMBER: _roman,
    CAPITAL: lambda text: ord(text) - ord("A") + 1,
    SMALL_LETTER: lambda text: ord(text) - ord("a") + 1,
    DIGIT: int,
    BRACKETED_DIGIT: int,
    BRACKETED_IROHA: lambda text: IROHA.index(LOOKALIKES.get(text, text)) + 1,
    BRACKETED_ROMAN: _roman,
    CIRCLED_NUMBER: lambda text: label_number(text, Alphabet.CIRCLED),
    DECAYED_NUMBER: lambda text: label_number(text, Alphabet.LETTERS),
}
"""How the numeral of each form is read; None where it stands for none."""


def markers_at(text: str) -> list[Marker]:
    """Return every reading of what stands at the beginning of `text` as a marker, the likelier first."""
    folded = fold(text)
    found: list[Marker] = []
    for form, pattern in _PATTERNS:
        match = pattern.match(folded)
        if not match:
            continue
        numeral = next(group for group in match.groups() if group is not None)
        value = _READ[form](numeral)
        if value is not None or not numeral:
            body = _body(folded, match.end())
            certain = body > match.end() or not re.search(f"[A-Za-z0-9@{ROMAN}]$", match[0])
            found.append(Marker(form, value, match.end(), body, certain))
    if text[:1] and text[0] in _SYMBOLS:
        found.append(Marker(text[0], None, 1, _body(folded, 1), certain=True))
    return found


def _body(text: str, start: int) -> int:
    return start + len(text[start:]) - len(text[start:].lstrip())


def unknown_marker(text: str) -> str | None:
    """Return what looks like a marker at the beginning of a line that no reading of `markers_at` knows.

    A symbol begins no sentence, and Japanese puts no space after a sentence's first word; nor is there a line of
    one character.
    """
    if text[:1] and not text[0].isalnum() and text[0] not in _OPENERS:
        return text[0]
    match = re.match(r"[^\s、。]{1,3}(?=\s)|[^\s、。]$", text)
    return match[0] if match and not re.match("[A-Za-z0-9]{2}", fold(match[0])) else None


def write_marker(form: str, value: int, like: str) -> str:
    """Write the marker of a list of that form that stands for `value`, in the brackets of `like`.

    Raises:
        ValueError: lists of that form are not restored.
    """
    numeral = {
        ROMAN_NUMBER: ROMAN,
        BRACKETED_ROMAN: SMALL_ROMAN,
        BRACKETED_IROHA: IROHA,
        CIRCLED_NUMBER: CIRCLED,
    }
    if form not in numeral or not 1 <= value <= len(numeral[form]):
        raise ValueError(f"no {form} is written for {value}")
    bracketed = form in (BRACKETED_ROMAN, BRACKETED_IROHA)
    return f"{like[0]}{numeral[form][value - 1]}{like[-1]}" if bracketed else numeral[form][value - 1]
