-- 自己保存型 protects somebody: at least oneself, and those whose life or body is at stake.
SELECT w.condition_id, w.text FROM weapon_use_conditions w
ANTI JOIN weapon_use_protected_objects o USING (condition_id)
WHERE w.type = 'self_preservation'
