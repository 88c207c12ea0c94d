-- A path begins with what changed, has a provision for each step through the law, and ends with the provision that the
-- row belongs to, or with the one that a White Paper or the Guidelines mean.
SELECT to_revision_id, ordinal, table_name, row_id, elm, steps, path_elms
FROM impacts
WHERE path_elms[1] <> concat_ws('/', law_id, elm)
  OR len(path_elms) <> CASE
    WHEN table_name IN ('citations', 'applied_provisions', 'substitutions', 'provisions') THEN steps + 1
    WHEN table_name IN ('approvals', 'weapon_use_conditions') THEN steps - 1
    ELSE steps END
  OR (table_name IN ('citations', 'applied_provisions', 'substitutions', 'provisions')
    AND path_elms[-1] <> concat(split_part(row_id, '_', 1), '/', split_part(split_part(row_id, '|', 1), '/', 2)))
