-- A wording holds from the day of its entry into force until before the next one: periods are not
-- empty and do not overlap.
SELECT law_revision_id, valid_from, valid_to, next_from FROM (
  SELECT *, lead(valid_from) OVER (PARTITION BY law_id ORDER BY valid_from) AS next_from FROM law_revisions)
WHERE valid_to <= valid_from OR coalesce(valid_to, DATE '9999-12-31') > next_from
