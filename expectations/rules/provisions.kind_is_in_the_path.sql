-- The last step of the element path names the kind of the node, as in the standard for law XML.
SELECT provision_id, elm, kind FROM provisions
WHERE kind <> lower(regexp_replace(
  regexp_extract(split_part(elm, '-', -1), '^[A-Za-z]+[0-9]*'), '([a-z])([A-Z])', '\1_\2', 'g'))
