-- Repaired text or markers stand beside what the source says, differ from it, and their repair is
-- a row of corrections; a repair without a repaired text is none.
SELECT item_id, text, text_corrected, marker, marker_corrected, correction_id
FROM guideline_items i LEFT JOIN corrections c ON c.table_name = 'guideline_items' AND c.row_id = i.item_id
WHERE (text_corrected IS NOT NULL OR marker_corrected IS NOT NULL) <> (correction_id IS NOT NULL)
  OR text_corrected = text OR marker_corrected = marker
