-- On what grounds may weapons be used in an action, and with which limits?
-- ja: ある行動では、どのような場合に武器を使用できるか。
-- action = 防衛出動下令前の行動関連措置: name of the action, or a part of it
SELECT name, type, bearer, text, necessity, proportionality, harm_restriction
FROM weapon_use_conditions
JOIN actions USING (action_id)
WHERE contains(name, $action)
ORDER BY condition_id;
