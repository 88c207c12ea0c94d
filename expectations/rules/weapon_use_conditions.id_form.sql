-- Ids come from what the source itself fixes: the action, the column (W 武器の使用, A 権限), the bullet
-- and the ground in it.
SELECT condition_id, action_id, source_column, bullet, ground_label FROM weapon_use_conditions
WHERE condition_id <> action_id || '/' || if(source_column = 'weapon_use', 'W', 'A') || bullet
  || coalesce('-' || ground_label, '')
