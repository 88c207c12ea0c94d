-- As of which revision a citing wording means another law: the one in force on the day on which it began. Wordings
-- before the first one that is loaded are not known: the first one stands for them. Its own law it means as it is in
-- the revision it came with, though others may have followed on the same day.
-- `as_of` is null where the law had ended by then; `latest` is its last revision up to the day.
CREATE OR REPLACE TEMP TABLE moment AS
WITH day AS (
    SELECT
        pair.citing_id,
        pair.law_id,
        citing.law_id = pair.law_id AS is_own,
        citing.ordinal,
        greatest(citing.valid_from, history.history_from) AS day
    FROM (SELECT DISTINCT citing_id, target_law_id AS law_id FROM citation) pair
    JOIN revision citing ON citing.law_revision_id = pair.citing_id
    JOIN (SELECT law_id, min(valid_from) AS history_from FROM revision GROUP BY law_id) history
        ON history.law_id = pair.law_id
)
SELECT
    day.citing_id,
    day.law_id,
    CASE
        WHEN day.is_own THEN day.ordinal
        WHEN revision.valid_to IS NULL OR day.day < revision.valid_to THEN revision.ordinal
    END AS as_of,
    CASE WHEN day.is_own THEN day.ordinal ELSE revision.ordinal END AS latest
FROM day
ASOF LEFT JOIN (FROM revision WHERE valid_to IS NULL OR valid_from < valid_to) revision
    ON revision.law_id = day.law_id AND revision.valid_from <= day.day;
