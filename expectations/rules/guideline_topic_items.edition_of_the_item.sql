-- An item is aligned with a topic as part of the edition that it belongs to or speaks of.
SELECT t.topic, t.item_id, t.edition, i.edition AS edition_of_the_item
FROM guideline_topic_items t JOIN guideline_items i USING (item_id) WHERE t.edition <> i.edition
