-- The path names every heading above an item, outermost first, and nothing else.
WITH RECURSIVE above(item_id, ancestor, steps) AS (
  SELECT item_id, parent_item_id, 1 FROM guideline_items WHERE parent_item_id IS NOT NULL
  UNION ALL
  SELECT a.item_id, p.parent_item_id, a.steps + 1
  FROM above a JOIN guideline_items p ON p.item_id = a.ancestor
  WHERE p.parent_item_id IS NOT NULL AND p.ordinal > 1),
headings AS (
  SELECT a.item_id, list(coalesce(h.text_corrected, h.text) ORDER BY a.steps DESC) AS repaired,
    list(h.text ORDER BY a.steps DESC) AS verbatim
  FROM above a JOIN guideline_items h ON h.item_id = a.ancestor WHERE h.is_heading GROUP BY a.item_id)
SELECT i.item_id, i.path, coalesce(h.verbatim, []) AS headings
FROM guideline_items i LEFT JOIN headings h USING (item_id)
WHERE len(i.path) <> len(coalesce(h.verbatim, []))
  OR NOT list_bool_and(list_transform(range(1, len(i.path) + 1), lambda k:
    suffix(i.path[k], h.verbatim[k]) OR suffix(i.path[k], h.repaired[k])) || [true])
