-- Where the source has lost the numbers and the reader gives them anew, paragraphs count 1, 2, 3 within their
-- article: a gap is a paragraph lost or two that were merged. Law XML has its own numbers, with real gaps.
WITH numbered AS (
  SELECT r.law_revision_id AS in_revision, p.provision_id, p.parent_elm, p.kind, p.num, p.ordinal
  FROM law_revisions r SEMI JOIN (FROM sources WHERE kind = 'law-markdown') s USING (source_id)
  JOIN provisions p USING (law_id)
  JOIN law_revisions f ON f.law_revision_id = p.law_revision_id
  JOIN law_revisions l ON l.law_revision_id = p.last_revision_id
  WHERE r.ordinal BETWEEN f.ordinal AND l.ordinal)
SELECT provision_id, in_revision, num, counted FROM (
  SELECT *, row_number() OVER (PARTITION BY in_revision, parent_elm ORDER BY ordinal) AS counted
  FROM numbered WHERE kind = 'paragraph')
WHERE num IS DISTINCT FROM counted::VARCHAR
