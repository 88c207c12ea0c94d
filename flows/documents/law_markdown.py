"""Law texts in the flattened Markdown of the dataset japan-law: lines, headings, links, the list at the end.

The form, line by line: `# title`; `*（law number）*`; the articles; a rule; 「この法令を参照している法令」 with
its list; a rule; a line on the origin. An article is an anchor and its title in bold, then one line for each
sentence, column of an item or cell of a table. Of the structure only articles are kept. The converter made a
heading of every line that begins with an article's number, also of a sentence (第三条第二項の後方支援活動は…),
and one with `##` of every line that begins with a chapter's: an empty line stands before true headings only.
"""

from __future__ import annotations

import re

from flows.documents.law_text import ArticleText, CitingText, LawText, MarkdownLaw
from flows.documents.located import Located
from flows.documents.source_text import SourceText
from flows.errors import InputError
from flows.japanese.provision_labels import article_num

LINE_BREAK = "line_break"
SPACE = "outer_white_space"
SYNTAX = "markdown_syntax"
LINK = "link_target"
ANCHOR = "heading_anchor"
FALSE_ANCHOR = "false_heading_anchor"
MARKER = "list_marker"
FURNITURE = "page_furniture"

CITING_HEADING = "この法令を参照している法令"

_RULE = re.compile("-{3,}")
_TITLE_LINE = re.compile("# (?P<kept>[^#].*)")
_LAW_NUM = re.compile(r"\*（(?P<kept>[^*]+)）\*")
_ANCHOR = re.compile(r'<a id="[^"]*"></a>')
_HEADING = re.compile(r"\*\*(?P<bold>[^*]+)\*\*(?P<rest>.*)")
_CHAPTER = re.compile(r"##+ (?P<text>第.*)")
_CELL = re.compile(r"- (?P<marker>[^\s　]+)　(?P<text>.*)")
_LINK = re.compile(r"\[(?P<text>[^\[\]]*)\]\((?P<target>[^()\s]*)\)")
_CITING_HEADING = re.compile(rf"##+ {CITING_HEADING}")
_CITING = re.compile(r"- \[(?P<title>.+)\]\((?P<target>[^()\s]+)\) \((?P<count>[0-9]+)箇所\)")
_NONE_CITING = re.compile(rf"\*{CITING_HEADING}はありません\*")
_ORIGIN = re.compile(r"\*Generated from .*\*")
_UNKNOWN = re.compile(r"[#<|>`~\\]|[-+*] |\*\*|!\[|-{3,}$")

_FORM = "A law in this kind of Markdown begins with '# title' and '*（law number）*'; check the file's kind."


def read_markdown_law(document: SourceText) -> MarkdownLaw:
    """Divide one law into its title, articles and the list of laws that cite it.

    Raises:
        InputError: the text is not of the form above, or has a line that no rule knows.
    """
    return _Reader(document).read()


