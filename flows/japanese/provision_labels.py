"""Numbers and letters printed before provisions, and the numbers that e-Gov gives them.

第六条ノ二 is `6_2`, 三の二 `3_2`, ロ and （２） and ② `2`; several provisions that share one place, as 削除 and 略
do, are `4:8` (第四条から第八条まで, 四から八まで, 四～八).
"""

from __future__ import annotations

import re
from functools import lru_cache

from flows.japanese.citations import REFERENCE, tokens
from flows.japanese.markers import CIRCLED
from flows.japanese.numerals import NUMERAL, egov_num
from flows.japanese.references import IROHA, Phrase, letter_num, read_phrase

AIUEO = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
"""The katakana that number a list whose first letter is ア, in their order."""

_BRANCHES = f"(?:[のノ]{NUMERAL})*"
_TO = "から|乃至|及[びビ]?|、"

_ARTICLES = re.compile(
    f"第(?P<main>{NUMERAL})条(?P<branches>{_BRANCHES})"
    f"(?:(?:{_TO})第(?P<last>{NUMERAL})条(?P<last_branches>{_BRANCHES})(?:まで|マデ)?)?"
)
_DIVISION = re.compile(
    f"第(?P<main>{NUMERAL})(?P<unit>[編章節款目])(?P<branches>{_BRANCHES})"
    f"(?:(?:{_TO})第(?P<last>{NUMERAL})(?P=unit)(?P<last_branches>{_BRANCHES})(?:まで|マデ)?)?(?=　|$)"
)
_COUNTED = re.compile(f"○?(?P<main>{NUMERAL})(?P<branches>{_BRANCHES})")
_LETTER = re.compile(f"(?P<letter>[ァ-ヶ])(?P<branches>{_BRANCHES})")
_BRACKETED = re.compile("[（(](?P<inner>[^（）()]+)[）)]")
_SEVERAL = re.compile("(?P<first>.+?)(?:(?:から|～)(?P<last>.+?)(?:まで)?|(?:及び|・)(?P<second>.+))")


@lru_cache(maxsize=4096)
def article_num(title: str) -> str:
    """Return the number of an article, or of several that share one heading, by its title.

    Raises:
        ValueError: it is no article's title.
    """
    match = _ARTICLES.fullmatch(title)
    if match is None:
        raise ValueError(f"{title!r} is not the number of an article")
    return _joined(match)


def division_num(heading: str) -> tuple[str, str]:
    """Return the unit (編, 章, 節, 款, 目) that a heading numbers, and the number: 第五章の二　罰則 is 章, `5_2`.

    Raises:
        ValueError: it does not begin with such a number.
    """
    match = _DIVISION.match(heading)
    if match is None:
        raise ValueError(f"{heading!r} does not begin with the number of a 編, 章, 節, 款 or 目")
    return match["unit"], _joined(match)


def _joined(match: re.Match[str]) -> str:
    first = egov_num(match["main"], re.findall(NUMERAL, match["branches"]))
    if match["last"] is None:
        return first
    return f"{first}:{egov_num(match['last'], re.findall(NUMERAL, match['last_branches']))}"


def appendix_title(title: str) -> Phrase:
    """Read the title of an appendix as a citation of it: 別表第一（第二条関係） is `appdx_table`, number `1`.

    A phrase without appendix is returned for another title, and for one that only mentions an appendix.

    Raises:
        ValueError: its number is no numeral.
    """
    first = next(iter(tokens(title)), None)
    is_title = first is not None and first.kind == REFERENCE and first.start == 0
    return read_phrase(first.text) if first and is_title else Phrase()


@lru_cache(maxsize=4096)
def label_num(label: str, first: str = "") -> str:
    """Return the number that the label of a paragraph, item or sub-item stands for.

    Args:
        label: 三, 三の二, 12, ②, ○２, イ, （１）, (ii), 四から八まで.
        first: the label of the first of its list, empty if it is this; where it is ア, letters count in the order
            アイウ, not イロハ.

    Raises:
        ValueError: it is no such label.
    """
    if several := _SEVERAL.fullmatch(label):
        last = several["last"] or several["second"]
        return f"{_single(several['first'], first)}:{_single(last, first)}"
    return _single(label, first)


def _single(label: str, first: str) -> str:
    bracketed = _BRACKETED.fullmatch(label)
    bare = bracketed["inner"] if bracketed else label
    if counted := _COUNTED.fullmatch(bare):
        return egov_num(counted["main"], re.findall(NUMERAL, counted["branches"]))
    if len(label) == 1 and label in CIRCLED:
        return str(CIRCLED.index(label) + 1)
    if letter := _LETTER.fullmatch(bare):
        order = AIUEO if (first or label).strip("（）()") == "ア" else IROHA
        if letter["letter"] not in order:
            raise ValueError(f"{label!r} is not a letter that numbers provisions")
        main = str(order.index(letter["letter"]) + 1)
        return egov_num(main, re.findall(NUMERAL, letter["branches"]))
    return letter_num(label)
