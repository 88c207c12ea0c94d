-- The text of an item is without its marker and without the white space around it.
SELECT item_id, text FROM guideline_items
WHERE text <> regexp_replace(text, '^[\s　]+|[\s　]+$', '', 'g')
