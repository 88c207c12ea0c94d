"""Where the sentences of a provision end.

法令標準XML puts each sentence of a provision in an element of its own: a new one begins after 。 outside brackets
and quotation marks. A text without 。, as all are in katakana, is one sentence.
"""

from __future__ import annotations

import re

_DEPTH = {"（": 1, "(": 1, "〔": 1, "）": -1, ")": -1, "〕": -1}
_QUOTED = {"「": 1, "『": 1, "」": -1, "』": -1}
_MARK = re.compile("[（(〔）)〕「『」』。]")


def sentence_ends(text: str) -> list[int]:
    """Return the offset after each sentence of a text; the last is the length of the text.

    Brackets and quotation marks are counted apart, since words quoted one by one may hold half of a pair of
    brackets (「昇任）は」); a mark that closes what was not opened counts for nothing.
    """
    length = len(text)
    if text.find("。") + 1 in (0, length):
        return [length] if text else []
    ends: list[int] = []
    depth = quoted = 0
    for match in _MARK.finditer(text):
        mark = match[0]
        if mark in _DEPTH:
            depth = max(0, depth + _DEPTH[mark])
        elif mark in _QUOTED:
            quoted = max(0, quoted + _QUOTED[mark])
        elif depth == 0 and quoted == 0:
            ends.append(match.end())
    return ends if ends and ends[-1] == length else [*ends, length]
