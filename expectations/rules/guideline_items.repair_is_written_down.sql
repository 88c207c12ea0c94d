-- Repaired text or markers stand beside what the source says, differ from it, and their repair is a row of
-- corrections. A correction without repaired text puts misplaced pieces of the source together again.
SELECT item_id, text, text_corrected, marker, marker_corrected, correction_id
FROM guideline_items i LEFT JOIN corrections c ON c.table_name = 'guideline_items' AND c.row_id = i.item_id
WHERE ((text_corrected IS NOT NULL OR marker_corrected IS NOT NULL) AND correction_id IS NULL)
  OR (text_corrected IS NULL AND marker_corrected IS NULL AND correction_id IS NOT NULL AND len(i.spans) = 1)
  OR text_corrected = text OR marker_corrected = marker
