-- Repaired text stands beside what the source says, differs from it, and its repair is a row of
-- corrections.
SELECT condition_id, text, text_corrected FROM weapon_use_conditions w
WHERE text_corrected IS NOT NULL AND (text_corrected = text OR NOT EXISTS (
  FROM corrections c WHERE c.table_name = 'weapon_use_conditions' AND c.row_id = w.condition_id))
