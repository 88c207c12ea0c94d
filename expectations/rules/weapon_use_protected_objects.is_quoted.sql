-- Who or what a ground protects stands in its text, word for word.
SELECT o.condition_id, o.ordinal, o.object, w.text
FROM weapon_use_protected_objects o JOIN weapon_use_conditions w USING (condition_id)
WHERE NOT contains(w.text, o.object)
