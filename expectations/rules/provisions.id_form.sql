-- Ids come from what the source itself fixes: the first revision and the element path.
SELECT t.provision_id, t.law_revision_id, t.elm FROM provisions t
WHERE NOT (t.provision_id = t.law_revision_id || '/' || t.elm)
