-- The offsets cut the defined term out of the provision's text.
SELECT d.provision_id, d.term, d.start, d."end", substring(p.text, d.start + 1, d."end" - d.start) AS cut
FROM defined_terms d JOIN provisions p USING (provision_id)
WHERE d."end" <= d.start OR d.term IS DISTINCT FROM substring(p.text, d.start + 1, d."end" - d.start)
