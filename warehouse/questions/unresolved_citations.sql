-- Why do citations land nowhere, and which laws would have to be loaded?
-- ja: 引用先が見つからない引用は、なぜか。どの法律を追加すべきか。
SELECT reason, target_title, count(*) AS citations
FROM unresolved_citations
WHERE valid_to IS NULL
GROUP BY ALL
ORDER BY citations DESC, reason, target_title
LIMIT 40;
