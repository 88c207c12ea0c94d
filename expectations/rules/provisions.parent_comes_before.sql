-- Every node but the topmost is part of one that comes before it in each of its revisions, one step above. Its path
-- continues that one's; of an article, and of all else below the divisions (編, 章, 節, 款, 目), that of what holds
-- the divisions, since articles are numbered through.
WITH node AS (
  SELECT p.provision_id, p.law_id, p.elm, p.parent_elm, p.kind, p.ordinal, p.depth, f.ordinal AS first,
    l.ordinal AS last, p.kind IN ('part', 'chapter', 'section', 'subsection', 'division') AS divides
  FROM provisions p
  JOIN law_revisions f USING (law_revision_id)
  JOIN law_revisions l ON l.law_revision_id = p.last_revision_id),
child AS (
  SELECT * FROM node WHERE parent_elm IS NOT NULL
  UNION ALL
  SELECT c.* REPLACE (p.first AS first)
  FROM node c SEMI JOIN (SELECT law_id FROM law_revisions WHERE ordinal = 2) several USING (law_id)
  JOIN (SELECT law_id, elm, last + 1 AS first FROM node) p
    ON p.law_id = c.law_id AND p.elm = c.parent_elm AND p.first > c.first AND p.first <= c.last)
SELECT c.provision_id, c.parent_elm, c.first AS in_revision, c.ordinal, c.depth, p.ordinal AS parent_ordinal,
  p.depth AS parent_depth
FROM child c
LEFT JOIN node p
  ON p.law_id = c.law_id AND p.elm = c.parent_elm AND p.first <= c.first AND p.last >= c.first
WHERE p.elm IS NULL OR p.ordinal >= c.ordinal OR p.depth + 1 <> c.depth
  OR NOT starts_with(c.elm, CASE WHEN p.divides AND NOT c.divides
    THEN regexp_replace(p.elm, '(-(Part|Chapter|Section|Subsection|Division)[_\[][^-]*)+$', '') ELSE p.elm END || '-')
