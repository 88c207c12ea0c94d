-- A legal basis is an article that the law had when the White Paper was published, where the law is loaded; one that
-- is not there is misread, or the law's text is incomplete.
SELECT b.action_id, b.ordinal, b.law_name, b.article, b.paragraph, s.published_on
FROM action_legal_bases b JOIN sources s USING (source_id)
WHERE b.article IS NOT NULL AND b.law_id IN (SELECT law_id FROM law_revisions)
  AND NOT EXISTS (
    FROM provisions p WHERE p.law_id = b.law_id
      AND p.elm = 'MainProvision-Article_' || b.article || coalesce('-Paragraph_' || b.paragraph, '')
      AND p.valid_from <= s.published_on AND (p.valid_to IS NULL OR s.published_on < p.valid_to))
