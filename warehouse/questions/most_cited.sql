-- Which provisions are cited most?
-- ja: 最も多く引用されている条文は何か。
SELECT title, target_elm, count(*) AS citations
FROM citations
JOIN laws ON law_id = target_law_id
WHERE status = 'resolved' AND valid_to IS NULL AND target_elm IS NOT NULL
GROUP BY ALL
ORDER BY citations DESC, title, target_elm
LIMIT 25;
