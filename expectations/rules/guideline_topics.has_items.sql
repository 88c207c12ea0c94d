-- A topic is something that editions treat: at least one item is aligned with it.
SELECT topic, label FROM guideline_topics ANTI JOIN guideline_topic_items USING (topic)
