-- What changed, and by which paths others may mean it.
CREATE TEMP MACRO above(elm) AS
    list_transform(
        range(1, len(string_split(elm, '-'))), lambda i: array_to_string(string_split(elm, '-')[1 : i], '-')
    );

-- As `provisions.unit`: law and article, or paragraph, or the name of the top node.
CREATE TEMP MACRO unit_of(law_id, elm) AS
    concat(
        law_id,
        '/',
        regexp_replace(split_part(elm, '-', 1), '[\[_].*', ''),
        '-' || nullif(regexp_extract(elm, '^[^-]*-((Article|Paragraph)_[^-]*)', 1), '')
    );

CREATE TEMP MACRO is_on(valid_from, valid_to, day) AS valid_from <= day AND (valid_to IS NULL OR day < valid_to);

CREATE TEMP TABLE change AS
SELECT
    changed.law_id,
    changed.to_revision_id,
    changed.ordinal,
    newer.valid_from AS day,
    older.ordinal AS before,
    newer.ordinal AS after,
    changed.elm_before,
    changed.elm_after,
    coalesce(changed.elm_after, changed.elm_before) AS elm,
    changed.change,
    changed.text_before,
    changed.text_after
FROM provision_changes changed
JOIN law_revisions newer ON newer.law_revision_id = changed.to_revision_id
JOIN law_revisions older ON older.law_revision_id = changed.from_revision_id;

CREATE TEMP TABLE node AS
SELECT
    node.provision_id,
    node.law_id,
    node.elm,
    node.parent_elm,
    node.kind,
    node.ordinal,
    older.ordinal AS first,
    newer.ordinal AS last,
    CASE
        WHEN node.kind IN ('article', 'part', 'chapter', 'section', 'subsection', 'division')
            THEN split_part(node.elm, '-', 1)
        ELSE coalesce(node.parent_elm, '')
    END AS scope
FROM provisions node
JOIN law_revisions older ON older.law_revision_id = node.law_revision_id
JOIN law_revisions newer ON newer.law_revision_id = node.last_revision_id
WHERE node.law_id IN (SELECT law_id FROM change);

-- What was added, removed or moved with what holds it is no change of its own.
CREATE TEMP TABLE root AS
FROM change ANTI JOIN (
    SELECT DISTINCT below.to_revision_id, below.ordinal
    FROM (SELECT *, unnest(above(elm)) AS holder FROM change WHERE change <> 'amended') below
    JOIN change held
        ON held.to_revision_id = below.to_revision_id AND held.change = below.change AND held.elm = below.holder
    WHERE held.elm_after IS NULL OR held.elm_before IS NULL OR starts_with(below.elm_before, held.elm_before || '-')
) nested USING (to_revision_id, ordinal);

-- The paths by which a wording may mean what changed. What has another path now, or none, is meant by the former one
-- where a wording is older than the change (`begun`). `with_below`: whoever means something in it is touched too, unless
-- only its caption or its title changed.
CREATE TEMP TABLE asked AS
WITH path AS (
    SELECT
        *,
        elm_before AS path,
        'same' AS relation,
        CASE WHEN elm_after IS DISTINCT FROM elm_before THEN 'before' END AS begun,
        elm_after IS DISTINCT FROM elm_before OR text_before IS DISTINCT FROM text_after AS with_below
    FROM root
    WHERE elm_before IS NOT NULL
    UNION ALL
    SELECT *, elm_after, 'same', 'since', text_before IS DISTINCT FROM text_after
    FROM root
    WHERE change = 'amended' AND elm_after <> elm_before
    UNION ALL
    SELECT *, unnest(above(elm)), 'around', NULL, false
    FROM root
    WHERE change IN ('amended', 'added', 'removed')
    UNION ALL
    -- Articles have no chapters in their paths.
    SELECT DISTINCT root.*, unnest(list_append(above(node.parent_elm), node.parent_elm)), 'around', NULL, false
    FROM root
    JOIN node
        ON node.law_id = root.law_id AND node.elm = array_to_string(string_split(root.elm, '-')[1 : 2], '-')
        AND CASE root.change WHEN 'removed' THEN root.before ELSE root.after END BETWEEN node.first AND node.last
    WHERE root.change IN ('amended', 'added', 'removed') AND contains(node.parent_elm, '-')
)
SELECT DISTINCT
    law_id,
    to_revision_id,
    ordinal AS change_ordinal,
    day,
    elm,
    path,
    unit_of(law_id, path) AS unit,
    relation,
    begun,
    with_below,
    coalesce(begun = 'before' AND elm_after IS NOT NULL, false) AS by_former_number
FROM path;

-- Amendments that touch the law as such, not only its supplementary provisions or its table of contents.
CREATE TEMP TABLE changed_law AS
SELECT DISTINCT law_id, to_revision_id, day
FROM change
WHERE
    change IN ('amended', 'added', 'removed')
    AND regexp_matches(elm, '^(LawTitle|Preamble|MainProvision|Appdx)')
    AND elm <> 'MainProvision';
