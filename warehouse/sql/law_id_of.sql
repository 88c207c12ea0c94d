-- The id of the law that a name means: id, number, title or abbreviation. An error where no law has the name, or several.
-- Example: SELECT law_id_of('自衛隊法').
CREATE MACRO law_id_of(law) AS (
    SELECT CASE
        WHEN laws = 1 THEN law_id
        ELSE error(concat(
            'law ''', law, ''' is not known: law_names has ', laws, ' of that name', ': ' || law_id,
            '; SELECT name, law_id FROM law_names'
        ))
    END
    FROM (SELECT count(*) AS laws, string_agg(law_id, ', ') AS law_id FROM law_names WHERE name = law)
);
