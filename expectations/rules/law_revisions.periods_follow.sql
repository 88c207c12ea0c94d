-- A wording holds from the day of its entry into force until the next one enters into force; of several on one day
-- all but the last hold for no day. The last holds until the law ends, which is after it began, or without an end.
SELECT law_revision_id, enforced_on, valid_from, valid_to, next_from FROM (
  SELECT *, lead(valid_from) OVER (PARTITION BY law_id ORDER BY ordinal) AS next_from FROM law_revisions)
WHERE valid_from <> enforced_on OR valid_to < valid_from
  OR (next_from IS NOT NULL AND valid_to IS DISTINCT FROM next_from)
  OR (next_from IS NULL AND valid_to <= valid_from)
