"""The warehouse in Python, for notebooks and scripts: tables, questions in SQL, provisions of law, sources of rows.

from warehouse import open_warehouse

with open_warehouse() as anpo:
    actions = anpo.table("actions").pandas()
    print(anpo.article("自衛隊法", "第九十五条の二", "2021-07-13").text)
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

import duckdb

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

Value = TypeVar("Value")

HERE = Path(__file__).parent
FOLDER_VARIABLE = "ANPO_WAREHOUSE"
CURRENT, DATABASE = "current", "anpo.duckdb"


class WarehouseError(Exception):
    """The warehouse has no answer: it is not built, or has no such table, provision or row. The message says what to do."""


def _asked(ask: Callable[[], Value]) -> Value:
    """Ask DuckDB, and say what it refuses without its own traceback."""
    try:
        return ask()
    except duckdb.Error as error:
        raise WarehouseError(str(error)) from None


class Answer:
    """Rows of the warehouse: a whole table, or the answer to a query. Each method reads them anew."""

    def __init__(self, relation: duckdb.DuckDBPyRelation) -> None:
        self._relation = relation

    @property
    def columns(self) -> list[str]:
        """Names of the columns."""
        return list(self._relation.columns)

    def arrow(self) -> pa.Table:
        """Return the rows as an Arrow table."""
        return _asked(self._relation.to_arrow_table)

    def pandas(self) -> pd.DataFrame:
        """Return the rows as a pandas frame; whole numbers stay whole where some are missing."""
        return _asked(self._relation.df)

    def polars(self) -> pl.DataFrame:
        """Return the rows as a polars frame.

        Raises:
            WarehouseError: polars is not installed.
        """
        try:
            import polars as pl  # noqa: PLC0415 - only for those who have it
        except ModuleNotFoundError:
            raise WarehouseError(
                "polars is not installed here: install it with `pip install polars`, or ask for arrow() or pandas()"
            ) from None
        frame = pl.from_arrow(self.arrow())
        if isinstance(frame, pl.Series):
            raise TypeError("a table became a column")
        return frame

    def rows(self) -> list[dict[str, Any]]:
        """Return the rows as dictionaries by column."""
        values = _asked(self._relation.fetchall)
        return [dict(zip(self.columns, row, strict=True)) for row in values]

    def __len__(self) -> int:
        """Count the rows."""
        ((count,),) = _asked(self._relation.count("*").fetchall)
        return int(count)

    def _repr_html_(self) -> str:
        """Show the rows in a notebook."""
        return str(self.pandas().to_html(index=False, max_rows=20, na_rep=""))


@dataclass(frozen=True, slots=True)
class Provision:
    """A provision of a law with all below it, as it stood on a day.

    Args:
        law_id: e-Gov id of the law.
        law_title: its title.
        elm: e-Gov's path of the provision.
        law_revision_id: the revision of the law in force on the day.
        valid_from: first day on which all of it reads so.
        valid_to: day after the last; None while it is not known to end.
        text: captions, titles and sentences, a line to each provision.
        rows: the provision and those below it, as the macro `chapter` gives them.
    """

    law_id: str
    law_title: str
    elm: str
    law_revision_id: str
    valid_from: dt.date
    valid_to: dt.date | None
    text: str
    rows: tuple[dict[str, Any], ...] = field(repr=False)

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a row comes from.

    Args:
        source_id: the source.
        title: its title.
        publisher: who published it.
        licence: its licence, as far as known.
        file: its file in `raw/`.
        sha256: SHA-256 of that file.
        spans: where the row stands in the decoded text, in code points from 0, half-open.
        elm: for a provision or a part of one, e-Gov's path of the element.
        via: the table whose row gives the place, where the row has none of its own.
        text: the characters at this place; None where there is none, or the source's text is not in the warehouse.
    """

    source_id: str
    title: str
    publisher: str
    licence: str
    file: str
    sha256: str
    spans: tuple[tuple[int, int], ...]
    elm: str | None
    via: str | None
    text: str | None


