-- Where the source has lost numbers and the reader gives them anew, those of one kind ascend under one node
-- (4, 4_2, 5): a number that falls back stands in the wrong place.
WITH numbered AS (
  SELECT r.law_revision_id AS in_revision, p.provision_id, p.parent_elm, p.kind, p.num, p.ordinal
  FROM law_revisions r SEMI JOIN (FROM sources WHERE kind = 'law-markdown') s USING (source_id)
  JOIN provisions p USING (law_id)
  JOIN law_revisions f ON f.law_revision_id = p.law_revision_id
  JOIN law_revisions l ON l.law_revision_id = p.last_revision_id
  WHERE r.ordinal BETWEEN f.ordinal AND l.ordinal)
SELECT provision_id, in_revision, num, before FROM (
  SELECT *, lag(num) OVER (PARTITION BY in_revision, parent_elm, kind ORDER BY ordinal) AS before
  FROM numbered WHERE regexp_full_match(num, '[0-9]+(_[0-9]+)*'))
WHERE string_split(num, '_')::INTEGER[] <= string_split(before, '_')::INTEGER[]
