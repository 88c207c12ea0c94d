-- 武力の行使 is lawful under 防衛出動 only; every other action knows the use of weapons (武器の使用), not the
-- use of force.
SELECT w.condition_id, a.name, w.text FROM weapon_use_conditions w JOIN actions a USING (action_id)
WHERE w.type = 'use_of_force' AND a.name <> '防衛出動'