class Warehouse:
    """A snapshot of the warehouse, open for reading. It goes on showing this snapshot when a newer one is published."""

    def __init__(self, folder: Path, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self.folder = folder
        """Folder of the snapshot: Parquet files, plots, Data Docs, `manifest.json`."""

    @property
    def snapshot_id(self) -> str:
        """Id of the snapshot."""
        return self.folder.name

    @property
    def tables(self) -> list[str]:
        """Names of all tables and views."""
        return [name for (name,) in self._connection.sql("SELECT name FROM (SHOW TABLES)").fetchall()]

    def table(self, name: str) -> Answer:
        """Return a table or view.

        Raises:
            WarehouseError: there is none of that name.
        """
        if name not in self.tables:
            raise WarehouseError(f"there is no table {name!r}; there are {', '.join(self.tables)}")
        return self.sql(f'FROM "{name}"')

    def sql(self, query: str, **parameters: Any) -> Answer:
        """Ask in DuckDB's SQL, with parameters by name: `sql("FROM actions WHERE name = $name", name="防衛出動")`.

        Raises:
            WarehouseError: DuckDB refuses the query, or it has no rows to give.
        """
        relation = _asked(lambda: self._connection.sql(query, params=parameters))
        if relation is None:
            raise WarehouseError("the statement gives no rows: ask with SELECT or FROM")
        return Answer(relation)

    def article(self, law: str, address: str, day: dt.date | str) -> Provision:
        """Return a provision with all below it, as it stood on a day.

        Args:
            law: title, abbreviation, number or e-Gov id.
            address: as lawyers write it: 第九十四条の五第一項, 94条の5, 附則第二条, 別表第一, 第七章.
            day: the day; a text in ISO 8601.

        Raises:
            WarehouseError: the law is not known, or not loaded for the day; the address cannot be read; or the law
                had no such provision on the day.
        """
        asked = {"law": law, "address": address, "day": str(day)}
        rows = self.sql("FROM chapter($law, $address, CAST($day AS DATE))", **asked).rows()
        if not rows:
            raise WarehouseError(f"{law} has no {address} on {day}")
        query = """
            SELECT law_id, title, law_revision_id
            FROM law_names JOIN laws USING (law_id) JOIN law_revisions revision USING (law_id)
            WHERE name = $law AND revision.valid_from <= CAST($day AS DATE)
                AND (revision.valid_to IS NULL OR CAST($day AS DATE) < revision.valid_to)
        """
        (of_the_day,) = self.sql(query, law=law, day=str(day)).rows()
        ends = [row["valid_to"] for row in rows if row["valid_to"] is not None]
        return Provision(
            law_id=of_the_day["law_id"],
            law_title=of_the_day["title"],
            elm=rows[0]["elm"],
            law_revision_id=of_the_day["law_revision_id"],
            valid_from=max(row["valid_from"] for row in rows),
            valid_to=min(ends, default=None),
            text="\n".join(line for row in rows for line in _lines(row)),
            rows=tuple(rows),
        )

    def trace(self, table: str, *key: object) -> Origin:
        """Say where a row comes from: `trace("approvals", "wp2021-siryo10/05/diet_approval/1")`.

        Args:
            table: the table.
            key: the row's key, value by value; or as one text, with `|` between them.

        Raises:
            WarehouseError: there is no such row, or its table comes from no source.
        """
        row_id = "|".join(str(part) for part in key)
        query = "FROM trace($table, $row_id) JOIN (SELECT source_id, licence FROM sources) USING (source_id)"
        found = self.sql(query, table=table, row_id=row_id).rows()
        if not found:
            raise WarehouseError(f"no source is known of row {row_id} of {table}: {self._remedy(table)}")
        (place,) = found
        spans = tuple((span["start"], span["end"]) for span in place.pop("spans") or ())
        return Origin(spans=spans, **place)

    def _remedy(self, table: str) -> str:
        query = "SELECT row_id FROM row_locations WHERE table_name = $table LIMIT 3"
        examples = [row["row_id"] for row in self.sql(query, table=table).rows()]
        if examples:
            return f"its rows are named like {', '.join(examples)}"
        return "the tables that come from sources: SELECT DISTINCT table_name FROM row_locations"

    def close(self) -> None:
        """Let the database go."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _lines(row: dict[str, Any]) -> list[str]:
    """Return the lines of one provision: caption; title and text."""
    words = "　".join(part for part in (row["title"], row["text"]) if part)
    return [line for line in (row["caption"], words) if line]


def connect(database: Path) -> duckdb.DuckDBPyConnection:
    """Open a published database for reading.

    Raises:
        WarehouseError: there is none.
    """
    if not database.is_file():
        raise WarehouseError(f"{database}: there is no warehouse here yet. Build it with: anpo refresh")
    return _asked(lambda: duckdb.connect(str(database), read_only=True))


def open_warehouse(folder: Path | str | None = None) -> Warehouse:
    """Open the current snapshot of a warehouse for reading.

    Args:
        folder: the folder of the warehouse, or of one of its snapshots; the project's own, or the one that the
            variable `ANPO_WAREHOUSE` names, where None.

    Raises:
        WarehouseError: nothing has been published there.
    """
    asked = Path(folder or os.environ.get(FOLDER_VARIABLE) or HERE)
    snapshot = (asked / CURRENT).resolve() if (asked / CURRENT).is_dir() else asked.resolve()
    return Warehouse(snapshot, connect(snapshot / DATABASE))
