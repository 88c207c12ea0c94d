-- For one scope the Cabinet either decides or does not (閣議決定): there is one value.
SELECT action_id, scope, count(*) AS approvals, string_agg(value, ' / ' ORDER BY approval_id) AS "values"
FROM approvals WHERE kind = 'cabinet_decision'
GROUP BY action_id, scope HAVING count(*) > 1
