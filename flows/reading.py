"""Documents of every kind to records: which reader reads which kind, and the whole set of sources at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flows.captures import histories, rows_of
from flows.corpus.build import Place
from flows.corpus.collect import at_paths, of_cards
from flows.corpus.inputs import LawInput, choose
from flows.corpus.laws import LawTables, build_laws, with_lists
from flows.corpus.unlisted import unlisted_laws
from flows.documents.law_lists import LawList
from flows.documents.located import merge
from flows.documents.source_text import SourceText, read_text
from flows.errors import InputError
from flows.loaded import Loaded, require_present
from flows.records.actions.white_paper_actions import read_actions
from flows.records.extraction import Extraction
from flows.records.guidelines.editions import read_editions
from flows.records.guidelines.guidelines import read_guidelines
from flows.records.guidelines.guidelines_review import read_review
from flows.records.guidelines.mechanisms import read_mechanisms
from flows.records.guidelines.topics import read_topics
from flows.records.guidelines.white_paper_outline import read_outline
from flows.records.laws.flattened_law import read_law
from flows.records.laws.law_rows import REFERENCES
from flows.records.laws.mentions import NameIndex
from flows.records.laws.names import LawNames, read_law_list, with_aliases
from flows.records.lineage import Source, coverage, require_coverage
from flows.sources import RAW, Card, load_cards, open_source

EDITION = {"white-paper-outline": "2015", "guidelines": "1997", "guidelines-review": "2024-proposal"}
"""The edition that a document of a kind is of, unless its card says otherwise.

White Papers print the outline of the edition in force, which since 2015 is that of 2015.
"""


@dataclass(frozen=True, slots=True)
class Known:
    """What a reader is told beside the document: the laws' names, and what the card says."""

    names: LawNames
    index: NameIndex
    edition: str | None = None
    law_revision_id: str | None = None


def _actions(document: SourceText, known: Known) -> Extraction:
    return read_actions(document, known.names)


def _outline(document: SourceText, known: Known) -> Extraction:
    return read_outline(document, known.edition or EDITION["white-paper-outline"])


def _guidelines(document: SourceText, known: Known) -> Extraction:
    return read_guidelines(document, known.edition or EDITION["guidelines"])


def _review(document: SourceText, known: Known) -> Extraction:
    return read_review(document, known.names, known.edition or EDITION["guidelines-review"])


def _law(document: SourceText, known: Known) -> Extraction:
    return read_law(document, known.index, known.law_revision_id)


LAW_TABLES = ("provisions", "sentences", *REFERENCES)
"""Tables of laws that are built from all laws together; see `flows.corpus`."""

SECOND_SOURCE = "second_source"
"""Why the provisions of a text are set aside: another text of the same revision says more."""

READERS: dict[str, Callable[[SourceText, Known], Extraction]] = {
    "white-paper-actions": _actions,
    "white-paper-outline": _outline,
    "guidelines": _guidelines,
    "guidelines-review": _review,
    "law-markdown": _law,
}
"""The reader of each kind of document."""


