-- What look-ups of what is cited go by is its law, the name of its top node, and the article or paragraph below that.
SELECT t.citation_id, t.target_law_id, t.target_elm, t.target_unit FROM citations t
WHERE NOT (t.target_unit IS NOT DISTINCT FROM t.target_law_id || '/' || split_part(split_part(split_part(t.target_elm, '-', 1), '_', 1), '[', 1)
  || CASE WHEN starts_with(split_part(t.target_elm, '-', 2), 'Article_') OR starts_with(split_part(t.target_elm, '-', 2), 'Paragraph_')
    THEN '-' || split_part(t.target_elm, '-', 2) ELSE '' END)
