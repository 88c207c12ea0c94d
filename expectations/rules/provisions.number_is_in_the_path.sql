-- The number of a node is the one in its element path. Where the source gives one number twice in one place, the
-- second has an index behind it (Item_1[2]).
SELECT t.provision_id, t.elm, t.num FROM provisions t
WHERE NOT (split_part(split_part(split_part(t.elm, '-', -1), '_', 1), '[', 1) || coalesce('_' || t.num, '')
  = split_part(split_part(t.elm, '-', -1), '[', 1))
