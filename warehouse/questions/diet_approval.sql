-- Which actions of the Self-Defense Forces need the approval of the Diet, for what, and when?
-- ja: 国会の承認を要する自衛隊の行動は何か。何について、いつ必要か。
SELECT name, scope, value, timing, deadline_days, text
FROM approvals
JOIN actions USING (action_id)
WHERE kind = 'diet_approval' AND value NOT IN ('not_required', 'not_required_report')
ORDER BY action_id, approval_id;
