-- The law or agreement and what was done stand in the item that says so.
SELECT c.edition, c.name, c.action, i.text
FROM guideline_consequences c JOIN guideline_items i USING (item_id)
WHERE NOT contains(coalesce(i.text_corrected, i.text), c.name)
  OR NOT contains(coalesce(i.text_corrected, i.text), c.action)