class _Reader:
    """Goes through the lines of one document."""

    def __init__(self, document: SourceText) -> None:
        self.path = document.path
        self.ignored: list[tuple[Located, str]] = []
        self.lines: list[Located] = []
        start = 0
        for match in re.finditer("\r?\n|$", document.text):
            self.lines.append(Located.whole(document.text[start : match.start()], start))
            self.ignore(Located.whole(match[0], match.start()), LINE_BREAK)
            start = match.end()
        self.at = 0

    def read(self) -> MarkdownLaw:
        """Read the document from its first line to its last."""
        title = self.head(_TITLE_LINE, "title line '# …'")
        law_num = self.head(_LAW_NUM, "line '*（law number）*'")
        law = MarkdownLaw(self.path, title, law_num, ignored=self.ignored)
        while self.at < len(self.lines) and not _RULE.fullmatch(self.lines[self.at].text):
            self.body_line(law)
        self.citing(law)
        if not law.articles and not law.opening:
            raise InputError(self.path, "", "holds no text of the law", _FORM)
        return law

    def ignore(self, piece: Located, reason: str) -> None:
        """Set a piece aside; an empty one is nothing."""
        if piece:
            self.ignored.append((piece, reason))

    def keep(self, line: Located, kept: Located, reason: str = SYNTAX) -> Located:
        """Keep a stretch of a line and set aside what stands before and after it."""
        if kept:
            left = kept.start - line.start
            self.ignore(line[:left], reason)
            self.ignore(line[left + len(kept) :], reason)
        else:
            self.ignore(line, reason)
        return kept

    def fail(self, problem: str, remedy: str = _FORM) -> InputError:
        """Describe what is wrong with the line reached."""
        if self.at >= len(self.lines):
            return InputError(self.path, "end", problem, remedy)
        return InputError(
            self.path, f"line {self.at + 1}: {self.lines[self.at].text[:60]!r}", problem, remedy
        )

    def skip_blank(self) -> None:
        """Go on to the next line that is not empty."""
        while self.at < len(self.lines) and not self.lines[self.at].text.strip(" \t"):
            self.ignore(self.lines[self.at], SPACE)
            self.at += 1

    def head(self, pattern: re.Pattern[str], what: str) -> Located:
        """Read one of the first lines.

        Raises:
            InputError: it is not there.
        """
        self.skip_blank()
        line = self.lines[self.at] if self.at < len(self.lines) else Located("", ())
        match = pattern.fullmatch(line.text.rstrip())
        kept = line.group(match, "kept") if match else None
        if kept is None:
            raise self.fail(f"has no {what} here")
        self.at += 1
        return self.keep(line, kept.strip())

    def body_line(self, law: MarkdownLaw) -> None:
        """Read one line of the text, or an anchor with the heading below it.

        Raises:
            InputError: no rule knows the line.
        """
        line = self.lines[self.at]
        if not line.text.strip():
            self.ignore(line, SPACE)
        elif _ANCHOR.fullmatch(line.text):
            self.heading(law)
            return
        elif match := _CHAPTER.fullmatch(line.text):
            law.false_headings.append(self.at + 1)
            self.sentence(law, self.keep(line, _some(line.group(match, "text"))))
        elif match := _CELL.fullmatch(line.text):
            marker = _some(line.group(match, "marker"))
            self.ignore(line[: match.start("marker")], SYNTAX)
            self.ignore(marker, MARKER)
            self.ignore(line[match.end("marker") : match.start("text")], SPACE)
            self.sentence(law, _some(line.group(match, "text")), marker)
        elif _UNKNOWN.match(line.text):
            raise self.fail("is a line that no rule knows", "Mend the line, or teach the reader its kind.")
        else:
            self.sentence(law, line)
        self.at += 1

    def sentence(self, law: MarkdownLaw, line: Located, marker: Located | None = None) -> None:
        """Add a line of text, without its links, to the article reached."""
        text = self.unlink(self.keep(line, line.strip(), SPACE))
        lines = law.articles[-1].lines if law.articles else law.opening
        lines.append(LawText(text, self.at + 1, marker))

    def unlink(self, line: Located) -> Located:
        """Take the text out of the links of a line."""
        if "](" not in line.text:
            return line
        pieces: list[Located] = []
        end = 0
        for match in _LINK.finditer(line.text):
            pieces += [line[end : match.start()], line[match.start("text") : match.end("text")]]
            self.ignore(line[match.start() : match.start("text")], SYNTAX)
            self.ignore(line[match.end("text") : match.end()], LINK)
            end = match.end()
        return Located.join([*pieces, line[end:]])

    def heading(self, law: MarkdownLaw) -> None:
        """Read an anchor and the bold text below it: an article's title, or the beginning of a sentence.

        Raises:
            InputError: no bold text stands below, or it is no article's title where a heading must be.
        """
        anchor = self.lines[self.at]
        true = self.is_apart()
        self.at += 1
        line = self.lines[self.at] if self.at < len(self.lines) else anchor
        match = _HEADING.fullmatch(line.text)
        if match is None:
            raise self.fail("stands below an anchor and is not bold", "Restore the heading's line.")
        self.ignore(anchor, ANCHOR if true else FALSE_ANCHOR)
        bold = line[match.start("bold") : match.end("bold")]
        text = Located.join([bold, line[match.start("rest") :]])
        for marks in (line[: match.start("bold")], line[match.end("bold") : match.start("rest")]):
            self.ignore(marks, SYNTAX)
        if not true:
            law.false_headings.append(self.at + 1)
            self.sentence(law, text)
        else:
            try:
                num = article_num(text.text.rstrip())
            except ValueError:
                raise self.fail(
                    "stands where a heading must, and is no article's number", "Mend the heading."
                ) from None
            law.articles.append(ArticleText(text.strip(), num, self.at + 1))
        self.at += 1

    def is_apart(self) -> bool:
        """Whether an empty line stands before the line reached that is not the one behind a `##` line."""
        blank = 0
        while blank < self.at and not self.lines[self.at - 1 - blank].text.strip(" \t"):
            blank += 1
        behind_chapter = self.lines[self.at - 1 - blank].text.startswith("##")
        return blank > behind_chapter

    def citing(self, law: MarkdownLaw) -> None:
        """Read what follows the text: the list of citing laws, between rules, and the line on the origin.

        Raises:
            InputError: another line stands there.
        """
        while self.at < len(self.lines):
            line = self.lines[self.at]
            text = line.text.rstrip()
            match = _CITING.fullmatch(text)
            if match:
                title = _some(line.group(match, "title"))
                law.citing.append(CitingText(line[: len(text)], title, match["target"], int(match["count"])))
                self.ignore(line[len(text) :], SPACE)
            elif any(known.fullmatch(text) for known in (_RULE, _CITING_HEADING, _NONE_CITING, _ORIGIN)):
                self.ignore(line, FURNITURE)
            elif text:
                raise self.fail(
                    f"follows the text of the law and is no entry of the list {CITING_HEADING}",
                    "Entries are '- [title](./id.md) (n箇所)'.",
                )
            else:
                self.ignore(line, SPACE)
            self.at += 1


def _some(piece: Located | None) -> Located:
    if piece is None:
        raise AssertionError("the group took part in the match")
    return piece
