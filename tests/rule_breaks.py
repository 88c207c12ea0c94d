"""For every rule in SQL, changes of the small warehouse that break it."""

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
    "laws.history_begins_with_a_revision": "UPDATE laws SET history_from = NULL WHERE title = '自衛隊法'",
    "law_names.names_its_law": "UPDATE law_names SET kind = 'title' WHERE kind = 'law_num'",
    "law_names.every_law_has_its_names": "DELETE FROM law_names WHERE kind = 'abbreviation'",
    "law_names.an_id_is_of_one_law": """
        UPDATE law_names SET name = '411AC0000000060' WHERE kind = 'title' AND law_id = '329AC0000000165'""",
    "law_revisions.id_form": "UPDATE law_revisions SET enforced_on = DATE '2021-09-02'",
    "law_revisions.periods_follow": "UPDATE law_revisions SET valid_to = valid_from",
    "law_revisions.hash_is_its_source": "UPDATE law_revisions SET content_sha256 = repeat('0', 64)",
    "provisions.id_form": "UPDATE provisions SET provision_id = elm",
    "provisions.law_of_its_revision": "UPDATE provisions SET law_id = '329AC0000000165' WHERE kind = 'item'",
    "provisions.parent_comes_before": "UPDATE provisions SET depth = 9 WHERE kind = 'item'",
    "provisions.top_is_alone": "UPDATE provisions SET parent_elm = NULL WHERE kind = 'item'",
    "provisions.kind_is_in_the_path": "UPDATE provisions SET kind = 'subitem1' WHERE kind = 'item'",
    "provisions.number_is_in_the_path": "UPDATE provisions SET num = '1_2' WHERE kind = 'item'",
    "provisions.paragraphs_are_consecutive": "DELETE FROM provisions WHERE elm LIKE '%Article_1-Paragraph_1'",
    "provisions.numbers_ascend": "UPDATE provisions SET num = '4' WHERE elm = 'MainProvision-Article_2'",
    "provisions.period_is_that_of_its_revisions": "UPDATE provisions SET valid_to = NULL",
    "provisions.periods_do_not_overlap": """
        UPDATE provisions SET last_revision_id = '411AC0000000060_20210901_503AC0000000036'""",
    "provisions.alias_is_of_one_node": """
        UPDATE provisions SET alias = 'MainProvision-Article_2' WHERE kind = 'appdx_table'""",
    "provisions.text_is_its_sentences": "DELETE FROM sentences WHERE role = 'proviso'",
    "sentences.part_has_a_first": "UPDATE sentences SET role = 'proviso' WHERE role = 'main'",
    "defined_terms.is_at_its_place": "UPDATE defined_terms SET start = start - 1",
    "defined_terms.definition_is_quoted": "UPDATE defined_terms SET definition = '丁'",
    "citations.id_form": "UPDATE citations SET citation_id = provision_id || '-1' WHERE ordinal = 1",
    "citations.is_at_its_place": "UPDATE citations SET text = '前条' WHERE form = 'relative'",
    "citations.stand_in_order": "UPDATE citations SET start = 0 WHERE form = 'range'",
    "citations.resolved_lands": "UPDATE citations SET target_elm = 'MainProvision-Article_9' WHERE form = 'relative'",
    "citations.unresolved_does_not_land": """
        UPDATE citations SET status = 'unresolved', reason = 'no_such_provision' WHERE form = 'relative'""",
    "citations.external_is_elsewhere": """
        UPDATE citations SET target_law_id = '411AC0000000060' WHERE status = 'external_unloaded'""",
    "citations.range_goes_forward": """
        UPDATE citations SET target_elm_end = 'MainProvision-Article_1' WHERE form = 'range'""",
    "range_targets.follow_each_other": "UPDATE range_targets SET ordinal = 3 - ordinal",
    "provision_changes.revisions_follow": """
        UPDATE provision_changes SET from_revision_id = '329AC0000000165_20180401_000000000000000'""",
    "provision_changes.before_is_what_was": "UPDATE provision_changes SET text_before = '項' WHERE change = 'amended'",
    "provision_changes.after_is_what_is": "UPDATE provision_changes SET text_after = '項' WHERE change = 'amended'",
    "provision_changes.edits_say_both_texts": "UPDATE provision_changes SET edits = [] WHERE change = 'amended'",
    "provision_changes.change_is_what_it_says": """
        UPDATE provision_changes SET change = 'renumbered' WHERE change = 'amended'""",
    "substitutions.is_quoted": "UPDATE substitutions SET replacement = '丁'",
    "applied_provisions.is_what_is_cited": "UPDATE applied_provisions SET target_elm = 'MainProvision-Article_3'",
    "applied_provisions.ranges_are_spread": """
        UPDATE applied_provisions SET citation_id = provision_id || '/c2', target_elm = 'MainProvision-Article_2',
        target_elm_end = 'MainProvision-Article_3'""",
}
"""For every rule that is a file, and for those over the whole contract: what breaks it."""

