-- What each edition of the guidelines says on a topic, side by side: row n holds the n-th item of each.
-- `topic` is a topic's id or its Japanese name. Example: FROM guideline_compare('joint_exercises').
-- position: Position in each edition's items on the topic.
-- guidelines_1978: Marker and text of the item of 1978.
-- guidelines_1997: Marker and text of the item of 1997.
-- guidelines_2015: Marker and text of the item of 2015.
-- proposal_2024: Marker and text of the item of the 2024 proposal.
CREATE MACRO guideline_compare(topic) AS TABLE
    SELECT
        position,
        any_value(trim(marker || ' ' || text)) FILTER (edition = '1978') AS guidelines_1978,
        any_value(trim(marker || ' ' || text)) FILTER (edition = '1997') AS guidelines_1997,
        any_value(trim(marker || ' ' || text)) FILTER (edition = '2015') AS guidelines_2015,
        any_value(trim(marker || ' ' || text)) FILTER (edition = '2024-proposal') AS proposal_2024
    FROM guideline_topic_texts spoken
    WHERE spoken.topic = topic OR spoken.label = topic
    GROUP BY position
    ORDER BY position;
