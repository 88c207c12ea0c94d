-- Where the wording was repaired, it is the item's repaired wording; elsewhere it is what the
-- source says.
SELECT c.item_id, c.text, i.text_corrected, i.text AS verbatim
FROM cooperation_items c JOIN guideline_items i USING (item_id)
WHERE c.text <> coalesce(i.text_corrected, i.text)
