-- A provision is of the law whose wording it stands in.
SELECT p.provision_id, p.law_id, r.law_id AS law_of_the_revision
FROM provisions p JOIN law_revisions r USING (law_revision_id) WHERE p.law_id <> r.law_id
