"""Rules over several tables that follow from the contract: foreign keys, spans, verbatim texts, lost characters."""

# ruff: noqa: S608 - every name and value that goes into the SQL is the contract's own.

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from expectations.row_rules import column as of_row
from expectations.row_rules import key, names_where, row_rule
from expectations.rules import Rule
from warehouse.contract import Column, Table, contract

LINE_BREAK = r"\r\n|\r|\n"


def _reference(table: Table, column: Column) -> Rule:
    other, target = column.references or ("", "")
    return Rule(
        f"{table.name}.{column.name}.references",
        table.name,
        "references",
        f"Every {column.name} is a {target} of {other}: {column.description}",
        _found_in_large(table, column) if contract()[other].large else _not_found(table, column),
    )


def _not_found(table: Table, column: Column) -> str:
    other, target = column.references or ("", "")
    return f"""
        SELECT {key(table)}, t."{column.name}" AS "not in {other}" FROM "{table.name}" t
        ANTI JOIN "{other}" o ON o."{target}" = t."{column.name}"
        WHERE t."{column.name}" IS NOT NULL
        """


def _found_in_large(table: Table, column: Column) -> str:
    """Ask in a form that shares its join with other rules on the same two tables."""
    other, target = column.references or ("", "")
    return f"""
        SELECT {key(table)}, t."{column.name}" AS "not in {other}"
        FROM "{table.name}" t LEFT JOIN "{other}" o ON o."{target}" = t."{column.name}"
        WHERE NOT (t."{column.name}" IS NULL OR o."{target}" IS NOT NULL)
        """


def _list_elements(table: Table, column: Column) -> Rule:
    return Rule(
        f"{table.name}.{column.name}.elements",
        table.name,
        "structure",
        f"A list holds values, none of them missing or empty: {column.description}",
        f"""
        SELECT {key(table)}, t."{column.name}" FROM "{table.name}" t
        WHERE len(list_filter(t."{column.name}", lambda x: x IS NULL OR x = '')) > 0
        """,
    )


def _list_values(table: Table, column: Column) -> Rule:
    allowed = ", ".join(f"'{value}'" for value in column.values)
    return Rule(
        f"{table.name}.{column.name}.in_set",
        table.name,
        "structure",
        f"The contract knows no other value in the list: {column.description}",
        f"""
        SELECT {key(table)}, t."{column.name}" FROM "{table.name}" t
        WHERE NOT list_has_all([{allowed}], t."{column.name}")
        """,
    )


def _not_blank(table: Table, columns: list[str]) -> Rule:
    return row_rule(
        rule=f"{table.name}.not_blank",
        table=table,
        page="structure",
        reason="Missing is not empty: where there is no text, the value is null, not a text of no characters.",
        condition=" AND ".join(f"{of_row(name)} <> ''" for name in columns),
        shown=f"""{names_where(columns, "= ''")} AS "empty\"""",
    )


def _counts_on(table: Table, column: Column) -> Rule:
    return Rule(
        f"{table.name}.{column.name}.consecutive",
        table.name,
        "structure",
        f"Within one {column.within} it counts 1, 2, 3 without a gap, so that no row is lost: {column.description}",
        _gaps(table, column) if table.large else _miscounted(table, column),
    )


def _miscounted(table: Table, column: Column) -> str:
    return f"""
        SELECT {key(table)}, t."{column.name}", counted FROM (
          FROM "{table.name}" SELECT *, row_number() OVER (
            PARTITION BY "{column.within}" ORDER BY "{column.name}") AS counted) t
        WHERE t."{column.name}" <> counted
        """


def _gaps(table: Table, column: Column) -> str:
    """Ask without sorting; that no number is there twice is asked of the key."""
    name = of_row(column.name)
    return f"""
        SELECT t."{column.within}", min({name}) AS "from", max({name}) AS "to", count(*) AS rows
        FROM "{table.name}" t GROUP BY t."{column.within}"
        HAVING min({name}) <> 1 OR max({name}) <> count(*)
        """


def _spans(table: Table, column: Column) -> Rule:
    return Rule(
        f"{table.name}.{column.name}.in_source",
        table.name,
        "provenance",
        "Spans are stretches of the source: each begins at 0 or later, holds something and ends within the text, "
        "and no character is in two spans of one row. Of a source whose text is not kept here the end is not known.",
        f"""
        WITH lengths AS MATERIALIZED (SELECT source_id, length(text) AS characters FROM source_texts)
        SELECT {key(table)}, t."{column.name}" AS spans, l.characters
        FROM (
          SELECT *, list_sort("{column.name}") AS sorted FROM "{table.name}" WHERE len("{column.name}") > 0) t
        LEFT JOIN lengths l USING (source_id)
        WHERE len(list_filter(sorted, lambda x: x IS NULL OR x."start" < 0
            OR x."end" <= x."start" OR x."end" > l.characters)) > 0
          OR len(list_filter(range(1, len(sorted)), lambda i: sorted[i]."end" > sorted[i + 1]."start")) > 0
        """,
    )


