-- A change touches a row once, by its closest way.
SELECT to_revision_id, change_ordinal, table_name, row_id, count(*) AS rows
FROM impacts
GROUP BY ALL
HAVING count(*) > 1
