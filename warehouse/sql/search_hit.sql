-- What is one hit of a search, of which the best row is shown: an article, a paragraph that is in none, an appendix, a
-- chapter; elsewhere what `searchable` has as its place.
-- Example: SELECT search_hit('329AC0000000165', 'MainProvision-Article_76-Paragraph_1-Item_2').
CREATE MACRO search_hit(law_id, place) AS
    CASE
        WHEN law_id IS NULL THEN place
        ELSE concat_ws('/', law_id, regexp_extract(
            place,
            '^[^-]+(?:-Article_[^-]+|-Paragraph_[^-]+|(?:-(?:Part|Chapter|Section|Subsection|Division)_[^-]+)*)'
        ))
    END;
