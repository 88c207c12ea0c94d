"""Full-width and half-width forms of the same characters.

Publishers set the same table once with （）：１ and once with ():1. Patterns are matched against the folded
text, which has the same length as the original, so that what was found can be cut out of the original.
"""

from __future__ import annotations

_FULL_TO_HALF = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}


def fold(text: str) -> str:
    """Return `text` with full-width ASCII and the ideographic space in their half-width form.

    One character stays one character: offsets into the folded text are offsets into `text`.
    """
    return text.translate(_FULL_TO_HALF)
