-- One row per topic, edition and item that speaks to it: the items aligned with the topic and what stands under
-- them, down to items that are aligned with another topic. Terms enumerated in a sentence are left out, since the
-- sentence holds them. The edition's own text comes before what a review says of it.
-- topic: The topic.
-- label: Its name in Japanese.
-- edition: The edition.
-- position: Position among the edition's items on the topic.
-- item_id: The item.
-- source_id: The document that it stands in.
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
        WHERE
            below.kind <> 'enumerated_term'
            AND below.item_id NOT IN (SELECT aligned.item_id FROM guideline_topic_items aligned)
    )
    SELECT
        spoken.topic,
        subject.label,
        spoken.edition,
        row_number() OVER (
            PARTITION BY spoken.topic, spoken.edition
            ORDER BY source.kind = 'guidelines-review', item.source_id, item.ordinal
        ) AS position,
        item.item_id,
        item.source_id,
        coalesce(item.marker_corrected, item.marker) AS marker,
        coalesce(item.text_corrected, item.text) AS text,
        spoken.is_aligned
    FROM spoken
    JOIN guideline_topics subject ON subject.topic = spoken.topic
    JOIN guideline_items item ON item.item_id = spoken.item_id
    JOIN sources source ON source.source_id = item.source_id
    ORDER BY spoken.topic, spoken.edition, position;
