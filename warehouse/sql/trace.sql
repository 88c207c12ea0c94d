-- The source, its hash, the spans and the verbatim text behind a row; `row_id` is the row's key, the columns
-- of a key of several joined by |. Example: FROM trace('actions', 'wp2021-siryo10/01').
-- source_id: The source.
-- title: Its title.
-- publisher: Who published it.
-- file: Its file name in raw/.
-- sha256: SHA-256 of that file.
-- spans: Where the row stands in the decoded text, in code points from 0, half-open.
-- elm: For a provision or a part of one, e-Gov's path of the element.
-- via: The table whose row gives the place, where the row has none of its own.
-- text: The characters in the spans, joined; of law XML, and of revisions of laws, whose sources are not in the database, the row's own text; null where there is none.
CREATE MACRO trace(table_name, row_id) AS TABLE
    SELECT
        source.source_id,
        source.title,
        source.publisher,
        source.file,
        source.sha256,
        place.spans,
        place.elm,
        place.via,
        coalesce(
            CASE WHEN len(place.spans) > 0 THEN cut_spans(document.text, place.spans) END,
            CASE table_name
                WHEN 'provisions' THEN (SELECT own.text FROM provisions own WHERE own.provision_id = row_id)
                WHEN 'sentences' THEN (
                    SELECT own.text FROM sentences own
                    WHERE own.provision_id = split_part(row_id, '|', 1) AND own.ordinal = TRY_CAST(split_part(row_id, '|', 2) AS INTEGER)
                )
                WHEN 'citations' THEN (SELECT own.text FROM citations own WHERE own.citation_id = row_id)
            END
        ) AS text
    FROM row_locations place
    JOIN sources source ON source.source_id = place.source_id
    LEFT JOIN source_texts document ON document.source_id = place.source_id
    WHERE place.table_name = table_name AND place.row_id = row_id;
