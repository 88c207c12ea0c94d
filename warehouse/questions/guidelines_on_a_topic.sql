-- What do the editions of the Guidelines say on a topic, side by side?
-- ja: 日米防衛協力のための指針の各版は、あるテーマについて何と述べているか。
-- topic = situations_in_areas_surrounding: a topic of guideline_topics, by its name or its label
FROM guideline_compare($topic);
