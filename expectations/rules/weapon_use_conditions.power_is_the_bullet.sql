-- A ground that stands among the powers is one of their bullets, word for word.
SELECT w.condition_id, w.bullet, w.bullet_text, p.text AS power
FROM weapon_use_conditions w LEFT JOIN powers p ON p.action_id = w.action_id AND p.ordinal = w.bullet
WHERE w.source_column = 'powers' AND w.bullet_text IS DISTINCT FROM p.text
