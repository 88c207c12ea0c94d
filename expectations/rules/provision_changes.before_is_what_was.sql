-- What was there before is a provision of the older revision, in its own words; what was added was not there.
WITH node AS (
  SELECT p.law_id, p.elm, p.kind, p.title, p.caption, p.text, f.ordinal AS first, l.ordinal AS last
  FROM provisions p
  SEMI JOIN provision_changes c ON c.law_id = p.law_id AND c.elm_before = p.elm
  JOIN law_revisions f USING (law_revision_id)
  JOIN law_revisions l ON l.law_revision_id = p.last_revision_id)
SELECT c.law_id, c.to_revision_id, c.ordinal, c.change, c.elm_before, c.text_before, n.text
FROM provision_changes c
JOIN law_revisions r ON r.law_revision_id = c.from_revision_id
LEFT JOIN node n
  ON n.law_id = c.law_id AND n.elm = c.elm_before AND n.first <= r.ordinal AND n.last >= r.ordinal
WHERE (c.change = 'added') <> (c.elm_before IS NULL) OR (c.elm_before IS NOT NULL AND n.elm IS NULL)
  OR c.text_before IS DISTINCT FROM n.text OR c.title_before IS DISTINCT FROM n.title
  OR c.caption_before IS DISTINCT FROM n.caption OR (c.change = 'removed' AND c.kind <> n.kind)
