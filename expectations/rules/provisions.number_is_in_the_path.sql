-- The number of an article, paragraph, item or sub-item is the one in its element path.
SELECT provision_id, elm, num FROM provisions
WHERE regexp_matches(kind, '^(article|paragraph|item|subitem[0-9]+)$')
  AND num IS DISTINCT FROM nullif(regexp_extract(split_part(elm, '-', -1), '_(.*)$', 1), '')
