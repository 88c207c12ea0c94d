-- A body or mechanism and its abbreviation stand in the item that creates or proposes it, and the words
-- quoted are that item's.
SELECT m.edition, m.name, m.abbreviation, m.quote, i.text FROM mechanisms m JOIN guideline_items i USING (item_id)
WHERE NOT contains(i.text, m.quote)
  OR NOT contains(coalesce(i.text_corrected, i.text), m.name)
  OR NOT contains(coalesce(i.text_corrected, i.text), coalesce(m.abbreviation, ''))
