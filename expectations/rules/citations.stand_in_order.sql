-- Reference phrases are counted as they stand: a later one begins where the one before has ended,
-- or after.
SELECT citation_id, text, start, ended FROM (
  SELECT *, lag("end") OVER (PARTITION BY provision_id ORDER BY ordinal) AS ended FROM citations)
WHERE start < ended
