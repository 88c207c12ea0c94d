-- A citation whose target is in the warehouse is resolved; to call it unresolved or external hides
-- a link.
SELECT c.citation_id, c.text, c.status, c.reason, c.target_law_id, c.target_elm FROM citations c
WHERE status <> 'resolved'
  AND EXISTS (FROM provisions p WHERE p.law_id = c.target_law_id AND p.elm = c.target_elm)
