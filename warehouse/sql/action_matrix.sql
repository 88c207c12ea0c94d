-- One row per action of the Self-Defense Forces: who orders it, whether the Diet approves and the Cabinet
-- decides, on what grounds weapons may be used, and under which provisions. Values are listed once each, in
-- the order of the table; which scope a value belongs to stands in approvals.
-- action_id: The action.
-- ordinal: Its position in the table.
-- name: Its name.
-- ordering_authorities: 命令権者, verbatim.
-- diet_approval: 国会の承認, as in approvals.value.
-- diet_approval_text: 国会の承認, verbatim; one after the other where scopes differ.
-- cabinet_decision: 閣議決定, as in approvals.value.
-- cabinet_decision_text: 閣議決定, verbatim; one after the other where scopes differ.
-- weapon_use_types: Types of the grounds on which weapons may be used, as in weapon_use_conditions.type; empty where there are none.
-- legal_bases: Provisions that it rests on (自衛隊法第84条の5).
-- basis_changed_since: The first day after the publication of the table on which the wording of a basis changed: the article or paragraph, or where a law is the basis as a whole its title, main provision or appendices. Null where none has, as far as the revisions are loaded. Another number counts where it is that of the basis itself.
-- basis_changes: The revisions with such changes, in the order of entry into force (law_revisions.law_revision_id); empty where there are none.
CREATE VIEW action_matrix AS
    WITH approval AS (
        SELECT
            *,
            row_number() OVER (PARTITION BY action_id ORDER BY list_min(list_transform(spans, lambda span: span."start")), rowid) AS position
        FROM approvals
    ),
    approval_value AS (
        SELECT action_id, kind, coalesce(authority, value) AS value, min(position) AS position
        FROM approval
        GROUP BY ALL
    ),
    approval_text AS (
        SELECT action_id, kind, text, min(position) AS position
        FROM approval
        GROUP BY ALL
    ),
    condition_type AS (
        SELECT action_id, type, min(rowid) AS position
        FROM weapon_use_conditions
        GROUP BY ALL
    ),
    by_value AS (
        SELECT
            action_id,
            list(value ORDER BY position) FILTER (kind = 'ordering_authority') AS ordering_authorities,
            list(value ORDER BY position) FILTER (kind = 'diet_approval') AS diet_approval,
            list(value ORDER BY position) FILTER (kind = 'cabinet_decision') AS cabinet_decision
        FROM approval_value
        GROUP BY action_id
    ),
    by_text AS (
        SELECT
            action_id,
            string_agg(text, '、' ORDER BY position) FILTER (kind = 'diet_approval') AS diet_approval_text,
            string_agg(text, '、' ORDER BY position) FILTER (kind = 'cabinet_decision') AS cabinet_decision_text
        FROM approval_text
        GROUP BY action_id
    ),
    by_type AS (
        SELECT action_id, list(type ORDER BY position) AS weapon_use_types
        FROM condition_type
        GROUP BY action_id
    ),
    by_basis AS (
        SELECT action_id, list(law_name || coalesce(article_label(article), '') ORDER BY ordinal) AS legal_bases
        FROM action_legal_bases
        GROUP BY action_id
    ),
    basis_change AS (
        SELECT DISTINCT basis.action_id, revision.valid_from, revision.law_revision_id
        FROM (
            SELECT *, concat('MainProvision-Article_', article, '-Paragraph_' || paragraph) AS elm
            FROM action_legal_bases
        ) basis
        JOIN sources source USING (source_id)
        JOIN law_revisions revision ON revision.law_id = basis.law_id AND revision.valid_from > source.published_on
        JOIN provision_changes changed ON changed.to_revision_id = revision.law_revision_id
        WHERE
            CASE
                WHEN basis.article IS NULL
                    THEN changed.change IN ('amended', 'added', 'removed')
                        AND regexp_matches(
                            coalesce(changed.elm_after, changed.elm_before), '^(LawTitle|Preamble|MainProvision-|Appdx)'
                        )
                WHEN changed.change IN ('amended', 'added', 'removed')
                    THEN starts_with(concat(changed.elm_before, '-'), basis.elm || '-')
                        OR starts_with(concat(changed.elm_after, '-'), basis.elm || '-')
                ELSE changed.elm_before = basis.elm AND changed.elm_after <> basis.elm
            END
    ),
    by_change AS (
        SELECT
            action_id,
            min(valid_from) AS basis_changed_since,
            list(law_revision_id ORDER BY valid_from, law_revision_id) AS basis_changes
        FROM basis_change
        GROUP BY action_id
    )
    SELECT
        action_id,
        ordinal,
        name,
        coalesce(ordering_authorities, []) AS ordering_authorities,
        coalesce(diet_approval, []) AS diet_approval,
        diet_approval_text,
        coalesce(cabinet_decision, []) AS cabinet_decision,
        cabinet_decision_text,
        coalesce(weapon_use_types, []) AS weapon_use_types,
        coalesce(legal_bases, []) AS legal_bases,
        basis_changed_since,
        coalesce(basis_changes, []) AS basis_changes
    FROM actions
    LEFT JOIN by_value USING (action_id)
    LEFT JOIN by_text USING (action_id)
    LEFT JOIN by_type USING (action_id)
    LEFT JOIN by_basis USING (action_id)
    LEFT JOIN by_change USING (action_id)
    ORDER BY ordinal;
