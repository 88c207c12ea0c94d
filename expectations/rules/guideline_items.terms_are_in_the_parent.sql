-- Terms enumerated inside a sentence are child items and stay in the parent's text too; under a heading they
-- stand by themselves.
SELECT i.item_id, i.text, p.text AS sentence
FROM guideline_items i LEFT JOIN guideline_items p ON p.item_id = i.parent_item_id
WHERE i.kind = 'enumerated_term' AND NOT coalesce(p.is_heading OR contains(p.text, i.text), false)
