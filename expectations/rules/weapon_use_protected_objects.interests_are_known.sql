-- What is protected of somebody is 生命, 身体 or 財産, each named once.
SELECT condition_id, ordinal, object, interests FROM weapon_use_protected_objects
WHERE NOT list_has_all(['生命', '身体', '財産'], interests)
  OR len(list_distinct(interests)) <> len(interests)
