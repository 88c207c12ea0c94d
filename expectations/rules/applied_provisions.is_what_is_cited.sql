-- What a provision applies mutatis mutandis (準用) is what one of its own reference phrases cites.
SELECT a.provision_id, a.target_law_id, a.target_elm, c.provision_id AS cited_by,
  c.target_law_id AS cited_law, c.target_elm AS cited_elm
FROM applied_provisions a JOIN citations c USING (citation_id)
WHERE a.provision_id <> c.provision_id OR a.target_law_id IS DISTINCT FROM c.target_law_id
  OR a.target_elm IS DISTINCT FROM c.target_elm
