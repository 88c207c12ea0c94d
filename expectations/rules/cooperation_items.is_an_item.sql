-- A cooperation item is an item of the 1997 Guidelines that its appendix lists as a bullet, with
-- the same words.
SELECT c.item_id, c.text_raw, i.edition, i.kind, i.text
FROM cooperation_items c JOIN guideline_items i USING (item_id)
WHERE i.edition <> '1997' OR i.kind <> 'bullet' OR i.text <> c.text_raw
