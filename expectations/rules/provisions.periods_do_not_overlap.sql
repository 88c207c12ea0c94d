-- In one revision a path is of one node: what is there twice has been read twice, or was not ended.
WITH several AS (SELECT law_id FROM law_revisions WHERE ordinal = 2),
node AS (
  SELECT p.provision_id, p.law_id, p.elm, f.ordinal AS first, l.ordinal AS last
  FROM provisions p SEMI JOIN several USING (law_id)
  JOIN law_revisions f USING (law_revision_id)
  JOIN law_revisions l ON l.law_revision_id = p.last_revision_id)
SELECT provision_id, first, last, before FROM (
  SELECT *, max(last) OVER (
    PARTITION BY law_id, elm ORDER BY first, last ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
  FROM node)
WHERE before >= first
