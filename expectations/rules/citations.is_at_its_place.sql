-- The offsets cut the reference phrase out of the provision's text.
SELECT c.citation_id, c.text, c.start, c."end", substring(p.text, c.start + 1, c."end" - c.start) AS cut
FROM citations c JOIN provisions p USING (provision_id)
WHERE c."end" <= c.start OR c.text IS DISTINCT FROM substring(p.text, c.start + 1, c."end" - c.start)
