"""The data dictionary is generated, whole, and not stale."""

from warehouse.contract import contract
from warehouse.dictionary import DICTIONARY, TITLES, dictionary
from warehouse.views import views


def test_the_committed_dictionary_is_what_the_contract_says() -> None:
    assert DICTIONARY.read_text("utf-8") == dictionary(), "stale: run python -m warehouse.dictionary"


def test_every_table_column_view_and_macro_is_in_it() -> None:
    lines = dictionary().splitlines()
    for table in contract().values():
        start = lines.index(f"### {table.name}")
        assert lines[start + 2].startswith(table.grain)
        described = lines[start + 6 : start + 6 + len(table.columns)]
        for column, line in zip(table.columns, described, strict=True):
            assert line.startswith(f"| `{column.name}` | ")
            assert column.description.replace("|", "\\|") in line
            assert ("may be null" in line) == column.nullable
            assert all(f"`{value}`" in line for value in column.values)
            assert column.references is None or f"(#{column.references[0]})" in line
    for view in views():
        assert f"### {view.signature}" in lines


def test_cells_do_not_break_the_table() -> None:
    for line in dictionary().splitlines():
        if line.startswith("| "):
            assert line.replace("\\|", "").count("|") in (3, 5)


def test_every_section_has_a_title() -> None:
    assert {table.section for table in contract().values()} == TITLES.keys()
