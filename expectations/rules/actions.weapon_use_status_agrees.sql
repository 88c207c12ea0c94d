-- A cell is filled when something was read from it, and only then; grounds that stand among the
-- powers do not fill the cell 武器の使用.
SELECT a.action_id, a.weapon_use_status, count(w.condition_id) AS grounds
FROM actions a LEFT JOIN weapon_use_conditions w
  ON w.action_id = a.action_id AND w.source_column = 'weapon_use'
GROUP BY ALL HAVING (a.weapon_use_status = 'filled') <> (count(w.condition_id) > 0)
