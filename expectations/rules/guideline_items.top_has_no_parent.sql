-- Title, date and author stand outside the chapters (level 0), and chapters under nothing (level
-- 1).
SELECT item_id, level, parent_item_id, text FROM guideline_items
WHERE level <= 1 AND parent_item_id IS NOT NULL
