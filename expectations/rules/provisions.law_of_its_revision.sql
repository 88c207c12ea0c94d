-- A provision is of the law whose wordings it stands in, from the first to the last.
SELECT p.provision_id, p.law_id, f.law_id AS law_of_the_first, l.law_id AS law_of_the_last
FROM provisions p
JOIN law_revisions f USING (law_revision_id)
JOIN law_revisions l ON l.law_revision_id = p.last_revision_id
WHERE p.law_id <> f.law_id OR p.law_id <> l.law_id
