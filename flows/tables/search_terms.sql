-- The index of full-text search. Each different run of letters is brought into the form that searching compares only
-- once, however many rows have it.
SELECT term, table_name, list_sort(list_distinct(flatten(list(positions)))) AS positions
FROM (
    SELECT search_fold(run) AS term, table_name, positions
    FROM (
        SELECT run, table_name, list(position) AS positions
        FROM (
            SELECT table_name, position, unnest(search_runs(concat_ws(' ', title, caption, body, context))) AS run
            FROM searchable
        )
        GROUP BY run, table_name
    )
)
GROUP BY term, table_name
ORDER BY term, table_name
