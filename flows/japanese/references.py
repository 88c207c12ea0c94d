"""What one reference phrase says: 第四条第二項第三号ニ, 前条第三項後段, 同法附則第六条, 別表第一.

A phrase is a chain of steps from the larger unit to the smaller (article, paragraph, item, sub-item). Each step
names its unit by number (第三項), by place (前項, 次項, 前二項), by what was named before (同項), or means all
of them (前各号). Where the chain begins says what it takes over from its surroundings; that is decided by whoever
knows them. Nothing here knows any law.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import NamedTuple

from flows.japanese.numerals import egov_num, number

IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス"
"""The katakana that number sub-items, in their order."""

UNITS = {
    "編": "part",
    "章": "chapter",
    "節": "section",
    "款": "subsection",
    "目": "division",
    "条": "article",
    "項": "paragraph",
    "号": "item",
}
"""Kind of provision that each unit counts; sub-items are counted without a unit."""

SUBITEM = "subitem"
RANK = {kind: rank for rank, kind in enumerate((*UNITS.values(), SUBITEM))}
"""The larger unit has the smaller rank."""

_DIGITS = "一二三四五六七八九"
KANJI_NUM = (
    f"(?:[〇{_DIGITS}]++(?![十百千])"
    f"|(?=[{_DIGITS}十百千])(?:[{_DIGITS}]?千)?+(?:[{_DIGITS}]?百)?+(?:[{_DIGITS}]?十)?+[{_DIGITS}]?+)"
)
NUM = f"(?:[0-9０-９]++|{KANJI_NUM})"
"""A numeral of one kind: 別表第五１の項 is item １ of 別表第五."""

NOT_BRANCH = "[部方つ人箇個分月年日回倍割時定般歳週類括]"
"""What makes a counted noun of the numeral before it: 第七条の一部, 前項の二分の一."""

LONE_ONE = "一(?![〇一二三四五六七八九十百千])"
"""Branches count from two; 第三号の一に該当する is one of them."""

BRANCH = f"[のノ](?!{LONE_ONE}){NUM}(?!{NOT_BRANCH})"
BRANCHES = f"(?:{BRANCH})*+"
TABLE_BRANCHES = f"(?:(?!(?:[のノ]{NUM})+の[項部款])[のノ](?!{LONE_ONE}){NUM}(?!{NOT_BRANCH}))*+"
"""別表第一の二 has a branch; 別表第一の二の項 is a row of 別表第一."""

IN_BRACKETS = f"(?:[0-9０-９]{{1,2}}|[ivxｉｖｘ]{{1,6}}|[ⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹ]|[a-zａ-ｚ]|[{IROHA}])"
BELOW_LETTER = rf"(?![ァ-ヶー])(?:[（(]{IN_BRACKETS}[）)])*+"
LETTERS = f"[{IROHA}]{BELOW_LETTER}"
"""A sub-item and those below it: ニ, イ（１）, ロ(2)(ハ)."""

TREATY_PARAGRAPH = (
    "(?:[0-9０-９]{1,2}+(?![0-9０-９]*[条項号])|[（(][0-9０-９]{1,2}[）)])(?:[（(][a-zａ-ｚ][）)])?+"
)
"""A paragraph of an article of a treaty and what it holds: 第二条１, 第十二条３（ｂ）, 第三十四条（２）（ｂ）."""

PARTS = {
    "各号列記以外の部分": "chapeau",
    "柱書": "chapeau",
    "前段": "front",
    "後段": "rear",
    "本文": "main",
    "ただし書": "proviso",
    "但書": "proviso",
    "但し書": "proviso",
}
"""Words for a part of a provision, and what the warehouse calls it."""

ALL_OF = {"各号": "item", "各項": "paragraph"}

SAME_LAW = (
    "同(?:法律|法|政令|省令|府令|庁令|命令|令|規則|規程|条例|条約|協定|議定書|憲章|告示)"
    "(?:施行令|施行規則|施行細則|施行規程)?+"
)

STYLES = {"様式": "appdx_style", "書式": "appdx_format", "別図": "appdx_fig", "別表": "appdx_table"}
"""Kind of appendix by its name; 別記, 別紙 and 付録 without one of these are `appdx_note` and `appdx`."""


class Step(NamedTuple):
    """One step of a phrase.

    Args:
        unit: `part` ... `item`, or `subitem`.
        way: `number` (第三項, イ), `before` (前項, 前二項), `after` (次項), `same` (同項), `inner` (（１） without
            the イ above it).
        num: e-Gov's number for `number`; how many for `before` (`1`, `3`, `all` for 前各項); empty otherwise.
    """

    unit: str
    way: str
    num: str


@dataclass(frozen=True)
class Phrase:
    """What a phrase says. The same phrases return all the time, so that what follows from one is kept with it.

    Args:
        law: 同法, 同令, 同法施行令 at its beginning; None without.
        supplementary: whether it goes into the supplementary provisions (附則).
        steps: from the larger unit to the smaller; empty for a law or an appendix alone.
        each: the unit whose every member below the last step is meant (各号: `item`); None without.
        part: a value of `PARTS`; None without.
        appendix: kind of appendix (`appdx_table`); None without.
        appendix_num: its number in e-Gov form; None where it has none.
        appendix_row: whether a row or item of it is named (別表第一第二号, 別表第一の三の項).
    """

    law: str | None = None
    supplementary: bool = False
    steps: tuple[Step, ...] = ()
    each: str | None = None
    part: str | None = None
    appendix: str | None = None
    appendix_num: str | None = None
    appendix_row: bool = False

    @cached_property
    def is_enumeration(self) -> bool:
        """Whether it is 次の各号 or 当該各号: what stands below in the same provision, not a citation."""
        return self.each is not None and not self.steps and self.law is None

    @cached_property
    def says_nothing(self) -> bool:
        """Whether it cites nothing by itself: an enumeration, or 附則 without a provision."""
        return not (self.steps or self.law or self.appendix)

    @cached_property
    def fits_law(self) -> bool:
        """Whether the name of a law may stand before it: 自衛隊法第八条, 自衛隊法附則, but not 自衛隊法前条."""
        if self.law or self.appendix == "same":
            return False
        return self.steps[0].way == "number" if self.steps else not self.is_enumeration

    @cached_property
    def above_paragraphs(self) -> bool:
        """Whether it begins with an article or a larger unit, so that a word before it may be a law."""
        return self.supplementary or not self.steps or RANK[self.steps[0].unit] <= RANK["article"]

    @cached_property
    def may_have_law(self) -> bool:
        """Whether a word before it may be the law that it belongs to."""
        return self.fits_law and self.above_paragraphs

    @cached_property
    def may_be_count(self) -> bool:
        """Whether it may be the end of a law's number (昭和六十年法律第三十四号) and not an item."""
        return bool(self.steps) and self.steps[0].unit == "item"

    @cached_property
    def looks_back(self) -> bool:
        """Whether a step takes up what was named before (同法同条, 第三条同項)."""
        return any(step.way == "same" for step in self.steps)


