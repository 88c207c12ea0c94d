"""What there is to say of amendments, read from a warehouse."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Any

import duckdb

from flows.impacts.wording import ARROW, short_name
from flows.japanese.eras import in_era
from flows.records.laws.edits import DELETE, EQUAL, INSERT, Edit, edits
from flows.records.laws.labels import Named, label

HEADINGS = {
    "action_legal_bases": "自衛隊の行動の根拠規定（防衛白書）",
    "approvals": "行動の要件（防衛白書）",
    "weapon_use_applied_provisions": "武器の使用における準用（防衛白書）",
    "weapon_use_conditions": "武器の使用の要件（防衛白書）",
    "substitutions": "読替え",
    "applied_provisions": "準用",
    "citations": "引用",
    "provisions": "定義語の使用",
    "guideline_consequences": "日米防衛協力の指針の結果",
}
"""What the rows of a table are called, in the order of the report."""

FURTHER = "引用をたどって届く規定"
"""What the rows are called that are more than one step from the change, in laws."""

IN_LAWS = ("substitutions", "applied_provisions", "citations")
"""Tables whose rows stand in a provision of a law: of rows of one provision with the same path only the first is shown,
and where the path is longer than a step, of all rows of the provision."""

AROUND = 24
"""Characters that a quotation has before and after the words that matter."""

LONGEST = 100
"""Characters of a quotation in all."""


@dataclass(frozen=True, slots=True)
class Line:
    """One provision of a change, each part as runs that stay, go and come.

    Args:
        place: where it stands, as lawyers write it.
        caption, title, text: 見出し, number or title as printed, own text.
    """

    place: str
    caption: list[Edit]
    title: list[Edit]
    text: list[Edit]


@dataclass(frozen=True, slots=True)
class Change:
    """A provision that changed, with what was added, removed or moved together with it.

    Args:
        change: as in `provision_changes`.
        elm: its path; of a removed one, the path that it had.
        former_place: where it stood, if that was elsewhere.
        lines: itself first.
    """

    change: str
    elm: str
    former_place: str | None
    lines: list[Line]

    @property
    def place(self) -> str:
        """Where it stands."""
        return self.lines[0].place


@dataclass(frozen=True, slots=True)
class Touched:
    """A row to read again.

    Args:
        table_name, row_id: its key, as `anpo trace` takes it.
        others: rows beside it that say the same of the same provision.
        path, reason, steps: as in `impacts`.
        quote: its own words, shortened.
        note: what speaks against reading it again: it is as new as the amendment, or newer.
    """

    table_name: str
    row_id: str
    others: int
    path: str
    reason: str
    steps: int
    quote: str
    note: str | None

    @property
    def is_far(self) -> bool:
        """Whether it is more than one step from the change, in a law."""
        return self.table_name in IN_LAWS and self.steps > 1


@dataclass(frozen=True, slots=True)
class Section:
    """What is to be read again of one kind, the closest first.

    Args:
        heading: what kind.
        touched: the rows.
        is_far: whether they are more than one step from the change.
    """

    heading: str
    touched: list[Touched]
    is_far: bool


@dataclass(frozen=True, slots=True)
class Source:
    """Where the new wording comes from."""

    source_id: str
    title: str
    publisher: str
    url: str | None
    file: str


@dataclass(frozen=True, slots=True)
class AmendmentReport:
    """All that there is to say of one amendment: a law, an amending law, a day of entry into force.

    Args:
        law_revision_id: the revision that it made.
        from_revision_id: the one before it.
        law_id, law_title, law_num, law_name: the law; `law_name` is short.
        amendment_law_id, amendment_law_num, amendment_law_title: the amending law, as far as it is known.
        promulgated_on: its promulgation, where a source says it.
        enforced_on: entry into force.
        changes: what changed, in the order of the law.
        sections: what to read again.
        source: of the new wording.
    """

    law_revision_id: str
    from_revision_id: str
    law_id: str
    law_title: str
    law_num: str
    law_name: str
    amendment_law_id: str | None
    amendment_law_num: str | None
    amendment_law_title: str | None
    promulgated_on: dt.date | None
    enforced_on: dt.date
    changes: list[Change]
    sections: list[Section]
    source: Source

    @property
    def amendment_name(self) -> str:
        """The amending law, by title and number."""
        names = [self.amendment_law_title, self.amendment_law_num or self.amendment_law_id]
        first, *rest = [name for name in names if name] or ["改正法令不明"]
        return f"{first}（{rest[0]}）" if rest else first

    @property
    def title(self) -> str:
        """The heading of the report."""
        by = self.amendment_law_num or self.amendment_name
        return f"{self.law_title}の改正（{by}、{in_era(self.enforced_on)}施行）"

    @property
    def touched(self) -> int:
        """How many places are to be read again."""
        return sum(len(section.touched) for section in self.sections)


def reports(
    database: Path,
    *,
    since: dt.date | None = None,
    law_id: str | None = None,
    revisions: Sequence[str] | None = None,
) -> list[AmendmentReport]:
    """Read what there is to say of amendments.

    Args:
        database: `anpo.duckdb` of a warehouse.
        since: only what entered into force on the day or later.
        law_id: only amendments of this law.
        revisions: only those that made these revisions.

    Returns:
        One report for each revision that has one before it, by entry into force.
    """
    with duckdb.connect(str(database), read_only=True) as connection:
        found = _revisions(connection, since, law_id, revisions)
        asked = [row["law_revision_id"] for row in found]
        named = _names(connection, {row["law_id"] for row in found})
        changes = _changes(connection, asked, named)
        sections = _sections(connection, asked)
    return [
        AmendmentReport(
            **{name: row[name] for name in row if name not in ("title", "publisher", "url", "file", "source_id", "abbreviations")},
            law_name=short_name(row["law_title"], row["abbreviations"]),
            changes=changes.get(row["law_revision_id"], []),
            sections=sections.get(row["law_revision_id"], []),
            source=Source(row["source_id"], row["title"], row["publisher"], row["url"], row["file"]),
        )
        for row in found
    ]  # fmt: skip


def _rows(connection: duckdb.DuckDBPyConnection, query: str, values: Any) -> list[dict[str, Any]]:
    return connection.execute(query, values).to_arrow_table().to_pylist()


def _revisions(
    connection: duckdb.DuckDBPyConnection,
    since: dt.date | None,
    law_id: str | None,
    revisions: Sequence[str] | None,
) -> list[dict[str, Any]]:
    query = """
        SELECT
            newer.law_revision_id,
            older.law_revision_id AS from_revision_id,
            newer.law_id,
            law.title AS law_title,
            law.law_num,
            law.abbreviations,
            newer.amendment_law_id,
            newer.amendment_law_num,
            coalesce(newer.amendment_law_title, amending.title) AS amendment_law_title,
            newer.promulgated_on,
            newer.enforced_on,
            source.source_id,
            source.title,
            source.publisher,
            source.url,
            source.file
        FROM law_revisions newer
        JOIN law_revisions older ON older.law_id = newer.law_id AND older.ordinal = newer.ordinal - 1
        JOIN laws law ON law.law_id = newer.law_id
        JOIN sources source ON source.source_id = newer.source_id
        LEFT JOIN laws amending ON amending.law_id = newer.amendment_law_id
        WHERE
            coalesce(newer.valid_from >= $since, true)
            AND coalesce(newer.law_id = $law_id, true)
            AND coalesce(list_contains($revisions, newer.law_revision_id), true)
        ORDER BY newer.valid_from, newer.law_id, newer.ordinal
    """
    values = {"since": since, "law_id": law_id, "revisions": None if revisions is None else list(revisions)}
    return _rows(connection, query, values)


def _names(connection: duckdb.DuckDBPyConnection, law_ids: set[str]) -> dict[str, dict[str, Named]]:
    """Return what the nodes of laws are called, by law and path, as they were called last."""
    query = """
        SELECT law_id, elm, title, amend_law_num FROM provisions
        WHERE law_id IN (SELECT unnest(?)) AND (title IS NOT NULL OR amend_law_num IS NOT NULL)
        ORDER BY valid_from, ordinal
    """
    named: dict[str, dict[str, Named]] = {law_id: {} for law_id in law_ids}
    for law_id, elm, title, amend_law_num in connection.execute(query, [sorted(law_ids)]).fetchall():
        named[law_id][elm] = Named(title, amend_law_num)
    return named


def _changes(
    connection: duckdb.DuckDBPyConnection, asked: Sequence[str], named: Mapping[str, Mapping[str, Named]]
) -> dict[str, list[Change]]:
    query = """
        SELECT * FROM provision_changes WHERE to_revision_id IN (SELECT unnest(?))
        ORDER BY to_revision_id, ordinal
    """
    found: dict[str, list[Change]] = {}
    for row in _rows(connection, query, [list(asked)]):
        changes = found.setdefault(row["to_revision_id"], [])
        names = named[row["law_id"]]
        elm = row["elm_after"] or row["elm_before"]
        line = Line(
            label(elm, names),
            _pair(row["caption_before"], row["caption_after"]),
            _pair(row["title_before"], row["title_after"]),
            [Edit(run["op"], run["text"]) for run in row["edits"]]
            or _pair(row["text_before"], row["text_after"]),
        )
        if changes and _belongs(row["change"], elm, changes[-1]):
            changes[-1].lines.append(line)
            continue
        is_elsewhere = row["elm_before"] and row["elm_before"] != elm
        former = label(row["elm_before"], names) if is_elsewhere else None
        changes.append(Change(row["change"], elm, former, [line]))
    return found


def _belongs(change: str, elm: str, held: Change) -> bool:
    """Whether what changed came, went or moved with what holds it."""
    return change == held.change != "amended" and elm.startswith(f"{held.elm}-")


def _pair(before: str | None, after: str | None) -> list[Edit]:
    """Return a text as runs."""
    if before == after:
        return [Edit(EQUAL, before)] if before else []
    if before and after:
        return edits(before, after)
    return [Edit(DELETE, before)] if before else [Edit(INSERT, after or "")]


def _sections(connection: duckdb.DuckDBPyConnection, asked: Sequence[str]) -> dict[str, list[Section]]:
    query = """
        SELECT impact.*, revision.valid_from AS day
        FROM impacts impact
        JOIN law_revisions revision ON revision.law_revision_id = impact.to_revision_id
        WHERE impact.is_closest AND impact.to_revision_id IN (SELECT unnest(?))
        ORDER BY impact.to_revision_id, impact.ordinal
    """
    rows = _rows(connection, query, [list(asked)])
    quotes = {
        table: _quotes(connection, table, [row["row_id"] for row in rows if row["table_name"] == table])
        for table in HEADINGS
    }
    found: dict[str, list[Section]] = {}
    for revision, members in groupby(rows, key=lambda row: str(row["to_revision_id"])):
        touched = sorted(_once(_touched(members, quotes)), key=_place)
        found[revision] = [
            Section(FURTHER if is_far else HEADINGS[table], list(group), is_far)
            for (is_far, table), group in groupby(
                touched, key=lambda one: (one.is_far, "" if one.is_far else one.table_name)
            )
        ]
    return found


def _touched(rows: Iterable[Mapping[str, Any]], quotes: Mapping[str, Mapping[str, str]]) -> Iterator[Touched]:
    for row in rows:
        table = row["table_name"]
        words = quotes[table].get(row["row_id"], "")
        term = re.search("（「(.+?)」の定義）", row["path"])
        quote = _around(words, term[1]) if term else words
        yield Touched(table, row["row_id"], 0, row["path"], row["reason"], row["steps"], quote, _note(row))


def _place(touched: Touched) -> tuple[bool, int]:
    """Return where a row stands in the report; those of one place keep their order."""
    return touched.is_far, 0 if touched.is_far else list(HEADINGS).index(touched.table_name)


def _note(row: Mapping[str, Any]) -> str | None:
    if row["row_from"] is None or row["row_from"] < row["day"]:
        return None
    return "改正と同じ日からの文言" if row["row_from"] == row["day"] else "改正の施行後に公表された資料"


def _once(touched: Iterable[Touched]) -> Iterator[Touched]:
    """Yield one of the rows that are the same to a reader; those that come first are the closest."""
    kept: dict[tuple[str, str], Touched] = {}
    near: set[str] = set()
    for one in touched:
        in_law = one.table_name in IN_LAWS
        last = one.path.rpartition(ARROW)[2]
        if one.is_far and last in near:
            continue
        if in_law and not one.is_far:
            near.add(last)
        place = ("" if in_law else one.table_name, last if one.is_far else one.path)
        held = kept.get(place)
        if held is None:
            kept[place] = one
        elif held.table_name == one.table_name and not one.is_far:
            kept[place] = replace(held, others=held.others + 1)
    yield from kept.values()


_CITED = """
    SELECT
        {key},
        concat(
            CASE WHEN citation.start > {around} THEN '…' END,
            provision.text[greatest(citation.start - {around} + 1, 1) : citation."end" + {around}],
            CASE WHEN citation."end" + {around} < length(provision.text) THEN '…' END
        )
    FROM {table}
    JOIN provisions provision ON provision.provision_id = citation.provision_id
