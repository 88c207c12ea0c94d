-- The runs of a text that stay and go are the text before, those that stay and come the text after; where the
-- text is the same, or one of the two has none, there are no runs.
WITH said AS (
  SELECT *, array_to_string(list_transform(list_filter(edits, lambda e: e.op <> 'insert'), lambda e: e.text), '')
      AS before,
    array_to_string(list_transform(list_filter(edits, lambda e: e.op <> 'delete'), lambda e: e.text), '') AS after
  FROM provision_changes)
SELECT law_id, to_revision_id, ordinal, change, text_before, before, text_after, after
FROM said
WHERE CASE WHEN len(edits) > 0
  THEN before IS DISTINCT FROM text_before OR after IS DISTINCT FROM text_after OR text_before = text_after
  ELSE text_before <> text_after END
  OR len(list_filter(edits, lambda e: e.text = '' OR e.op NOT IN ('equal', 'delete', 'insert'))) > 0
