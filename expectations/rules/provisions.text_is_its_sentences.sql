-- The text of a provision is its own sentences after each other, and nothing else.
WITH others AS MATERIALIZED (
  SELECT p.provision_id, p.text
  FROM provisions p LEFT JOIN (FROM sentences WHERE ordinal = 1) s USING (provision_id)
  WHERE p.text IS DISTINCT FROM s.text),
said AS (
  SELECT provision_id, string_agg(text, '' ORDER BY ordinal) AS text
  FROM sentences SEMI JOIN others USING (provision_id) GROUP BY provision_id)
SELECT o.provision_id, o.text, s.text AS sentences
FROM others o LEFT JOIN said s USING (provision_id) WHERE o.text IS DISTINCT FROM s.text
UNION ALL
SELECT provision_id, 'a single sentence', text
FROM sentences ANTI JOIN others USING (provision_id) WHERE ordinal > 1
