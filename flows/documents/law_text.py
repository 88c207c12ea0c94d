"""A flattened law as its source has it: articles and lines, before any structure is rebuilt."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from flows.documents.located import Located


@dataclass(frozen=True, slots=True)
class LawText:
    """One sentence, column or cell.

    Args:
        text: without Markdown.
        line: its number in the file.
        marker: the number of an item in a table's cell, which the converter keeps (`- 一　…`); None elsewhere.
    """

    text: Located
    line: int
    marker: Located | None = None


@dataclass(slots=True)
class ArticleText:
    """One article.

    Args:
        title: 第四条, 第六条ノ二, 第四条から第八条まで.
        num: its number in e-Gov form: `4`, `6_2`, `4:8`.
        line: number of its heading's line.
        lines: its sentences, columns and cells.
    """

    title: Located
    num: str
    line: int
    lines: list[LawText] = field(default_factory=list)

    @property
    def first(self) -> tuple[int, ...]:
        """Its number, or the first of several, for comparison."""
        return tuple(int(part) for part in self.num.split(":")[0].split("_"))


@dataclass(frozen=True, slots=True)
class CitingText:
    """One entry of the list at the end: the whole entry, the citing law's title, link and number of places."""

    entry: Located
    title: Located
    target: str
    count: int


@dataclass(slots=True)
class MarkdownLaw:
    """One law as its Markdown has it.

    Args:
        path: where it was read from.
        title: 題名.
        law_num: 法令番号, without brackets.
        opening: lines before the first article.
        articles: in document order, those of supplementary provisions too.
        citing: the list of citing laws.
        false_headings: lines that the converter mistook for headings.
        ignored: what only Markdown or the converter put there, with its reason.
    """

    path: Path
    title: Located
    law_num: Located
    opening: list[LawText] = field(default_factory=list)
    articles: list[ArticleText] = field(default_factory=list)
    citing: list[CitingText] = field(default_factory=list)
    false_headings: list[int] = field(default_factory=list)
    ignored: list[tuple[Located, str]] = field(default_factory=list)
