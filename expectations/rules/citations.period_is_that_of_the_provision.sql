-- A citation is the law for as long as the wording that it stands in.
SELECT t.citation_id, t.valid_from, t.valid_to, o.valid_from AS of_provision, o.valid_to AS to_of_provision
FROM citations t LEFT JOIN provisions o ON o.provision_id = t.provision_id
WHERE NOT (t.valid_from IS NOT DISTINCT FROM o.valid_from AND t.valid_to IS NOT DISTINCT FROM o.valid_to)
