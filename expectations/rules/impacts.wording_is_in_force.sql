-- What is to be read again is the law on the day of the amendment: a citing wording that had ended by then is not it,
-- nor one that began later.
WITH wording AS (
  SELECT 'citations' AS table_name, citation_id AS row_id, valid_from, valid_to FROM citations
  UNION ALL SELECT 'provisions', provision_id, valid_from, valid_to FROM provisions)
SELECT i.to_revision_id, i.ordinal, i.table_name, i.row_id, i.row_from, w.valid_from, w.valid_to, r.valid_from AS day
FROM impacts i
JOIN law_revisions r ON r.law_revision_id = i.to_revision_id
JOIN wording w ON w.table_name = i.table_name AND w.row_id = i.row_id
WHERE w.valid_from > r.valid_from OR w.valid_to <= r.valid_from OR i.row_from <> w.valid_from
