"""One bucket of laws to parts of the law tables, as Parquet files in a folder of its own."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

from flows.corpus.inputs import Bucket, LawInput, choose
from flows.corpus.readings import LawFacts, Read, read_input
from flows.documents.law_files import ZipReader
from flows.documents.source_text import decode, read_bytes
from flows.errors import InputError
from flows.records.laws.forms import Forms, changes_of_forms
from flows.records.laws.law_rows import LawRows, ProvisionRow, law_rows
from flows.records.laws.mentions import NameIndex
from flows.records.laws.nodes import Node
from flows.records.laws.revisions import LawRevision, Seen, in_order
from flows.records.laws.wordings import merge
from flows.tables.arrow import to_arrow
from flows.tables.parquet import write_table
from warehouse.contract import contract

TABLES = (
    "provisions",
    "sentences",
    "defined_terms",
    "citations",
    "substitutions",
    "applied_provisions",
    "provision_changes",
)
"""Tables that buckets have parts of."""

FACTS = "facts.json"


@dataclass(slots=True)
class Facts:
    """What a bucket holds beside its tables.

    Args:
        revisions: rows of `law_revisions`.
        laws: what the newest text of each law says of it.
        characters: characters read, by source: all, and those without a value of their own.
        faults: laws that could not be read: file, place, problem, remedy.
        rows: number of rows by table.
    """

    revisions: list[LawRevision] = field(default_factory=list)
    laws: list[LawFacts] = field(default_factory=list)
    characters: dict[str, tuple[int, int]] = field(default_factory=dict)
    faults: list[tuple[str, str, str, str]] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)


def build_part(bucket: Bucket, known: NameIndex, folder: Path) -> None:
    """Read the laws of a bucket and write their tables into a folder, which must be new.

    A law that cannot be read is a fault of the bucket; the others are not harmed.

    Args:
        bucket: the laws.
        known: the laws that can be recognised by name.
        folder: where `<table>.parquet` for each of `TABLES` and `facts.json` go.

    Raises:
        OSError: the folder cannot be written.
    """
    # What is read has no cycles and is freed as it goes; looking for them would cost a third of the time.
    gc.disable()
    try:
        rows, facts = _read_laws(bucket, known)
        folder.mkdir(parents=True)
        for name in TABLES:
            table = to_arrow(contract()[name], rows[name])
            rows[name] = []
            facts.rows[name] = table.num_rows
            write_table(table, folder / f"{name}.parquet")
        (folder / FACTS).write_text(json.dumps(asdict(facts), ensure_ascii=False, default=str), "utf-8")
    finally:
        gc.enable()


def _read_laws(bucket: Bucket, known: NameIndex) -> tuple[dict[str, list[Any]], Facts]:
    rows: dict[str, list[Any]] = {name: [] for name in TABLES}
    facts = Facts()
    with ZipReader() as reader:
        for _, inputs in groupby(bucket.inputs, key=attrgetter("law_id")):
            try:
                _read_law(list(inputs), reader, known, rows, facts)
            except InputError as error:
                facts.faults.append(_fault(error))
    return rows, facts


def _read_law(
    inputs: list[LawInput], reader: ZipReader, known: NameIndex, rows: dict[str, list[Any]], facts: Facts
) -> None:
    """Read all revisions of one law and add their rows.

    Where the newest cannot be read, the law is there until the day on which they begin: better than to show what
    they replaced as in force.

    Raises:
        InputError: one of them cannot be read, and later ones can, or none; nothing of the law is added.
    """
    read, unread = _read_revisions(inputs, reader, facts)
    ordered = in_order([*(_seen(*texts[0], inputs) for texts in read.values()), *map(_unread, unread)])
    revisions = [revision for revision in ordered if revision.law_revision_id in read]
    if [*revisions, *(one for one in ordered if one not in revisions)] != ordered or not revisions:
        raise next(iter(unread.values()))
    wordings: list[tuple[LawRevision, LawRows]] = []
    nodes: list[Forms] = []
    for revision in revisions:
        forms: Forms = {}
        for at, (one, text) in enumerate(read[revision.law_revision_id]):
            wording = law_rows(text.tree, revision.wording(), known)
            if at == 0:
                wordings.append((revision, wording))
            if len(revisions) > 1:
                forms[one.form] = [node_of(row) for row in wording.provisions]
        nodes.append(forms)
    for at in range(1, len(revisions)):
        before, after = revisions[at - 1], revisions[at]
        ids = (before.law_id, before.law_revision_id, after.law_revision_id)
        rows["provision_changes"].extend(changes_of_forms(ids, nodes[at - 1], nodes[at]))
    merged = merge(wordings)
    rows["provisions"].extend(merged.provisions)
    rows["sentences"].extend(merged.sentences)
    for table, members in merged.references.items():
        rows[table].extend(members)
    facts.revisions.extend(revisions)
    facts.laws.append(read[revisions[-1].law_revision_id][0][1].facts)
    facts.faults.extend(map(_fault, unread.values()))
    for (one, text), *others in read.values():
        _count(facts, one, text.characters, text.ignored)
        for other, its_text in others:
            _count(facts, other, its_text.characters, its_text.characters)


def _read_revisions(
    inputs: list[LawInput], reader: ZipReader, facts: Facts
) -> tuple[dict[str, list[tuple[LawInput, Read]]], dict[str, InputError]]:
    """Read the texts of a law: the chosen ones, those beside them, and another where one cannot be read.

    Returns:
        By revision its texts, that of its provisions first; and of the revisions whose texts cannot be read, what is
        wrong with the first.
    """
    read: dict[str, list[tuple[LawInput, Read]]] = {}
    faults: dict[str, InputError] = {}
    chosen, beside, aside = choose(inputs)
    for one in (*chosen, *beside, *(other for other in aside if other.form != "flattened")):
        texts = read.setdefault(one.law_revision_id, [])
        if texts and one in aside:
            _set_aside(facts, one)
            continue
        try:
            texts.append((one, read_input(one, reader.read(one.file))))
        except InputError as error:
            faults.setdefault(one.law_revision_id, error)
    return {name: texts for name, texts in read.items() if texts}, {
        name: fault for name, fault in faults.items() if not read[name]
    }


def _set_aside(facts: Facts, one: LawInput) -> None:
    """Count the characters of a text in Markdown that another one stands for; an archive is counted by what is read."""
    if one.form == "legalize" and one.file.member is None:
        text, _ = decode(read_bytes(one.file.path), one.file.path)
        _count(facts, one, len(text), len(text))


def _fault(error: InputError) -> tuple[str, str, str, str]:
    return str(error.file), error.place, error.problem, error.remedy


def _unread(law_revision_id: str) -> Seen:
    """Return what is known of a revision whose text cannot be read: its place among the others, by its id."""
    return Seen(law_revision_id, "", "")


def _count(facts: Facts, one: LawInput, characters: int, ignored: int) -> None:
    held = facts.characters.get(one.source_id, (0, 0))
    facts.characters[one.source_id] = (held[0] + characters, held[1] + ignored)


def _seen(one: LawInput, text: Read, inputs: Iterable[LawInput]) -> Seen:
    """Return what is known of a revision: it was first seen when the first of its texts came."""
    days = [each.first_seen_at for each in inputs if each.law_revision_id == one.law_revision_id]
    first = min((day for day in days if day), default=None)
    return Seen(one.law_revision_id, one.source_id, text.sha256, first, one.ends_on, one.listed_on)


def node_of(row: ProvisionRow) -> Node:
    """Return a provision as it is compared with that of another revision."""
    return Node(
        row.elm, row.parent_elm, row.kind, row.num, row.title, row.caption, row.text, row.amend_law_num,
        row.alias,
    )  # fmt: skip


def read_facts(folder: Path) -> dict[str, Any]:
    """Read what a part says of itself, as `Facts` has it, dates as text."""
    facts: dict[str, Any] = json.loads((folder / FACTS).read_text("utf-8"))
    return facts


def is_whole(folder: Path) -> bool:
    """Whether a part was written to its end."""
    return (folder / FACTS).is_file()
