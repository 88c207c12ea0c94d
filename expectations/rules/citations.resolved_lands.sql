-- A citation that resolves lands on a provision of the warehouse, or on a law whose text is loaded where the whole law
-- is meant, as of the day on which the citing wording began: of a law whose wordings of that day are not loaded, on
-- the first one that is. Of wordings that were in force for no day, it is enough that theirs ended that day.
WITH asked AS (
  SELECT DISTINCT c.target_law_id, l.history_from, unnest([c.target_elm, c.target_elm_end]) AS elm,
    greatest(c.valid_from, l.history_from) AS day,
    day + CASE WHEN c.valid_to = c.valid_from AND starts_with(c.citation_id, c.target_law_id || '_') THEN 0 ELSE 1 END
      AS until
  FROM citations c LEFT JOIN laws l ON l.law_id = c.target_law_id
  WHERE c.status = 'resolved'),
lost AS (
  FROM asked a ANTI JOIN provisions p ON p.law_id = a.target_law_id AND p.elm = a.elm
    AND p.valid_from <= a.day AND coalesce(p.valid_to, DATE '9999-12-31') >= a.until
  WHERE a.elm IS NOT NULL
  UNION ALL FROM asked WHERE elm IS NULL AND history_from IS NULL)
SELECT c.citation_id, c.text, c.target_law_id, lost.elm, lost.day
FROM citations c JOIN lost
  ON lost.target_law_id = c.target_law_id AND lost.day = greatest(c.valid_from, lost.history_from)
WHERE c.status = 'resolved' AND (lost.elm IS NULL OR lost.elm IN (c.target_elm, c.target_elm_end))
