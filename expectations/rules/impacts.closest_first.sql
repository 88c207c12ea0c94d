-- What an amendment touches is ranked by the steps to it; the first of the ways to a row is its closest.
WITH ranked AS (
  SELECT *, lag(steps) OVER (PARTITION BY to_revision_id ORDER BY ordinal) AS steps_before,
    row_number() OVER (PARTITION BY to_revision_id, table_name, row_id ORDER BY ordinal) = 1 AS is_first
  FROM impacts)
SELECT to_revision_id, ordinal, table_name, row_id, steps_before, steps, is_closest
FROM ranked
WHERE steps < steps_before OR is_closest <> is_first
