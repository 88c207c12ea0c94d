-- Each position is that of a row of the table, named once, in ascending order.
SELECT t.term, t.table_name, t.positions[1] AS first, t.positions[-1] AS last, r.last AS last_row
FROM search_terms t
LEFT JOIN (SELECT table_name, max(position) AS last FROM searchable GROUP BY table_name) r USING (table_name)
WHERE NOT coalesce(
  len(t.positions) > 0 AND t.positions[1] >= 0 AND t.positions[-1] <= r.last
  AND list_sort(t.positions) = t.positions AND len(list_distinct(t.positions)) = len(t.positions), false)
ORDER BY ALL
