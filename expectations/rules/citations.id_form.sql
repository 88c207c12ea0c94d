-- Ids come from what the source itself fixes: the provision and the position in it.
SELECT t.citation_id, t.provision_id, t.ordinal FROM citations t
WHERE NOT (t.citation_id = t.provision_id || '/c' || t.ordinal)
