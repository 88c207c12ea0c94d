-- Harm to persons is restricted when the ground or its common end says 「人に危害を与えてはならない」.
SELECT condition_id, harm_restriction, text FROM weapon_use_conditions
WHERE harm_restriction <> contains(
  replace(text || coalesce(tail_text, ''), ' ', ''), '人に危害を与えてはならない')
