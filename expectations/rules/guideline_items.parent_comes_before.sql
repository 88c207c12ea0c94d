-- What an item is part of stands above it: in the same document, before it, on a smaller level.
SELECT i.item_id, i.level, p.item_id AS parent, p.level AS level_of_parent
FROM guideline_items i JOIN guideline_items p ON p.item_id = i.parent_item_id
WHERE p.source_id <> i.source_id OR p.ordinal >= i.ordinal OR p.level >= i.level
