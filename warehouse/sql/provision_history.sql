-- Every wording of a provision, with all that is below it, and the time in which it was the law: one row for as long as
-- no character of it changes. `law` and `address` are as in `article`. History begins with the first revision that is
-- loaded; a provision that was renumbered is another one. Example: FROM provision_history('自衛隊法', '第七十六条').
-- law_revision_id: The first revision that has the wording.
-- amendment_law_num: Number of the law that made that revision; null where none did or it is not known.
-- valid_from: First day of the wording.
-- valid_to: Day after the last; null while it is not known to end.
-- text: Captions, titles and sentences, a line to each provision.
CREATE MACRO provision_history(law, address) AS TABLE
    WITH asked AS (
        SELECT
            loaded_law(law, laws, law_id, since, DATE '9999-12-31') AS law_id,
            coalesce(found[3], error(concat(
                'cannot read ''', address, ''' as an article, a paragraph, an item or an appendix: write it like ',
                '第九十四条の五第一項第二号, 94条の5, 附則第二条, 別表第一'
            ))) AS unit,
            found[1] AS path
        FROM (
            SELECT
                count(*) AS laws,
                string_agg(law_id, ', ') AS law_id,
                any_value(history_from) AS since,
                read_address(any_value(address)) AS found
            FROM law_names
            WHERE name = law
        )
    ),
    node AS (
        SELECT provision.*
        FROM asked
        JOIN provisions provision ON provision.unit = asked.law_id || '/' || asked.unit
        WHERE contains(concat(provision.elm, '-,', provision.alias, '-'), asked.path || '-')
    ),
    revision AS (
        SELECT found.*
        FROM asked
        JOIN law_revisions found ON found.law_id = asked.law_id
        WHERE found.valid_to IS NULL OR found.valid_from < found.valid_to
    ),
    wording AS (
        SELECT
            revision.ordinal,
            revision.law_revision_id,
            revision.amendment_law_num,
            revision.valid_from,
            revision.valid_to,
            string_agg(
                concat_ws(chr(10), node.caption, nullif(concat_ws('　', node.title, node.text), '')),
                chr(10)
                ORDER BY node.ordinal
            ) FILTER (node.elm IS NOT NULL) AS text
        FROM revision
        LEFT JOIN node
            ON node.valid_from <= revision.valid_from
            AND (node.valid_to IS NULL OR revision.valid_from < node.valid_to)
        GROUP BY ALL
    ),
    marked AS (
        SELECT
            *,
            sum(CASE WHEN text IS DISTINCT FROM before THEN 1 ELSE 0 END) OVER (ORDER BY ordinal) AS run
        FROM (SELECT *, lag(text) OVER (ORDER BY ordinal) AS before FROM wording)
    )
    SELECT
        first(law_revision_id ORDER BY ordinal) AS law_revision_id,
        first(amendment_law_num ORDER BY ordinal) AS amendment_law_num,
        min(valid_from) AS valid_from,
        CASE WHEN bool_and(valid_to IS NOT NULL) THEN max(valid_to) END AS valid_to,
        any_value(text) AS text
    FROM marked
    WHERE text IS NOT NULL
    GROUP BY run
    ORDER BY run;
