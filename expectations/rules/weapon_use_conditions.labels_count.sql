-- Grounds inside a bullet are told apart by ① ② ③ in order; a bullet without enumeration is one
-- ground without a label.
SELECT condition_id, ground_label, grounds FROM (
  SELECT *, count(*) OVER bullet AS grounds,
    row_number() OVER (PARTITION BY action_id, source_column, w.bullet ORDER BY ground_label) AS place
  FROM weapon_use_conditions w WINDOW bullet AS (PARTITION BY action_id, source_column, w.bullet))
WHERE ground_label IS DISTINCT FROM CASE WHEN ground_label IS NULL AND grounds = 1 THEN NULL
  ELSE chr((unicode('①') + place - 1)::INTEGER) END
