-- The provisions that a citation of several means stand in this order in their law on the day on which the citing
-- wording began.
WITH asked AS (
  SELECT t.citation_id, t.ordinal AS place, t.target_law_id, t.target_elm,
    greatest(r.valid_from, l.history_from) AS day
  FROM range_targets t
  JOIN law_revisions r ON r.law_revision_id = split_part(t.citation_id, '/', 1)
  LEFT JOIN laws l ON l.law_id = t.target_law_id
  WHERE r.law_id <> t.target_law_id OR r.valid_to IS NULL OR r.valid_to > r.valid_from),
there AS (
  SELECT p.law_id, p.elm, p.ordinal, p.valid_from, coalesce(p.valid_to, DATE '9999-12-31') AS valid_to
  FROM provisions p
  SEMI JOIN (SELECT DISTINCT target_law_id, target_elm FROM range_targets) t
    ON t.target_law_id = p.law_id AND t.target_elm = p.elm),
found AS (
  SELECT a.citation_id, a.target_law_id, a.day, a.place, a.target_elm, p.ordinal
  FROM asked a LEFT JOIN there p ON p.law_id = a.target_law_id AND p.elm = a.target_elm
    AND p.valid_from <= a.day AND p.valid_to > a.day)
SELECT citation_id, target_law_id, target_elm, day, ordinal, before FROM (
  SELECT *, lag(ordinal) OVER (PARTITION BY citation_id ORDER BY place) AS before FROM found)
WHERE ordinal IS NULL OR ordinal <= before
