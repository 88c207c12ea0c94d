-- What look-ups of a provision go by is its law, the name of its top node, and the article or paragraph below that.
SELECT provision_id, elm, unit FROM provisions
WHERE unit <> law_id || '/' || regexp_replace(elm, '^([A-Za-z]+)[^-]*(-(?:Article|Paragraph)_[^-]*)?.*$', '\1\2')
