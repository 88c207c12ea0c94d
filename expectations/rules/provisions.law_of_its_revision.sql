-- A provision is of the law whose wordings it stands in, from the first to the last.
SELECT t.provision_id, t.law_id, f.law_id AS law_of_the_first, l.law_id AS law_of_the_last
FROM provisions t
JOIN law_revisions f ON f.law_revision_id = t.law_revision_id
JOIN law_revisions l ON l.law_revision_id = t.last_revision_id
WHERE NOT (t.law_id = f.law_id AND t.law_id = l.law_id)
