"""Lines of a law in the Markdown of the dataset legalize-jp, each with what its mark-up makes it.

The converter writes, between empty lines: headings `## 第一編　…` to `###### 第一目　…` and `## 附則`; articles
`**第一条（見出し）**　text of the first paragraph`; paragraphs `**２**　text`, or the text alone where no number is
printed; items `- 一　text`, with sub-items on the lines below, indented by two spaces for each level; tables, with a
`| --- |` behind the first row, whether it is a heading or not; appendices `**別表第一**`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from flows.counts import counted
from flows.documents.law_markdown import LINE_BREAK, SPACE, SYNTAX
from flows.documents.located import Located
from flows.documents.source_text import SourceText
from flows.errors import InputError
from flows.japanese.numerals import NUMERAL
from flows.japanese.provision_labels import label_num

HEADING = "heading"
SUPPLEMENT = "supplement"
ARTICLE = "article"
PARAGRAPH = "paragraph"
ITEM = "item"
TABLE = "table"
APPENDIX = "appendix"
TEXT = "text"

EMPTY = Located("", ())

_LINE = re.compile(r"[^\r\n]+")
_HEADING = re.compile("(?P<hashes>#{2,6}) (?P<title>.+)")
_BOLD = re.compile(r"\*\*(?P<bold>[^*]+)\*\*(?:(?P<gap>　)(?P<text>.*))?")
_ARTICLE = re.compile(f"(?P<title>第{NUMERAL}条[^（(]*)(?P<caption>[（(].*[）)])?")
_ITEM = re.compile(r"(?P<mark>(?P<indent>(?:  )*)- )(?P<label>[^　]+)(?P<gap>　)(?P<text>.+)")
_CELL_END = re.compile(r"(?<!\\)\|")
_ESCAPED = re.compile(r"\\(?=\|)")
_SEPARATOR = re.compile(r"\|(?: --- \|)+")
_UNKNOWN = re.compile(r"[#<|>`~\\*]|[-+] |!\[|-{3,}$")


@dataclass(slots=True)
class LegalizeLine:
    """One line, a table, or one of the two parts of an article's line: its heading and its first paragraph.

    Args:
        form: `heading`, `supplement` (## 附則), `article`, `paragraph`, `item`, `table`, `appendix`, or `text` (a
            paragraph that stands without mark-up).
        start: offset of its first character.
        is_apart: whether an empty line stands before it.
        level: of a heading, the number of #; of an item, 1 and of sub-items 2 and more; otherwise 0.
        title: heading, or number as printed; empty where none is.
        caption: 見出し with its brackets, of an article; otherwise empty.
        text: the text behind the number; may be empty.
        rows: of a table, the cells of each row, the first included.
    """

    form: str
    start: int
    is_apart: bool
    level: int = 0
    title: Located = EMPTY
    caption: Located = EMPTY
    text: Located = EMPTY
    rows: Sequence[Sequence[Located]] = ()


class LegalizeLines:
    """Divides a document into its lines.

    Args:
        document: the text.
        start: offset at which the law begins, behind the front matter.
    """

    def __init__(self, document: SourceText, start: int) -> None:
        self.document = document
        self.start = start
        self.ignored: list[tuple[Located, str]] = []

    def ignore(self, piece: Located, reason: str) -> None:
        """Set a piece aside; an empty one is nothing."""
        if piece:
            self.ignored.append((piece, reason))

    def fail(self, start: int, problem: str, remedy: str) -> InputError:
        """Describe what is wrong with the line that begins at an offset."""
        text = self.document.text
        line = _LINE.match(text, start)
        number = text.count("\n", 0, start) + 1
        return InputError(
            self.document.path, f"line {number}: {line[0][:60] if line else ''!r}", problem, remedy
        )

    def read(self) -> Iterator[LegalizeLine]:
        """Yield the lines in order.

        Raises:
            InputError: a line is of none of the forms above, or a table is not whole.
        """
        table: list[Located] = []
        table_is_apart = False
        for line, is_apart in self._physical():
            is_row = line.text.startswith("|")
            if table and (is_apart or not is_row):
                yield self._table(table, is_apart=table_is_apart)
                table = []
            if not is_row:
                yield from self._line(line, is_apart=is_apart)
                continue
            if not table:
                table_is_apart = is_apart
            table.append(line)
        if table:
            yield self._table(table, is_apart=table_is_apart)

    def _physical(self) -> Iterator[tuple[Located, bool]]:
        """Yield the lines that are not empty, without white space at the end, and whether each stands apart."""
        text = self.document.text
        at = self.start
        breaks = 2
        for match in _LINE.finditer(text, at):
            start, line = match.start(), match[0].rstrip()
            breaks += text.count("\n", at, start)
            self.ignore(Located.whole(text[at:start], at), LINE_BREAK)
            at = match.end()
            end = start + len(line)
            self.ignore(Located.whole(text[end:at], end), SPACE)
            if line:
                yield Located.whole(line, start), breaks > 1
                breaks = 0
        self.ignore(Located.whole(text[at:], at), LINE_BREAK)

    def _line(self, line: Located, *, is_apart: bool) -> Iterator[LegalizeLine]:
        if match := _HEADING.fullmatch(line.text):
            self.ignore(line[: match.start("title")], SYNTAX)
            title = line[match.start("title") :]
            form = SUPPLEMENT if title.text == "附則" else HEADING
            yield LegalizeLine(form, line.start, is_apart, len(match["hashes"]), title)
        elif match := _ITEM.fullmatch(line.text):
            label, text = line[match.start("label") : match.end("label")], line[match.start("text") :]
            self.ignore(line[: match.end("mark")], SYNTAX)
            self.ignore(line[match.start("gap") : match.end("gap")], SPACE)
            level = len(match["indent"]) // 2 + 1
            yield LegalizeLine(ITEM, line.start, is_apart, level, label, text=self._strip(text))
        elif match := _BOLD.fullmatch(line.text):
            yield from self._bold(line, match, is_apart=is_apart)
        elif _UNKNOWN.match(line.text.lstrip()):
            raise self.fail(
                line.start, "is a line that no rule knows", "Mend the line, or teach the reader its kind."
            )
        else:
            yield LegalizeLine(TEXT, line.start, is_apart, text=self._strip(line))

    def _bold(self, line: Located, match: re.Match[str], *, is_apart: bool) -> Iterator[LegalizeLine]:
        bold, text = self._divide(line, match)
        if article := _ARTICLE.fullmatch(bold.text):
            title, caption = bold[: article.end("title")], bold[article.end("title") :]
            yield LegalizeLine(ARTICLE, line.start, is_apart, title=title, caption=caption)
            number = EMPTY
            if numbered := _BOLD.fullmatch(text.text):
                number, text = self._divide(text, numbered)
            yield LegalizeLine(PARAGRAPH, line.start, False, title=number, text=self._strip(text))
        else:
            form = PARAGRAPH if match["gap"] or _is_label(bold.text) else APPENDIX
            yield LegalizeLine(form, line.start, is_apart, title=bold, text=self._strip(text))

    def _divide(self, line: Located, match: re.Match[str]) -> tuple[Located, Located]:
        """Return what is set in bold and what follows it."""
        start, end = match.span("bold")
        self.ignore(line[:start], SYNTAX)
        self.ignore(line[end : end + 2], SYNTAX)
        self.ignore(line[end + 2 : end + 3], SPACE)
        return line[start:end], line[end + 3 :]

    def _strip(self, text: Located) -> Located:
        stripped = text.strip()
        if len(stripped) == len(text):
            return text
        left = len(text) - len(text.text.lstrip())
        self.ignore(text[:left], SPACE)
        self.ignore(text[left + len(stripped) :], SPACE)
        return stripped

    def _table(self, lines: Sequence[Located], *, is_apart: bool) -> LegalizeLine:
        """Read the rows of a table; in empty cells the converter put rows of unequal length right.

        Raises:
            InputError: the line behind the first row is no separator, another is one, or a row has another number
                of cells.
        """
        rows: list[list[Located]] = []
        for number, line in enumerate(lines):
            if (_SEPARATOR.fullmatch(line.text) is not None) is not (number == 1):
                raise self.fail(
                    line.start,
                    "is a row of a table where its separator '| --- |' must be, or a separator elsewhere",
                    "The separator stands behind the first row; an empty line stands between two tables.",
                )
            if number == 1:
                self.ignore(line, SYNTAX)
                width = line.text.count("|") - 1
            else:
                rows.append(self._cells(line))
                width = len(rows[-1])
            if width != len(rows[0]):
                raise self.fail(
                    line.start,
                    f"is a row of {counted(width, 'cell')} in a table of {counted(len(rows[0]), 'column')}",
                    "Every row has as many cells as the first; a | in a cell is written \\|.",
                )
        if len(lines) < 2:
            raise self.fail(lines[0].start, "is a table without its separator '| --- |'", "Restore it.")
        return LegalizeLine(TABLE, lines[0].start, is_apart, rows=rows)

    def _cells(self, line: Located) -> list[Located]:
        """Read the cells of one row, each without the white space around it.

        Raises:
            InputError: it does not end in |.
        """
        ends = [match.start() for match in _CELL_END.finditer(line.text)]
        if len(ends) < 2 or ends[-1] != len(line) - 1:
            raise self.fail(line.start, "is a row of a table that does not end in |", "Restore the row.")
        cells: list[Located] = []
        for left, right in pairwise(ends):
            self.ignore(line[left : left + 1], SYNTAX)
            cells.append(self._unescape(self._strip(line[left + 1 : right])))
        self.ignore(line[ends[-1] :], SYNTAX)
        return cells

    def _unescape(self, cell: Located) -> Located:
        if "\\" not in cell.text:
            return cell
        for match in _ESCAPED.finditer(cell.text):
            self.ignore(cell[match.start() : match.end()], SYNTAX)
        return Located.join(cell.split(_ESCAPED))


def _is_label(text: str) -> bool:
    try:
        label_num(text)
    except ValueError:
        return False
    return True
