-- The last step of the element path names the kind of the node, as in the standard for law XML.
WITH named AS (
  SELECT provision_id, elm, kind, split_part(split_part(split_part(elm, '-', -1), '_', 1), '[', 1) AS step
  FROM provisions),
wrong AS (
  SELECT kind, step FROM (SELECT DISTINCT kind, step FROM named)
  WHERE kind <> lower(regexp_replace(replace(step, 'TOC', 'Toc'), '([a-z])([A-Z])', '\1_\2', 'g')))
SELECT provision_id, elm, kind FROM named SEMI JOIN wrong USING (kind, step)
