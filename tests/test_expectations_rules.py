"""Rules in SQL: on a small valid warehouse no rule finds a counter-example, and each has a case that breaks it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from expectations.derived import derived
from expectations.rules import FOLDER, counter_examples, in_words, read_rule, written
from tests.small_warehouse import small_database, small_tables
from warehouse.contract import Column, contract

RULES = {rule.rule: rule for rule in (*derived(), *written())}

BREAKS = {
    "sources.retrieved_once_published": "UPDATE sources SET retrieved_on = DATE '2000-01-01'",
    "coverage.sums_up": "UPDATE coverage SET covered = covered + 1 WHERE source_id = 'law'",
    "coverage.counts_the_text": "UPDATE coverage SET characters = characters + 1, ignored = ignored + 1",
    "coverage.nothing_is_lost": "DELETE FROM ignored_spans WHERE source_id = 'law'",
    "ignored_spans.within_the_text": """UPDATE ignored_spans SET "end" = 100000 WHERE source_id = 'list'""",
    "corrections.changes_something": "UPDATE corrections SET after = before",
    "corrections.row_id.references": "UPDATE corrections SET row_id = 'actions/09/W1'",
    "actions.id_form": "UPDATE actions SET action_id = 'actions/2' WHERE ordinal = 2",
    "actions.name_begins_the_cell": "UPDATE actions SET name = '出動' WHERE ordinal = 1",
    "actions.legal_basis_is_read": "DELETE FROM action_legal_bases WHERE action_id = 'actions/02'",
    "actions.situation_status_agrees": "UPDATE actions SET situation_status = 'filled' WHERE ordinal = 2",
    "actions.powers_status_agrees": "UPDATE actions SET powers_status = 'dash' WHERE ordinal = 1",
    "actions.weapon_use_status_agrees": "UPDATE actions SET weapon_use_status = 'filled' WHERE ordinal = 1",
    "actions.has_every_requirement": "DELETE FROM approvals WHERE approval_id = 'actions/02/cabinet_decision/1'",
    "action_situations.labels_count": "UPDATE action_situations SET label = '③' WHERE ordinal = 2",
    "action_situations.is_quoted": "UPDATE action_situations SET text = '攻撃が予測される事態' WHERE ordinal = 1",
    "approvals.id_form": "UPDATE approvals SET approval_id = 'actions/01/diet/1' WHERE scope = '出動'",
    "approvals.one_diet_value_per_scope": "UPDATE approvals SET scope = '出動' WHERE scope = '待機'",
    "approvals.one_cabinet_value_per_scope": """
        INSERT INTO approvals BY NAME
        SELECT * REPLACE ('actions/01/cabinet_decision/2' AS approval_id, 'as_needed' AS value)
        FROM approvals WHERE approval_id = 'actions/01/cabinet_decision/1'""",
    "approvals.one_label_per_requirement": "UPDATE approvals SET label = '①' WHERE kind = 'diet_approval'",
    "approvals.parts_are_quoted": "UPDATE approvals SET condition = '事後承認' WHERE scope = '出動'",
    "approvals.days_have_an_anchor": "UPDATE approvals SET deadline_days = NULL WHERE scope = '待機'",
    "approvals.days_are_in_the_text": "UPDATE approvals SET deadline_days = 30 WHERE scope = '待機'",
    "weapon_use_conditions.id_form": """
        UPDATE weapon_use_conditions SET condition_id = 'actions/02/W2' WHERE ground_label = '②'""",
    "weapon_use_conditions.force_only_in_defense": """
        UPDATE weapon_use_conditions SET type = 'use_of_force' WHERE ground_label = '②'""",
    "weapon_use_conditions.applied_law_is_named": "DELETE FROM weapon_use_applied_provisions",
    "weapon_use_conditions.self_preservation_protects": "DELETE FROM weapon_use_protected_objects",
    "weapon_use_conditions.parts_are_quoted": """
        UPDATE weapon_use_conditions SET bearer = '警察官' WHERE ground_label = '①'""",
    "weapon_use_conditions.necessity_is_in_the_text": """
        UPDATE weapon_use_conditions SET necessity = true WHERE ground_label = '②'""",
    "weapon_use_conditions.proportionality_is_in_the_text": """
        UPDATE weapon_use_conditions SET proportionality = false WHERE ground_label = '②'""",
    "weapon_use_conditions.harm_restriction_is_in_the_text": """
        UPDATE weapon_use_conditions SET harm_restriction = false WHERE ground_label = '②'""",
    "weapon_use_conditions.absence_is_of_somebody": """
        UPDATE weapon_use_conditions SET presence_limited = true WHERE ground_label = '②'""",
    "weapon_use_conditions.labels_count": """
        UPDATE weapon_use_conditions SET ground_label = '③' WHERE ground_label = '②'""",
    "weapon_use_conditions.bullets_count": """
        UPDATE weapon_use_conditions SET bullet = 3 WHERE ground_label IS NOT NULL""",
    "weapon_use_conditions.power_is_the_bullet": """
        UPDATE weapon_use_conditions SET bullet_text = text || '。' WHERE source_column = 'powers'""",
    "weapon_use_conditions.repair_is_written_down": """
        UPDATE weapon_use_conditions SET text_corrected = '施設' WHERE ground_label = '②'""",
    "weapon_use_protected_objects.is_quoted": "UPDATE weapon_use_protected_objects SET object = '国民'",
    "weapon_use_protected_objects.interests_are_named_once": """
        UPDATE weapon_use_protected_objects SET interests = ['生命', '生命']""",
    "weapon_use_applied_provisions.is_not_a_back_reference": """
        UPDATE weapon_use_conditions SET text = '準用する警察官職務執行法第7条の規定により武器を使用する場合のほか'
        WHERE type = 'mutatis_mutandis'""",
    "guideline_editions.one_is_in_force": """
        UPDATE guideline_editions SET status = 'in_force' WHERE edition = '1997'""",
    "guideline_items.id_form": "UPDATE guideline_items SET item_id = 'guidelines/10' WHERE ordinal = 10",
    "guideline_items.parent_comes_before": """
        UPDATE guideline_items SET parent_item_id = 'guidelines/010' WHERE ordinal = 6""",
    "guideline_items.top_has_no_parent": """
        UPDATE guideline_items SET parent_item_id = 'guidelines/001' WHERE ordinal = 2""",
    "guideline_items.path_is_its_headings": "UPDATE guideline_items SET path = [] WHERE ordinal = 4",
    "guideline_items.terms_are_in_the_parent": "UPDATE guideline_items SET text = '機雷' WHERE ordinal = 4",
    "guideline_items.text_is_trimmed": "UPDATE guideline_items SET text = text || '　' WHERE ordinal = 2",
    "guideline_items.repair_is_written_down": """
        UPDATE guideline_items SET text_corrected = '協力関係' WHERE ordinal = 2""",
    "cooperation_items.is_an_item": "UPDATE guideline_items SET kind = 'note' WHERE ordinal = 6",
    "cooperation_items.repair_agrees": "UPDATE cooperation_items SET text = text_raw",
    "guideline_topics.has_items": "DELETE FROM guideline_topic_items",
    "guideline_topic_items.edition_of_the_item": "UPDATE guideline_topic_items SET edition = '2015'",
    "guideline_consequences.follows_its_edition": "UPDATE guideline_consequences SET year = 1978",
    "guideline_consequences.is_quoted": "UPDATE guideline_consequences SET name = '自衛隊法'",
    "mechanisms.is_quoted": "UPDATE mechanisms SET abbreviation = 'ACM'",
    "mechanism_nodes.is_its_item": "UPDATE mechanism_nodes SET label = '防衛大臣'",
    "mechanism_edges.joins_two_boxes": "UPDATE mechanism_edges SET to_node_id = from_node_id",
    "mechanism_edges.is_quoted": "UPDATE mechanism_edges SET quote = '防衛大臣を通じて'",
    "law_revisions.id_form": "UPDATE law_revisions SET enforced_on = DATE '2021-09-02'",
    "law_revisions.periods_follow": "UPDATE law_revisions SET valid_to = valid_from",
    "law_revisions.hash_is_its_source": "UPDATE law_revisions SET content_sha256 = repeat('0', 64)",
    "provisions.id_form": "UPDATE provisions SET provision_id = elm",
    "provisions.law_of_its_revision": "UPDATE provisions SET law_id = '329AC0000000165' WHERE kind = 'item'",
    "provisions.parent_comes_before": "UPDATE provisions SET depth = 5 WHERE kind = 'item'",
    "provisions.top_is_alone": "UPDATE provisions SET parent_elm = NULL WHERE kind = 'item'",
    "provisions.kind_is_in_the_path": "UPDATE provisions SET kind = 'subitem1' WHERE kind = 'item'",
    "provisions.number_is_in_the_path": "UPDATE provisions SET num = '1_2' WHERE kind = 'item'",
    "provisions.paragraphs_are_consecutive": "DELETE FROM provisions WHERE elm LIKE '%Article_1-Paragraph_1'",
    "provisions.numbers_ascend": "UPDATE provisions SET num = '4' WHERE elm = 'MainProvision-Article_2'",
    "provisions.text_is_its_sentences": "DELETE FROM sentences WHERE role = 'proviso'",
    "sentences.part_has_a_first": "UPDATE sentences SET role = 'proviso' WHERE role = 'main'",
    "defined_terms.is_at_its_place": "UPDATE defined_terms SET start = start - 1",
    "citations.id_form": "UPDATE citations SET citation_id = provision_id || '-1' WHERE ordinal = 1",
    "citations.is_at_its_place": "UPDATE citations SET text = '前条' WHERE form = 'relative'",
    "citations.stand_in_order": "UPDATE citations SET start = 0 WHERE form = 'range'",
    "citations.resolved_lands": "UPDATE citations SET target_elm = 'MainProvision-Article_9' WHERE form = 'relative'",
    "citations.unresolved_does_not_land": "UPDATE citations SET status = 'unresolved' WHERE form = 'relative'",
    "citations.external_is_elsewhere": """
        UPDATE citations SET target_law_id = '411AC0000000060' WHERE status = 'external_unloaded'""",
    "citations.range_goes_forward": """
        UPDATE citations SET target_elm_end = 'MainProvision-Article_1' WHERE form = 'range'""",
    "substitutions.is_quoted": "UPDATE substitutions SET replacement = '丁'",
    "applied_provisions.is_what_is_cited": "UPDATE applied_provisions SET target_elm = 'MainProvision-Article_3'",
}
"""For every rule that is a file, and for those over the whole contract: what breaks it."""


@pytest.fixture(scope="module")
def warehouse() -> Iterator[duckdb.DuckDBPyConnection]:
    with small_database(small_tables()) as connection:
        yield connection


@pytest.fixture
def database(warehouse: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    """The small warehouse, whole again after each test."""
    warehouse.execute("BEGIN")
    yield warehouse
    warehouse.execute("ROLLBACK")


def broken(database: duckdb.DuckDBPyConnection, rule: str, change: str) -> list[str]:
    """Make a change and return the counter-examples that a rule finds then."""
    database.execute(change)
    return counter_examples(database, RULES[rule])


def _columns(kind: str) -> list[tuple[str, Column]]:
    """The columns of the contract that have a rule of a kind of their own."""
    return [
        (table.name, column)
        for table in contract().values()
        for column in table.columns
        if f"{table.name}.{column.name}.{kind}" in RULES
    ]


def _names(columns: list[tuple[str, Column]]) -> list[str]:
    return [f"{table}.{column.name}" for table, column in columns]


def test_every_table_of_the_small_warehouse_has_rows() -> None:
    assert [name for name, table in small_tables().items() if not table.num_rows] == []


@pytest.mark.parametrize("rule", RULES)
def test_a_valid_warehouse_breaks_no_rule(database: duckdb.DuckDBPyConnection, rule: str) -> None:
    assert counter_examples(database, RULES[rule]) == []


@pytest.mark.parametrize("rule", BREAKS)
def test_a_rule_finds_its_counter_example(database: duckdb.DuckDBPyConnection, rule: str) -> None:
    assert broken(database, rule, BREAKS[rule])


def test_every_rule_has_a_case_that_breaks_it() -> None:
    kinds = ["references", "consecutive", "elements", "in_set", "in_source", "verbatim"]
    derived_cases = {f"{name}.{kind}" for kind in kinds for name in _names(_columns(kind))}
    blank_cases = {f"{table}.not_blank" for table, _ in TEXTS}
    assert set(RULES) == set(BREAKS) | derived_cases | blank_cases


@pytest.mark.parametrize(("table", "column"), _columns("references"), ids=_names(_columns("references")))
def test_a_foreign_key_without_its_row_is_found(
    database: duckdb.DuckDBPyConnection, table: str, column: Column
) -> None:
    change = f'UPDATE "{table}" SET "{column.name}" = \'nowhere\' WHERE rowid = 0'
    (found,) = broken(database, f"{table}.{column.name}.references", change)
    assert found.endswith("nowhere")


@pytest.mark.parametrize(("table", "column"), _columns("consecutive"), ids=_names(_columns("consecutive")))
def test_a_gap_in_a_count_is_found(database: duckdb.DuckDBPyConnection, table: str, column: Column) -> None:
    change = f'UPDATE "{table}" SET "{column.name}" = 900 WHERE rowid = 0'
    assert broken(database, f"{table}.{column.name}.consecutive", change)


@pytest.mark.parametrize("element", ["NULL", "''"])
@pytest.mark.parametrize(("table", "column"), _columns("elements"), ids=_names(_columns("elements")))
def test_a_missing_list_element_is_found(
    database: duckdb.DuckDBPyConnection, table: str, column: Column, element: str
) -> None:
    change = f'UPDATE "{table}" SET "{column.name}" = [{element}] WHERE rowid = 0'
    assert broken(database, f"{table}.{column.name}.elements", change)


@pytest.mark.parametrize(("table", "column"), _columns("in_set"), ids=_names(_columns("in_set")))
def test_an_unknown_list_element_is_found(
    database: duckdb.DuckDBPyConnection, table: str, column: Column
) -> None:
    change = f'UPDATE "{table}" SET "{column.name}" = [\'名誉\'] WHERE rowid = 0'
    assert broken(database, f"{table}.{column.name}.in_set", change)


TEXTS = [
    (table.name, column)
    for table in contract().values()
    for column in table.columns
    if column.type == "string" and not column.may_be_empty
]


@pytest.mark.parametrize(("table", "column"), TEXTS, ids=_names(TEXTS))
def test_a_text_of_no_characters_is_found(
    database: duckdb.DuckDBPyConnection, table: str, column: Column
) -> None:
    change = f'UPDATE "{table}" SET "{column.name}" = \'\' WHERE rowid = 0'
    assert any(row.endswith(f"empty {column.name}") for row in broken(database, f"{table}.not_blank", change))


@pytest.mark.parametrize(
    "spans",
    [
        "[{'start': -1, 'end': 1}]",
        "[{'start': 3, 'end': 3}]",
        "[{'start': 0, 'end': 100000}]",
        "[{'start': 2, 'end': 4}, {'start': 0, 'end': 3}]",
        "[NULL]",
    ],
    ids=["negative", "nothing", "behind the end", "overlapping", "missing"],
)
@pytest.mark.parametrize(("table", "column"), _columns("in_source"), ids=_names(_columns("in_source")))
def test_a_span_outside_its_source_is_found(
    database: duckdb.DuckDBPyConnection, table: str, column: Column, spans: str
) -> None:
    change = f'UPDATE "{table}" SET "{column.name}" = {spans} WHERE rowid = 0'
    assert broken(database, f"{table}.{column.name}.in_source", change)


@pytest.mark.parametrize(("table", "column"), _columns("verbatim"), ids=_names(_columns("verbatim")))
def test_a_text_that_is_not_the_source_s_is_found(
    database: duckdb.DuckDBPyConnection, table: str, column: Column
) -> None:
    change = (
        f'UPDATE "{table}" SET "{column.name}" = "{column.name}" || \'々\' WHERE len("{column.verbatim}") > 0'
    )
    assert broken(database, f"{table}.{column.name}.verbatim", change)


def test_a_line_break_of_the_source_is_one_space_in_the_text(database: duckdb.DuckDBPyConnection) -> None:
    at = small_tables()["powers"]["spans"][0].as_py()[0]["start"]
    database.execute(
        "UPDATE source_texts SET text = concat(text[:?], chr(13), chr(10), text[? + 3:]) WHERE source_id = 'actions'",
        [at, at],
    )
    database.execute("UPDATE powers SET text = ' ' || text[3:]")
    assert counter_examples(database, RULES["powers.text.verbatim"]) == []


def test_lost_characters_are_shown_where_they_stand(database: duckdb.DuckDBPyConnection) -> None:
    (found,) = broken(
        database,
        "coverage.nothing_is_lost",
        "DELETE FROM ignored_spans WHERE source_id = 'list' AND start = 0",
    )
    assert found == 'source_id list, from 0, to 2, text ["'


def test_a_lost_end_of_a_text_is_found(database: duckdb.DuckDBPyConnection) -> None:
    found = broken(
        database,
        "coverage.nothing_is_lost",
        "UPDATE source_texts SET text = text || '末尾' WHERE source_id = 'law'",
    )
    assert [row.partition("text ")[2] for row in found] == ["末尾"]


def test_rules_have_reasons_and_names_of_their_own() -> None:
    assert len(RULES) == len(derived()) + len(written())
    assert [rule.rule for rule in RULES.values() if not rule.rule.startswith(f"{rule.table}.")] == []
    assert [rule.rule for rule in written() if not rule.reason.endswith(".") or len(rule.reason) < 30] == []


def test_every_file_in_the_folder_is_a_rule() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {f"{rule.rule}.sql" for rule in written()}


@pytest.mark.parametrize(
    ("name", "text"),
    [("nothing.known.sql", "-- A reason.\nSELECT 1"), ("actions.without_reason.sql", "SELECT 1")],
)
def test_a_rule_without_table_or_reason_is_refused(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    with pytest.raises(ValueError, match=name):
        read_rule(path)


def test_counter_examples_are_said_in_words() -> None:
    row = [("action_id", "資料10/01"), ("scope", None), ("text", "第一行\n第二行"), ("long", "長" * 100)]
    assert in_words(row) == f"action_id 資料10/01, text 第一行⏎第二行, long {'長' * 79}…"
