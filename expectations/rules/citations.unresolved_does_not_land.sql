-- A citation whose target is in the warehouse, on the day on which the citing wording began, is resolved; to call it
-- missing hides a link. That a phrase means a former wording of a provision, or the law that amends, is another
-- reason, and stands. Of a wording that was in force for no day, its own law is not asked.
WITH asked AS (
  SELECT c.citation_id, c.text, c.reason, c.target_law_id, c.target_elm,
    coalesce(c.target_elm_end, c.target_elm) AS last_elm, greatest(c.valid_from, l.history_from) AS day
  FROM citations c JOIN laws l ON l.law_id = c.target_law_id
  WHERE c.status = 'unresolved' AND c.reason IN ('no_such_provision', 'appendix_not_in_source')
    AND (c.form <> 'range' OR c.target_elm_end IS NOT NULL)
    AND NOT coalesce(c.valid_to = c.valid_from AND starts_with(c.citation_id, c.target_law_id || '_'), false))
SELECT citation_id, text, reason, target_law_id, target_elm, day
FROM asked a
SEMI JOIN provisions p ON p.law_id = a.target_law_id AND p.elm = a.target_elm
  AND p.valid_from <= a.day AND coalesce(p.valid_to, DATE '9999-12-31') > a.day
SEMI JOIN provisions p ON p.law_id = a.target_law_id AND p.elm = a.last_elm
  AND p.valid_from <= a.day AND coalesce(p.valid_to, DATE '9999-12-31') > a.day
