"""The Data Docs: whole in themselves, the same every time, and safe whatever stands in the data."""

from __future__ import annotations

import importlib
from html.parser import HTMLParser
from pathlib import Path
from types import ModuleType
from urllib.parse import unquote

import duckdb
import pyarrow as pa
import pytest

from expectations.derived import derived
from expectations.rules import written
from expectations.suites import suite
from tests.small_warehouse import small_database, small_tables
from warehouse.contract import contract

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore:module 'sre_(constants|parse)' is deprecated:DeprecationWarning"),
]

NASTY = "<script>alert('x')</script>&"


class _Page(HTMLParser):
    """What a page refers to and what can be referred to in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.tags: set[str] = set()
        self.text: list[str] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            if name in {"href", "src", "srcset", "action"}:
                self.links.append(value or "")
            if name == "id":
                self.ids.append(value or "")

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def pages(docs: Path) -> dict[Path, _Page]:
    return {path: _Page(path.read_text("utf-8")) for path in docs.rglob("*.html")}


@pytest.fixture(scope="module")
def gate() -> ModuleType:
    return importlib.import_module("expectations.gate")


@pytest.fixture(scope="module")
def docs(gate: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Data Docs of a build that passes."""
    folder = tmp_path_factory.mktemp("passed")
    tables = small_tables()
    with small_database(tables) as database:
        assert gate.run_gate(tables, database, folder).success
    return folder


def broken_build() -> tuple[dict[str, pa.Table], duckdb.DuckDBPyConnection]:
    tables = small_tables()
    database = small_database(tables)
    database.execute("UPDATE powers SET text = ?", [NASTY])
    database.execute("UPDATE laws SET law_type = ?", [NASTY])
    for name in ("powers", "laws"):
        tables[name] = database.table(name).to_arrow_table().cast(contract()[name].schema)
    return tables, database


@pytest.fixture(scope="module")
def failed(gate: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Data Docs of a build that fails, with mark-up among its data."""
    folder = tmp_path_factory.mktemp("failed")
    tables, database = broken_build()
    with database:
        assert not gate.run_gate(tables, database, folder).success
    return folder


@pytest.fixture(params=["docs", "failed"])
def either(request: pytest.FixtureRequest) -> Path:
    folder: Path = request.getfixturevalue(request.param)
    return folder


def test_nothing_is_asked_of_another_host(either: Path) -> None:
    for path in either.rglob("*"):
        if path.is_file():
            text = path.read_text("utf-8")
            assert "://" not in text, path
            assert "@import" not in text, path
            assert "url(" not in text, path
    for page in pages(either).values():
        assert not any(link.startswith("//") for link in page.links)
        assert not page.tags & {"script", "iframe", "img", "object", "embed", "base"}


def test_every_link_lands(either: Path) -> None:
    found = pages(either)
    for path, page in found.items():
        for link in page.links:
            if link == "data:,":
                continue
            file, _, anchor = link.partition("#")
            target = (path.parent / unquote(file)).resolve() if file else path.resolve()
            assert target.is_file(), (path.name, link)
            assert not anchor or unquote(anchor) in found[target].ids, (path.name, link)


def test_every_expectation_stands_on_one_page(docs: Path) -> None:
    ids = [name for page in pages(docs).values() for name in page.ids]
    expected = [one.rule for table in contract() for one in suite(table)]
    expected += [rule.rule for rule in (*derived(), *written())]
    assert sorted(ids) == sorted([*expected, "shape.columns", "shape.rows"])


def test_every_reason_is_told(docs: Path) -> None:
    told = "".join(text for page in pages(docs).values() for text in page.text)
    assert [rule.rule for rule in written() if rule.reason not in told] == []
    assert [one.rule for table in contract() for one in suite(table) if one.reason not in told] == []


def test_the_first_page_lists_every_suite_without_scripts(docs: Path) -> None:
    index = pages(docs)[docs / "index.html"]
    listed = {link for link in index.links if link.startswith("validations/")}
    assert listed == {f"validations/{path.name}" for path in (docs / "validations").iterdir()}
    assert {f"validations/{name}.html" for name in contract()} <= listed
    assert "Why you may believe the warehouse" in index.text


def test_the_first_page_of_a_failed_build_says_what_failed(failed: Path) -> None:
    index = pages(failed)[failed / "index.html"]
    told = "".join(index.text)
    assert "What does not hold" in told
    assert "validations/laws.html#laws.law_type.in_set" in index.links
    assert "validations/provenance.html#powers.text.verbatim" in index.links
    assert f"law_type {NASTY}" in told


def test_a_table_s_page_names_the_rules_over_several_tables(docs: Path) -> None:
    links = pages(docs)[docs / "validations" / "approvals.html"].links
    assert "rules_actions.html#approvals.one_diet_value_per_scope" in links
    assert "references.html#approvals.action_id.references" in links


def test_mark_up_in_the_data_is_shown_not_obeyed(failed: Path) -> None:
    for path in failed.rglob("*.html"):
        assert "<script" not in path.read_text("utf-8")


def test_equal_builds_have_equal_docs(gate: ModuleType, failed: Path, tmp_path: Path) -> None:
    tables, database = broken_build()
    with database:
        gate.run_gate(tables, database, tmp_path)
    first = {path.relative_to(failed): path.read_bytes() for path in failed.rglob("*") if path.is_file()}
    again = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert first == again
