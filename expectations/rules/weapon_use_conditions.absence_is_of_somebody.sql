-- A ground that holds only where police or coast guard are absent names them.
SELECT condition_id, bullet_text FROM weapon_use_conditions
WHERE presence_limited AND NOT regexp_matches(bullet_text, '警察官|海上保安官')
