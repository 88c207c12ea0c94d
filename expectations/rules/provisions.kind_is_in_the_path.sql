-- The last step of the element path names the kind of the node, as in the standard for law XML.
SELECT t.provision_id, t.elm, t.kind FROM provisions t
WHERE NOT (replace(t.kind, '_', '') = lower(split_part(split_part(split_part(t.elm, '-', -1), '_', 1), '[', 1)))