_STEP = re.compile(
    f"(?P<way>[前次同])(?P<count>各|{KANJI_NUM})?(?P<unit>[{''.join(UNITS)}])(?P<sub>{LETTERS})?+"
    f"(?P<below>(?<=条){TREATY_PARAGRAPH})?+"
    f"|第(?P<num>{NUM})(?P<numbered>[{''.join(UNITS)}])(?P<branches>{BRANCHES})(?P<treaty>{TREATY_PARAGRAPH})?+"
    f"|(?P<letters>{LETTERS})"
    f"|の?(?P<brackets>(?:[（(]{IN_BRACKETS}[）)])++)"
)
_LAW = re.compile(f"(?P<law>{SAME_LAW})(?:（[^（）]*）)?")
_EACH = re.compile("(?:次の|当該|左の|[のノ])?(各[号項])(?!列記)")
_APPENDIX = re.compile("別表|別図|別記|別紙|付録|様式|同表")
_NUMBERED_STYLE = re.compile(
    f"第(?P<num>{NUM})号(?P<branches>{TABLE_BRANCHES})(?P<name>様式|書式)(?P<further>{TABLE_BRANCHES})"
)
_APPENDIX_NUM = re.compile(
    f"第?(?P<num>{NUM})(?!の[項款部])号?(?P<branches>{TABLE_BRANCHES})表?(?P<further>{TABLE_BRANCHES})"
)
_SMALL_ROMAN = "ⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹ"
_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10}


