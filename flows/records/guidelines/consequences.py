"""Laws and agreements that followed an edition of the Guidelines, or that a proposal asks for.

A review says so in the conclusion (⇒) of an edition's section: 「Xを制定（1999年）、Y締結（1999年）、…に関わる
Zの一部改正（1999年）、Wの制定（2000年）」.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from flows.documents.located import Located, Span
from flows.documents.source_text import SourceText
from flows.errors import InputError
from flows.records.laws.names import LawNames

_ACTIONS = "一部改正|全部改正|全面改正|改正|制定|締結|廃止|整備|改定|策定|承認|発効|公布|施行"

_STATEMENT = re.compile(
    rf"(?P<name>[^、。（][^、。]*?)(?:を|の)?(?P<action>{_ACTIONS})(?:（(?P<year>[0-9]{{4}}) ?年）)?(?:(?P<end>、)|。?$)"
)
_INSTRUMENT = re.compile(
    r"法(?:律|制|令)?(?:及び|並びに|等|の|を|[、。（]|制定|整備|改正|$)|協定|条約|取極|議定書"
)
"""What shows that a conclusion speaks of laws or agreements: 自衛隊法の, 平和安全法制の, 日米ACSA協定."""

_QUALIFIED = re.compile(r".*(?:に関わる|に係る|に関する|のための)")


@dataclass(frozen=True, slots=True)
class GuidelineConsequence:
    """One row of `guideline_consequences`."""

    edition: str
    source_id: str
    ordinal: int
    name: str
    law_id: str | None
    year: int | None
    action: str
    subject: str | None
    item_id: str
    spans: list[Span]


@dataclass(frozen=True, slots=True)
class Conclusion:
    """The conclusion of a section: its item, the edition that the section is about, its text and line."""

    item_id: str
    edition: str
    text: Located
    line: int


def read_consequences(
    document: SourceText, conclusions: list[Conclusion], names: LawNames
) -> list[GuidelineConsequence]:
    """Read what conclusions say of laws and agreements; conclusions about anything else yield nothing.

    Raises:
        InputError: a conclusion speaks of a law or agreement in words that are not understood, or names a law
            that is not known.
    """
    found: list[GuidelineConsequence] = []
    counts: dict[str, int] = {}
    for conclusion in conclusions:
        if not _INSTRUMENT.search(conclusion.text.text):
            continue
        for match in _statements(document, conclusion):
            law, subject = _law(document, conclusion, match["name"], names)
            counts[conclusion.edition] = counts.get(conclusion.edition, 0) + 1
            end = match.end("end") - 1 if match["end"] else match.end()
            found.append(
                GuidelineConsequence(
                    edition=conclusion.edition,
                    source_id=document.source_id,
                    ordinal=counts[conclusion.edition],
                    name=match["name"].removeprefix(subject or ""),
                    law_id=law,
                    year=int(match["year"]) if match["year"] else None,
                    action=match["action"],
                    subject=subject,
                    item_id=conclusion.item_id,
                    spans=conclusion.text[match.start() : end].spans(),
                )
            )
    return found


def _statements(document: SourceText, conclusion: Conclusion) -> Iterator[re.Match[str]]:
    text = conclusion.text.text
    position = 0
    while position < len(text):
        match = _STATEMENT.match(text, position)
        if not match:
            raise InputError(
                document.path,
                f"line {conclusion.line}: {text[position : position + 40]!r}",
                "speaks of a law or agreement, but not as 「（名称）の（制定・改正・締結…）（…年）」",
                f"Known actions are {_ACTIONS.replace('|', ', ')}; this wording needs a rule of its own.",
            )
        yield match
        position = match.end()


def _law(
    document: SourceText, conclusion: Conclusion, name: str, names: LawNames
) -> tuple[str | None, str | None]:
    """Return the id of the law that a name ends in, and what qualifies it there (「…に関わる」).

    A qualification is part of the name unless what is left names a law of its own: 「武器等防護に関わる自衛隊法」
    is the 自衛隊法, 「指揮統制等に関わる法律及び制度」 is no law's name.
    """
    qualified = _QUALIFIED.match(name)
    bare = name[qualified.end() :] if qualified else name
    law = names.find(bare)
    if law is None and re.search(r"[^憲]法$", bare):
        raise InputError(
            document.path,
            f"line {conclusion.line}: {name!r}",
            f"no law of the law list has the title, number or abbreviation {bare}",
            "Add the name to flows/reviewed/law_aliases.toml with its evidence.",
        )
    return law, qualified[0] if law and qualified else None
