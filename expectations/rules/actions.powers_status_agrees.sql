-- A cell is filled when something was read from it, and only then; a dash or an empty cell yields
-- no rows.
SELECT action_id, a.powers_status, count(p.ordinal) AS powers
FROM actions a LEFT JOIN powers p USING (action_id)
GROUP BY ALL HAVING (a.powers_status = 'filled') <> (count(p.ordinal) > 0)
