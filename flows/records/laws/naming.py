"""The laws that one law names: by title, by number, by a term it defines, or by words that no list has.

A name must begin where a word begins; the rest of a longer one (安全法 in 特定船舶安全法) names no law.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from flows.japanese.law_numbers import ERAS, LAW_NUMBER
from flows.records.laws.addresses import LawName
from flows.records.laws.mentions import Endings, Mention, NameIndex
from flows.records.laws.name_bounds import (
    LONGEST,
    PURPOSE,
    begins_word,
    clause_start,
    dated_treaty_start,
    unlisted_start,
)

_WORDED = ("改正前の", "改正後の", "廃止前の")
_FORMER = ("旧", "改正前", "改正前の", "廃止前", "廃止前の")
_RYUKYUAN = "沖縄の"
"""What marks a law of the government of the Ryukyu Islands, which may bear the name of a Japanese one."""

_OWN = re.compile("(?:この|本)(?:法律|法|政令|令|省令|府令|庁令|命令|規則|規程)$")
_NUMBER = re.compile(LAW_NUMBER)
_KIND_OF_LAW = re.compile("[一-龥]*$")
_ENFORCEMENT = re.compile("(?:施行令|施行規則|施行細則|施行規程)$")
_IMPLEMENTS = re.compile(
    "(.+?(?:法律|法|令|規則))(?:の(?:一部の)?施行に(?:伴う|関する)|施行(?:令|規則|細則|規程)$)"
)
_NAME_ENDS = frozenset("法律令則程例約定書章示款綱準件続式制範極言画〇一二三四五六七八九十")
_NUMERALS = frozenset("〇一二三四五六七八九十")
_ERAS = tuple(ERAS)
_TREATY_ENDS = frozenset("約定書章極言")
_TREATY_LIKE = re.compile("(?:条約|議定書|憲章|取極|(?:国|に関する|を設立する|[ァ-ヴー]).*協定)$")
"""Other 協定 are agreements under private or local law: 貸付協定, 建築協定."""

_ONE_WORD = re.compile("国際[一-龥ァ-ヴー]+")
_TREATY = re.compile(
    "日本国(?:政府)?と[^、。]+との[^、。]*|国際[一-龥ァ-ヴー]{2,}(?:条約|憲章|議定書)$|日本国における国際連合"
)
_NO_GENERIC_WORD = re.compile("(?:に関する法律|(?:[一-龥]{2}|[ァ-ヴー]{2})(?:法|施行令|施行規則))$")


class Names:
    """The names of laws as one law uses them: the known ones, and the terms that the law itself defines.

    Args:
        known: the names of all known laws.
        own: the law.

    Its `words` are other terms that it defines and that begin like a reference phrase.
    """

    def __init__(self, known: NameIndex, own: LawName) -> None:
        self.known = known
        self.own = own
        self.words: list[str] = []
        self._terms: dict[str, list[tuple[str, LawName]]] = {}
        self._endings = Endings()
        implemented = _IMPLEMENTS.match(own.title)
        self._implemented = implemented[1] if implemented and implemented[1] not in known.names else None

    def define(self, term: str, name: LawName, scope: str) -> None:
        """Let `term` mean a law in every provision whose element path begins with `scope`."""
        if name.kind == "unknown" and term in self.known.names:
            return  # a decree still to be made: 政令（以下「自衛隊員倫理規程」という。）
        # 改正前の甲法（以下「甲法」という。） only shortens the name: 改正後の甲法 may follow.
        former = term.startswith("旧") or "改正前" in term or "廃止前" in term
        self._terms.setdefault(term, []).append((scope, name._replace(former=former)))
        self._endings.add(term)

    def _defined_at(self, text: str, end: int, elm: str) -> Mention | None:
        """Return the longest term for a law that ends at `end`."""
        for length in self._endings.at(text, end):
            start = max(0, end - length)
            name = self._defined(text[start:end], elm)
            if name and begins_word(text, start):
                if text.endswith(_FORMER, 0, start):
                    name = name._replace(former=True)
                # What only looks like a law may be an order of an office: 命令, 業務規程.
                silent = name.kind == "unknown" and text[end - 1] != "法"
                return Mention(start, end, end, name, defined=True, silent=silent)
        return None

    def _defined(self, term: str, elm: str) -> LawName | None:
        """Return what a term means in a provision.

        Supplementary provisions of amending laws give terms for themselves. A consolidated text may have lost the
        provision that did; then the term means what it means in others, unless it is one that each gives anew
        (新法, 旧法).
        """
        meanings = self._terms.get(term)
        if not meanings:
            return None
        for scope, name in reversed(meanings):
            if elm.startswith(scope):
                return name
        if term.startswith(("新", "旧", "改正")):
            return None
        elsewhere = [name for scope, name in meanings if "-" not in scope]
        return elsewhere[-1]._replace(former=False) if elsewhere else None

    def definitions(self) -> dict[str, list[tuple[str, LawName]]]:
        """Return the terms defined so far, for `restore`."""
        return {term: list(meanings) for term, meanings in self._terms.items()}

    def restore(self, definitions: dict[str, list[tuple[str, LawName]]]) -> None:
        """Forget the terms defined since `definitions`."""
        self._terms = definitions

    def ending_at(self, text: str, end: int, elm: str) -> Mention | None:
        """Return the longest name that ends at `end`; a term of the law's own goes before any other name."""
        if self._terms and (defined := self._defined_at(text, end, elm)):
            return defined
        if self._implemented and text.endswith(self._implemented, 0, end):
            return Mention(end - len(self._implemented), end, end, _unlisted(self._implemented))
        names = self.known.names
        for length in self.known.endings.at(text, end):
            start = end - length
            listed = names.get(text[start:end]) if start >= 0 else None
            if listed:
                return _meant(listed, text, start, end) if begins_word(text, start) else None
        return None

    def at(self, text: str, end: int, elm: str) -> Mention | None:
        """Return the law or treaty whose name ends where one may, or that of the law that amends it."""
        mention = self.ending_at(text, end, elm)
        if mention is None:
            return self.treaty_ending_at(text, end) if text[end - 1] in _TREATY_ENDS else _no_more(text, end)
        return self.amending(text, mention) or mention

    def same(self, word: str | None, last: Callable[[str], LawName | None]) -> LawName | None:
        """Return the law that 同法, 同令 or 同法施行令 means.

        Args:
            word: the word; None where the phrase has none.
            last: gives the last law named that can be called 同 with these characters.
        """
        if word is None:
            return None
        enforcement = _ENFORCEMENT.search(word)
        name = last(word[1 : enforcement.start() if enforcement else None])
        if name is None or enforcement is None:
            return name
        title = name.title + enforcement[0]
        return self.known.names.get(title) or LawName(None, title, "unknown")

    def counted(self, text: str, start: int, end: int) -> Mention:
        """Return the law whose number ends with `text[start:end]`: 昭和六十年法律第三十四号, or 政令第四百六号."""
        mention = self.number_ending_at(text, end)
        if mention is None:
            kind = _KIND_OF_LAW.search(text, 0, start)
            begin = kind.start() if kind else start
            mention = Mention(begin, end, end, LawName(None, text[begin:end], "unknown"), silent=True)
        return mention

    def treaty_ending_at(self, text: str, end: int) -> Mention | None:
        """Return a treaty that no list names but that its words show to be one; its beginning is a guess.

        日本国と…との間の協定, 千九百…年の…条約 and the like, from the beginning of the clause or after the words
        that commonly lead to a name (に基づく, の規定による, ...).
        """
        dated = dated_treaty_start(text, end)
        if dated is not None:
            return Mention(dated, end, end, LawName(None, text[dated:end], "treaty"))
        start = clause_start(text, end)
        match = _TREATY.search(text, start, end)
        if match is None:
            return None
        if _ONE_WORD.fullmatch(match[0]):
            start = match.start()
        return Mention(start, end, end, LawName(None, text[start:end], "treaty"))

    def before(self, text: str, end: int, elm: str) -> Mention | None:
        """Return the law whose name ends where an article begins, whatever its last character.

        A word that looks like the name of a law and is none that is known is a law all the same: 旧法第三条 is
        not an article of the law that is read.
        """
        if text[end - 1 : end] not in _NAME_ENDS:
            return None
        if own := _OWN.search(text, max(0, end - 4), end):
            return Mention(own.start(), end, end, self.own._replace(kind="this"))
        if mention := self.ending_at(text, end, elm):
            return mention
        start = unlisted_start(text, end)
        if start is None:
            return None
        return _meant(_unlisted(text[start:end]), text, start, end)

    def amending(self, text: str, amended: Mention) -> Mention | None:
        """Return the law called after the law that it amends or carries out: 内閣法の一部を改正する法律."""
        match = _AMENDS.match(text, amended.end)
        if match is None:
            return None
        start = amended.start
        if text.endswith(PURPOSE, 0, start):
            start = clause_start(text, start)
        words = text[start : match.end()]
        name = self.known.names.get(words) or LawName(None, words, "unknown")
        return Mention(start, match.end(), match.end(), name)

    def before_bracket(self, text: str, opening: int, elm: str) -> Mention | None:
        """Return a law that only the bracket behind its name shows to be one.

        The bracket says how a law of which no list has the name is called from here, or holds the title of a
        rule that is called by its number: 人事院規則一五―一四（職員の勤務時間、休日及び休暇）.
        """
        if text[opening - 1 : opening] in _NUMERALS:
            return self.ending_at(text, opening, elm)
        if not _GIVES_TERM.match(text, opening):
            return None
        if mention := self.ending_at(text, opening, elm):
            return mention
        mention = self.before(text, opening, elm) if _IS_LAW.search(text, 0, opening) else None
        if mention:
            mention.silent = mention.name.kind == "unknown"
        return mention

    def with_number(self, text: str, opening: int, named: Mention | None) -> tuple[Mention, int] | None:
        """Read a law's name followed by a bracket that begins with its number.

        The number decides which law it is: titles change, and laws of the same title follow each other.

        Args:
            text: the sentence.
            opening: offset of the bracket.
            named: a name that ends at the bracket, if one was found.

        Returns:
            The mention, and the offset after the number; None where no number follows.
        """
        if not text.startswith(_ERAS, opening + 1) or text[max(0, opening - 1) : opening] in ("（", "("):
            return None
        match = _NUMBER.match(text, opening + 1)
        if match is None:
            return None
        number = match[0]
        name = self.known.numbered(number)
        title = name.title if name else ""
        if title and text.endswith(title, 0, opening):
            start = opening - len(title)
        elif named and (
            named.name.law_id in (None, name and name.law_id) or named.start <= clause_start(text, opening)
        ):
            start = named.start
        else:
            unlisted = unlisted_start(text, opening)
            start = clause_start(text, opening) if unlisted is None else unlisted
        words = text[start:opening]
        if name is None:
            name = _unlisted(words) if words else LawName(None, number, "unknown")
        elif name.law_id == self.own.law_id:
            name = self.own
        return _meant(name, text, start, opening), match.end()

    def number_ending_at(self, text: str, end: int) -> Mention | None:
        """Return a law called by its number alone (昭和六十年法律第三十四号) that ends at `end`."""
        low = max(0, end - LONGEST)
        start = max(text.rfind(era, low, end) for era in ERAS)
        match = _NUMBER.fullmatch(text, start, end) if start >= 0 else None
        if match is None:
            return None
        name = self.known.numbered(match[0])
        return Mention(start, end, end, name or LawName(None, match[0], "unknown"))


