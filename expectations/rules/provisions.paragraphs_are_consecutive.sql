-- Paragraphs count 1, 2, 3 within their article: a gap is a paragraph lost or two that were
-- merged.
SELECT provision_id, num, counted FROM (
  SELECT *, row_number() OVER (PARTITION BY law_revision_id, parent_elm ORDER BY ordinal) AS counted
  FROM provisions WHERE kind = 'paragraph')
WHERE num IS DISTINCT FROM counted::VARCHAR
