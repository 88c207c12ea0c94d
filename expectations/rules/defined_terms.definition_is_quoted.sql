-- What a term stands for is said by the provision that defines it, word for word.
SELECT t.provision_id, t.term, t.definition, o.text
FROM defined_terms t LEFT JOIN provisions o ON o.provision_id = t.provision_id
WHERE NOT (coalesce(contains(o.text, t.definition), false))
