-- What a provision applies mutatis mutandis (準用) is what one of its own reference phrases cites: the provision
-- itself, or one of those between the two ends of a range.
SELECT a.provision_id, a.target_law_id, a.target_elm, c.provision_id AS cited_by,
  c.target_law_id AS cited_law, c.target_elm AS cited_elm, c.target_elm_end AS cited_elm_end
FROM applied_provisions a JOIN citations c USING (citation_id)
WHERE a.provision_id <> c.provision_id OR a.target_law_id IS DISTINCT FROM c.target_law_id
  OR (a.target_elm IS DISTINCT FROM c.target_elm AND NOT EXISTS (
    FROM provisions p
    JOIN provisions f ON f.law_revision_id = p.law_revision_id AND f.elm = c.target_elm
    JOIN provisions l ON l.law_revision_id = p.law_revision_id AND l.elm = c.target_elm_end
    WHERE p.law_id = a.target_law_id AND p.elm = a.target_elm AND p.ordinal BETWEEN f.ordinal AND l.ordinal))
