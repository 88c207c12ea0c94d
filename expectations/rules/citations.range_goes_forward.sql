-- What goes from one provision to another has both ends; where it is resolved, the provisions that it means are those
-- of range_targets, which are of the same law, begin with the first and end with the last.
SELECT c.citation_id, c.text, c.form, c.status, c.target_elm, c.target_elm_end, r.first, r.last
FROM citations c LEFT JOIN (
  SELECT citation_id, arg_min(target_elm, ordinal) AS first, arg_max(target_elm, ordinal) AS last,
    min(target_law_id) AS of_law, max(target_law_id) AS to_law
  FROM range_targets GROUP BY citation_id) r USING (citation_id)
WHERE (c.form = 'range' AND c.status = 'resolved' AND c.target_elm_end IS NULL)
  OR (c.target_elm_end IS NOT NULL AND c.target_elm IS NULL)
  OR (c.status = 'resolved' AND c.target_elm_end IS NOT NULL
    AND (r.first IS DISTINCT FROM c.target_elm OR r.last IS DISTINCT FROM c.target_elm_end))
  OR (r.citation_id IS NOT NULL AND (c.status <> 'resolved' OR c.target_elm_end IS NULL
    OR r.of_law <> c.target_law_id OR r.to_law <> c.target_law_id))
