-- A chapter or the like as it stood on a day, with all that is below it, in the order of the law; also 本則 or 附則 as a
-- whole, and anything that `article` gives, if not as fast. A section needs no chapter before it where only one
-- section has the number. Without rows: the law had no such provision on the day. An error: the law is not known or
-- not loaded, its wordings are loaded from a later day on, or the address cannot be read or means several.
-- Example: FROM chapter('自衛隊法', '第七章', DATE '2021-07-13').
-- elm: e-Gov's path of the provision.
-- kind: What the provision is.
-- caption: 見出し.
-- title: Title or number as printed.
-- text: Its own sentences, of a table the cells; null where it has none.
-- law_revision_id: The first revision that has it so.
-- valid_from: First day of this wording.
-- valid_to: Day after the last; null while it is not known to end.
CREATE MACRO chapter(law, address, day) AS TABLE
    WITH law_of_the_day AS (
        SELECT provision.*, provision_path(address) AS path
        FROM (
            SELECT
                count(*) AS laws,
                string_agg(law_id, ', ') AS law_id,
                any_value(history_from) AS since,
                any_value(CAST(day AS DATE)) AS on_day
            FROM law_names
            WHERE name = law
        ) asked
        JOIN provisions provision
            ON provision.law_id = loaded_law(law, asked.laws, asked.law_id, asked.since, day)
            AND provision.valid_from <= asked.on_day
            AND (provision.valid_to IS NULL OR asked.on_day < provision.valid_to)
    ),
    found AS (
        SELECT ordinal, depth, elm, elm = path OR coalesce(alias = path, false) AS is_whole
        FROM law_of_the_day
        WHERE
            elm = path
            OR alias = path
            -- 第二節 is looked for in every chapter, 第三章 in every part.
            OR (
                kind IN ('chapter', 'section', 'subsection', 'division')
                AND starts_with(path, 'MainProvision-')
                AND ends_with(elm, substring(path, length('MainProvision-')))
            )
    ),
    root AS (
        SELECT
            CASE
                WHEN bool_or(is_whole) THEN min(ordinal) FILTER (is_whole)
                WHEN count(*) < 2 THEN min(ordinal)
                ELSE error(concat('''', address, ''' means several: ', string_agg(elm, ', ' ORDER BY ordinal)))
            END AS first,
            CASE WHEN bool_or(is_whole) THEN min(depth) FILTER (is_whole) ELSE min(depth) END AS depth
        FROM found
    ),
    behind AS (
        SELECT min(provision.ordinal) AS first
        FROM law_of_the_day provision, root
        WHERE provision.ordinal > root.first AND provision.depth <= root.depth
    )
    SELECT
        provision.elm,
        provision.kind,
        provision.caption,
        provision.title,
        provision.text,
        provision.law_revision_id,
        provision.valid_from,
        provision.valid_to
    FROM law_of_the_day provision, root, behind
    WHERE provision.ordinal >= root.first AND (behind.first IS NULL OR provision.ordinal < behind.first)
    ORDER BY provision.ordinal;
