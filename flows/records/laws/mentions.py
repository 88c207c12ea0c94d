"""The names of all known laws and treaties, found in running text by where they end.

The list of laws has thousands of titles, many of which contain others. A name is therefore looked up from its end:
only the lengths of names with the same last characters are tried, the longest first, in a hash table.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from flows.japanese.law_numbers import LAW_NUMBER, parse_law_number
from flows.records.laws.addresses import LawName
from flows.records.laws.names import LawNames

TREATIES = Path(__file__).parents[2] / "reviewed" / "treaties.toml"

_NUMBERED_RULE = re.compile("(人事院規則[〇一二三四五六七八九十]+(?:―[〇一二三四五六七八九十]+)+)（.+）")
_TITLED_BY_NUMBER = re.compile(f"{LAW_NUMBER}（(.+)）")


@dataclass(slots=True)
class Mention:
    """A law or treaty named in a sentence.

    Args:
        start: offset of the name.
        end: offset after the name, with the bracket that holds its number and nothing else.
        resume: offset at which an article of it may follow: after all brackets that explain the name.
        name: the law.
        defined: whether it is named by a term that the law which is read defines (以下「法」という。).
        silent: whether it counts only with an article or a term behind it: what looks like a law's name may be
            an order of an office.
        form: how it refers, where that is not by name: 同法, or a law that is only understood.
    """

    start: int
    end: int
    resume: int
    name: LawName
    defined: bool = False
    silent: bool = False
    form: str | None = None


class Endings:
    """The lengths of a set of names by their last characters: the last four, for shorter names the last."""

    SUFFIX = 4

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._lengths: dict[str, list[int]] = {}
        for name in names:
            self.add(name)

    def add(self, name: str) -> None:
        """Take up a name."""
        ending = name[-self.SUFFIX :] if len(name) >= self.SUFFIX else name[-1]
        lengths = self._lengths.setdefault(ending, [])
        if len(name) not in lengths:
            lengths.append(len(name))
            lengths.sort(reverse=True)

    def at(self, text: str, end: int) -> Sequence[int]:
        """Return the lengths that a name which ends at `end` may have, the longest first."""
        found = self._lengths.get(text[end - self.SUFFIX : end]) if end >= self.SUFFIX else None
        short = self._lengths.get(text[end - 1], ())
        return [*found, *short] if found and short else found or short


class NameIndex:
    """The names of all known laws and treaties."""

    def __init__(self, laws: LawNames, treaties: Path = TREATIES) -> None:
        """Index the list of laws and the reviewed names of treaties."""
        self.names: dict[str, LawName] = {}
        self.by_number = laws.by_number
        self.titles = laws.titles
        for treaty in tomllib.loads(treaties.read_text("utf-8"))["treaty"]:
            for name in (treaty["title"], *treaty.get("names", ())):
                self.names[name] = LawName(None, treaty["title"], "treaty")
        for name in laws.ambiguous:
            self.names[name] = LawName(None, name, "ambiguous")
        for name, law_id in laws.by_name.items():
            self.names[name] = LawName(law_id, laws.titles[law_id])
        for law_id, title in laws.titles.items():
            # A law without a title of its own: 明治三十二年法律第四十号（失火ノ責任ニ関スル法律）.
            # Rules of the National Personnel Authority are called by their number: 人事院規則一五―一四.
            # Other rules leave out whose it is: 規則一五―一四.
            if match := _TITLED_BY_NUMBER.fullmatch(title):
                self.names.setdefault(match[1], LawName(law_id, title))
            if match := _NUMBERED_RULE.fullmatch(title):
                self.names.setdefault(match[1], LawName(law_id, title))
                self.names.setdefault(match[1].removeprefix("人事院"), LawName(law_id, title))
        self.endings = Endings(self.names)

    def numbered(self, text: str) -> LawName | None:
        """Return the law with this number; None where the list does not have it, or the text is no number."""
        law_id = self.by_number.get(text)
        if law_id is None:
            try:
                law_id = self.by_number.get(str(parse_law_number(text)))
            except ValueError:
                # Of the form of a number, but with numerals that are none: 平成二二十三年法律第七十七十七号.
                return None
        return LawName(law_id, self.titles[law_id]) if law_id else None
