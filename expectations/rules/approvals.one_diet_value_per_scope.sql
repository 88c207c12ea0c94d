-- Every action has exactly one Diet-approval value per scope: the same deed cannot both need and
-- not need the approval of the Diet (国会の承認).
SELECT action_id, scope, count(*) AS approvals, string_agg(value, ' / ' ORDER BY approval_id) AS "values"
FROM approvals WHERE kind = 'diet_approval'
GROUP BY action_id, scope HAVING count(*) > 1
