-- The path by which texts cite a node leads to no other node of the same revision, neither as its path nor as its
-- alias.
WITH node AS (
  SELECT p.provision_id, p.law_id, p.elm, p.alias, f.ordinal AS first, l.ordinal AS last
  FROM provisions p
  JOIN law_revisions f USING (law_revision_id)
  JOIN law_revisions l ON l.law_revision_id = p.last_revision_id)
SELECT a.provision_id, a.alias, b.provision_id AS other
FROM (FROM node WHERE alias IS NOT NULL) a
JOIN (
  SELECT provision_id, law_id, elm AS path, first, last FROM node
  UNION ALL SELECT provision_id, law_id, alias, first, last FROM node WHERE alias IS NOT NULL) b
  ON b.law_id = a.law_id AND b.path = a.alias AND b.first <= a.last AND b.last >= a.first
WHERE b.provision_id <> a.provision_id
