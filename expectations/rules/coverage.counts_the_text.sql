-- Coverage is of the text from which the spans are cut: one row per text, with its length.
SELECT coalesce(c.source_id, s.source_id) AS source_id, c.characters, length(s.text) AS length
FROM coverage c FULL JOIN source_texts s USING (source_id)
WHERE c.characters IS DISTINCT FROM length(s.text)
