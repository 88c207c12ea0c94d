"""For every rule in SQL on other tables than those of laws, changes of the small warehouse that break it."""

BREAKS = {
    "sources.retrieved_once_published": "UPDATE sources SET retrieved_on = DATE '2000-01-01'",
    "coverage.sums_up": "UPDATE coverage SET covered = covered + 1 WHERE source_id = 'law'",
    "coverage.counts_the_text": "UPDATE coverage SET characters = characters + 1, ignored = ignored + 1",
    "coverage.nothing_is_lost": "DELETE FROM ignored_spans WHERE source_id = 'law'",
    "ignored_spans.within_the_text": """UPDATE ignored_spans SET "end" = 100000 WHERE source_id = 'list'""",
    "corrections.changes_something": "UPDATE corrections SET after = before",
    "corrections.row_id.references": "UPDATE corrections SET row_id = 'actions/09/W1'",
    "action_legal_bases.joins_to_a_provision": "UPDATE action_legal_bases SET article = '84_5' WHERE article = '76'",
    "weapon_use_applied_provisions.joins_to_a_provision": """
        UPDATE weapon_use_applied_provisions SET law_id = '329AC0000000165'""",
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
    "search_terms.positions_are_rows": "UPDATE search_terms SET positions = [1000000]",
    "search_terms.has_what_texts_have": "DELETE FROM search_terms WHERE table_name = 'guideline_items'",
}
"""For every rule that is a file, and for those over the whole contract: what breaks it."""

ALSO_BREAKS = [
    ("search_terms.has_what_texts_have", "UPDATE actions SET name = name || '砲台' WHERE rowid = 0"),
    ("search_terms.has_what_texts_have", "UPDATE search_terms SET term = '砲台' WHERE rowid = 0"),
    ("search_terms.positions_are_rows", "UPDATE search_terms SET positions = positions || positions"),
    ("search_terms.positions_are_rows", "UPDATE search_terms SET positions = []"),
    ("search_terms.positions_are_rows", "UPDATE search_terms SET table_name = 'sentences'"),
    ("coverage.counts_the_text", "DELETE FROM coverage WHERE source_id = 'law'"),
    ("coverage.counts_the_text", "DELETE FROM coverage WHERE source_id = 'archive'"),
    ("coverage.nothing_is_lost", "UPDATE citing_laws SET spans = [{'start': 0, 'end': 1}]"),
    ("ignored_spans.within_the_text", """UPDATE ignored_spans SET "end" = start"""),
    ("action_legal_bases.joins_to_a_provision", "UPDATE action_legal_bases SET paragraph = '2'"),
    (
        "action_legal_bases.joins_to_a_provision",
        "UPDATE provisions SET valid_to = DATE '2021-07-13' WHERE law_id = '329AC0000000165'",
    ),
    ("corrections.row_id.references", "UPDATE corrections SET table_name = 'powers'"),
    ("actions.legal_basis_is_read", "UPDATE actions SET legal_basis_text = NULL"),
    ("actions.situation_status_agrees", "UPDATE actions SET situation_text = NULL"),
    ("actions.situation_status_agrees", "DELETE FROM action_situations"),
    ("actions.powers_status_agrees", "UPDATE actions SET powers_status = 'filled'"),
    ("actions.weapon_use_status_agrees", "UPDATE actions SET weapon_use_status = 'empty'"),
    ("action_situations.labels_count", "UPDATE action_situations SET label = NULL WHERE ordinal = 2"),
    ("action_situations.labels_count", "UPDATE action_situations SET label = NULL"),
    ("approvals.id_form", "UPDATE approvals SET approval_id = action_id || '/' || kind || '/0'"),
    ("approvals.one_diet_value_per_scope", "UPDATE approvals SET scope = NULL"),
    ("approvals.one_label_per_requirement", "UPDATE approvals SET label = '④' WHERE scope = '待機'"),
    ("approvals.parts_are_quoted", "UPDATE approvals SET authority = '防衛' || authority"),
    ("weapon_use_conditions.applied_law_is_named", "UPDATE weapon_use_conditions SET type = 'other'"),
    ("weapon_use_conditions.id_form", "UPDATE weapon_use_conditions SET source_column = 'powers'"),
    ("weapon_use_conditions.necessity_is_in_the_text", "UPDATE weapon_use_conditions SET necessity = false"),
    (
        "weapon_use_conditions.labels_count",
        "UPDATE weapon_use_conditions SET ground_label = NULL WHERE ground_label = '②'",
    ),
    (
        "weapon_use_conditions.power_is_the_bullet",
        "UPDATE weapon_use_conditions SET bullet = 2 WHERE source_column = 'powers'",
    ),
    (
        "weapon_use_conditions.repair_is_written_down",
        "UPDATE weapon_use_conditions SET text_corrected = text",
    ),
    ("weapon_use_conditions.repair_is_written_down", "DELETE FROM corrections"),
    ("guideline_editions.one_is_in_force", "UPDATE guideline_editions SET status = 'superseded'"),
    (
        "guideline_editions.one_is_in_force",
        "UPDATE guideline_editions SET year = 2020 WHERE edition = '1997'",
    ),
    (
        "guideline_editions.one_is_in_force",
        "UPDATE guideline_editions SET year = 2010 WHERE status = 'proposal'",
    ),
    ("guideline_items.parent_comes_before", "UPDATE guideline_items SET source_id = 'law' WHERE ordinal = 3"),
    ("guideline_items.parent_comes_before", "UPDATE guideline_items SET level = 1 WHERE ordinal = 3"),
    (
        "guideline_items.path_is_its_headings",
        "UPDATE guideline_items SET path = ['第2章改訂'] WHERE ordinal = 4",
    ),
    (
        "guideline_items.path_is_its_headings",
        "UPDATE guideline_items SET path = [path[1], path[1]] WHERE ordinal = 4",
    ),
    (
        "guideline_items.path_is_its_headings",
        "UPDATE guideline_items SET path = ['第1章協力'] WHERE ordinal = 10",
    ),
    ("guideline_items.text_is_trimmed", "UPDATE guideline_items SET text = ' ' || text WHERE ordinal = 2"),
    (
        "guideline_items.repair_is_written_down",
        "UPDATE guideline_items SET text_corrected = text WHERE ordinal = 6",
    ),
    ("guideline_items.repair_is_written_down", "UPDATE guideline_items SET text_corrected = NULL"),
    (
        "guideline_items.repair_is_written_down",
        "UPDATE guideline_items SET marker_corrected = '2' WHERE ordinal = 3",
    ),
    ("cooperation_items.is_an_item", "UPDATE guideline_items SET edition = '2015' WHERE ordinal = 6"),
    ("cooperation_items.is_an_item", "UPDATE cooperation_items SET text_raw = '捜索'"),
    ("guideline_consequences.is_quoted", "UPDATE guideline_consequences SET action = '改正'"),
    ("mechanisms.is_quoted", "UPDATE mechanisms SET name = '同盟調整メカニズム'"),
    ("mechanisms.is_quoted", "UPDATE mechanisms SET quote = '協議を行う'"),
    ("mechanism_nodes.is_its_item", "UPDATE mechanism_nodes SET node_id = 'minister'"),
]
"""Other ways to break a rule that has several."""
