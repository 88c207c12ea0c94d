-- What goes from one provision to another has both ends, and the second comes after the first.
SELECT c.citation_id, c.text, c.form, c.target_elm, c.target_elm_end
FROM citations c
LEFT JOIN provisions a ON a.law_id = c.target_law_id AND a.elm = c.target_elm
LEFT JOIN provisions b ON b.law_revision_id = a.law_revision_id AND b.elm = c.target_elm_end
WHERE (c.form = 'range' AND c.status = 'resolved' AND c.target_elm_end IS NULL)
  OR (c.target_elm_end IS NOT NULL AND (c.target_elm IS NULL OR b.ordinal <= a.ordinal))
