"""The rules hold for the real White Paper table in every form in which it may reach us, not for one only."""

from __future__ import annotations

import pyarrow as pa
import pytest

from expectations.asking import find
from expectations.derived import derived
from expectations.rules import written
from flows.documents.source_text import read_text
from flows.records.extraction import Extraction
from flows.records.laws.names import read_law_list
from flows.tables.arrow import to_arrow
from tests.small_warehouse import small_database, small_tables
from tests.white_paper_forms import LABELS, LINE_ENDS, ROOT, SOURCE_ID, form, read
from warehouse.contract import contract

pytestmark = pytest.mark.slow

LAWS = to_arrow(
    contract()["laws"], read_law_list(read_text(ROOT / "raw" / "law-list.json", "list")).tables["laws"]
)
ACTIONS = [name for name, table in contract().items() if table.section == "actions"]
RULES = [rule for rule in (*derived(), *written()) if rule.table in {*ACTIONS, "corrections"}]


def tables_of(extraction: Extraction) -> dict[str, pa.Table]:
    """The small warehouse with the actions of a document in place of its own, and no law that they cite."""
    tables = small_tables() | {"laws": LAWS}
    tables["law_revisions"] = tables["law_revisions"].slice(0, 0)
    for name in [*ACTIONS, "corrections"]:
        tables[name] = to_arrow(contract()[name], extraction.tables.get(name, []))
    sources = [row | {"source_id": SOURCE_ID} for row in tables["sources"].to_pylist()[:1]]
    texts = [{"source_id": SOURCE_ID, "text": extraction.document.text}]
    for name, rows in (("sources", sources), ("source_texts", texts)):
        more = pa.Table.from_pylist(rows, schema=tables[name].schema)
        tables[name] = pa.concat_tables([tables[name], more])
    return tables


@pytest.mark.parametrize("line_ends", LINE_ENDS)
@pytest.mark.parametrize("labels", LABELS)
def test_rules_on_actions_hold_for_every_form_of_the_table(labels: str, line_ends: str) -> None:
    extraction = read(form(labels, line_ends))
    with small_database(tables_of(extraction)) as database:
        found = find(database, RULES)
    assert {rule: examples.rows for rule, examples in found.items() if examples.total} == {}
