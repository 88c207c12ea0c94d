-- The dependents of each amendment, the closest first.
WITH ranked AS (
    SELECT
        *,
        row_number() OVER (
            PARTITION BY to_revision_id
            ORDER BY steps, rank_of(relation), table_rank(table_name), change_ordinal, row_id
        )::INTEGER AS ordinal
    FROM dependent
)
SELECT
    ranked.law_id,
    ranked.to_revision_id,
    ranked.ordinal,
    ranked.change_ordinal,
    ranked.elm,
    ranked.table_name,
    ranked.row_id,
    ranked.row_from,
    ranked.steps,
    ranked.relation,
    ranked.way,
    ranked.word,
    ranked.by_former_number,
    changed.change,
    action.name AS action_name,
    coalesce(approval.label || approval.text, condition.text) AS row_text,
    row_number() OVER (
        PARTITION BY ranked.to_revision_id, ranked.table_name, ranked.row_id ORDER BY ranked.ordinal
    ) = 1 AS is_closest
FROM ranked
JOIN law_revisions revision ON revision.law_revision_id = ranked.to_revision_id
LEFT JOIN change changed ON changed.to_revision_id = ranked.to_revision_id AND changed.ordinal = ranked.change_ordinal
LEFT JOIN approvals approval ON ranked.table_name = 'approvals' AND approval.approval_id = ranked.row_id
LEFT JOIN weapon_use_conditions condition
    ON ranked.table_name IN ('weapon_use_conditions', 'weapon_use_applied_provisions')
    AND condition.condition_id = split_part(ranked.row_id, '|', 1)
LEFT JOIN actions action
    ON action.action_id = coalesce(
        approval.action_id,
        condition.action_id,
        CASE ranked.table_name WHEN 'action_legal_bases' THEN split_part(ranked.row_id, '|', 1) END
    )
ORDER BY ranked.law_id, revision.ordinal, ranked.ordinal;
