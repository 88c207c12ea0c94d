-- What is said of a requirement - scope, authority, timing, condition, from when days are counted
-- - are words of its text.
SELECT approval_id, part, said, text FROM (
  UNPIVOT (SELECT approval_id, text, scope, authority, timing, deadline_anchor, condition FROM approvals)
  ON scope, authority, timing, deadline_anchor, condition INTO NAME part VALUE said)
WHERE NOT contains(text, said)
