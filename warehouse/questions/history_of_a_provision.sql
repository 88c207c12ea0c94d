-- Which wordings has a provision had, and which law made each?
-- ja: この条文はいつ、どの法律で、どう変わったか。
-- law = 重要影響事態法: the law
-- address = 第三条第一項第四号: the provision
SELECT valid_from, valid_to, amendment_law_num, text
FROM provision_history($law, $address)
ORDER BY valid_from;
