-- One row per text that `search` looks through, with what is shown of it: laws that are loaded, provisions in every
-- wording, the rows of the White Paper, items of the guidelines.
-- table_name: The table that it is a row of.
-- position: Its position in the table, from 0.
-- row_id: Its key, as `trace` takes it.
-- kind: law, provision, action or guideline.
-- law_id: The law; null outside laws.
-- place: The path in the law; elsewhere the action or the item.
-- title: Title, number, name or heading.
-- caption: 見出し of a provision.
-- body: The text itself.
-- context: Headings above it, other names.
-- valid_from: First day of the wording; null outside laws.
-- valid_to: Day after the last; null while it is not known to end.
CREATE VIEW searchable AS
    SELECT
        'laws' AS table_name,
        CAST(law.rowid AS INTEGER) AS position,
        law.law_id AS row_id,
        'law' AS kind,
        law.law_id,
        CAST(NULL AS VARCHAR) AS place,
        law.title,
        CAST(NULL AS VARCHAR) AS caption,
        concat(law.title, '（', law.law_num, '）') AS body,
        array_to_string(law.abbreviations, ' ') AS context,
        CAST(NULL AS DATE) AS valid_from,
        CAST(NULL AS DATE) AS valid_to
    FROM laws law
    WHERE law.history_from IS NOT NULL
    UNION ALL
    SELECT
        'provisions',
        CAST(provision.rowid AS INTEGER),
        provision.provision_id,
        'provision',
        provision.law_id,
        provision.elm,
        provision.title,
        provision.caption,
        provision.text,
        NULL,
        provision.valid_from,
        provision.valid_to
    FROM provisions provision
    WHERE provision.kind NOT IN ('law_title', 'law_num', 'toc') AND NOT starts_with(provision.kind, 'toc_')
    UNION ALL
    SELECT
        'actions',
        CAST(action.rowid AS INTEGER),
        action.action_id,
        'action',
        NULL,
        action.action_id,
        action.name,
        NULL,
        concat_ws(' ', action.situation_text, action.requirements_text),
        action.legal_basis_text,
        NULL,
        NULL
    FROM actions action
    UNION ALL
    SELECT
        'powers',
        CAST(power.rowid AS INTEGER),
        concat(power.action_id, '|', power.ordinal),
        'action',
        NULL,
        power.action_id,
        NULL,
        NULL,
        power.text,
        NULL,
        NULL,
        NULL
    FROM powers power
    UNION ALL
    SELECT
        'weapon_use_conditions',
        CAST(condition.rowid AS INTEGER),
        condition.condition_id,
        'action',
        NULL,
        condition.action_id,
        condition.bearer,
        NULL,
        coalesce(condition.text_corrected, condition.text),
        condition.tail_text,
        NULL,
        NULL
    FROM weapon_use_conditions condition
    UNION ALL
    SELECT
        'guideline_items',
        CAST(item.rowid AS INTEGER),
        item.item_id,
        'guideline',
        NULL,
        item.item_id,
        CASE WHEN item.is_heading THEN coalesce(item.text_corrected, item.text) END,
        NULL,
        coalesce(item.text_corrected, item.text),
        array_to_string(item.path, ' '),
        NULL,
        NULL
    FROM guideline_items item;
