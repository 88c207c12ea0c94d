-- An interest of somebody (生命, 身体, 財産) is protected or not; naming it twice counts it twice.
SELECT condition_id, ordinal, object, interests FROM weapon_use_protected_objects
WHERE len(list_distinct(interests)) <> len(interests)
