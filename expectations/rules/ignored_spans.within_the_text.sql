-- What is ignored is a stretch of a text: it holds at least one character and ends within the
-- text.
WITH lengths AS MATERIALIZED (SELECT source_id, length(text) AS characters FROM source_texts)
SELECT i.source_id, i.start, i."end", i.reason, l.characters
FROM ignored_spans i LEFT JOIN lengths l USING (source_id)
WHERE i."end" <= i.start OR i."end" > coalesce(l.characters, 0)
