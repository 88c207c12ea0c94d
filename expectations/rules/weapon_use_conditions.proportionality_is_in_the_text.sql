-- Proportionality is there when the ground or its common end says 「合理的に必要と判断される限度」 or
-- 「合理的に必要とされる限度」.
SELECT condition_id, proportionality, text FROM weapon_use_conditions
WHERE proportionality <> regexp_matches(
  replace(text || coalesce(tail_text, ''), ' ', ''), '合理的に必要と(判断)?される限度')
