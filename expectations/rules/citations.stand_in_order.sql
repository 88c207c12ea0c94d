-- Reference phrases are counted as they stand: a later one begins after the beginning of the one before (a
-- range may hold another phrase in a bracket).
SELECT citation_id, text, start, before FROM (
  SELECT *, lag(start) OVER (PARTITION BY provision_id ORDER BY ordinal) AS before FROM citations)
WHERE start <= before