ALSO_BREAKS = [
    ("coverage.counts_the_text", "DELETE FROM coverage WHERE source_id = 'law'"),
    ("coverage.counts_the_text", "DELETE FROM coverage WHERE source_id = 'archive'"),
    ("coverage.nothing_is_lost", "UPDATE citing_laws SET spans = [{'start': 0, 'end': 1}]"),
    ("ignored_spans.within_the_text", """UPDATE ignored_spans SET "end" = start"""),
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
    ("laws.history_begins_with_a_revision", "UPDATE laws SET history_from = DATE '2021-09-01'"),
    ("law_names.names_its_law", "UPDATE law_names SET name = '外為法' WHERE kind = 'abbreviation'"),
    ("law_names.every_law_has_its_names", "DELETE FROM law_names WHERE kind = 'law_id'"),
    ("law_revisions.id_form", "UPDATE law_revisions SET amendment_law_id = NULL"),
    ("law_revisions.periods_follow", "UPDATE law_revisions SET valid_to = NULL"),
    (
        "law_revisions.periods_follow",
        "UPDATE law_revisions SET valid_from = DATE '2015-01-01' WHERE ordinal = 1",
    ),
    ("law_revisions.periods_follow", "UPDATE law_revisions SET valid_to = valid_from WHERE ordinal = 2"),
    (
        "law_revisions.periods_follow",
        "UPDATE law_revisions SET valid_to = DATE '2021-08-31' WHERE valid_to IS NOT NULL",
    ),
    (
        "provisions.law_of_its_revision",
        "UPDATE provisions SET last_revision_id = '329AC0000000165_20180401_000000000000000'",
    ),
    ("provisions.period_is_that_of_its_revisions", "UPDATE provisions SET valid_from = DATE '2021-09-01'"),
    (
        "provisions.period_is_that_of_its_revisions",
        """UPDATE provisions SET last_revision_id = '411AC0000000060_20160329_427AC0000000076',
        valid_to = DATE '2021-09-01' WHERE kind = 'table'""",
    ),
    (
        "provisions.alias_is_of_one_node",
        "UPDATE provisions SET alias = 'AppdxTable_1' WHERE kind IN ('appdx_table', 'table')",
    ),
    (
        "provisions.kind_is_in_the_path",
        "UPDATE provisions SET elm = 'TOC-TOCChapter_1' WHERE kind = 'chapter'",
    ),
    (
        "provisions.parent_comes_before",
        "UPDATE provisions SET parent_elm = 'MainProvision-Article_9' WHERE kind = 'item'",
    ),
    ("provisions.parent_comes_before", "UPDATE provisions SET ordinal = 0 WHERE kind = 'item'"),
    ("provisions.parent_comes_before", "UPDATE provisions SET ordinal = 20 WHERE kind = 'chapter'"),
    ("provisions.parent_comes_before", "DELETE FROM provisions WHERE kind = 'table_struct'"),
    (
        "provisions.parent_comes_before",
        """UPDATE provisions SET last_revision_id = law_revision_id WHERE elm = 'MainProvision-Article_3-Paragraph_1'""",
    ),
    (
        "provisions.parent_comes_before",
        "UPDATE provisions SET elm = 'SupplProvision[1]-Article_2' WHERE elm = 'MainProvision-Article_2'",
    ),
    ("provisions.parent_comes_before", "UPDATE provisions SET elm = 'Item_1' WHERE kind = 'item'"),
    ("provisions.top_is_alone", "UPDATE provisions SET parent_elm = 'Law' WHERE kind = 'main_provision'"),
    ("provisions.number_is_in_the_path", "UPDATE provisions SET num = NULL WHERE kind = 'item'"),
    ("provisions.paragraphs_are_consecutive", "UPDATE provisions SET num = NULL WHERE kind = 'paragraph'"),
    ("provisions.numbers_ascend", "UPDATE provisions SET num = '1' WHERE elm = 'MainProvision-Article_2'"),
    ("provisions.text_is_its_sentences", "UPDATE provisions SET text = NULL WHERE kind = 'item'"),
    ("sentences.part_has_a_first", "UPDATE sentences SET role = 'rear' WHERE role = 'single'"),
    (
        "citations.resolved_lands",
        "UPDATE citations SET target_law_id = '329AC0000000165', target_elm = 'MainProvision-Article_2' WHERE form = 'relative'",
    ),
    (
        "citations.resolved_lands",
        "UPDATE provisions SET valid_to = DATE '2017-01-01' WHERE kind = 'item'",
    ),
    (
        "citations.resolved_lands",
        "UPDATE provisions SET valid_from = DATE '2021-09-01' WHERE elm = 'MainProvision-Article_1-Paragraph_1'",
    ),
    (
        "citations.resolved_lands",
        "UPDATE laws SET history_from = NULL WHERE law_id = '411AC0000000060'; UPDATE citations SET target_elm = NULL",
    ),
    (
        "citations.unresolved_does_not_land",
        "UPDATE citations SET status = 'unresolved', reason = 'no_such_provision' WHERE form = 'absolute'",
    ),
    (
        "citations.resolved_lands",
        "UPDATE citations SET target_elm_end = 'MainProvision-Article_9' WHERE form = 'range'",
    ),
    ("citations.resolved_lands", "UPDATE citations SET status = 'resolved' WHERE form = 'law_only'"),
    ("citations.range_goes_forward", "UPDATE citations SET target_elm_end = NULL WHERE form = 'range'"),
    (
        "citations.unresolved_does_not_land",
        "UPDATE citations SET status = 'unresolved', reason = 'no_such_provision' WHERE form = 'range'",
    ),
    ("citations.range_goes_forward", "UPDATE citations SET target_elm = NULL WHERE form = 'range'"),
    ("citations.range_goes_forward", "DELETE FROM range_targets WHERE ordinal = 2"),
    ("citations.range_goes_forward", "DELETE FROM range_targets"),
    ("citations.range_goes_forward", "UPDATE citations SET status = 'unresolved' WHERE form = 'range'"),
    (
        "range_targets.follow_each_other",
        "UPDATE range_targets SET target_elm = 'MainProvision-Article_9' WHERE ordinal = 2",
    ),
    ("range_targets.follow_each_other", "UPDATE range_targets SET target_law_id = '329AC0000000165'"),
    (
        "citations.range_goes_forward",
        "UPDATE range_targets SET target_law_id = '329AC0000000165' WHERE ordinal = 1",
    ),
    ("provision_changes.revisions_follow", "UPDATE provision_changes SET law_id = '329AC0000000165'"),
    ("provision_changes.revisions_follow", "UPDATE provision_changes SET from_revision_id = to_revision_id"),
    ("provision_changes.before_is_what_was", "UPDATE provision_changes SET elm_before = elm_after"),
    (
        "provision_changes.before_is_what_was",
        "UPDATE provision_changes SET title_before = '二' WHERE change = 'amended'",
    ),
    ("provision_changes.before_is_what_was", "UPDATE provision_changes SET elm_before = NULL"),
    (
        "provision_changes.after_is_what_is",
        "UPDATE provision_changes SET elm_after = NULL WHERE kind = 'item'",
    ),
    ("provision_changes.after_is_what_is", "UPDATE provision_changes SET kind = 'class'"),
    ("provision_changes.after_is_what_is", "UPDATE provision_changes SET caption_after = '目的'"),
    (
        "provision_changes.edits_say_both_texts",
        "UPDATE provision_changes SET text_before = '新' WHERE kind = 'item'",
    ),
    (
        "provision_changes.edits_say_both_texts",
        "UPDATE provision_changes SET text_after = '号' WHERE kind = 'item'",
    ),
    (
        "provision_changes.edits_say_both_texts",
        "UPDATE provision_changes SET edits = edits || [{'op': 'equal', 'text': ''}] WHERE kind = 'item'",
    ),
    (
        "provision_changes.change_is_what_it_says",
        "UPDATE provision_changes SET text_after = text_before WHERE change = 'amended'",
    ),
    (
        "provision_changes.change_is_what_it_says",
        "UPDATE provision_changes SET text_after = text_before, change = 'renumbered' WHERE change = 'amended'",
    ),
    ("substitutions.is_quoted", "UPDATE substitutions SET replaced = '丁'"),
    ("substitutions.is_quoted", """UPDATE substitutions SET "end" = 10000"""),
    ("applied_provisions.is_what_is_cited", "UPDATE applied_provisions SET target_law_id = NULL"),
    (
        "applied_provisions.is_what_is_cited",
        """UPDATE applied_provisions SET citation_id = provision_id || '/c2', target_elm = 'MainProvision-Article_1'""",
    ),
    (
        "applied_provisions.is_what_is_cited",
        "UPDATE applied_provisions SET citation_id = provision_id || '/c2'",
    ),
]
"""Other ways to break a rule that has several."""
