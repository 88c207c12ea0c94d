-- The offsets cut the defined term out of the provision's text.
SELECT t.provision_id, t.term, t.start, t."end", substring(o.text, t.start + 1, t."end" - t.start) AS cut
FROM defined_terms t LEFT JOIN provisions o ON o.provision_id = t.provision_id
WHERE NOT (t."end" > t.start AND t.term IS NOT DISTINCT FROM substring(o.text, t.start + 1, t."end" - t.start))
