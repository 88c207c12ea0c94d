-- Where does a word stand, best hits first?
-- ja: この言葉はどこに出てくるか。
-- words = 武器等防護: words with blanks between them
SELECT rank, label, address, passage, standing
FROM search($words)
ORDER BY rank
LIMIT 20;