_AMENDS = re.compile(
    "(?:の実施に伴う[^、。（「」]{2,60}?(?:に関する法律|特別法|特例法)(?!施行[令規]))|等?の一部を改正する(?:等の)?(?:法律|政令|省令|内閣府令|府令|命令|規則)(?:の施行に伴う関係(?:法律|政令|省令)の整備[^、。（「]*?(?:法律|政令|省令))?"
)
_GIVES_TERM = re.compile(
    "（[^（）「」。]{0,40}「[^」]*(?:法|令|規則|規程|基準|条約|協定|議定書|憲章)」と(?:い|総称|称)"
)
_IS_LAW = re.compile(
    "(?:法律|(?<![方手技司違不適作文])法|政令|省令|府令|庁令|施行令|規則|条約|協定|議定書|憲章)$"
)


def _no_more(text: str, end: int) -> Mention | None:
    """Return the law that 廃止前の or 改正前の before its name shows to be one, where no list has it."""
    if not any(words in text for words in _WORDED):
        return None
    start = clause_start(text, end)
    if not text.endswith(_WORDED, 0, start) or not _NO_GENERIC_WORD.search(text, start, end):
        return None
    return _meant(_unlisted(text[start:end]), text, start, end)


def _meant(name: LawName, text: str, start: int, end: int) -> Mention:
    """Return the mention of a law whose name is `text[start:end]`.

    旧民法 and 改正前の民法 are a former wording, of which 旧 stands in the name; so does 新.
    """
    if text.endswith(_RYUKYUAN, 0, start):
        start -= len(_RYUKYUAN)
        return Mention(start, end, end, LawName(None, text[start:end], "unknown"))
    if text.endswith(_FORMER, 0, start):
        name = name._replace(former=True)
    if text[start - 1 : start] in ("旧", "新") and begins_word(text, start - 1):
        start -= 1
    return Mention(start, end, end, name)


def _unlisted(words: str) -> LawName:
    """A law or treaty that no list has."""
    return LawName(None, words, "treaty" if _TREATY_LIKE.search(words) else "unknown")