"""
_QUOTES = {
    "action_legal_bases": "SELECT concat_ws('|', action_id, ordinal), legal_basis_text FROM action_legal_bases "
    "JOIN (SELECT action_id, legal_basis_text FROM actions) USING (action_id)",
    "approvals": "SELECT approval_id, text FROM approvals",
    "weapon_use_applied_provisions": "SELECT concat_ws('|', condition_id, ordinal), text "
    "FROM weapon_use_applied_provisions JOIN (SELECT condition_id, text FROM weapon_use_conditions) "
    "USING (condition_id)",
    "weapon_use_conditions": "SELECT condition_id, text FROM weapon_use_conditions",
    "substitutions": "SELECT concat_ws('|', provision_id, ordinal), "
    "concat('「', replaced, '」とあるのは「', replacement, '」') FROM substitutions",
    "applied_provisions": _CITED.format(
        key="concat_ws('|', applied.provision_id, applied.ordinal)",
        table="applied_provisions applied JOIN citations citation USING (citation_id)",
        around=AROUND,
    ),
    "citations": _CITED.format(key="citation.citation_id", table="citations citation", around=AROUND),
    "provisions": "SELECT provision_id, text FROM provisions",
    "guideline_consequences": "SELECT concat_ws('|', edition, ordinal), concat(name, '（', action, '）') "
    "FROM guideline_consequences",
}
"""The words of the rows of each table: key and text."""


def _quotes(connection: duckdb.DuckDBPyConnection, table: str, keys: Sequence[str]) -> dict[str, str]:
    """Return the words of rows."""
    if not keys:
        return {}
    query = (
        f"SELECT row_id, text FROM ({_QUOTES[table]}) found(row_id, text) WHERE row_id IN (SELECT unnest(?))"  # noqa: S608 - one of the above
    )
    found = connection.execute(query, [sorted(set(keys))]).fetchall()
    if table == "provisions":
        return {key: text or "" for key, text in found}
    return {key: shortened(text or "") for key, text in found}


def shortened(text: str) -> str:
    """Return a text in one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"


def _around(text: str, word: str) -> str:
    """Return a word with what stands around it in a text."""
    at = text.find(word)
    if at < 0:
        return shortened(text)
    start, end = max(at - AROUND, 0), at + len(word) + AROUND
    return f"{'…' * (start > 0)}{text[start:end]}{'…' * (end < len(text))}"
