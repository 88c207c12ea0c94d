-- Whether a row of `provisions` (its kind, elm, parent_elm and alias) is an article of a chapter or the like, of 本則 or
-- of 附則 (path), or a paragraph there that stands outside articles; false for any other path. It is what `cites` and
-- `cited_by` have in common: a condition, since a macro that gives rows would make small look-ups a tenth slower.
-- Example: SELECT is_article_of('MainProvision-Chapter_6', 'article', 'MainProvision-Article_76', 'MainProvision-Chapter_6', NULL).
CREATE MACRO is_article_of(path, kind, elm, parent_elm, alias) AS
    regexp_full_match(path, '(Main|Suppl)Provision[^-]*(-(Part|Chapter|Section|Subsection|Division)_[^-]*)*')
    AND (kind = 'article' OR (kind = 'paragraph' AND NOT contains(elm, '-Article_')))
    AND (starts_with(parent_elm || '-', path || '-') OR starts_with(alias, path || '-'));
