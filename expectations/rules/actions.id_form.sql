-- Ids come from what the source itself fixes: the source and the position in its table.
SELECT action_id, source_id, ordinal FROM actions
WHERE action_id <> source_id || '/' || format('{:02d}', ordinal)
