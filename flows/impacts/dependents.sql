-- Every row that a change touches, each once for each change, by its closest way.
CREATE TEMP TABLE dependent AS
WITH basis AS (
    SELECT
        'action_legal_bases' AS table_name,
        concat_ws('|', action_id, ordinal) AS row_id,
        action_id,
        NULL AS condition_id,
        source_id,
        law_id,
        'MainProvision-Article_' || article || coalesce('-Paragraph_' || paragraph, '') AS elm
    FROM action_legal_bases
    UNION ALL
    SELECT
        'weapon_use_applied_provisions',
        concat_ws('|', condition_id, ordinal),
        action_id,
        condition_id,
        applied.source_id,
        law_id,
        'MainProvision-Article_' || article || coalesce('-Paragraph_' || paragraph, '')
    FROM weapon_use_applied_provisions applied
    JOIN weapon_use_conditions USING (condition_id)
),
published AS (
    SELECT basis.*, source.published_on
    FROM basis
    JOIN sources source USING (source_id)
),
-- What a White Paper names, it means as it was on the day of publication.
resting AS (
    SELECT
        asked.law_id,
        asked.to_revision_id,
        asked.change_ordinal,
        asked.elm,
        by_former_number,
        basis.* EXCLUDE (law_id, elm),
        1 AS steps,
        CASE WHEN basis.elm = asked.path THEN asked.relation ELSE 'inside' END AS relation,
        [asked.law_id || '/' || asked.elm] AS way
    FROM asked
    JOIN published basis ON unit_of(basis.law_id, basis.elm) = asked.unit
    WHERE
        (basis.elm = asked.path OR (asked.with_below AND starts_with(basis.elm, asked.path || '-')))
        AND coalesce(asked.begun = CASE WHEN basis.published_on < asked.day THEN 'before' ELSE 'since' END, true)
    UNION ALL
    SELECT
        reached.law_id,
        reached.to_revision_id,
        reached.change_ordinal,
        reached.elm,
        by_former_number,
        basis.* EXCLUDE (law_id, elm),
        reached.steps + 1,
        reached.relation,
        reached.way
    FROM reached
    JOIN published basis
        ON basis.law_id = reached.citing_law AND starts_with(reached.citing || '-', basis.elm || '-')
    WHERE reached.steps < $steps
    UNION ALL
    SELECT law.law_id, law.to_revision_id, NULL, NULL, false, basis.* EXCLUDE (law_id, elm), 1, 'law', [law.law_id]
    FROM changed_law law
    JOIN published basis ON basis.law_id = law.law_id
    WHERE basis.elm IS NULL
),
-- A row of a White Paper is of its day of publication; where that is not known, of no day.
white_paper AS (
    SELECT * EXCLUDE (action_id, condition_id, source_id) RENAME (published_on AS row_from) FROM resting
    UNION ALL BY NAME
    SELECT
        resting.* EXCLUDE (table_name, row_id, action_id, condition_id, source_id, steps) RENAME (published_on AS row_from),
        'approvals' AS table_name,
        approval.approval_id AS row_id,
        resting.steps + 1 AS steps
    FROM resting
    JOIN approvals approval USING (action_id)
    WHERE resting.table_name = 'action_legal_bases' AND resting.steps < $steps
    UNION ALL BY NAME
    SELECT
        resting.* EXCLUDE (table_name, row_id, action_id, condition_id, source_id, steps) RENAME (published_on AS row_from),
        'weapon_use_conditions' AS table_name,
        condition_id AS row_id,
        resting.steps + 1 AS steps
    FROM resting
    WHERE resting.table_name = 'weapon_use_applied_provisions' AND resting.steps < $steps
),
consequences AS (
    SELECT
        law.law_id,
        law.to_revision_id,
        NULL::INTEGER AS change_ordinal,
        NULL AS elm,
        false AS by_former_number,
        'guideline_consequences' AS table_name,
        concat_ws('|', edition, ordinal) AS row_id,
        source.published_on AS row_from,
        1 AS steps,
        'law' AS relation,
        [law.law_id] AS way
    FROM changed_law law
    JOIN guideline_consequences consequence USING (law_id)
    JOIN guideline_editions USING (edition)
    JOIN sources source USING (source_id)
    WHERE coalesce(consequence.year, guideline_editions.year) <= year(law.day)
),
named_laws AS (
    SELECT
        law.law_id,
        law.to_revision_id,
        NULL::INTEGER AS change_ordinal,
        NULL AS elm,
        false AS by_former_number,
        'citations' AS table_name,
        citation.citation_id AS row_id,
        citation.valid_from AS row_from,
        1 AS steps,
        'law' AS relation,
        [law.law_id, split_part(citation.citation_id, '_', 1) || '/' || split_part(citation.citation_id, '/', 2)] AS way
    FROM changed_law law
    JOIN citations citation ON citation.target_law_id = law.law_id
    WHERE
        citation.target_elm IS NULL
        AND citation.status = 'resolved'
        AND split_part(citation.citation_id, '_', 1) <> law.law_id
        AND is_on(citation.valid_from, citation.valid_to, law.day)
),
cited AS (
    SELECT
        law_id, to_revision_id, change_ordinal, elm, by_former_number, 'citations' AS table_name,
        citation_id AS row_id, valid_from AS row_from, steps, relation, way
    FROM reached
),
applied AS (
    SELECT
        reached.law_id, to_revision_id, change_ordinal, reached.elm, by_former_number, 'applied_provisions' AS table_name,
        concat_ws('|', applied.provision_id, applied.ordinal) AS row_id, valid_from AS row_from, steps, relation, way
    FROM reached
    JOIN applied_provisions applied ON applied.citation_id = reached.citation_id AND applied.target_elm = reached.meant
),
read_over AS (
    SELECT
        asked.law_id,
        asked.to_revision_id,
        asked.change_ordinal,
        asked.elm,
        by_former_number,
        'substitutions' AS table_name,
        concat_ws('|', substitution.provision_id, substitution.ordinal) AS row_id,
        reading.valid_from AS row_from,
        1 AS steps,
        CASE WHEN substitution.applied_target = asked.path THEN asked.relation ELSE 'inside' END AS relation,
        [asked.law_id || '/' || asked.elm, reading.law_id || '/' || reading.elm] AS way,
        -- The words that are to be replaced, where they are no longer there.
        CASE
            WHEN contains(changed.text_before, substitution.replaced)
                AND NOT contains(coalesce(changed.text_after, ''), substitution.replaced) THEN substitution.replaced
        END AS word
    FROM asked
    JOIN substitutions substitution
        ON unit_of(substitution.applied_law_id, substitution.applied_target) = asked.unit
    JOIN provisions reading ON reading.provision_id = substitution.provision_id
    JOIN change changed ON changed.to_revision_id = asked.to_revision_id AND changed.ordinal = asked.change_ordinal
    WHERE
        (
            substitution.applied_target = asked.path
            OR (asked.with_below AND starts_with(substitution.applied_target, asked.path || '-'))
        )
        AND is_on(reading.valid_from, reading.valid_to, asked.day)
        AND coalesce(asked.begun = CASE WHEN reading.valid_from < asked.day THEN 'before' ELSE 'since' END, true)
        AND (reading.law_id <> asked.law_id OR reading.elm <> asked.elm)
),
every AS (
    FROM white_paper
    UNION ALL BY NAME FROM consequences
    UNION ALL BY NAME FROM named_laws
    UNION ALL BY NAME FROM cited
    UNION ALL BY NAME FROM applied
    UNION ALL BY NAME FROM read_over
    UNION ALL BY NAME FROM term_use
),
placed AS (
    SELECT
        *,
        row_number() OVER (
            PARTITION BY to_revision_id, change_ordinal, table_name, row_id ORDER BY steps, rank_of(relation), way, word, by_former_number
        ) AS place
    FROM every
)
FROM placed SELECT * EXCLUDE (place) WHERE place = 1;
