-- Ids come from what the source itself fixes: the source and the position in the document.
SELECT item_id, source_id, ordinal FROM guideline_items
WHERE item_id <> source_id || '/' || format('{:03d}', ordinal)
