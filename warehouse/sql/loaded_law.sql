-- The id of the one law that a name means, where a wording of it is loaded on a day; else an error that says what
-- `law_names` has. `laws` is how many laws have the name, `law_id` their ids, `since` the first day that is loaded.
-- It is what the macros over laws have in common.
-- Example: SELECT loaded_law('自衛隊法', 1, '329AC0000000165', DATE '2016-03-29', DATE '2021-07-13').
CREATE MACRO loaded_law(law, laws, law_id, since, day) AS
    CASE
        WHEN laws = 1 AND since <= day THEN law_id
        ELSE error(concat(
            'law ''', law, ''' is not loaded for ', day, ': law_names has ', laws, ' of that name', ': ' || law_id,
            ', loaded from ' || since || ' on', '; SELECT name, law_id, history_from FROM law_names'
        ))
    END;
