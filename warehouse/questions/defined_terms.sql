-- Where is a term defined, and as what?
-- ja: この用語はどこで、どう定義されているか。
-- term = 宿営地: the term, or a part of it
SELECT laws.title AS law, elm, term, definition, p.valid_from, p.valid_to
FROM defined_terms
JOIN provisions p USING (provision_id)
JOIN laws USING (law_id)
WHERE contains(term, $term)
ORDER BY p.valid_to IS NOT NULL, laws.law_id, p.ordinal, defined_terms.ordinal;
