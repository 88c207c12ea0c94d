-- A cell is filled when something was read from it, and only then; a dash or an empty cell yields
-- no rows.
SELECT action_id, a.situation_status, a.situation_text, count(s.ordinal) AS situations
FROM actions a LEFT JOIN action_situations s USING (action_id)
GROUP BY ALL
HAVING (a.situation_status = 'filled') <> (count(s.ordinal) > 0)
  OR (a.situation_status = 'filled') <> (a.situation_text IS NOT NULL)
