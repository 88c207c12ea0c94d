-- A row is found by each run of letters that it has, and by nothing else. It is asked of every row, of large warehouses
-- of one row in so many that twenty thousand are asked.
WITH asked AS MATERIALIZED (
  SELECT table_name, position, concat_ws(' ', title, caption, body, context) AS text FROM searchable
  WHERE position % greatest(1, (SELECT count(*) FROM provisions) // 20000) = 0),
said AS (
  SELECT DISTINCT table_name, position, term
  FROM (SELECT table_name, position, unnest(search_runs(text)) AS run FROM asked)
  JOIN (
    SELECT run, search_fold(run) AS term
    FROM (SELECT DISTINCT unnest(search_runs(text)) AS run FROM asked)) USING (run)),
known AS (
  SELECT table_name, position, term FROM (SELECT table_name, term, unnest(positions) AS position FROM search_terms)
  SEMI JOIN asked USING (table_name, position))
SELECT term, table_name, position, 'is not in the index' AS problem FROM said ANTI JOIN known USING (table_name, position, term)
UNION ALL
SELECT term, table_name, position, 'is not in the text' FROM known ANTI JOIN said USING (table_name, position, term)
ORDER BY ALL
