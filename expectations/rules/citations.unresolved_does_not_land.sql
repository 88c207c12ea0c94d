-- A citation whose target is in the warehouse is resolved; to call it missing hides a link. That a phrase means
-- a former wording of a provision, or the law that amends, is another reason, and stands.
SELECT c.citation_id, c.text, c.status, c.reason, c.target_law_id, c.target_elm FROM citations c
WHERE status = 'unresolved' AND reason IN ('no_such_provision', 'appendix_not_in_source')
  AND EXISTS (FROM provisions p WHERE p.law_id = c.target_law_id AND p.elm = c.target_elm)
  AND (target_elm_end IS NULL
    OR EXISTS (FROM provisions p WHERE p.law_id = c.target_law_id AND p.elm = c.target_elm_end))
