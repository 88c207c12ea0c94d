"""What a sentence applies: the provisions that are the subject or the object of 準用.

「第一項及び前項の規定は、基本計画の変更について準用する」 and 「…については、前条の規定を準用する」 apply; 「前項において準用
する前条第五項の規定」 and 「…において準用する場合を含む」 only refer back to what was applied elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.japanese.bracket_pairs import closing
from flows.records.laws.found import Found, Reading

_APPLIES = re.compile("準用(?:する(?=。|$|も|こと|（)|し(?=、)|ス(?=。|$|、))")
_RULE = re.compile("の規定|ノ規定|")
_IS_APPLIED = re.compile("は|ハ|を、?(?:それぞれ)?準用|ヲ(?:之ニ)?準用")
_OTHER_VERB = re.compile("(?:適用し|適用せず|適用しない|施行し)、")


def mark_applied(reading: Reading, found: Sequence[Found], text: str, offset: int) -> list[Found]:
    """Mark what one sentence applies, and return it.

    Args:
        reading: of the provision.
        found: the phrases of the sentence.
        text: the sentence.
        offset: where it begins in the provision's text.
    """
    verbs = [match.start() for match in _APPLIES.finditer(text)]
    applied: list[Found] = []
    for last in found if verbs else ():
        if last.depth or last.quoted:
            continue
        end = last.end - offset
        end = closing(text, end) or end
        rule = _RULE.match(text, end)
        end = rule.end() if rule else end
        end = closing(text, end) or end
        verb = next((verb for verb in verbs if verb >= end), None)
        particle = _IS_APPLIED.match(text, end)
        if verb is not None and particle and not _OTHER_VERB.search(text, particle.end(), verb):
            applied.extend(reading.chain(last))
    for one in applied:
        one.applied = True
    return applied
