-- Each provision of a range that is applied is a row of its own; only where the law is not loaded, so that nobody
-- knows what lies between, does one row stand for all of them.
SELECT a.provision_id, a.target_law_id, a.target_elm, a.target_elm_end
FROM applied_provisions a SEMI JOIN range_targets r USING (citation_id)
WHERE a.target_elm_end IS NOT NULL
