-- Is every character of every source accounted for?
-- ja: すべての資料の全文字が、行か理由付きの除外かに収まっているか。
SELECT sources.title, characters, covered, ignored, unaccounted
FROM coverage
JOIN sources USING (source_id)
ORDER BY characters DESC;
