-- A ground applies a provision mutatis mutandis (準用) exactly where it is of that type: no 準用
-- without the provision applied, and no provision on another ground.
SELECT w.condition_id, w.type, count(p.ordinal) AS applied_provisions, w.text
FROM weapon_use_conditions w LEFT JOIN weapon_use_applied_provisions p USING (condition_id)
GROUP BY ALL HAVING (w.type = 'mutatis_mutandis') <> (count(p.ordinal) > 0)
