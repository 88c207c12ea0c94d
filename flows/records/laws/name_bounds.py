"""Where the name of a law begins, which ends where it is known to: told by the words before it."""

from __future__ import annotations

import re

KATAKANA = re.compile("[ァ-ヴー]")
HIRAGANA = re.compile("[ぁ-ん]")
_WORD = re.compile("[一-龥々ァ-ヴー]")
_BEFORE_NAME = re.compile("(?:旧|新|改正[前後]|当該|現行|及|又|並|若|中|各|際|項|条|号)$")
"""Kanji that may stand before a name without being part of it."""

_LAW_WORD = "(?:法律|(?<![方手技司違不適作文])法|令|規則|規程|準則|条例|条約|協定|議定書|憲章|告示|規約|定款|約款|要綱)$"
_LAW_LIKE = re.compile(f"(?:[一-龥々・]|[ァ-ヴー]{{2,}})*{_LAW_WORD}")
_CLASSICAL_LAW_LIKE = re.compile(f"[一-龥々・]*{_LAW_WORD}")
_END_OF_LONGER = re.compile(
    "(?:(?:に関する|のための|に伴う|についての|に対する|に係る|における|する|等の|[法令律則]の)"
    "(?:法律|政令|省令|命令|規則|(?:施行|特別措置|臨時措置|暫定措置|特例|特別)(?:法|令|規則))(?:施行令|施行規則)?"
    "|(?:に関する|のための|に対する|を[一-龥]{2}する)[一-龥]{0,6}(?:条約|協定|議定書))$"
)
"""The last words of a title that begins farther left: …に関する法律, …法の長期給付に関する施行法."""

_AMENDS = re.compile("等?の一部を改正する(?:等の)?(?:法律|政令|省令|府令|命令|規則)$")
_GENERIC = re.compile("法律|政令|省令|府令|命令|規則")
PURPOSE = ("ための", "に伴う")
"""How the words end that stand before the amended law in the title of the law that amends it."""

LONGEST = 160
"""No name is longer."""

_CLAUSE = re.compile("[、。（）()「」]")
_LEAD_IN = re.compile(
    "(?:による)?(?:改正[前後]|廃止前)の|の規定による|に規定する|に基づく|に定める|において(?:準用|適用)する|その他の?|並びに"
    "|(?<=[法令律則条項号])(?:及び|又は|若しくは)|条の[一二三四五六七八九十]+(?:及び|又は|若しくは)|(?<=[一-龥])(?<!又)(?:とは|は|が)(?=[一-龥])|それぞれ|当該|のうち"
    "|の規定により[^、。（]{0,30}?(?:された|される|した|する)|(?<=[条項号])中|の施行の際"
)
_JOINED = re.compile("及び|又は|若しくは|並びに")
_NEXT_TREATY = re.compile("(?:条約|協定|議定書)(?:及び|並びに|又は|若しくは)")
_DATED_TREATY = re.compile("(?:千九百|二千)[一二三四五六七八九十]*年")


def begins_word(text: str, start: int) -> bool:
    """Whether a name that begins at `start` is a word of its own."""
    if start == 0 or not _WORD.match(text, start - 1):
        return True
    if KATAKANA.match(text, start - 1) and not HIRAGANA.search(text):
        return True  # a particle of a text in katakana
    return bool(_BEFORE_NAME.search(text, max(0, start - 3), start))


def clause_start(text: str, end: int) -> int:
    """Return where the words before `end` begin to be a name: after the last comma, bracket or lead-in."""
    start = max(0, end - LONGEST)
    for pattern in (_CLAUSE, _LEAD_IN):
        for match in pattern.finditer(text, start, end):
            if match.end() < end:
                start = match.end()
    joined = _JOINED.match(text, start)
    return joined.end() if joined and joined.end() < end else start


def dated_treaty_start(text: str, end: int) -> int | None:
    """Return where 千九百七十八年の…に関する国際条約 begins: at its year, whatever joins words in its title."""
    start = max(0, end - LONGEST)
    for match in _CLAUSE.finditer(text, start, end):
        start = match.end()
    dated = _DATED_TREATY.search(text, start, end)
    if dated is None or _NEXT_TREATY.search(text, dated.end(), end):
        return None
    return dated.start()


def unlisted_start(text: str, end: int) -> int | None:
    """Return where a name begins that no list has but that ends like a law's; None where it does not."""
    clause = clause_start(text, end)
    if amends := _AMENDS.search(text, clause, end):
        amended = unlisted_start(text, amends.start())
        if amended is not None:
            inside = text.endswith(PURPOSE, 0, amended) or _GENERIC.fullmatch(text, amended, amends.start())
            return clause if inside else amended
    like = (_LAW_LIKE if HIRAGANA.search(text) else _CLASSICAL_LAW_LIKE).search(text, clause, end)
    if like is None:
        return None
    return clause if _END_OF_LONGER.search(text, clause, end) else like.start()
