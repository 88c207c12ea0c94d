-- Which provisions do the actions apply that were written for the police or the coast guard?
-- ja: 警察官や海上保安官の権限の規定を準用している行動はどれか。
SELECT name, laws.title AS law, elm, caption
FROM action_provisions
JOIN actions USING (action_id)
JOIN laws USING (law_id)
WHERE condition_id IS NOT NULL
ORDER BY action_id, condition_id;