@lru_cache(maxsize=1 << 16)
def read_phrase(text: str) -> Phrase:
    """Read a phrase that `citations.tokens` found.

    Raises:
        ValueError: it is not a reference phrase.
    """
    at = 0
    law = None
    if match := _LAW.match(text):
        law, at = match["law"], match.end()
    supplementary = text.startswith("附則", at)
    if supplementary:
        at += 2
    if (appendix := _appendix(text[at:])) is not None:
        return replace(appendix, law=law, supplementary=supplementary)
    steps: list[Step] = []
    while match := _STEP.match(text, at):
        steps.extend(_steps(match))
        at = match.end()
    each = None
    part = None
    while at < len(text):
        if match := _EACH.match(text, at):
            each, at = ALL_OF[match[1]], match.end()
            continue
        word = next((word for word in PARTS if text.startswith(word, at)), None)
        if word is None:
            raise ValueError(f"{text!r} is not a reference phrase: {text[at:]!r} is not understood")
        part = part or PARTS[word]
        at += len(word)
    if not (law or supplementary or steps or each):
        raise ValueError(f"{text!r} is not a reference phrase")
    return Phrase(law, supplementary, tuple(steps), each, part)


def _num(main: str, branches: str) -> str:
    return egov_num(main, re.findall(NUM, branches))


def _steps(match: re.Match[str]) -> list[Step]:
    if match["way"]:
        way = {"前": "before", "次": "after", "同": "same"}[match["way"]]
        count = match["count"]
        num = ("all" if count == "各" else str(number(count or "一"))) if way == "before" else ""
        below = _treaty_steps(match["below"]) if match["below"] else _letters(match["sub"] or "")
        return [Step(UNITS[match["unit"]], way, num), *below]
    if match["num"]:
        step = Step(UNITS[match["numbered"]], "number", _num(match["num"], match["branches"]))
        return [step, *_treaty_steps(match["treaty"])] if match["treaty"] else [step]
    first, *rest = _letters(match["letters"] or match["brackets"])
    return [first if match["letters"] else first._replace(way="inner"), *rest]


def _treaty_steps(text: str) -> list[Step]:
    """Read ３（ｂ）: a paragraph and an item of it."""
    paragraph, *below = re.findall("[^（）()]+", text)
    items = [Step("item", "number", letter_num(letter)) for letter in below]
    return [Step("paragraph", "number", str(number(paragraph))), *items]


def _letters(text: str) -> list[Step]:
    """Read ロ（１）: the letter and each bracket are one step."""
    return [Step(SUBITEM, "number", letter_num(letter)) for letter in re.findall("[^（）()]+", text)]


def letter_num(letter: str) -> str:
    """Return the number that a sub-item's letter stands for: ニ is 4, （３） 3, (ii) 2, ｂ 2.

    Raises:
        ValueError: it is none of イロハ, digits, small Roman numerals, small letters.
    """
    text = letter.strip("（）()")
    if text == "ア":
        # A list in the order アイウ; none in the order イロハ is so long.
        return "1"
    if text in IROHA and len(text) == 1:
        return str(IROHA.index(text) + 1)
    if re.fullmatch("[0-9０-９]+", text):
        return str(number(text))
    if text in _SMALL_ROMAN and len(text) == 1:
        return str(_SMALL_ROMAN.index(text) + 1)
    narrow = "".join(chr(ord(char) - 0xFEE0) if "ａ" <= char <= "ｚ" else char for char in text)
    if re.fullmatch("[ivx]+", narrow):
        values = [_ROMAN_DIGITS[char] for char in narrow]
        pairs = zip(values, [*values[1:], 0], strict=True)
        return str(sum(-value if value < after else value for value, after in pairs))
    if re.fullmatch("[a-z]", narrow):
        return str(ord(narrow) - ord("a") + 1)
    raise ValueError(f"{letter!r} does not number a sub-item")


def _appendix(text: str) -> Phrase | None:
    """Read 別表第一, 別記様式第三号, 第三号様式; what stands behind the number is a place within it."""
    if match := _NUMBERED_STYLE.match(text):
        return Phrase(appendix=STYLES[match["name"]], appendix_num=_appendix_num(match))
    match = _APPENDIX.match(text)
    if not match:
        return None
    if match[0] == "同表":
        return Phrase(appendix="same")
    name = next((name for name in STYLES if name in text), None)
    kind = STYLES[name] if name else ("appdx_note" if match[0] in ("別記", "別紙") else "appdx")
    rest = re.sub("^(?:別表|別図|別記|別紙|付録)?(?:様式)?", "", text)
    numbered = _APPENDIX_NUM.match(rest)
    num = _appendix_num(numbered) if numbered else None
    row = re.search("[号項]", rest[numbered.end() if numbered else 0 :]) is not None
    return Phrase(appendix=kind, appendix_num=num, appendix_row=row)


def _appendix_num(match: re.Match[str]) -> str:
    return _num(match["num"], match["branches"] + match["further"])
