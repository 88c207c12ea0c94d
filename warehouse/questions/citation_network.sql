-- Which laws cite which, and how often?
-- ja: どの法律がどの法律を引用しているか。何回か。
SELECT citing.title AS citing, cited.title AS cited, count(*) AS citations
FROM citations
JOIN laws citing ON citing.law_id = split_part(provision_id, '_', 1)
JOIN laws cited ON cited.law_id = target_law_id
WHERE valid_to IS NULL AND citing.law_id <> cited.law_id AND cited.history_from IS NOT NULL
GROUP BY ALL
ORDER BY citations DESC, citing, cited;
