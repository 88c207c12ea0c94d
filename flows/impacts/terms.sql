-- Where a definition changed, the provisions of the law that use the term: as far as it says that it holds, and not
-- only as a part of a longer term.
CREATE TEMP TABLE term_use AS
WITH text AS (
    SELECT to_revision_id, ordinal, law_id, elm_before AS elm, before AS revision, 'before' AS side FROM change
    UNION ALL
    SELECT to_revision_id, ordinal, law_id, elm_after, after, 'after' FROM change
),
-- What stands below a definition that lists (次に掲げる…をいう) is a part of it. Its own definitions have no `holder`.
place AS (
    SELECT *, elm AS definer, NULL AS holder FROM text WHERE elm IS NOT NULL
    UNION ALL
    SELECT *, unnest(above(elm)), elm FROM text WHERE regexp_matches(elm, '-(Item|Subitem1)_[^-]*-')
),
definition AS (
    SELECT
        place.to_revision_id,
        place.ordinal,
        place.side,
        place.holder,
        node.elm,
        node.ordinal AS place,
        defined.term,
        defined.definition,
        substring(node.text, 1, defined.start) AS lead,
        substring(node.text, defined."end" + 1) AS tail
    FROM place
    JOIN (
        SELECT node.*, provision.text
        FROM node
        JOIN provisions provision USING (provision_id)
        SEMI JOIN defined_terms USING (provision_id)
    ) node
        ON node.law_id = place.law_id AND node.elm = place.definer AND place.revision BETWEEN node.first AND node.last
    JOIN defined_terms defined USING (provision_id)
    WHERE
        (place.holder IS NULL OR regexp_matches(defined.definition, '次[にの]|各号'))
        -- Of 短時間勤務の官職（…をいう） only the last word is known.
        AND NOT ends_with(substring(node.text, 1, defined.start), 'の')
),
-- A definition that only stands elsewhere now has not changed.
changed_definition AS (
    SELECT
        *,
        coalesce(
            nullif(regexp_extract(lead, '（([^（）「」]*)「$', 1), ''),
            regexp_extract(tail, '^（[^「」]*をいう。([^。「」）]*)同じ', 1)
        ) AS said
    FROM definition
    ANTI JOIN definition other
        ON other.to_revision_id = definition.to_revision_id AND other.term = definition.term
        AND other.definition = definition.definition AND other.side <> definition.side
        AND other.holder IS NULL AND definition.holder IS NULL
),
reach AS (
    SELECT
        *,
        CASE
            WHEN regexp_matches(said, '以下この号に') THEN regexp_extract(elm, '^.*-Item_[^-]*')
            WHEN regexp_matches(said, '以下この項に') THEN regexp_extract(elm, '^.*-Paragraph_[^-]*')
            WHEN regexp_matches(said, '以下この条に') THEN regexp_extract(elm, '^.*-Article_[^-]*')
            WHEN contains(said, 'において') AND NOT regexp_matches(said, '以下|条|章|節|款|目|編|別表|附則')
                THEN regexp_extract(elm, '^.*-Article_[^-]*')
            ELSE ''
        END AS scope,
        contains(said, '以下') AS is_from_here
    FROM changed_definition
),
changed_term AS (
    SELECT
        change.law_id,
        change.to_revision_id,
        change.day,
        change.ordinal AS change_ordinal,
        change.elm,
        reach.term,
        bool_and(reach.side = 'after') AS is_new,
        arg_min(reach.elm, reach.side) AS definer,
        arg_min(reach.place, reach.side) AS place,
        arg_min(reach.scope, reach.side) AS scope,
        arg_min(reach.is_from_here, reach.side) AS is_from_here
    FROM reach
    JOIN change USING (to_revision_id, ordinal)
    WHERE reach.holder IS NULL OR change.change IN ('amended', 'added', 'removed')
    GROUP BY ALL
),
longer AS (
    SELECT DISTINCT changed_term.law_id, changed_term.term, defined.term AS other
    FROM (SELECT DISTINCT law_id, term FROM changed_term) changed_term
    JOIN node USING (law_id)
    JOIN defined_terms defined USING (provision_id)
    WHERE contains(defined.term, changed_term.term) AND defined.term <> changed_term.term
),
within AS (
    SELECT law_id, term, list(other ORDER BY length(other) DESC, other) AS others FROM longer GROUP BY law_id, term
)
SELECT
    term.law_id,
    term.to_revision_id,
    term.change_ordinal,
    term.elm,
    false AS by_former_number,
    'provisions' AS table_name,
    use.provision_id AS row_id,
    use.valid_from AS row_from,
    1 AS steps,
    'term' AS relation,
    [term.law_id || '/' || term.elm, use.law_id || '/' || use.elm] AS way,
    term.term AS word
FROM changed_term term
LEFT JOIN within USING (law_id, term)
JOIN provisions use ON use.law_id = term.law_id
WHERE
    is_on(use.valid_from, use.valid_to, term.day)
    -- What came together with a new definition was written with it.
    AND (NOT term.is_new OR use.valid_from < term.day)
    AND use.elm NOT IN (term.elm, term.definer)
    AND contains(
        list_reduce(list_prepend(use.text, coalesce(within.others, [])), lambda text, other: replace(text, other, '')),
        term.term
    )
    AND (
        split_part(use.elm, '-', 1) = split_part(term.elm, '-', 1)
        OR (starts_with(term.elm, 'MainProvision-') AND starts_with(use.elm, 'Appdx'))
    )
    AND (NOT coalesce(term.is_from_here, false) OR use.ordinal > term.place)
    AND (coalesce(term.scope, '') = '' OR starts_with(use.elm || '-', term.scope || '-'));
