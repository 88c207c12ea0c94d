-- One row per table, publisher and licence: under which licences the rows of a table are, and how to name their sources.
-- The licence of a table is all of its licences together. Tables that are made here (guideline_editions, guideline_topics)
-- are under the licence of the project and not in it.
-- table_name: The table.
-- publisher: Who published the sources.
-- licence: Their licence or rights, as far as known.
-- sources: How many they are.
-- attribution: Publisher, titles (of more than three their number), the latest day of publication or retrieval, and where they are.
CREATE VIEW table_licences AS
    SELECT
        used.table_name,
        source.publisher,
        source.licence,
        count(*) AS sources,
        concat_ws(
            ', ',
            source.publisher,
            CASE
                WHEN count(DISTINCT source.title) <= 3 THEN string_agg(DISTINCT source.title, '; ' ORDER BY source.title)
                ELSE count(DISTINCT source.title) || ' titles'
            END,
            CASE
                WHEN max(source.published_on) IS NOT NULL THEN 'published ' || max(source.published_on)
                ELSE 'retrieved ' || max(source.retrieved_on)
            END,
            string_agg(DISTINCT source.url, ', ' ORDER BY source.url)
        ) AS attribution
    FROM table_sources used
    JOIN sources source ON source.source_id = used.source_id
    GROUP BY used.table_name, source.publisher, source.licence
    ORDER BY used.table_name, source.publisher, source.licence;