@dataclass
class Records:
    """Records by table, from any number of documents.

    Args:
        tables: records by table name; every row of every table has its contract's columns as fields.
        texts: decoded text by source id.
        law_inputs: texts of laws, which are read all together.
        law_lists: what e-Gov's lists of revisions say of them.
    """

    tables: dict[str, list[Any]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    law_inputs: list[LawInput] = field(default_factory=list)
    law_lists: list[LawList] = field(default_factory=list)

    def add(self, table: str, records: Iterable[Any]) -> None:
        """Append records to a table."""
        self.tables.setdefault(table, []).extend(records)

    def take(self, extraction: Extraction) -> None:
        """Take what one document yielded, with its ignored spans and its coverage.

        Raises:
            InputError: the reader left characters unaccounted for.
        """
        require_coverage(extraction)
        for table, records in extraction.tables.items():
            self.add(table, records)
        self.add("ignored_spans", extraction.ignored)
        self.add("coverage", [coverage(extraction)])
        self.texts[extraction.document.source_id] = extraction.document.text

    def take_beside_law(self, extraction: Extraction, *, is_chosen: bool) -> None:
        """Take from the text of a law what is not its provisions: the list of laws that cite it.

        Args:
            extraction: what was read.
            is_chosen: whether the provisions in the warehouse are of this text. They are built elsewhere, and
                counted there. Where another text of the same revision says more, this one's are set aside.

        Raises:
            InputError: the reader left characters unaccounted for.
        """
        require_coverage(extraction)
        provisions = {table: extraction.tables.pop(table, []) for table in LAW_TABLES}
        if is_chosen:
            self.add("citing_laws", extraction.tables.get("citing_laws", []))
            self.add("ignored_spans", extraction.ignored)
            self.texts[extraction.document.source_id] = extraction.document.text
            return
        held = [span for row in provisions["provisions"] for span in (*row.spans, *row.title_spans)]
        for span in merge([*held, *(span for row in provisions["sentences"] for span in row.spans)]):
            extraction.ignore(span, SECOND_SOURCE)
        self.take(extraction)


def source_row(card: Card) -> Source:
    """Return the row of `sources` for a card whose document has been verified."""
    columns = [name for name in Source.__dataclass_fields__ if name != "bytes"]
    return Source(**{name: getattr(card, name) for name in columns}, bytes=card.path.stat().st_size)


def law_names(raw: Path = RAW) -> tuple[LawNames, list[Extraction]]:
    """Read every law list of a folder of sources, for the names by which laws are recognised.

    Raises:
        InputError: a card or a list is faulty.
    """
    lists = [read_law_list(open_source(card)) for card in load_cards(raw) if card.kind == "law-list"]
    return LawNames.of(law for extraction in lists for law in extraction.tables["laws"]), lists


def read_sources(raw: Path) -> Records:
    """Read every source of a folder through its card.

    Raises:
        InputError: a card, a hash or a document is not as it must be.
    """
    cards = load_cards(raw)
    records = Records()
    records.add("sources", (source_row(card) for card in cards))
    names, lists = law_names(raw)
    index = NameIndex(names)
    for extraction in lists:
        extraction.tables["laws"] = with_aliases(extraction.tables["laws"])
        records.take(extraction)
    by_law = histories(raw)
    records.law_inputs = of_cards(cards, by_law)
    records.law_lists = rows_of(by_law, cards)
    chosen = {one.source_id for one in choose(records.law_inputs).chosen}
    for card in cards:
        known = Known(names, index, card.edition, card.law_revision_id)
        if card.kind == "law-markdown":
            extraction = READERS[card.kind](open_source(card), known)
            records.take_beside_law(extraction, is_chosen=card.source_id in chosen)
        elif card.kind in READERS:
            records.take(READERS[card.kind](open_source(card), known))
    add_decisions(records)
    return records


def laws_of(records: Records, loaded: Sequence[Loaded], place: Place) -> LawTables:
    """Read the texts of laws, those with cards and those loaded from elsewhere, all together.

    Args:
        records: what the sources with cards yielded; the sources of what was loaded are added.
        loaded: paths of files, folders and archives.
        place: where and how the tables are built.

    Raises:
        InputError: a text with a card cannot be read, or what was loaded is gone. A text loaded from elsewhere, or
            fetched from e-Gov, that cannot be read is a fault of the result.
        OSError: a folder cannot be written.
    """
    require_present(loaded)
    taken = {row.source_id for row in records.tables["sources"]}
    inputs = list(records.law_inputs)
    lists = list(records.law_lists)
    faults: list[InputError] = []
    for path, seen_on in loaded:
        found = at_paths([path], seen_on, taken)
        records.add("sources", found.sources)
        taken |= {source.source_id for source in found.sources}
        inputs += found.inputs
        lists += found.lists
        faults += found.faults
    laws = with_lists(records.tables.pop("laws"), inputs, lists)
    laws += unlisted_laws(inputs, {law.law_id for law in laws})
    tables = build_laws(inputs, laws, lists, place)
    # What came from e-Gov comes by itself: a text that cannot be read is left out, and said, until that is mended.
    carded = {one.file.name for one in records.law_inputs if not one.is_fetched}
    for fault in tables.faults:
        if str(fault.file) in carded:
            raise fault
    tables.faults[:0] = faults
    return tables


def add_decisions(records: Records) -> None:
    """Add what people decided about the guideline items that were read: editions, mechanisms, topics.

    Raises:
        InputError: a reviewed file names an item, or quotes words, that are not there.
    """
    items = records.tables.get("guideline_items", [])
    mechanisms, edges = read_mechanisms(items, records.tables.get("mechanism_nodes", []))
    topics, alignments = read_topics(items)
    records.add("guideline_editions", read_editions())
    records.add("mechanisms", mechanisms)
    records.add("mechanism_edges", edges)
    records.add("guideline_topics", topics)
    records.add("guideline_topic_items", alignments)


def read_files(kind: str, files: Sequence[Path], edition: str | None = None) -> Records:
    """Read files of one kind that have no card.

    Their `source_id` is the kind where one file is read, so that all forms of one document yield the same
    ids, and the file's name without its ending where several are.

    Raises:
        InputError: a file cannot be read, two have the same name, or a document is not of this kind.
    """
    names, _ = law_names()
    known = Known(names, NameIndex(names), edition)
    records = Records()
    for path in files:
        source_id = kind if len(files) == 1 else path.stem
        if source_id in records.texts:
            raise InputError(path, "", f"is the second file named {source_id}", "Give each its own name.")
        records.take(READERS[kind](read_text(path, source_id), known))
    return records
