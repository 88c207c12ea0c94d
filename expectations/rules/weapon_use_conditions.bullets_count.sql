-- Every bullet of the cell 武器の使用 is a ground: the bullets count 1, 2, 3 without a gap.
SELECT action_id, max(bullet) AS last_bullet, count(DISTINCT bullet) AS bullets
FROM weapon_use_conditions WHERE source_column = 'weapon_use'
GROUP BY action_id HAVING max(bullet) <> count(DISTINCT bullet)
