-- Numbers of one kind ascend under one node (4, 4_2, 5): a number that falls back stands in the
-- wrong place.
SELECT provision_id, num, before FROM (
  SELECT *, lag(num) OVER (PARTITION BY law_revision_id, parent_elm, kind ORDER BY ordinal) AS before
  FROM provisions WHERE regexp_full_match(num, '[0-9]+(_[0-9]+)*'))
WHERE string_split(num, '_')::INTEGER[] <= string_split(before, '_')::INTEGER[]
