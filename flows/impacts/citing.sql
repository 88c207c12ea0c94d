-- Step 1: the citations in force on the day of the change that mean what changed, something in it, what holds it, or
-- several provisions of which it is one or between which it was added.
CREATE TEMP TABLE reached AS
WITH met AS (
    SELECT
        asked.* EXCLUDE (relation),
        citation.citation_id,
        citation.valid_from,
        citation.target_elm AS meant,
        CASE WHEN citation.target_elm = asked.path THEN asked.relation ELSE 'inside' END AS relation
    FROM asked
    JOIN citations citation ON citation.target_unit = asked.unit
    WHERE
        (citation.target_elm = asked.path OR (asked.with_below AND starts_with(citation.target_elm, asked.path || '-')))
        AND citation.target_elm_end IS NULL
        AND citation.status = 'resolved'
        AND is_on(citation.valid_from, citation.valid_to, asked.day)
    UNION ALL
    SELECT asked.* EXCLUDE (relation), citation.citation_id, citation.valid_from, member.target_elm, 'range'
    FROM asked
    JOIN range_targets member ON member.target_unit = asked.unit
    JOIN citations citation ON citation.citation_id = member.citation_id
    WHERE
        (member.target_elm = asked.path OR (asked.with_below AND starts_with(member.target_elm, asked.path || '-')))
        AND is_on(citation.valid_from, citation.valid_to, asked.day)
    UNION ALL
    SELECT DISTINCT
        root.law_id, root.to_revision_id, root.ordinal, root.day, root.elm, root.elm, NULL, NULL, false, false,
        citation.citation_id, citation.valid_from, root.elm, 'new_in_range'
    FROM root
    JOIN node added
        ON added.law_id = root.law_id AND added.elm = root.elm AND root.after BETWEEN added.first AND added.last
    JOIN citations citation ON citation.target_law_id = root.law_id AND citation.target_elm_end IS NOT NULL
    JOIN node one
        ON one.law_id = root.law_id AND one.elm = citation.target_elm AND root.after BETWEEN one.first AND one.last
    JOIN node other
        ON other.law_id = root.law_id AND other.elm = citation.target_elm_end
        AND root.after BETWEEN other.first AND other.last
    WHERE
        root.change = 'added'
        AND citation.status = 'resolved'
        AND citation.valid_from < root.day
        AND is_on(citation.valid_from, citation.valid_to, root.day)
        AND (added.kind, added.scope) IN ((one.kind, one.scope), (other.kind, other.scope))
        AND added.ordinal BETWEEN one.ordinal AND other.ordinal
),
citing AS (
    SELECT
        * EXCLUDE (unit, with_below),
        split_part(citation_id, '_', 1) AS citing_law,
        split_part(citation_id, '/', 2) AS citing,
        rank_of(relation) AS rank
    FROM met
    WHERE coalesce(begun = CASE WHEN valid_from < day THEN 'before' ELSE 'since' END, true)
),
closest AS (
    SELECT
        *,
        row_number() OVER (PARTITION BY to_revision_id, change_ordinal, citation_id ORDER BY rank, meant, path) AS place
    FROM citing
    WHERE citing_law <> law_id OR citing <> elm
)
SELECT
    law_id, to_revision_id, change_ordinal, day, elm, citation_id, valid_from, citing_law, citing, meant, relation,
    by_former_number, 1 AS steps, [law_id || '/' || elm, citing_law || '/' || citing] AS way
FROM closest
WHERE place = 1;
