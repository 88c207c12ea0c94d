-- What a provision applies mutatis mutandis (準用) is what one of its own reference phrases cites: the provision
-- itself, or one of those from the first to the last of several.
SELECT a.provision_id, a.target_law_id, a.target_elm, c.provision_id AS cited_by,
  c.target_law_id AS cited_law, c.target_elm AS cited_elm, c.target_elm_end AS cited_elm_end
FROM applied_provisions a JOIN citations c USING (citation_id)
LEFT JOIN range_targets r
  ON r.citation_id = a.citation_id AND r.target_law_id = a.target_law_id AND r.target_elm = a.target_elm
WHERE a.provision_id <> c.provision_id OR a.target_law_id IS DISTINCT FROM c.target_law_id
  OR (a.target_elm IS DISTINCT FROM c.target_elm AND r.citation_id IS NULL
    AND NOT (c.status <> 'resolved' AND a.target_elm IS NOT DISTINCT FROM c.target_elm_end))
