-- One row per topic, edition and item that speaks to it: the items aligned with the topic and, below headings,
-- what stands under them, in the order of the documents. Terms enumerated in a sentence are left out, since
-- the sentence holds them.
-- topic: The topic.
-- label: Its name in Japanese.
-- edition: The edition.
-- position: Position among the edition's items on the topic.
-- item_id: The item.
-- marker: Its marker, repaired where it was lost.
-- text: Its text, repaired where it was faulty.
-- is_aligned: Whether the item itself is aligned with the topic; otherwise it stands under one that is.
CREATE VIEW guideline_topic_texts AS
    WITH RECURSIVE spoken AS (
        SELECT aligned.topic, aligned.edition, aligned.item_id, true AS is_aligned
        FROM guideline_topic_items aligned
        UNION
        SELECT spoken.topic, spoken.edition, below.item_id, false
        FROM spoken
        JOIN guideline_items below ON below.parent_item_id = spoken.item_id
        WHERE below.kind <> 'enumerated_term'
    ),
    spoken_once AS (
        SELECT spoken.topic, spoken.edition, spoken.item_id, bool_or(spoken.is_aligned) AS is_aligned
        FROM spoken
        GROUP BY spoken.topic, spoken.edition, spoken.item_id
    )
    SELECT
        spoken_once.topic,
        subject.label,
        spoken_once.edition,
        row_number() OVER (
            PARTITION BY spoken_once.topic, spoken_once.edition
            ORDER BY item.source_id, item.ordinal
        ) AS position,
        item.item_id,
        coalesce(item.marker_corrected, item.marker) AS marker,
        coalesce(item.text_corrected, item.text) AS text,
        spoken_once.is_aligned
    FROM spoken_once
    JOIN guideline_topics subject ON subject.topic = spoken_once.topic
    JOIN guideline_items item ON item.item_id = spoken_once.item_id
    ORDER BY spoken_once.topic, spoken_once.edition, position;
