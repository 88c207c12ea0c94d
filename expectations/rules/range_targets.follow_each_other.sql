-- The provisions that a citation of several means are of the law that it cites and stand there in this order, as of
-- the revision that it means.
WITH cited AS (
  SELECT r.citation_id, r.ordinal AS place, r.target_elm, c.target_law_id, r.target_law_id AS law_of_the_row,
    split_part(c.provision_id, '/', 1) AS citing_id
  FROM range_targets r JOIN citations c USING (citation_id)),
meant AS (
  SELECT citing_id, target_law_id,
    CASE WHEN c.law_id = target_law_id THEN c.ordinal WHEN t.valid_to <= greatest(c.valid_from, l.history_from)
      THEN NULL ELSE t.ordinal END AS as_of
  FROM (SELECT DISTINCT citing_id, target_law_id FROM cited)
  JOIN law_revisions c ON c.law_revision_id = citing_id
  JOIN laws l ON l.law_id = target_law_id
  ASOF LEFT JOIN (FROM law_revisions WHERE valid_to IS NULL OR valid_from < valid_to) t
    ON t.law_id = target_law_id AND t.valid_from <= greatest(c.valid_from, l.history_from)),
node AS (
  SELECT p.law_id, p.elm, p.ordinal, f.ordinal AS first, l.ordinal AS last
  FROM provisions p
  JOIN law_revisions f USING (law_revision_id)
  JOIN law_revisions l ON l.law_revision_id = p.last_revision_id),
found AS (
  SELECT c.*, n.ordinal, lag(n.ordinal) OVER (PARTITION BY c.citation_id ORDER BY c.place) AS before
  FROM cited c JOIN meant m USING (citing_id, target_law_id)
  LEFT JOIN node n
    ON n.law_id = c.target_law_id AND n.elm = c.target_elm AND n.first <= m.as_of AND n.last >= m.as_of)
SELECT citation_id, place, target_law_id, law_of_the_row, target_elm, ordinal, before
FROM found WHERE ordinal IS NULL OR ordinal <= before OR law_of_the_row <> target_law_id
