-- Changes are between a revision and the one that follows it.
SELECT c.law_id, c.to_revision_id, c.ordinal, c.from_revision_id, f.ordinal AS "from", t.ordinal AS "to"
FROM provision_changes c
JOIN law_revisions f ON f.law_revision_id = c.from_revision_id
JOIN law_revisions t ON t.law_revision_id = c.to_revision_id
WHERE f.law_id <> c.law_id OR t.law_id <> c.law_id OR f.ordinal + 1 <> t.ordinal
