-- Every law citation resolves or carries a reason; one that resolves lands on a provision of the
-- warehouse, or on a law whose text is loaded where the whole law is meant.
SELECT c.citation_id, c.text, c.target_law_id, c.target_elm, c.target_elm_end FROM citations c
WHERE status = 'resolved' AND (
  NOT EXISTS (FROM law_revisions r WHERE r.law_id = c.target_law_id)
  OR (target_elm IS NOT NULL
    AND NOT EXISTS (FROM provisions p WHERE p.law_id = c.target_law_id AND p.elm = c.target_elm))
  OR (target_elm_end IS NOT NULL
    AND NOT EXISTS (FROM provisions p WHERE p.law_id = c.target_law_id AND p.elm = c.target_elm_end)))
