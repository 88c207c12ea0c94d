-- One step further: the citations of the provisions that were reached last, or of the article, paragraph or item that
-- holds one. An amendment reaches a provision once, from the change that is closest; not again from others.
INSERT INTO reached
WITH last AS (
    SELECT
        *,
        row_number() OVER (
            PARTITION BY to_revision_id, citing_law, citing
            ORDER BY rank_of(relation), change_ordinal, way, citation_id
        ) AS place
    FROM reached
    WHERE steps = $step - 1
),
path AS (
    SELECT *, unit_of(citing_law, citing) AS unit, unnest(list_append(above(citing), citing)) AS path
    FROM last
    WHERE place = 1
),
met AS (
    SELECT path.*, citation.citation_id AS next_id, citation.valid_from AS begins, citation.target_elm AS next_meant
    FROM path
    JOIN citations citation ON citation.target_unit = path.unit AND citation.target_elm = path.path
    WHERE
        citation.target_elm_end IS NULL
        AND citation.status = 'resolved'
        AND is_on(citation.valid_from, citation.valid_to, path.day)
    UNION ALL
    SELECT path.*, citation.citation_id, citation.valid_from, member.target_elm
    FROM path
    JOIN range_targets member ON member.target_unit = path.unit AND member.target_elm = path.path
    JOIN citations citation ON citation.citation_id = member.citation_id
    WHERE is_on(citation.valid_from, citation.valid_to, path.day)
),
next AS (
    SELECT *, split_part(next_id, '_', 1) AS next_law, split_part(next_id, '/', 2) AS next_elm FROM met
),
new AS (
    SELECT
        *,
        row_number() OVER (
            PARTITION BY to_revision_id, next_id
            ORDER BY length(next_meant) DESC, rank_of(relation), change_ordinal, way, next_meant
        ) AS best
    FROM next
    ANTI JOIN reached
        ON reached.to_revision_id = next.to_revision_id
        AND reached.citing_law = next.next_law AND reached.citing = next.next_elm
    WHERE next_law <> law_id OR next_elm <> elm
)
SELECT
    law_id, to_revision_id, change_ordinal, day, elm, next_id, begins, next_law, next_elm, next_meant, relation,
    by_former_number, $step, list_append(way, next_law || '/' || next_elm)
FROM new
WHERE best = 1;
