-- A citation that resolves lands on a provision of the warehouse, or on a law whose text is loaded where the whole law
-- is meant: of its own law as of the revision it came with, of another as of the day on which its wording began, or
-- the first day after that is loaded.
WITH cited AS (
  SELECT citation_id, text, split_part(provision_id, '/', 1) AS citing_id, target_law_id, target_elm, target_elm_end
  FROM citations WHERE status = 'resolved'),
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
  SELECT p.law_id, p.elm, f.ordinal AS first, l.ordinal AS last
  FROM provisions p
  JOIN law_revisions f USING (law_revision_id)
  JOIN law_revisions l ON l.law_revision_id = p.last_revision_id),
ends AS (
  SELECT citation_id, text, target_law_id, as_of, unnest([target_elm, target_elm_end]) AS elm
  FROM cited JOIN meant USING (citing_id, target_law_id))
SELECT citation_id, text, target_law_id, elm, as_of
FROM ends e ANTI JOIN node n
  ON n.law_id = e.target_law_id AND n.elm = e.elm AND n.first <= e.as_of AND n.last >= e.as_of
WHERE e.elm IS NOT NULL
UNION ALL
SELECT citation_id, text, target_law_id, target_elm, NULL
FROM cited ANTI JOIN law_revisions r ON r.law_id = target_law_id
