-- The text of a provision is its own sentences after each other, and nothing else.
WITH several AS (SELECT DISTINCT provision_id FROM sentences WHERE ordinal > 1),
said AS (
  SELECT provision_id, text FROM sentences ANTI JOIN several USING (provision_id)
  UNION ALL
  SELECT provision_id, string_agg(text, '' ORDER BY ordinal)
  FROM sentences SEMI JOIN several USING (provision_id) GROUP BY provision_id)
SELECT p.provision_id, p.text, s.text AS sentences
FROM provisions p LEFT JOIN said s USING (provision_id)
WHERE p.text IS DISTINCT FROM s.text
