-- What has changed in a law since a day?
-- ja: この法律は、ある日から今までに何が変わったか。
-- law = 自衛隊法: the law
-- day = 2025-01-01: the day
SELECT valid_from, amendment_law_num, change, coalesce(elm_after, elm_before) AS elm, caption, text
FROM amendment_report($law, $day)
ORDER BY valid_from;
