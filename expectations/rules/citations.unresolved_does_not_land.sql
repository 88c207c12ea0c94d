-- A citation whose target is in the warehouse is resolved; to call it missing hides a link. That a phrase means
-- a former wording of a provision, or the law that amends, is another reason, and stands.
WITH cited AS (
  SELECT citation_id, text, reason, split_part(provision_id, '/', 1) AS citing_id, target_law_id, target_elm,
    coalesce(target_elm_end, target_elm) AS last_elm
  FROM citations WHERE status = 'unresolved' AND reason IN ('no_such_provision', 'appendix_not_in_source')
    AND (form <> 'range' OR target_elm_end IS NOT NULL)),
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
  JOIN law_revisions l ON l.law_revision_id = p.last_revision_id)
SELECT citation_id, text, reason, target_law_id, target_elm, as_of
FROM cited c JOIN meant m USING (citing_id, target_law_id)
SEMI JOIN node n
  ON n.law_id = c.target_law_id AND n.elm = c.target_elm AND n.first <= m.as_of AND n.last >= m.as_of
SEMI JOIN node n
  ON n.law_id = c.target_law_id AND n.elm = c.last_elm AND n.first <= m.as_of AND n.last >= m.as_of
