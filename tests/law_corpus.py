"""Small laws in 法令標準XML, and the tables that are built from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pyarrow.parquet as pq

from flows.corpus.build import Place, side_by_side
from flows.corpus.collect import at_paths
from flows.corpus.inputs import LawInput
from flows.corpus.laws import LawTables, build_laws
from flows.documents.law_lists import LawList
from flows.records.laws.names import Law, law_type
from flows.tables.arrow import to_arrow
from flows.tables.parts import Parts
from warehouse.contract import contract

Row = dict[str, Any]

BASE, CITING = "411AC0000000060", "415AC0000000079"
"""A law, and a law that cites it."""

NAMES = {BASE: ("平成十一年法律第六十号", "基本法"), CITING: ("平成十五年法律第七十九号", "実施法")}

ENDING = "0" * 15
"""Last step of a revision id where no law has amended."""


def revision(law_id: str, day: str, amendment: str = ENDING) -> str:
    """A revision id; the day as YYYYMMDD."""
    return f"{law_id}_{day}_{amendment}"


def paragraph(num: str, text: str, *items: str) -> str:
    """A paragraph with items, or, where the text begins with `<`, whatever it is."""
    said = text if text.startswith("<") else f"<Sentence>{escape(text)}</Sentence>"
    below = "".join(
        f'<Item Num="{at}"><ItemTitle>{at}</ItemTitle><ItemSentence><Sentence>{escape(words)}</Sentence>'
        "</ItemSentence></Item>"
        for at, words in enumerate(items, start=1)
    )
    return f'<Paragraph Num="{num}"><ParagraphNum/><ParagraphSentence>{said}</ParagraphSentence>{below}</Paragraph>'


def article(num: str, *paragraphs: str) -> str:
    """An article; a paragraph is its text, or made by `paragraph`."""
    below = "".join(
        one if one.startswith("<Paragraph") else paragraph(str(at), one)
        for at, one in enumerate(paragraphs, start=1)
    )
    return f'<Article Num="{num}"><ArticleTitle>第{num}条</ArticleTitle>{below}</Article>'


def law(law_id: str, main: str, rest: str = "") -> bytes:
    """A law: what is in its main provision, and what stands behind that."""
    number, title = NAMES[law_id]
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<Law Era="Heisei" Year="11" Num="60" LawType="Act" Lang="ja"><LawNum>{number}</LawNum><LawBody>'
        f"<LawTitle>{title}</LawTitle><MainProvision>{main}</MainProvision>{rest}</LawBody></Law>"
    ).encode()


def articles(law_id: str, texts: Mapping[str, str], rest: str = "") -> bytes:
    """A law of articles of one paragraph: text by number."""
    return law(law_id, "".join(article(num, text) for num, text in texts.items()), rest)


def known(*law_ids: str) -> list[Law]:
    """Laws as a list knows them."""
    return [
        Law(law_id, "list", number, law_type(law_id), title, None, [], None, None, [])
        for law_id, (number, title) in NAMES.items()
        if law_id in (law_ids or NAMES)
    ]


def written(folder: Path, texts: Mapping[str, bytes]) -> list[LawInput]:
    """Write texts, by revision id, and find them again."""
    folder.mkdir(parents=True)
    for revision_id, content in texts.items():
        (folder / f"{revision_id}.xml").write_bytes(content)
    found = at_paths([folder], None)
    assert found.faults == []
    return found.inputs


def place_of(folder: Path, **others: Any) -> Place:
    """A place to build in: its cache is kept, what is built from it is new each time."""
    count = len([*folder.glob("out-*")]) if folder.is_dir() else 0
    out = folder / f"out-{count}"
    out.mkdir(parents=True)
    told: list[str] = []
    return Place(
        folder / "cache", out, others.get("code", "code"), told.append, others.get("build", side_by_side)
    )


def rows(tables: LawTables) -> dict[str, list[Row]]:
    """The rows of every table of laws, in their order."""
    found = {name: parts.read().to_pylist() for name, parts in tables.parts.items()}
    for name, records in tables.records.items():
        found[name] = to_arrow(contract()[name], records).to_pylist()
    return found


def built(
    folder: Path, texts: Mapping[str, bytes], laws: Sequence[Law] | None = None, lists: Sequence[LawList] = ()
) -> dict[str, list[Row]]:
    """Build a corpus; laws that cannot be read fail the test."""
    inputs = written(folder / "texts", texts)
    tables = build_laws(inputs, known() if laws is None else laws, lists, place_of(folder))
    assert tables.faults == []
    return rows(tables)


def as_of(tables: Mapping[str, Sequence[Row]], revision_id: str) -> list[Row]:
    """The provisions of one revision, in their order, by the revisions that each row stands for."""
    ordinals = {row["law_revision_id"]: row["ordinal"] for row in tables["law_revisions"]}
    law_id, at = revision_id.partition("_")[0], ordinals[revision_id]
    found = [
        row
        for row in tables["provisions"]
        if row["law_id"] == law_id
        and ordinals[row["law_revision_id"]] <= at <= ordinals[row["last_revision_id"]]
    ]
    return sorted(found, key=lambda row: int(row["ordinal"]))


def part_bytes(parts: Parts) -> list[bytes]:
    """The bytes of each file of a table."""
    return [path.read_bytes() for path in parts.files]


def row_count(folder: Path, table: str) -> int:
    """Rows of a table in a part."""
    return int(pq.read_metadata(folder / f"{table}.parquet").num_rows)
