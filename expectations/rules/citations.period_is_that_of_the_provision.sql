-- A citation is the law for as long as the wording that it stands in.
SELECT c.citation_id, c.valid_from, c.valid_to, p.valid_from AS of_provision, p.valid_to AS to_of_provision
FROM citations c JOIN provisions p USING (provision_id)
WHERE (c.valid_from, c.valid_to) IS DISTINCT FROM (p.valid_from, p.valid_to)
