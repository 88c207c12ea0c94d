-- What was repaired in the sources, why, and on what evidence?
-- ja: 資料の文字化けや誤読は、どこを、なぜ、何を根拠に直したか。
SELECT table_name, row_id, before, after, reason, evidence
FROM corrections
ORDER BY correction_id;
