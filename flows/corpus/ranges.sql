-- The provisions from the first to the last that a citation of several means: those of one kind in one place
-- (articles are numbered through the law, all else within what holds it) on the day the citing wording began.
CREATE OR REPLACE TEMP TABLE range_target AS
WITH asked AS (
    SELECT
        citation.part,
        citation.place,
        citation.citation_id,
        citation.target_law_id AS law_id,
        coalesce(landing.target_elm, citation.target_elm) AS first_elm,
        coalesce(landing.target_elm_end, citation.target_elm_end) AS last_elm,
        greatest(citing.valid_from, history.history_from) AS day
    FROM citation
    JOIN revision citing ON citing.law_revision_id = split_part(citation.provision_id, '/', 1)
    JOIN history ON history.law_id = citation.target_law_id
    LEFT JOIN landing USING (part, place)
    WHERE citation.target_elm_end IS NOT NULL AND coalesce(landing.status, citation.status) = 'resolved'
),
ends AS (
    SELECT asked.*, first.kind, first.scope, first.ordinal AS first_ordinal, last.ordinal AS last_ordinal
    FROM asked
    JOIN node first ON first.law_id = asked.law_id AND first.elm = asked.first_elm
    JOIN node last ON last.law_id = asked.law_id AND last.elm = asked.last_elm
    WHERE first.valid_from <= asked.day AND (first.valid_to IS NULL OR asked.day < first.valid_to)
        AND last.valid_from <= asked.day AND (last.valid_to IS NULL OR asked.day < last.valid_to)
)
SELECT
    ends.part,
    ends.place,
    ends.citation_id,
    ends.law_id AS target_law_id,
    node.elm AS target_elm,
    node.ordinal AS place_in_law
FROM ends
JOIN node
    ON node.law_id = ends.law_id AND node.scope = ends.scope AND node.kind = ends.kind
    AND node.ordinal BETWEEN ends.first_ordinal AND ends.last_ordinal
    AND node.valid_from <= ends.day AND (node.valid_to IS NULL OR ends.day < node.valid_to);