def _verbatim(table: Table, column: Column) -> Rule:
    spans = f't."{column.verbatim}"'
    return Rule(
        f"{table.name}.{column.name}.verbatim",
        table.name,
        "provenance",
        f"Cutting {column.verbatim} out of the source gives {column.name}, a line break being one space. "
        "It is asked of every source whose text is kept here.",
        f"""
        WITH said AS (
          SELECT {key(table)}, t."{column.name}", array_to_string(list_transform({spans},
            lambda x: substring(s.text, x."start" + 1, x."end" - x."start")), '') AS cut
          FROM "{table.name}" t JOIN source_texts s USING (source_id) WHERE len({spans}) > 0)
        FROM said t WHERE t."{column.name}" IS DISTINCT FROM regexp_replace(cut, '{LINE_BREAK}', ' ', 'g')
        """,
    )


def _held(tables: list[Table]) -> str:
    """All ranges that some row holds or that are ignored: `source_id, start, end`."""
    parts = [
        f'SELECT source_id, unnest("{column.name}", recursive := true) FROM "{table.name}" SEMI JOIN kept '
        f'USING (source_id) WHERE len("{column.name}") > 0'
        for table in tables
        for column in table.columns
        if column.type == "spans"
    ]
    return " UNION ALL ".join([*parts, 'SELECT source_id, "start", "end" FROM ignored_spans'])


def _nothing_lost(tables: list[Table]) -> Rule:
    return Rule(
        "coverage.nothing_is_lost",
        "coverage",
        "provenance",
        "Every character of a text is inside the span of some row, or in ignored_spans with a reason; here counted "
        "anew from the rows of every source whose text is kept here. A later revision of a law is counted when it is "
        "read: what it has in common with the one before is a row of that.",
        f"""
        WITH kept AS MATERIALIZED (
          FROM source_texts ANTI JOIN (FROM law_revisions WHERE ordinal > 1) r USING (source_id)),
        held AS ({_held(tables)}),
        edges AS (
          FROM held UNION ALL SELECT source_id, length(text), length(text) FROM kept),
        swept AS (
          SELECT source_id, "start", coalesce(max("end") OVER (
            PARTITION BY source_id ORDER BY "start", "end" ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)
            AS reached FROM edges)
        SELECT w.source_id, w.reached AS "from", w."start" AS "to",
          substring(s.text, w.reached + 1, w."start" - w.reached) AS text
        FROM swept w JOIN kept s USING (source_id) WHERE w."start" > w.reached
        ORDER BY ALL
        """,
    )


def _row_ids(tables: list[Table]) -> str:
    """Name every row of the tables that have repairs, as those do: `table_name, row_id`, a key's parts joined by `/`."""
    return " UNION ALL ".join(
        f"SELECT '{table.name}', concat_ws('/', {key(table)}) FROM \"{table.name}\" t "
        f"WHERE EXISTS (FROM corrections WHERE table_name = '{table.name}')"
        for table in tables
    )


def _corrected_rows(tables: list[Table]) -> Rule:
    return Rule(
        "corrections.row_id.references",
        "corrections",
        "references",
        "A repair is of a row: table_name and row_id name one that exists.",
        f"""
        WITH rows(table_name, row_id) AS ({_row_ids([t for t in tables if t.name != "corrections"])})
        SELECT correction_id, table_name, row_id FROM corrections ANTI JOIN rows USING (table_name, row_id)
        """,
    )


def _of_column(table: Table, column: Column) -> Iterator[Rule]:
    if column.references:
        yield _reference(table, column)
    if column.within:
        yield _counts_on(table, column)
    if column.type == "list<string>":
        yield _list_elements(table, column)
        if column.values:
            yield _list_values(table, column)
    if column.type == "spans":
        yield _spans(table, column)
    if column.verbatim:
        yield _verbatim(table, column)


def _of_table(table: Table) -> Iterator[Rule]:
    texts = [column.name for column in table.columns if column.type == "string" and not column.may_be_empty]
    if texts:
        yield _not_blank(table, texts)
    for column in table.columns:
        yield from _of_column(table, column)


@cache
def derived() -> tuple[Rule, ...]:
    """Return the rules that follow from the contract."""
    tables = list(contract().values())
    rules = [rule for table in tables for rule in _of_table(table)]
    return (*rules, _corrected_rows(tables), _nothing_lost(tables))
