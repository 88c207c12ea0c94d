-- A requirement stands under one circled number: ① for all rows of 命令権者, ② for the next
-- requirement, and so on.
SELECT a.approval_id, a.label, b.approval_id AS other, b.label AS label_of_the_other
FROM approvals a JOIN approvals b USING (action_id) WHERE (a.kind = b.kind) <> (a.label = b.label)
