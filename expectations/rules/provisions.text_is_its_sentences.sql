-- The text of a provision is its own sentences after each other, and nothing else.
SELECT p.provision_id, p.text, s.text AS sentences
FROM provisions p LEFT JOIN (
  SELECT provision_id, string_agg(text, '' ORDER BY ordinal) AS text FROM sentences GROUP BY provision_id
) s USING (provision_id)
WHERE p.text IS DISTINCT FROM s.text
