-- A citation is external where the text of the law referred to is not loaded.
SELECT c.citation_id, c.text, c.target_law_id, c.target_name FROM citations c
WHERE status = 'external_unloaded' AND EXISTS (FROM law_revisions r WHERE r.law_id = c.target_law_id)
