-- The standard of necessity is there when the ground or its common end says
-- 「やむを得ない必要があると認める相当の理由」.
SELECT condition_id, necessity, text FROM weapon_use_conditions
WHERE necessity <> contains(
  replace(text || coalesce(tail_text, ''), ' ', ''), 'やむを得ない必要があると認める相当の理由')
