"""For every rule in SQL on the tables of laws, changes of the small warehouse that break it."""

BREAKS = {
    "laws.history_begins_with_a_revision": "UPDATE laws SET history_from = NULL WHERE title = '自衛隊法'",
    "law_names.names_its_law": "UPDATE law_names SET kind = 'title' WHERE kind = 'law_num'",
    "law_names.every_law_has_its_names": "DELETE FROM law_names WHERE kind = 'abbreviation'",
    "law_names.history_is_that_of_its_law": "UPDATE law_names SET history_from = NULL WHERE kind = 'title'",
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
    "provisions.unit_is_of_the_path": "UPDATE provisions SET unit = law_id || '/MainProvision' WHERE kind = 'item'",
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
    "citations.period_is_that_of_the_provision": "UPDATE citations SET valid_to = valid_from WHERE ordinal = 1",
    "citations.unit_is_of_the_target": "UPDATE citations SET target_unit = NULL WHERE form = 'relative'",
    "range_targets.unit_is_of_the_target": "UPDATE range_targets SET target_unit = target_law_id",
    "range_targets.follow_each_other": "UPDATE range_targets SET ordinal = 3 - ordinal",
    "provision_changes.revisions_follow": """
        UPDATE provision_changes SET from_revision_id = '329AC0000000165_20180401_000000000000000'""",
    "provision_changes.before_is_what_was": "UPDATE provision_changes SET text_before = '項' WHERE change = 'amended'",
    "provision_changes.after_is_what_is": "UPDATE provision_changes SET text_after = '項' WHERE change = 'amended'",
    "provision_changes.edits_say_both_texts": "UPDATE provision_changes SET edits = [] WHERE change = 'amended'",
    "provision_changes.change_is_what_it_says": """
        UPDATE provision_changes SET change = 'renumbered' WHERE change = 'amended'""",
    "impacts.change_is_of_the_amendment": "UPDATE impacts SET change_ordinal = 9",
    "impacts.row_is_there": "UPDATE impacts SET row_id = row_id || '2'",
    "impacts.closest_first": "UPDATE impacts SET steps = 1 WHERE steps = 2; UPDATE impacts SET steps = 3 WHERE ordinal = 1",
    "impacts.one_for_each_change": """
        INSERT INTO impacts BY NAME SELECT * REPLACE (ordinal + 2 AS ordinal) FROM impacts""",
    "impacts.path_leads_to_the_row": "UPDATE impacts SET path_elms = list_reverse(path_elms)",
    "impacts.wording_is_in_force": "UPDATE citations SET valid_to = DATE '2021-09-01'",
    "substitutions.is_quoted": "UPDATE substitutions SET replacement = '丁'",
    "applied_provisions.is_what_is_cited": "UPDATE applied_provisions SET target_elm = 'MainProvision-Article_3'",
    "applied_provisions.ranges_are_spread": """
        UPDATE applied_provisions SET citation_id = provision_id || '/c2', target_elm = 'MainProvision-Article_2',
        target_elm_end = 'MainProvision-Article_3'""",
}
"""For every rule that is a file, and for those over the whole contract: what breaks it."""

ALSO_BREAKS = [
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
    ("impacts.change_is_of_the_amendment", "UPDATE impacts SET elm = NULL"),
    ("impacts.change_is_of_the_amendment", "UPDATE impacts SET relation = 'law'"),
    ("impacts.change_is_of_the_amendment", "UPDATE impacts SET elm = 'MainProvision-Article_3'"),
    ("impacts.change_is_of_the_amendment", "UPDATE impacts SET law_id = '329AC0000000165'"),
    ("impacts.row_is_there", "UPDATE impacts SET table_name = 'provisions'"),
    ("impacts.closest_first", "UPDATE impacts SET is_closest = false"),
    ("impacts.path_leads_to_the_row", "UPDATE impacts SET path_elms = path_elms[:1]"),
    (
        "impacts.path_leads_to_the_row",
        "UPDATE impacts SET path_elms = ['411AC0000000060/MainProvision-Article_3', path_elms[2]]",
    ),
    ("impacts.path_leads_to_the_row", "UPDATE impacts SET path_elms = [path_elms[1], path_elms[1]]"),
    ("impacts.wording_is_in_force", "UPDATE citations SET valid_from = DATE '2021-09-02'"),
    ("impacts.wording_is_in_force", "UPDATE impacts SET row_from = DATE '2021-09-01'"),
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
