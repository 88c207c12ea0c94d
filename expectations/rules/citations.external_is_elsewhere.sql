-- A citation is external where the text of the law referred to is not loaded.
SELECT c.citation_id, c.text, c.target_law_id, c.target_name FROM citations c
SEMI JOIN law_revisions r ON r.law_id = c.target_law_id
WHERE c.status = 'external_unloaded'
