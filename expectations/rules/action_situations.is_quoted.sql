-- An alternative is a part of the cell 対象となる事態等, word for word.
SELECT s.action_id, s.ordinal, s.text FROM action_situations s JOIN actions a USING (action_id)
WHERE NOT coalesce(contains(a.situation_text, s.text), false)
