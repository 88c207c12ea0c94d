-- A row stands for consecutive revisions: it is valid from the day of the first, which is not after the last, to
-- the end of the last.
SELECT p.provision_id, p.last_revision_id, p.valid_from, f.valid_from AS first_from, p.valid_to,
  l.valid_to AS last_to
FROM provisions p
JOIN law_revisions f USING (law_revision_id)
JOIN law_revisions l ON l.law_revision_id = p.last_revision_id
WHERE l.ordinal < f.ordinal OR p.valid_from <> f.valid_from OR p.valid_to IS DISTINCT FROM l.valid_to
