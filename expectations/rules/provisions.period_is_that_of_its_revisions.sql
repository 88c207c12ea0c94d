-- A row stands for consecutive revisions: it is valid from the day of the first, which is not after the last, to
-- the end of the last.
SELECT t.provision_id, t.last_revision_id, t.valid_from, f.valid_from AS first_from, t.valid_to, l.valid_to AS last_to
FROM provisions t
JOIN law_revisions f ON f.law_revision_id = t.law_revision_id
JOIN law_revisions l ON l.law_revision_id = t.last_revision_id
WHERE NOT (f.ordinal <= l.ordinal AND t.valid_from = f.valid_from AND t.valid_to IS NOT DISTINCT FROM l.valid_to)
