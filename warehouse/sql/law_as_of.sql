-- The provisions of a law in force on a day, in the order of the law. `law` is its id, number, title or an
-- abbreviation. Example: FROM law_as_of('重要影響事態法', DATE '2026-02-01').
-- law_id: The law.
-- law_revision_id: The wording in force on the day.
-- elm: e-Gov's path of the provision.
-- kind: What the provision is.
-- num: Its number in e-Gov form.
-- caption: 見出し.
-- title: Title or number as printed.
-- text: Its own sentences; null where it has none.
-- depth: Steps below the law.
CREATE MACRO law_as_of(law, day) AS TABLE
    SELECT
        provision.law_id,
        provision.law_revision_id,
        provision.elm,
        provision.kind,
        provision.num,
        provision.caption,
        provision.title,
        provision.text,
        provision.depth
    FROM laws named
    JOIN law_revisions revision ON revision.law_id = named.law_id
    JOIN provisions provision ON provision.law_revision_id = revision.law_revision_id
    WHERE
        (law IN (named.law_id, named.law_num, named.title) OR list_contains(named.abbreviations, law))
        AND revision.valid_from <= day
        AND (revision.valid_to IS NULL OR day < revision.valid_to)
    ORDER BY provision.law_id, provision.ordinal;
