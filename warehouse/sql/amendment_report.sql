-- What the revisions of a law changed that came into force on a day or later, and what these changes touch: one row per
-- provision changed, revision by revision, in the order of the law, with what goes marked 〔－…－〕 and what comes 〔＋…＋〕.
-- A last row of a revision, without a change, has what means the law as a whole. It is an error if the law is not known,
-- or not loaded for the day: what changed before the first revision that is loaded is not known here.
-- Example: FROM amendment_report('自衛隊法', DATE '2021-01-01').
-- valid_from: The day on which the change came into force.
-- law_revision_id: The revision that has it.
-- amendment_law_num: Number of the amending law, where it is known.
-- amendment_law_title: Its title, where it is known.
-- change: added, removed, amended, renumbered or moved, as in provision_changes; null for the law as a whole.
-- kind: What the provision is.
-- elm_before: Its path before; null for what was added.
-- elm_after: Its path after; null for what was removed.
-- title: Title or number as printed, marked where it changed.
-- caption: 見出し, marked where it changed.
-- text: Its own text, marked where it changed.
-- touches: What depends on it, as in impacts, the closest first: table_name, row_id, path and reason; empty where nothing does.
CREATE MACRO amendment_report(law, since) AS TABLE
    WITH revision AS (
        SELECT found.*
        FROM (
            SELECT
                count(*) AS laws,
                string_agg(law_id, ', ') AS law_id,
                any_value(history_from) AS begins,
                any_value(CAST(since AS DATE)) AS from_day
            FROM law_names
            WHERE name = law
        ) asked
        JOIN law_revisions found
            ON found.law_id = loaded_law(law, asked.laws, asked.law_id, asked.begins, since)
            AND found.valid_from >= asked.from_day
    ),
    touched AS (
        SELECT
            to_revision_id,
            change_ordinal,
            list(
                struct_pack(table_name := table_name, row_id := row_id, path := path, reason := reason)
                ORDER BY ordinal
            ) AS touches
        FROM impacts
        WHERE to_revision_id IN (SELECT law_revision_id FROM revision)
        GROUP BY to_revision_id, change_ordinal
    ),
    change AS (
        SELECT
            changed.to_revision_id,
            changed.ordinal,
            changed.change,
            changed.kind,
            changed.elm_before,
            changed.elm_after,
            marked_pair(changed.title_before, changed.title_after) AS title,
            marked_pair(changed.caption_before, changed.caption_after) AS caption,
            CASE
                WHEN len(changed.edits) > 0 THEN marked_edits(changed.edits)
                ELSE marked_pair(changed.text_before, changed.text_after)
            END AS text,
            coalesce(touched.touches, []) AS touches
        FROM revision
        JOIN provision_changes changed ON changed.to_revision_id = revision.law_revision_id
        LEFT JOIN touched
            ON touched.to_revision_id = changed.to_revision_id AND touched.change_ordinal = changed.ordinal
        UNION ALL
        SELECT to_revision_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, touches
        FROM touched
        WHERE change_ordinal IS NULL
    )
    SELECT
        revision.valid_from,
        revision.law_revision_id,
        revision.amendment_law_num,
        coalesce(revision.amendment_law_title, amending.title) AS amendment_law_title,
        change.change,
        change.kind,
        change.elm_before,
        change.elm_after,
        change.title,
        change.caption,
        change.text,
        change.touches
    FROM revision
    JOIN change ON change.to_revision_id = revision.law_revision_id
    LEFT JOIN laws amending ON amending.law_id = revision.amendment_law_id
    ORDER BY revision.ordinal, change.ordinal NULLS LAST;
