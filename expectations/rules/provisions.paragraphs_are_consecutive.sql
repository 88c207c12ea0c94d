-- Where the source has lost the numbers and the reader gives them anew, paragraphs count 1, 2, 3 within their
-- article: a gap is a paragraph lost or two that were merged. Law XML has its own numbers, with real gaps.
SELECT provision_id, num, counted FROM (
  SELECT *, row_number() OVER (PARTITION BY law_revision_id, parent_elm ORDER BY ordinal) AS counted
  FROM provisions SEMI JOIN (FROM sources WHERE sources.kind = 'law-markdown') s USING (source_id)
  WHERE provisions.kind = 'paragraph')
WHERE num IS DISTINCT FROM counted::VARCHAR
