-- Which subjects do the editions share, and which editions treat each?
-- ja: 各版に共通するテーマは何か。どの版が扱っているか。
SELECT topic, label, list(DISTINCT edition ORDER BY edition) AS editions, count(*) AS items
FROM guideline_topics
JOIN guideline_topic_items USING (topic)
GROUP BY topic, label
ORDER BY topic;
