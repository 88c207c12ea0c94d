-- Which laws and agreements followed each edition of the Guidelines?
-- ja: 指針の各版を受けて、どの法律や協定が作られたか。
SELECT edition, name, c.year, action, subject
FROM guideline_consequences c
JOIN guideline_editions USING (edition)
ORDER BY edition, ordinal;
