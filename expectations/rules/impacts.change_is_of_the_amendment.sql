-- An impact is of a change that its amendment made; what means the law as a whole names no change.
SELECT i.to_revision_id, i.ordinal, i.law_id, i.change_ordinal, i.elm, i.relation
FROM impacts i
LEFT JOIN provision_changes c ON c.to_revision_id = i.to_revision_id AND c.ordinal = i.change_ordinal
WHERE (i.relation = 'law') <> (i.change_ordinal IS NULL) OR (i.elm IS NULL) <> (i.change_ordinal IS NULL)
  OR NOT starts_with(i.to_revision_id, i.law_id || '_')
  OR (i.change_ordinal IS NOT NULL AND coalesce(c.elm_after, c.elm_before) IS DISTINCT FROM i.elm)
