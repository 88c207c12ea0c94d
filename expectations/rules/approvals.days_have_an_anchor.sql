-- Days are counted from something, and what they are counted from is said of days only.
SELECT approval_id, deadline_days, deadline_anchor, text FROM approvals
WHERE deadline_days IS NULL AND deadline_anchor IS NOT NULL
