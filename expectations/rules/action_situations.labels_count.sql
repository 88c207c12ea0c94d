-- Alternatives are told apart by ① ② ③ in order; a situation without enumeration is a single row
-- without a label.
SELECT action_id, ordinal, label, alternatives FROM (
  SELECT *, count(*) OVER (PARTITION BY action_id) AS alternatives FROM action_situations)
WHERE label IS DISTINCT FROM CASE WHEN label IS NULL AND alternatives = 1 THEN NULL
  ELSE chr(unicode('①') + ordinal - 1) END
