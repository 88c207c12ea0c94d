"""Lines of a text, and what can be told of one by itself: a phrase, a whole sentence, or part of one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flows.documents.located import Located

PARTICLE = r"(?:[をにがはでとへもや、,・]|の|及び|並びに|又は|若しくは|[「『(（])$"
"""What a phrase that is whole does not end with."""

_CONTINUATION = r"[、。」』）)]|[をはがにでとも]、|を|及び|並びに|又は|若しくは"
"""What no line of its own begins with."""

SENTENCE_ENDS = "。」』）)：:"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text, as its author broke it.

    Args:
        text: the line without white space around it.
        place: where it stands, in the words of the document.
        is_heading: whether the document's own mark-up makes it a heading.
    """

    text: Located
    place: str
    is_heading: bool = False


def is_phrase(text: str) -> bool:
    """Whether a line can be a heading: no sentence and no part of one.

    A comma after hiragana divides the parts of a sentence (「自衛隊は、」), one after kanji or katakana the
    members of a list (「防空、輸送」).
    """
    return not ("。" in text or re.search("[ぁ-ん]、", text) or re.search(PARTICLE, text))


def breaks_off(text: str) -> bool:
    """Whether a line is a sentence, or several, without the end of the last."""
    return not is_phrase(text) and text[-1] not in SENTENCE_ENDS


def ends_in_particle(text: str) -> bool:
    """Whether a line ends where no phrase can end."""
    return re.search(PARTICLE, text) is not None


def continues(text: str) -> bool:
    """Whether a line begins in the middle of a sentence."""
    return re.match(_CONTINUATION, text) is not None
