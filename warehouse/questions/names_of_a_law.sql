-- By which names and abbreviations is a law known, and from which day on is it loaded?
-- ja: この法律の題名・番号・略称は何か。いつの条文から収録されているか。
-- law = 重要影響事態法: any name of the law
SELECT n.name, n.kind, n.law_id, n.history_from
FROM law_names asked
JOIN law_names n USING (law_id)
WHERE asked.name = $law
ORDER BY n.kind, n.name;
