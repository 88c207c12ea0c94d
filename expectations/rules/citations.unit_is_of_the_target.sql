-- What look-ups of what is cited go by is its law, the name of its top node, and the article or paragraph below that.
SELECT citation_id, target_law_id, target_elm, target_unit FROM citations
WHERE target_unit IS DISTINCT FROM target_law_id || '/'
  || regexp_replace(target_elm, '^([A-Za-z]+)[^-]*(-(?:Article|Paragraph)_[^-]*)?.*$', '\1\2')
