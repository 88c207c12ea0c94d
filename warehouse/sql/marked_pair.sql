-- A text before and after a change in one: as it is where it did not change, else what goes as 〔－…－〕 and what comes as
-- 〔＋…＋〕; null is nothing. Example: SELECT marked_pair('第四条', '第五条').
CREATE MACRO marked_pair(before, after) AS
    CASE
        WHEN before IS NOT DISTINCT FROM after THEN before
        ELSE concat('〔－' || before || '－〕', '〔＋' || after || '＋〕')
    END;
