-- What a ground for using weapons applies (準用) is a provision that the law had when the White Paper was published,
-- where the law is loaded.
SELECT a.condition_id, a.ordinal, a.law_id, a.article, a.paragraph, s.published_on
FROM weapon_use_applied_provisions a JOIN sources s USING (source_id)
WHERE a.law_id IN (SELECT law_id FROM law_revisions)
  AND NOT EXISTS (
    FROM provisions p WHERE p.law_id = a.law_id
      AND p.elm = 'MainProvision-Article_' || a.article || coalesce('-Paragraph_' || a.paragraph, '')
      AND p.valid_from <= s.published_on AND (p.valid_to IS NULL OR s.published_on < p.valid_to))
