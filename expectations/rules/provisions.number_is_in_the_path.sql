-- The number of a node is the one in its element path. Where the source gives one number twice in one place, the
-- second has an index behind it (Item_1[2]).
SELECT provision_id, elm, num FROM (
  SELECT provision_id, elm, num, split_part(elm, '-', -1) AS step FROM provisions)
WHERE num IS DISTINCT FROM
  CASE WHEN contains(step, '_') THEN split_part(substring(step, strpos(step, '_') + 1), '[', 1) END
