-- Ids come from what the source itself fixes: the action, the requirement and the position under
-- it.
SELECT approval_id, action_id, kind FROM approvals
WHERE NOT regexp_full_match(approval_id, regexp_escape(action_id || '/' || kind || '/') || '[1-9][0-9]*')
