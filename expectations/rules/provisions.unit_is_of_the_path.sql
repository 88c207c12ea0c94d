-- What look-ups of a provision go by is its law, the name of its top node, and the article or paragraph below that.
SELECT t.provision_id, t.elm, t.unit FROM provisions t
WHERE NOT (t.unit = t.law_id || '/' || split_part(split_part(split_part(t.elm, '-', 1), '_', 1), '[', 1)
  || CASE WHEN starts_with(split_part(t.elm, '-', 2), 'Article_') OR starts_with(split_part(t.elm, '-', 2), 'Paragraph_')
    THEN '-' || split_part(t.elm, '-', 2) ELSE '' END)
