-- Amended means other words, in the text, the title or the caption; moved and renumbered are the same words, white
-- space aside, and renumbered has another path or title.
SELECT law_id, to_revision_id, ordinal, change, elm_before, elm_after, title_before, title_after, text_before,
  text_after
FROM provision_changes
WHERE change IN ('renumbered', 'moved') AND regexp_replace(coalesce(text_before, ''), '[\s\p{Z}]', '', 'g')
    <> regexp_replace(coalesce(text_after, ''), '[\s\p{Z}]', '', 'g')
  OR change = 'renumbered' AND elm_before = elm_after AND title_before IS NOT DISTINCT FROM title_after
  OR change = 'amended' AND text_before IS NOT DISTINCT FROM text_after
    AND title_before IS NOT DISTINCT FROM title_after AND caption_before IS NOT DISTINCT FROM caption_after
