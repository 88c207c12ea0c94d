"""Reference phrases in a sentence of a law, with their offsets.

One pass of one compiled expression yields everything that matters for reading references: the phrases
themselves, brackets and quotation marks (which bound what a phrase may take over from another), and places where
the name of a law or treaty may end. Every alternative begins with a literal, so that the expression is tried
only where one of a few characters stands. What a phrase refers to is decided elsewhere, by whoever knows the law.

These are recognised and are no citations: この法律, この条 and the like, which say where a rule or a definition
holds; 次に掲げる, 次の各号 and 当該各号, which announce what stands below (the last two are found, see
`Phrase.is_enumeration`); 次の表; words that only contain a number (第二号被保険者, 第一項症, 前条約).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from flows.japanese.references import (
    BELOW_LETTER,
    BRANCHES,
    IN_BRACKETS,
    IROHA,
    KANJI_NUM,
    LETTERS,
    NUM,
    PARTS,
    SAME_LAW,
    TABLE_BRANCHES,
    TREATY_PARAGRAPH,
)

REFERENCE = "reference"
NAME = "name"
OPEN = "open"
CLOSE = "close"
QUOTE = "quote"
UNQUOTE = "unquote"


class Token(NamedTuple):
    """One token of a sentence.

    Args:
        kind: `reference`; `name` (a law's name may end where it ends); `open`, `close` for brackets; `quote`,
            `unquote` for quotation marks.
        start: offset of its first character in the sentence.
        end: offset after its last.
        text: its characters.
    """

    kind: str
    start: int
    end: int
    text: str


_KANJI = "一-龥々〆ヶ"
_JOINED = "第附別及又並若等中様前次同各"
_FREE = f"(?![{_KANJI}ァ-ヴー](?<![{_JOINED}]))"
"""Not the beginning of a longer word: no kanji or katakana follows but those that begin a reference's next part."""

_OTHER_WORD = f"[{_KANJI}](?<![及又並若各前後本中但柱第以附次同別乃])"
"""What makes another word of 第三号 and the like: 第三号被保険者, 第一号様式 (but 第三号及び, 第三号本文)."""

_NEVER = "(?!)"
_EACH = "[のノ]?各[号項](?!列記|目)"
_PART = "|".join(PARTS)
_MEMBERS = f"[号項](?!列記|目)(?:{_PART})?"
_ROW = f"(?:の(?:{NUM}|（[^（）]{{1,6}}）)(?:の{NUM})*+の?[項款部])?+"
"""A row of a table: 別表第一の三の項, 別表第二の（一）の項."""

_STYLE = f"式第?{NUM}号?{TABLE_BRANCHES}"
_ANNEX = f"録(?:第{NUM})?+"
_NUMBER = "(?:（(?:明治|大正|昭和|平成|令和)[^（）。]*）)"
_NO_LAW = "(?<!この法律)(?<!方法)(?<!罰則)(?!(?<=[政省府]令)で定め)"
"""No name of a law ends here: この法律, 方法, 罰則, 政令で定める."""

_RULE_NUMBER = f"[〇一二三四五六七八九十]++(?:―[〇一二三四五六七八九十]++)++(?![{_KANJI}](?<!第))"
"""Rules of the National Personnel Authority are named by a number: 規則一五―一四."""

_ALONE = "(?=[にのかま又及若並、）」中をはと（以]|$)"
"""What follows a sub-item that is named without its item: イに掲げる, ロ又はハ."""


@cache
def _pattern(modern: bool) -> re.Pattern[str]:
    """Build the expression, which takes a while: where it is first needed.

    It takes one of the characters with which a token begins and then looks at what that one asks for: the
    search for a single set of characters is what the engine does fastest.

    Args:
        modern: whether katakana after a number is a sub-item; in a text in katakana it is a particle
            (第三号ニ掲グル).
    """
    letters = LETTERS if modern else _NEVER
    changes = f"(?:(?={letters})|(?!{_OTHER_WORD}{'|[ァ-ヴー]' if modern else ''}))"
    end = f"(?:{_EACH}|{_PART}){{0,3}}+"
    below_item = f"(?:{letters}|の[（(]{IN_BRACKETS}[）)])?+{end}"
    below_paragraph = f"(?:第{NUM}号{BRANCHES}{changes}|同号)?+{below_item}"
    below_article = f"(?:第{NUM}項{BRANCHES}|同項)?+{below_paragraph}"
    in_article = f"(?:{TREATY_PARAGRAPH}|{below_article})"
    below_division = f"(?:第{NUM}[章節款目]{BRANCHES})*+{end}"
    numbered = (
        f"{NUM}(?:条{BRANCHES}(?![約例件]){in_article}|項{BRANCHES}{changes}{below_paragraph}"
        f"|号{TABLE_BRANCHES}[様書]式{TABLE_BRANCHES}|号{BRANCHES}{changes}{below_item}"
        f"|[編章節款目]{BRANCHES}{changes}{below_division})"
    )
    placed = (
        f"(?:条(?![約例件]){in_article}|項(?!目){below_paragraph}|号(?![証機室]){below_item}"
        f"|[編章節款]{changes}{below_division})"
    )
    several = f"(?:各|{KANJI_NUM})(?:[条項](?![約例目]){end}|[号章節款編]{end})"
    place = (
        f"(?:{NUM}の[項款部]|{_ROW})(?:第{NUM}[号項]{BRANCHES})?+(?:・{NUM}[号項]{BRANCHES})?+(?:{letters})?+"
    )
    table = f"[表図](?:第?{NUM}(?!の[項款部])号?{TABLE_BRANCHES}表?{TABLE_BRANCHES})?+{place}"
    attached = f"(?:{table}|[記紙](?:様式)?(?:第{NUM}号?{TABLE_BRANCHES}(?:[様書]式)?)?+)"
    appendix = f"(?:別{attached}|様{_STYLE}|付{_ANNEX})"
    suppl = f"則(?:{appendix}|第{numbered})?+"
    below_law = f"(?:附{suppl}|{appendix}|第{numbered}|同条(?![約例件]){below_article})"
    same_law = f"{SAME_LAW[1:]}{_FREE}{_NUMBER}?{below_law}?+"
    reference = {
        "第": numbered,
        "前": several,
        "[前次]": placed,
        "同": f"(?<![共協合混].)(?:{same_law}|{placed}|表{place})",
        "附": suppl,
        "別": attached,
        "様": _STYLE,
        "付": _ANNEX,
        "[次左]": f"の各{_MEMBERS}",
        "当": f"該各{_MEMBERS}",
        "各": _MEMBERS,
        "[（(]": rf"(?<![{_KANJI}ァ-ヴー0-9０-９].){IN_BRACKETS}[）)](?=に[掲規該]|から|まで|又は|及び|若しくは|並びに|のいずれ)",
        f"[{IROHA}]": f"(?<![{_KANJI}ァ-ヴー].){BELOW_LETTER}{_ALONE}" if modern else _NEVER,
    }
    treaties = {word[0]: word[1:] for word in ("条約", "協定", "議定書", "憲章", "取極", "宣言")}
    return re.compile(
        f"[第前次同附別様付当左各（(）)「」法令則律程{''.join(treaties)}{IROHA}]"
        f"(?:(?P<reference>{_any_of(reference)})"
        f"|(?P<open>(?<=[（(]))|(?P<close>(?<=[）)]))|(?P<quote>(?<=「))|(?P<unquote>(?<=」))"
        f"|(?P<name>(?:(?<=[法令則律程]){_NO_LAW}|{_any_of(treaties)}){_FREE}|(?<=則){_RULE_NUMBER}))"
    )


def _any_of(rest_by_first: dict[str, str]) -> str:
    """Alternatives of which each says what may follow the character that was taken."""
    return "|".join(f"(?<={first}){rest}" for first, rest in rest_by_first.items())


_HIRAGANA = re.compile("[ぁ-ん]")
_ANY = re.compile(f"[条項号章節款編法令則律程表附別録約定憲（」]|[様書]式|[{IROHA}]")


def scan(sentence: str) -> list[re.Match[str]]:
    """Return the tokens of one sentence from left to right as matches; the last group of each is its kind.

    A sentence without any character that a reference or a law's name contains has none.
    """
    if not _ANY.search(sentence):
        return []
    return list(_pattern(_HIRAGANA.search(sentence) is not None).finditer(sentence))


def tokens(sentence: str) -> Iterator[Token]:
    """Yield the tokens of one sentence from left to right; they do not overlap."""
    for match in scan(sentence):
        if match.lastgroup is not None:
            yield Token(match.lastgroup, match.start(), match.end(), match[0])
