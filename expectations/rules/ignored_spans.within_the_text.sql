-- What is ignored is a stretch of a text: it holds at least one character and ends within the
-- text.
SELECT i.source_id, i.start, i."end", i.reason, length(s.text) AS characters
FROM ignored_spans i LEFT JOIN source_texts s USING (source_id)
WHERE i."end" <= i.start OR i."end" > coalesce(length(s.text), 0)
