-- What a term stands for is said by the provision that defines it, word for word.
SELECT d.provision_id, d.term, d.definition, p.text
FROM defined_terms d JOIN provisions p USING (provision_id)
WHERE NOT coalesce(contains(p.text, d.definition), false)
