-- What provisions apply mutatis mutandis, once their citations have landed: a range in another law is one row for each
-- of its provisions. Only of the parts in which some of it is now known better.
CREATE OR REPLACE TEMP TABLE applied_now AS
SELECT
    applied.part,
    applied.place,
    range_target.place_in_law,
    applied.provision_id,
    applied.source_id,
    row_number() OVER (
        PARTITION BY applied.provision_id ORDER BY applied.ordinal, range_target.place_in_law
    )::INTEGER AS ordinal,
    applied.target_law_id,
    coalesce(range_target.target_elm, landing.target_elm, applied.target_elm) AS target_elm,
    CASE WHEN range_target.target_elm IS NULL THEN applied.target_elm_end END AS target_elm_end,
    applied.citation_id
FROM applied
LEFT JOIN landing ON landing.part = applied.part AND landing.citation_id = applied.citation_id
LEFT JOIN range_target
    -- As an equality alone, since a further condition would have every row compared with every other.
    ON range_target.part = applied.part
    AND range_target.citation_id = CASE WHEN applied.target_elm_end IS NOT NULL THEN applied.citation_id END
WHERE applied.part IN (FROM applied_anew);
