"""A law in the Markdown of the dataset legalize-jp: its front matter and its tree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from flows.documents.front_matter import FRONT_MATTER, FrontMatter, read_front_matter
from flows.documents.law_legalize_lines import LegalizeLine, LegalizeLines
from flows.documents.law_legalize_tree import LegalizeTree
from flows.documents.law_tree import LawTree, Provision
from flows.documents.located import Located
from flows.documents.provision_text import repetition, sentences
from flows.documents.source_text import SourceText
from flows.errors import InputError

REPEATED_TABLE = "repeated_table_text"
"""Why the text of cells is set aside that a provision has a second time: the converter puts that of all cells of its
tables behind its own."""

DELETED = "削除"


@dataclass(slots=True)
class LegalizeLaw:
    """One wording of a law.

    Args:
        tree: its provisions; every text in it knows its offsets.
        front: the front matter.
        ignored: what only Markdown or the converter put there, with its reason.
    """

    tree: LawTree
    front: FrontMatter
    ignored: list[tuple[Located, str]] = field(default_factory=list)


def read_legalize_law(document: SourceText, law_revision_id: str) -> LegalizeLaw:
    """Read one wording of a law.

    Args:
        document: its text.
        law_revision_id: e-Gov's id of the wording, which in the dataset is the name of the file.

    Raises:
        InputError: the front matter is not as it must be or is of another wording; a line is of a form that is not
            known; a number is none, or does not follow the one before; a provision has no place; its text does not
            repeat its tables.
    """
    block = read_front_matter(document)
    _require_revision(document, block.front, law_revision_id)
    lines = LegalizeLines(document, block.end)
    for piece in block.rest:
        lines.ignore(piece, FRONT_MATTER)
    tree = LegalizeTree(lines)
    for line in lines.read():
        tree.add(line)
    law = LawTree(block.front.law_id, law_revision_id, block.title, block.law_num, tree.finish())
    for node, line in tree.texts:
        text = _without_tables(line.text, tree.tables.get(node.elm, ()), lines)
        node.sentences = sentences(text)
    for node in law.walk():
        node.is_deleted = _is_deleted(node)
    return LegalizeLaw(law, block.front, lines.ignored)


def _require_revision(document: SourceText, front: FrontMatter, law_revision_id: str) -> None:
    law_id, day = law_revision_id.split("_")[:2] if "_" in law_revision_id else (law_revision_id, "")
    if law_id != front.law_id or day != front.enforced_on.strftime("%Y%m%d"):
        raise InputError(
            document.path,
            "front matter, 'identifier' and 'enforced_at'",
            f"say law {front.law_id} as of {front.enforced_on}, but the revision is {law_revision_id!r}",
            "A revision id is the law's id, the day of entry into force, and the amending law's id, joined by _.",
        )


def _without_tables(text: Located, tables: Sequence[LegalizeLine], lines: LegalizeLines) -> Located:
    """Set aside the repetition of its tables, with which the text of a provision ends that has any.

    Raises:
        InputError: it does not end so.
    """
    if not tables:
        return text
    cells = [cell.text for table in tables for row in table.rows for cell in row]
    try:
        end = repetition(text.text, cells)
    except ValueError as error:
        raise lines.fail(
            tables[0].start,
            f"is a table whose cells the text of its provision does not repeat: {error}",
            "The table belongs to another provision, or one of the two is damaged.",
        ) from None
    lines.ignore(text[end:], REPEATED_TABLE)
    return text[:end]


def _is_deleted(node: Provision) -> bool:
    """Whether a provision is 削除: it says nothing else, or its heading does."""
    if node.kind == "article":
        return len(node.children) == 1 and _is_deleted(node.children[0])
    if node.sentences:
        return [str(one.text) for one in node.sentences] == [DELETED] and not node.children
    return str(node.title or "").endswith(f"　{DELETED}")
