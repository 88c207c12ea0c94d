"""The elements of 法令標準XML (`XMLSchemaForJapaneseLaw.xsd`, version 3.0) by what they are to the reader.

Every element of the schema is in exactly one of these sets; a test holds them against the schema's list.
"""

from __future__ import annotations

import re

_LEVELS = range(1, 11)

DIVISIONS = frozenset({"Part", "Chapter", "Section", "Subsection", "Division"})
"""編, 章, 節, 款, 目: articles are numbered through them."""

NUMBERED_THROUGH = frozenset({"Article", "Paragraph"})
"""What no two of may have the same number in one place."""

ONLY_ONE = frozenset({"LawTitle", "TOC", "Preamble", "MainProvision", "LawBody"})
"""Nodes that a law has one of, so that their path needs no index."""

LEAVES = frozenset(
    {
        "EnactStatement",
        "TOCPreambleLabel",
        "TOCAppdxTableLabel",
        "RelatedArticleNum",
        "SupplNote",
        "LawTitle",
    }
)
"""Nodes that hold nothing but text."""

ANY_CONTENT = frozenset({"Style", "Format", "Note", "QuoteStruct", "ArithFormula"})
"""Nodes whose content the schema leaves open (`xs:any`)."""

NODES = (
    DIVISIONS
    | NUMBERED_THROUGH
    | LEAVES
    | ANY_CONTENT
    | {f"Subitem{level}" for level in _LEVELS}
    | {
        "TOC",
        "TOCPart",
        "TOCChapter",
        "TOCSection",
        "TOCSubsection",
        "TOCDivision",
        "TOCArticle",
        "TOCSupplProvision",
        "Preamble",
        "MainProvision",
        "Class",
        "Item",
        "List",
        "Sublist1",
        "Sublist2",
        "Sublist3",
        "AmendProvision",
        "NewProvision",
        "LawBody",
        "SupplProvision",
        "SupplProvisionAppdxTable",
        "SupplProvisionAppdxStyle",
        "SupplProvisionAppdx",
        "AppdxTable",
        "AppdxNote",
        "AppdxStyle",
        "AppdxFormat",
        "Appdx",
        "AppdxFig",
        "TableStruct",
        "Table",
        "FigStruct",
        "Fig",
        "NoteStruct",
        "StyleStruct",
        "FormatStruct",
        "Remarks",
    }
)
"""Elements that are nodes of the tree."""

TITLES = (
    {f"{name}Title" for name in DIVISIONS}
    | {f"Subitem{level}Title" for level in _LEVELS}
    | {
        "ArticleTitle",
        "ParagraphNum",
        "ClassTitle",
        "ItemTitle",
        "SupplProvisionLabel",
        "SupplProvisionAppdxTableTitle",
        "SupplProvisionAppdxStyleTitle",
        "AppdxTableTitle",
        "AppdxNoteTitle",
        "AppdxStyleTitle",
        "AppdxFormatTitle",
        "AppdxFigTitle",
        "ArithFormulaNum",
        "TableStructTitle",
        "FigStructTitle",
        "NoteStructTitle",
        "StyleStructTitle",
        "FormatStructTitle",
        "RemarksLabel",
        "TOCLabel",
    }
)
"""Titles and numbers as printed."""

CAPTIONS = frozenset({"ArticleCaption", "ParagraphCaption"})
"""見出し."""

RANGES = frozenset({"ArticleRange"})
"""The articles of a chapter as the table of contents gives them: the text of its entry."""

WRAPPERS = (
    {f"Subitem{level}Sentence" for level in _LEVELS}
    | {f"Sublist{level}Sentence" for level in range(1, 4)}
    | {"ParagraphSentence", "ClassSentence", "ItemSentence", "ListSentence", "AmendProvisionSentence"}
)
"""What only holds the sentences of a node."""

INLINE = frozenset({"Line", "Ruby", "Sup", "Sub"})
"""Mark-up inside text: 傍線, ルビ, upper and lower indices."""

PARTS_OF_OTHERS = frozenset(
    {
        "Law",
        "LawNum",
        "Sentence",
        "Column",
        "TableRow",
        "TableHeaderRow",
        "TableColumn",
        "TableHeaderColumn",
        "Rt",
    }
)
"""Elements that the reader meets in one place only and reads there."""

KINDS = {name: re.sub("(?<=[a-z])(?=[A-Z])|(?<=TOC)(?=[A-Z])", "_", name).lower() for name in NODES}
"""Element name in snake case by element name."""
