-- Ids come from what the source itself fixes: the provision and the position in it.
SELECT citation_id, provision_id, ordinal FROM citations
WHERE citation_id <> provision_id || '/c' || ordinal
