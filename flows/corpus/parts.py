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

from flows.corpus.inputs import Bucket, LawInput
from flows.corpus.readings import LawFacts, Read, read_input
from flows.documents.law_files import ZipReader
from flows.documents.law_tree import LawTree
from flows.errors import InputError
from flows.records.laws.changes import changes, in_both
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
                facts.faults.append((str(error.file), error.place, error.problem, error.remedy))
    return rows, facts


def _read_law(
    inputs: list[LawInput], reader: ZipReader, known: NameIndex, rows: dict[str, list[Any]], facts: Facts
) -> None:
    """Read all revisions of one law and add their rows.

    Raises:
        InputError: one of them cannot be read; nothing of the law is added.
    """
    read, bridging = _read_texts(inputs, reader, facts)
    revisions = in_order(_seen(one, text) for one, text in read.values())
    wordings: list[tuple[LawRevision, LawRows]] = []
    nodes: list[list[Node]] = []
    for revision in revisions:
        tree = read[revision.law_revision_id][1].tree
        wording = law_rows(tree, revision.wording(), known)
        wordings.append((revision, wording))
        if len(revisions) > 1:
            nodes.append([_node(row) for row in wording.provisions])
    bridged = {
        revision.law_revision_id: [
            _node(row)
            for row in law_rows(bridging[revision.law_revision_id], revision.wording(), known).provisions
        ]
        for revision in revisions
        if revision.law_revision_id in bridging
    }
    for at in range(1, len(revisions)):
        ids = (revisions[at].law_id, revisions[at - 1].law_revision_id, revisions[at].law_revision_id)
        forms = [read[name][0].form for name in ids[1:]]
        found = changes(*ids, nodes[at - 1], nodes[at])
        if forms[0] != forms[1] and (ids[1] in bridged or ids[2] in bridged):
            older = nodes[at - 1] if ids[2] in bridged else bridged[ids[1]]
            newer = bridged.get(ids[2], nodes[at])
            found = in_both(found, changes(*ids, older, newer))
        rows["provision_changes"].extend(found)
    merged = merge(wordings)
    rows["provisions"].extend(merged.provisions)
    rows["sentences"].extend(merged.sentences)
    for table, members in merged.references.items():
        rows[table].extend(members)
    facts.revisions.extend(revisions)
    facts.laws.append(read[revisions[-1].law_revision_id][1].facts)
    for one, text in read.values():
        held = facts.characters.get(one.source_id, (0, 0))
        facts.characters[one.source_id] = (held[0] + text.characters, held[1] + text.ignored)


def _read_texts(
    inputs: Iterable[LawInput], reader: ZipReader, facts: Facts
) -> tuple[dict[str, tuple[LawInput, Read]], dict[str, LawTree]]:
    """Read the texts of one law, by revision; and those that are only read to compare.

    A text fetched from e-Gov that cannot be read is a fault, and the law is read without it.

    Raises:
        InputError: another one cannot be read, or none is left.
    """
    read: dict[str, tuple[LawInput, Read]] = {}
    bridging: dict[str, tuple[LawInput, Read]] = {}
    fault: InputError | None = None
    for one in inputs:
        try:
            text = read_input(one, reader.read(one.file))
        except InputError as error:
            if not one.is_fetched:
                raise
            fault = error
            facts.faults.append((str(error.file), error.place, error.problem, error.remedy))
        else:
            (bridging if one.is_bridge else read)[one.law_revision_id] = one, text
    for name in bridging.keys() - read.keys():
        read[name] = bridging.pop(name)
    if fault and not read:
        raise fault
    return read, {name: text.tree for name, (_, text) in bridging.items()}


def _seen(one: LawInput, text: Read) -> Seen:
    return Seen(
        one.law_revision_id, one.source_id, text.sha256, one.first_seen_at, one.ends_on, one.listed_on
    )


def _node(row: ProvisionRow) -> Node:
    return Node(
        row.elm, row.parent_elm, row.kind, row.num, row.title, row.caption, row.text, row.amend_law_num
    )


def read_facts(folder: Path) -> dict[str, Any]:
    """Read what a part says of itself, as `Facts` has it, dates as text."""
    facts: dict[str, Any] = json.loads((folder / FACTS).read_text("utf-8"))
    return facts


def is_whole(folder: Path) -> bool:
    """Whether a part was written to its end."""
    return (folder / FACTS).is_file()
