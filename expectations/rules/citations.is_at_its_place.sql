-- The offsets cut the reference phrase out of the provision's text.
SELECT t.citation_id, t.text, t.start, t."end", substring(o.text, t.start + 1, t."end" - t.start) AS cut
FROM citations t LEFT JOIN provisions o ON o.provision_id = t.provision_id
WHERE NOT (t."end" > t.start AND t.text IS NOT DISTINCT FROM substring(o.text, t.start + 1, t."end" - t.start))
