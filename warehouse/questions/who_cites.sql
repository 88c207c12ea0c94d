-- Which provisions cite this one, in the wordings that are in force?
-- ja: この条文を引用している現行の規定はどれか。
-- law = 警察官職務執行法: the law
-- address = 第七条: the provision
SELECT law_title, elm, text
FROM cited_by($law, $address)
WHERE valid_to IS NULL;
