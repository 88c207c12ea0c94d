-- The ground, who may use weapons, the area and the common end are words of the bullet.
SELECT condition_id, part, said, bullet_text FROM (
  UNPIVOT (SELECT condition_id, bullet_text, text, bearer, area_limitation, tail_text FROM weapon_use_conditions)
  ON text, bearer, area_limitation, tail_text INTO NAME part VALUE said)
WHERE NOT contains(bullet_text, said)
