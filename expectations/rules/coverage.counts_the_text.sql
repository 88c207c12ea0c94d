-- Coverage is of the text from which the spans are cut: one row per text that is kept here, with its length, and one
-- for every source that a law was read from.
SELECT s.source_id, c.characters, length(s.text) AS length
FROM source_texts s LEFT JOIN coverage c USING (source_id)
WHERE c.characters IS DISTINCT FROM length(s.text)
UNION ALL
SELECT DISTINCT source_id, NULL, NULL FROM law_revisions ANTI JOIN coverage USING (source_id)
