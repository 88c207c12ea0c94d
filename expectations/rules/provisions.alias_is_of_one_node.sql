-- The path by which texts cite a node, which is its alias or else its element path, leads to no other node of the same
-- revision.
WITH node AS (
  SELECT p.provision_id, p.law_id, p.alias, coalesce(p.alias, p.elm) AS path, f.ordinal AS first, l.ordinal AS last
  FROM provisions p
  JOIN law_revisions f USING (law_revision_id)
  JOIN law_revisions l ON l.law_revision_id = p.last_revision_id)
SELECT a.provision_id, a.alias, b.provision_id AS other
FROM (FROM node WHERE alias IS NOT NULL) a
JOIN node b ON b.law_id = a.law_id AND b.path = a.alias AND b.first <= a.last AND b.last >= a.first
WHERE b.provision_id <> a.provision_id
