-- A law as it stood on a day: every provision, in the order of the law. `law` is its id, number, title or an
-- abbreviation. An error: the law is not known, or not loaded for the day.
-- Example: FROM law_as_of('重要影響事態法', DATE '2026-02-01').
-- law_id: The law.
-- law_revision_id: The revision in force on the day.
-- elm: e-Gov's path of the provision.
-- kind: What the provision is.
-- num: Its number in e-Gov form.
-- caption: 見出し.
-- title: Title or number as printed.
-- text: Its own sentences, of a table the cells; null where it has none.
-- depth: Steps below the law.
-- valid_from: First day on which the provision is as it is here.
-- valid_to: Day after the last; null while it is not known to end.
CREATE MACRO law_as_of(law, day) AS TABLE
    SELECT
        provision.law_id,
        revision.law_revision_id,
        provision.elm,
        provision.kind,
        provision.num,
        provision.caption,
        provision.title,
        provision.text,
        provision.depth,
        provision.valid_from,
        provision.valid_to
    FROM (
        SELECT
            count(*) AS laws,
            string_agg(law_id, ', ') AS law_id,
            any_value(history_from) AS since,
            any_value(CAST(day AS DATE)) AS on_day
        FROM law_names
        WHERE name = law
    ) asked
    JOIN law_revisions revision
        ON revision.law_id = loaded_law(law, asked.laws, asked.law_id, asked.since, day)
        AND revision.valid_from <= asked.on_day
        AND (revision.valid_to IS NULL OR asked.on_day < revision.valid_to)
    JOIN provisions provision
        ON provision.law_id = revision.law_id
        AND provision.valid_from <= asked.on_day
        AND (provision.valid_to IS NULL OR asked.on_day < provision.valid_to)
    ORDER BY provision.ordinal;
