-- Ids come from what the source itself fixes: the revision and the element path.
SELECT provision_id, law_revision_id, elm FROM provisions WHERE provision_id <> law_revision_id || '/' || elm
