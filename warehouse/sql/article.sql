-- A provision as it stood on a day, with all that is below it, in the order of the law. `law` is its id, number, title
-- or an abbreviation; `address` is an article, a paragraph, an item or an appendix, as `provision_path` reads it (a
-- chapter, 本則 or 附則 as a whole: see `chapter`). No rows: the law had no such provision on the day. An error: the law
-- is not known, or not loaded for the day, or the address cannot be read.
-- Example: FROM article('自衛隊法', '第九十四条の五', DATE '2021-07-13').
-- elm: e-Gov's path of the provision.
-- kind: What the provision is.
-- caption: 見出し.
-- title: Title or number as printed.
-- text: Its own sentences, of a table the cells; null where it has none.
-- law_revision_id: The first revision that has it so.
-- valid_from: First day of this wording.
-- valid_to: Day after the last; null while it is not known to end.
CREATE MACRO article(law, address, day) AS TABLE
    -- Flat, since most of the time goes into planning. The one condition that reaches the scan of provisions must be
    -- that on its indexed column, or DuckDB would not use the index: the others ask for columns of both sides. The
    -- address is read behind an aggregate, which keeps it from being read while planning, where it takes longer.
    SELECT
        provision.elm,
        provision.kind,
        provision.caption,
        provision.title,
        provision.text,
        provision.law_revision_id,
        provision.valid_from,
        provision.valid_to
    FROM (
        SELECT
            count(*) AS laws,
            string_agg(law_id, ', ') AS law_id,
            any_value(history_from) AS since,
            read_address(any_value(address)) AS found,
            any_value(CAST(day AS DATE)) AS on_day
        FROM law_names
        WHERE name = law
    ) asked
    JOIN provisions provision
        ON provision.unit = concat(
            loaded_law(law, asked.laws, asked.law_id, asked.since, day),
            '/',
            coalesce(asked.found[3], error(concat(
                'cannot read ''', address, ''' as an article, a paragraph, an item or an appendix: write it like ',
                '第九十四条の五第一項第二号, 94条の5, 附則第二条, 別表第一; a chapter, 本則 or 附則 as a whole: chapter(law, address, day)'
            )))
        )
    WHERE
        contains(concat(provision.elm, '-,', provision.alias, '-'), asked.found[1] || '-')
        AND greatest(provision.valid_from - asked.on_day, asked.on_day + 1 - provision.valid_to) <= 0
    ORDER BY provision.ordinal;
