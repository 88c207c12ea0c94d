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
-- text: The characters in the spans, joined; null where there are none.
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
        CASE WHEN len(place.spans) > 0 THEN cut_spans(document.text, place.spans) END AS text
    FROM row_locations place
    JOIN sources source ON source.source_id = place.source_id
    LEFT JOIN source_texts document ON document.source_id = place.source_id
    WHERE place.table_name = table_name AND place.row_id = row_id;
