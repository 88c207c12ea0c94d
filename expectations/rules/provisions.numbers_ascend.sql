-- Where the source has lost numbers and the reader gives them anew, those of one kind ascend under one node
-- (4, 4_2, 5): a number that falls back stands in the wrong place.
SELECT provision_id, num, before FROM (
  SELECT *, lag(num) OVER (PARTITION BY law_revision_id, parent_elm, provisions.kind ORDER BY ordinal) AS before
  FROM provisions SEMI JOIN (FROM sources WHERE sources.kind = 'law-markdown') s USING (source_id)
  WHERE regexp_full_match(num, '[0-9]+(_[0-9]+)*'))
WHERE string_split(num, '_')::INTEGER[] <= string_split(before, '_')::INTEGER[]
