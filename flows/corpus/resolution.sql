-- Citations of provisions of other laws: where they land on the day on which the citing wording began.
-- Wordings of a law before the first one that is loaded are not known: the first one stands for them.
CREATE OR REPLACE TEMP TABLE landing AS
WITH asked AS (
    SELECT
        citation.part,
        citation.place,
        citation.target_law_id,
        citation.target_elm,
        citation.target_elm_end,
        greatest(citing.valid_from, history.history_from) AS day
    FROM citation
    JOIN revision citing ON citing.law_revision_id = split_part(citation.provision_id, '/', 1)
    JOIN history ON history.law_id = citation.target_law_id
    WHERE citation.status = 'external_unloaded'
),
-- One row for each path asked for, on each day.
path AS (
    SELECT target_law_id AS law_id, target_elm AS path, day FROM asked WHERE target_elm IS NOT NULL
    UNION
    SELECT target_law_id, target_elm_end, day FROM asked WHERE target_elm_end IS NOT NULL
),
met AS (
    SELECT path.law_id, path.path, path.day, node.elm, node.valid_from, node.valid_to, node.is_deleted
    FROM path JOIN node ON node.law_id = path.law_id AND node.elm = path.path
    UNION ALL
    SELECT path.law_id, path.path, path.day, node.elm, node.valid_from, node.valid_to, node.is_deleted
    FROM path JOIN node ON node.law_id = path.law_id AND node.alias = path.path
),
found AS (
    SELECT
        law_id,
        path,
        day,
        min(elm) FILTER (valid_from <= day AND (valid_to IS NULL OR day < valid_to) AND NOT is_deleted) AS elm,
        bool_or(valid_from <= day) AS was_there
    FROM met
    GROUP BY law_id, path, day
)
SELECT
    asked.part,
    asked.place,
    coalesce(first.elm, asked.target_elm) AS target_elm,
    coalesce(last.elm, asked.target_elm_end) AS target_elm_end,
    CASE
        WHEN (asked.target_elm IS NULL OR first.elm IS NOT NULL)
            AND (asked.target_elm_end IS NULL OR last.elm IS NOT NULL) THEN 'resolved'
        ELSE 'unresolved'
    END AS status,
    CASE
        WHEN (asked.target_elm IS NULL OR first.elm IS NOT NULL)
            AND (asked.target_elm_end IS NULL OR last.elm IS NOT NULL) THEN NULL
        WHEN coalesce(first.was_there, false) AND coalesce(last.was_there, true) THEN 'repealed'
        WHEN starts_with(asked.target_elm, 'Appdx') THEN 'appendix_not_in_source'
        ELSE 'no_such_provision'
    END AS reason
FROM asked
LEFT JOIN found first
    ON first.law_id = asked.target_law_id AND first.path = asked.target_elm AND first.day = asked.day
LEFT JOIN found last
    ON last.law_id = asked.target_law_id AND last.path = asked.target_elm_end AND last.day = asked.day;
