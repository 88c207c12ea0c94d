-- Citations of provisions of other laws: where they land as of the revision that the citing wording means.
CREATE OR REPLACE TEMP TABLE landing AS
WITH asked AS (
    SELECT
        citation.part,
        citation.place,
        citation.citation_id,
        citation.target_law_id,
        citation.target_elm,
        citation.target_elm_end,
        moment.as_of,
        moment.latest
    FROM citation
    JOIN moment ON moment.citing_id = citation.citing_id AND moment.law_id = citation.target_law_id
    WHERE citation.status = 'external_unloaded'
),
-- One row for each path asked for, as of each revision.
path AS (
    SELECT target_law_id AS law_id, target_elm AS path, as_of, latest FROM asked WHERE target_elm IS NOT NULL
    UNION
    SELECT target_law_id, target_elm_end, as_of, latest FROM asked WHERE target_elm_end IS NOT NULL
),
met AS (
    SELECT path.*, node.elm, node.ordinal, node.first, node.last, node.is_deleted
    FROM path JOIN node USING (law_id, path)
),
found AS (
    SELECT
        law_id,
        path,
        latest,
        min((elm, ordinal)) FILTER (first <= as_of AND as_of <= last AND NOT is_deleted) AS node,
        bool_or(first <= latest) AS was_there
    FROM met
    GROUP BY law_id, path, latest
),
met_both AS (
    SELECT
        asked.*,
        first.node[1] AS first_elm,
        last.node[1] AS last_elm,
        coalesce(first.was_there, false) AND coalesce(last.was_there, true) AS was_there,
        CASE
            WHEN (asked.target_elm IS NOT NULL AND first.node IS NULL)
                OR (asked.target_elm_end IS NOT NULL AND last.node IS NULL) THEN 'missing'
            WHEN last.node[2] <= first.node[2] THEN 'backwards'
        END AS lost
    FROM asked
    LEFT JOIN found first
        ON first.law_id = asked.target_law_id AND first.path = asked.target_elm AND first.latest = asked.latest
    LEFT JOIN found last
        ON last.law_id = asked.target_law_id AND last.path = asked.target_elm_end AND last.latest = asked.latest
)
SELECT
    part,
    place,
    citation_id,
    coalesce(first_elm, target_elm) AS target_elm,
    coalesce(last_elm, target_elm_end) AS target_elm_end,
    CASE WHEN lost IS NULL THEN 'resolved' ELSE 'unresolved' END AS status,
    CASE
        WHEN lost IS NULL THEN NULL
        WHEN lost = 'backwards' THEN 'range_not_in_order'
        WHEN was_there THEN 'repealed'
        WHEN starts_with(target_elm, 'Appdx') THEN 'appendix_not_in_source'
        ELSE 'no_such_provision'
    END AS reason
FROM met_both;
