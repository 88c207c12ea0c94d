"""The law in the default warehouse: thirteen security laws in their revisions, stored once, joined to the White Paper."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from flows.documents.source_text import read_text
from flows.records.laws.flattened_law import read_law
from flows.sources import RAW
from tests.law_references import known

pytestmark = pytest.mark.slow

IMPACT_LAW = "411AC0000000060"
DEFENSE_LAW = "329AC0000000165"
ON_A_DAY = "valid_from <= DATE '2021-10-01' AND (valid_to IS NULL OR DATE '2021-10-01' < valid_to)"


@pytest.fixture(scope="module")
def warehouse(built: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(built / "anpo.duckdb"), read_only=True) as connection:
        yield connection


def test_the_revisions_are_all_there(warehouse: duckdb.DuckDBPyConnection) -> None:
    files = {path.stem for path in (RAW / "laws").glob("*/*.md")}
    found = {row[0] for row in warehouse.execute("SELECT law_revision_id FROM law_revisions").fetchall()}
    assert found == files
    assert len(found) == 120


def test_the_structure_on_a_day_is_that_read_by_hand(warehouse: duckdb.DuckDBPyConnection) -> None:
    counts = warehouse.execute(
        f"SELECT kind, count(*) FROM provisions WHERE law_id = ? AND {ON_A_DAY} "
        "AND starts_with(elm, 'MainProvision-') GROUP BY kind",
        [IMPACT_LAW],
    ).fetchall()
    assert dict(counts) == {"article": 12, "paragraph": 43, "item": 19, "subitem1": 14}
    cited = warehouse.execute(
        "SELECT count(*) FROM citations JOIN (FROM provisions "
        f"SELECT provision_id WHERE law_id = ? AND {ON_A_DAY} AND starts_with(elm, 'MainProvision-')) "
        "USING (provision_id)",
        [IMPACT_LAW],
    ).fetchall()
    assert cited == [(97,)]


def test_the_flattened_text_says_the_same_as_the_one_that_stands_for_it(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    document = read_text(RAW / f"law-{IMPACT_LAW}.md", "law")
    said = {
        row.elm: row.text
        for row in read_law(document, known()).tables["provisions"]
        if row.elm.startswith("MainProvision") and row.text
    }
    stands = dict(
        warehouse.execute(
            f"SELECT elm, text FROM provisions WHERE law_id = ? AND {ON_A_DAY} "
            "AND starts_with(elm, 'MainProvision') AND text IS NOT NULL",
            [IMPACT_LAW],
        ).fetchall()
    )
    assert said == stands
    reasons = warehouse.execute(
        "SELECT DISTINCT reason FROM ignored_spans WHERE source_id = ?", [f"law-{IMPACT_LAW}"]
    ).fetchall()
    assert ("second_source",) in reasons


def test_what_revisions_have_alike_is_stored_once(warehouse: duckdb.DuckDBPyConnection) -> None:
    revisions, rows, now = warehouse.execute(
        "SELECT (SELECT count(*) FROM law_revisions WHERE law_id = $law), count(*), "
        "count(*) FILTER (valid_to IS NULL) FROM provisions WHERE law_id = $law",
        {"law": DEFENSE_LAW},
    ).fetchall()[0]
    assert revisions == 64
    assert rows < 3 * now


def test_every_legal_basis_joins_to_a_provision(warehouse: duckdb.DuckDBPyConnection) -> None:
    asked = warehouse.execute(
        "SELECT (SELECT count(*) FROM action_legal_bases WHERE article IS NOT NULL), "
        "(SELECT count(*) FROM weapon_use_applied_provisions)"
    ).fetchall()[0]
    joined = warehouse.execute(
        "SELECT count(*) FILTER (condition_id IS NULL), count(*) FILTER (condition_id IS NOT NULL) "
        "FROM action_provisions"
    ).fetchall()[0]
    assert joined == asked
    whole = warehouse.execute(
        "SELECT count(*) FROM action_legal_bases WHERE law_id NOT IN (SELECT law_id FROM law_revisions)"
    ).fetchall()
    assert whole == [(0,)]


def test_periods_of_a_law_follow_each_other(warehouse: duckdb.DuckDBPyConnection) -> None:
    gaps = warehouse.execute(
        "FROM (SELECT law_revision_id, valid_to, lead(valid_from) OVER (PARTITION BY law_id ORDER BY ordinal) AS next "
        "FROM law_revisions) WHERE next IS DISTINCT FROM valid_to"
    ).fetchall()
    assert gaps == []
