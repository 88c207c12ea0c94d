"""The paragraphs of a paper that reviews the Guidelines: what the marker of each makes of it.

Such a paper numbers chapters (１) and sections (（１）), heads blocks with 〇, lists with － and ・, explains with ※
and ①, and draws conclusions with ⇒.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from enum import IntEnum

from flows.documents.located import Located
from flows.documents.source_text import SourceText
from flows.documents.wrapped_lines import Beginning, Paragraph, paragraphs
from flows.errors import InputError
from flows.japanese.markers import CIRCLED


class Rank(IntEnum):
    """What a paragraph is; of the ranks down to `NUMBER`, the smaller one heads the greater."""

    OUTSIDE = 0
    CHAPTER = 1
    SECTION = 2
    BLOCK = 3
    LABEL = 4
    DASH = 5
    DOT = 6
    REMARK = 7
    NUMBER = 8
    CONCLUSION = 9
    TEXT = 10
    CHART = 11


MARKERS = (
    (Rank.CHAPTER, re.compile(r"([０-９]{1,2})[ 　]+")),
    (Rank.SECTION, re.compile(r"([（(][0-9０-９]{1,2}[)）])\s*")),
    (Rank.LABEL, re.compile(r"()(?=（[^（）]{1,12}）$)")),
    (Rank.BLOCK, re.compile(r"([〇○◯])\s*")),
    (Rank.DASH, re.compile(r"([－−‐–―─])\s*")),
    (Rank.DOT, re.compile(r"([・･])\s*")),
    (Rank.REMARK, re.compile(r"(※)\s*")),
    (Rank.NUMBER, re.compile(rf"([{CIRCLED}])\s*")),
    (Rank.CONCLUSION, re.compile(r"([⇒→])\s*")),
)
"""Marker (group 1) and the space after it, tried in this order. 「（概要）」 alone on a line is a label that has no
marker. Chapters are counted in full-width digits; 「15 ガイドラインが…」 begins a sentence."""

KNOWN_MARKERS = "１ （１） 〇 － ・ ※ ① ⇒"

_LIKE_A_MARKER = re.compile(
    r"[（(]?[0-9０-９A-Za-zＡ-Ｚａ-ｚア-ン一二三四五六七八九十]{1,2}(?:[)）]|[.．](?![0-9０-９]))"
)
_BACK_MATTER = re.compile("(?:参考資料|参考文献|引用文献|出典)[：:]")

CHART_RUN = 3
"""Fewest labels after each other that make a chart. A single line without marker that is no sentence is a list
of subjects under its heading."""


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """A paragraph and what it is.

    Args:
        source: the paragraph with its marker.
        marker: empty where there is none.
        gap: the space between marker and body.
        body: the paragraph without its marker.
        mixed: whether it stands where the author used 〇 and － side by side in one list.
    """

    source: Paragraph
    rank: Rank
    marker: Located
    gap: str
    body: Located
    mixed: bool = False

    @property
    def is_label(self) -> bool:
        """Whether the body is a label, not a sentence."""
        return "。" not in self.body.text


def read_lines(document: SourceText) -> list[ReviewLine]:
    """Read the paragraphs of a review in document order, a box after the paragraph that it interrupts.

    What stands before the first chapter (date, author, title) and the list of references at the end is
    `OUTSIDE`.

    Raises:
        InputError: the layout cannot be read (see `paragraphs`), there is no chapter, chapters count
            backwards, or a line begins with a marker that is not known or has nothing after it.
    """
    lines = [_take_apart(document, source) for source in paragraphs(document, _beginning)]
    first = next((index for index, line in enumerate(lines) if line.rank == Rank.CHAPTER), None)
    if first is None:
        raise InputError(
            document.path,
            "",
            "has no chapter: no line begins with a full-width number and a space, as in 「１ はじめに」",
            "Check that this is a review of the Guidelines.",
        )
    last = next((index for index, line in enumerate(lines) if _BACK_MATTER.match(line.body.text)), len(lines))
    body = lines[first:last]
    _check(document, body)
    return [
        *(_outside(line) for line in lines[:first]),
        *_chart_labels(_lists_of_two_marks(body)),
        *(_outside(line) for line in lines[last:]),
    ]


def _beginning(text: str) -> Beginning:
    rank = next((rank for rank, pattern in MARKERS if pattern.match(text)), None)
    if rank is None:
        return Beginning.STRANGE if _unknown_marker(text) else Beginning.TEXT
    return Beginning.DIVISION if rank <= Rank.SECTION else Beginning.ITEM


def _take_apart(document: SourceText, source: Paragraph) -> ReviewLine:
    text = source.text.text
    for rank, pattern in MARKERS:
        match = pattern.match(text)
        if match and match.end() == len(text):
            raise InputError(
                document.path,
                f"line {source.line}: {text!r}",
                "is a marker with nothing after it",
                "Complete the line or remove it.",
            )
        if match:
            marker, gap = source.text[: match.end(1)], text[match.end(1) : match.end()]
            return ReviewLine(source, rank, marker, gap, source.text[match.end() :])
    return ReviewLine(source, Rank.TEXT, source.text[:0], "", source.text)


def _outside(line: ReviewLine) -> ReviewLine:
    source = line.source
    return ReviewLine(source, Rank.OUTSIDE, source.text[:0], "", source.text)


def _check(document: SourceText, lines: list[ReviewLine]) -> None:
    chapter = 0
    for line in lines:
        place = f"line {line.source.line}: {line.source.text.text[:40]!r}"
        if line.rank == Rank.TEXT and _unknown_marker(line.body.text):
            raise InputError(
                document.path,
                place,
                "begins with a marker that is not known",
                f"Known are {KNOWN_MARKERS}; this one needs a rule of its own.",
            )
        if line.rank == Rank.CHAPTER:
            number = int(line.marker.text)
            if number <= chapter:
                raise InputError(
                    document.path,
                    place,
                    f"is chapter {number}, but stands after chapter {chapter}",
                    "Check the order of the text; a number may be missing, but not go back.",
                )
            chapter = number


def _unknown_marker(text: str) -> bool:
    """Tell whether a line begins with what only a marker can be: a sign that opens no bracket or quotation."""
    category = unicodedata.category(text[0])
    sign = category[0] in "SPC" and category not in ("Ps", "Pi") and text[0] not in "\"'"
    return sign or category in ("No", "Nl") or bool(_LIKE_A_MARKER.match(text))


def _lists_of_two_marks(lines: list[ReviewLine]) -> list[ReviewLine]:
    """Find the lists in which 〇 and － are used side by side.

    A 〇 heads a block where every 〇 around it (in its section, or in its box) is a label. Where one of them
    marks a whole sentence, 〇 is no heading there, and 〇 and － are of one rank.
    """
    stretches: list[int] = []
    current = 0
    for line in lines:
        current += line.rank <= Rank.SECTION
        stretches.append(-current if line.source.boxed else current)
    placed = list(zip(lines, stretches, strict=True))
    mixed = {stretch for line, stretch in placed if line.rank == Rank.BLOCK and not line.is_label}
    return [
        replace(line, rank=Rank.DASH, mixed=True)
        if stretch in mixed and line.rank in (Rank.BLOCK, Rank.DASH)
        else line
        for line, stretch in placed
    ]


def _chart_labels(lines: list[ReviewLine]) -> list[ReviewLine]:
    """Find the labels of charts: runs of lines that have no marker and are no sentences.

    Labels that stand beside each other in the chart share a line, with a space between two Japanese
    characters.
    """
    found: list[ReviewLine] = []
    run: list[ReviewLine] = []
    for line in lines:
        if line.rank == Rank.TEXT and line.is_label and not line.source.boxed:
            run.append(line)
            continue
        found += [*_as_labels(run), line]
        run = []
    return [*found, *_as_labels(run)]


def _as_labels(run: list[ReviewLine]) -> list[ReviewLine]:
    if len(run) < CHART_RUN:
        return run
    return [
        replace(line, rank=Rank.CHART, body=label)
        for line in run
        for label in line.body.split(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])")
    ]
