-- The provisions from the first to the last that a citation of several means, as of the revision that the citing
-- wording means: those of one kind in one place (articles are numbered through the law, all else within what holds
-- it). Where the two ends are of different kinds or in different places, 第百四条第三項から第百六条まで, those that
-- stand beside either of them and do not hold the last.
CREATE OR REPLACE TEMP TABLE range_target AS
WITH asked AS (
    SELECT
        citation.part,
        citation.place,
        citation.citation_id,
        citation.target_law_id AS law_id,
        coalesce(landing.target_elm, citation.target_elm) AS first_elm,
        coalesce(landing.target_elm_end, citation.target_elm_end) AS last_elm,
        moment.as_of
    FROM citation
    JOIN moment ON moment.citing_id = citation.citing_id AND moment.law_id = citation.target_law_id
    LEFT JOIN landing USING (part, place)
    WHERE citation.target_elm_end IS NOT NULL AND coalesce(landing.status, citation.status) = 'resolved'
),
ends AS (
    SELECT
        asked.*,
        first.kind AS first_kind,
        first.scope AS first_scope,
        first.ordinal AS first_ordinal,
        last.kind AS last_kind,
        last.scope AS last_scope,
        last.ordinal AS last_ordinal
    FROM asked
    JOIN node first ON first.law_id = asked.law_id AND first.elm = asked.first_elm
    JOIN node last ON last.law_id = asked.law_id AND last.elm = asked.last_elm
    WHERE asked.as_of BETWEEN first.first AND first.last AND asked.as_of BETWEEN last.first AND last.last
),
beside AS (
    SELECT *, first_kind AS kind, first_scope AS scope FROM ends
    UNION
    SELECT *, last_kind, last_scope FROM ends
)
SELECT
    beside.part,
    beside.place,
    beside.citation_id,
    beside.law_id AS target_law_id,
    node.elm AS target_elm,
    node.unit AS target_unit,
    node.ordinal AS place_in_law
FROM beside
JOIN node
    ON node.law_id = beside.law_id AND node.scope = beside.scope AND node.kind = beside.kind
    AND node.ordinal BETWEEN beside.first_ordinal AND beside.last_ordinal
    AND beside.as_of BETWEEN node.first AND node.last
WHERE NOT starts_with(beside.last_elm, node.elm || '-');
